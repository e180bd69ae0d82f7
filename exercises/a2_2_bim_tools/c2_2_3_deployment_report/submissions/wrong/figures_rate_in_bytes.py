# /// expected
# summary = "Le débit du siège est donné en mégaoctets par seconde, le volume du jour en téraoctets"
# [criteria."C2.2.3.key-figures"]
# fraction = [0.92, 0.93]
# misconception = "wrong-unit"
# message = "autre unité"
# ///
# %% amend="figures"
for row in key_figures:
    if row["key"] == "debit_siege":
        row |= {"value": measured["debit_siege"][0] / 8, "unit": "Mo/s"}
    if row["key"] == "volume_jour":
        row |= {"value": measured["volume_jour"][0] / 1000, "unit": "To"}
