# /// expected
# summary = "Le titre de la page est celui du modèle"
# [criteria."C2.3.3.standalone"]
# fraction = [0.96, 0.97]
# misconception = "no-title"
# ///
# %% amend="assembly"
page = re.sub("<title>.*</title>", "<title>Document</title>", page)
