# /// expected
# summary = "Le même identifiant sur chaque vue"
# [criteria."C2.3.3.standalone"]
# fraction = [0.96, 0.97]
# misconception = "doubled-identifier"
# ///
# %% amend="assembly"
page = page.replace("<section>", '<section id="vue">')
