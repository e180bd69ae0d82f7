# /// expected
# summary = "Conformités et refus en part de 1"
# [criteria."C2.2.3.swot"]
# fraction = [0.81, 0.82]
# misconception = "share-for-percent"
# message = "part de 1"
# ///
# %% amend="follow-up"
for row in swot_inside:
    if row["finding"].startswith(("maquette_", "jetons_")):
        row["value"] = row["value"] / 100
