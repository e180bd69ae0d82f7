# /// expected
# summary = "Verdict de résolution inversé"
# [criteria."C2.1.2.resolution"]
# fraction = 0.866667
# message = "ne découle pas de vos chiffres"
# ///
# %% amend="resolution"
resolution_conform = not resolution_conform
