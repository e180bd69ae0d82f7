# /// expected
# summary = "Une catégorie absente donnée pour sous-représentée"
# [criteria."C2.3.1.stakeholders"]
# fraction = [0.95, 0.98]
# misconception = "absence-not-seen"
# message = "rien de ce qu’elle aurait dit"
# ///
# %% amend="sample"
panel_states = [
    {**row, "state": "sous-représentée" if row["state"] == "absente" else row["state"]} for row in panel_states
]
