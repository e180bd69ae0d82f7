# /// expected
# summary = "La langue de la page n’est pas dite"
# [criteria."C2.3.3.standalone"]
# fraction = [0.96, 0.97]
# misconception = "no-language"
# ///
# %% amend="assembly"
page = page.replace(' lang="fr"', "")
