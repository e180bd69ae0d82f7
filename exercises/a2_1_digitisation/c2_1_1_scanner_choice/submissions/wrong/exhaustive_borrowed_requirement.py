# /// expected
# summary = "La même exigence citée pour tous les appareils éliminés"
# [criteria."C2.1.1.exhaustive"]
# fraction = [0.5, 0.6]
# misconception = "requirement-not-broken"
# message = "respecte"
# ///
# %% amend="sorting"
for row in verdicts:
    if row["verdict"] == "éliminé":
        row["requirement"] = "EX-04"
