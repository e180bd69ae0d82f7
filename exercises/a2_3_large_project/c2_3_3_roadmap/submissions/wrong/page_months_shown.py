# /// expected
# summary = "Les dates marquées au jour, affichées au mois"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.85, 0.96]
# misconception = "seen-otherwise"
# ///
# %% amend="assembly"
page = re.sub(r"(<time [^>]*>)\d+(?:er)? ", r"\1", page)
