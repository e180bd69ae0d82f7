# /// expected
# summary = "Un lien « ici »"
# [criteria."C2.3.3.standalone"]
# fraction = [0.96, 0.97]
# misconception = "vague-link"
# ///
# %% amend="assembly"
page = page.replace("Aller au contenu", "ici")
