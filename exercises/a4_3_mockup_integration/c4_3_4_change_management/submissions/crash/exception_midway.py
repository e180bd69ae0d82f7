# /// expected
# summary = "Une exception dans le journal : ce qui précède ne compte pas, rien n’était remis"
# [criteria."C4.3.4.compatible"]
# fraction = [0, 0]
# ///
# %% solution="journal"
raise RuntimeError("le journal a échoué")
