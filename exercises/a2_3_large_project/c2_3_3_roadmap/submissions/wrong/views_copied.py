# /// expected
# summary = "Le même texte pour tous les métiers"
# [criteria."C2.3.3.standalone"]
# fraction = [0.84, 0.86]
# misconception = "view-copied"
# ///
# %% amend="page"
shared = "".join(VIEWS[row["metier"]] for row in asked_views)
VIEWS = dict.fromkeys(VIEWS, shared)
