# /// expected
# summary = "Aucune décision n’est contestée, la suite en découle"
# [criteria."C4.3.4.compatible"]
# fraction = [0.84, 0.84]
# message = "qui manquent"
# ///
# %% amend="decisions"
decisions_to_correct = []
decided = {row["modification"]: row["decision"] for row in changes}
