# /// expected
# summary = "La page sans valeurs marquées : seul un lecteur les trouve"
# [criteria."C2.3.3.roadmap"]
# fraction = 0.75
# misconception = "unmarked-value"
# [criteria."C2.3.3.standalone"]
# fraction = [0.4, 0.75]
# message = "ne porte que"
# ///
# %% amend="assembly"
page = page.replace("data-cle", "class")
