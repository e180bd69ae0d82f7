# /// expected
# summary = "Les titres des vues choisis pour leur taille"
# [criteria."C2.3.3.standalone"]
# fraction = [0.96, 0.97]
# misconception = "headings-skipped"
# ///
# %% amend="assembly"
page = page.replace("<h3>", "<h5>").replace("</h3>", "</h5>")
