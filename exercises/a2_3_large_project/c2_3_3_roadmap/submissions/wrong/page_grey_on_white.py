# /// expected
# summary = "Un gris clair, élégant à l’écran"
# [criteria."C2.3.3.standalone"]
# fraction = [0.96, 0.97]
# misconception = "weak-contrast"
# message = "2,85"
# ///
# %% amend="assembly"
page = page.replace("color: #1b1b1b", "color: #999999")
