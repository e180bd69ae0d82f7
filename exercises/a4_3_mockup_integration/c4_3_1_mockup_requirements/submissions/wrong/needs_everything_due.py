# /// expected
# summary = "Tout est demandé à la remise, dans le tableau, l’IDS et les défauts"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.75, 0.95]
# misconception = "everything-now"
# message = "Demander trop tôt"
# ///
# %% amend="needs"
due = dict.fromkeys(due, True)
for row in information_needs:
    row["due"] = "oui"
