# /// expected
# summary = "Les deux tableaux, pas de page"
# [criteria."C2.3.3.roadmap"]
# fraction = 0.75
# [criteria."C2.3.3.standalone"]
# fraction = 0.0
# ///
# %% amend="assembly"
page = None
