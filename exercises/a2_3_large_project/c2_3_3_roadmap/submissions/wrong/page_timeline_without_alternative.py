# /// expected
# summary = "La frise sans texte de remplacement"
# [criteria."C2.3.3.standalone"]
# fraction = [0.96, 0.97]
# misconception = "image-without-alternative"
# ///
# %% amend="assembly"
page = re.sub(r"aria-label=\"Frise[^\"]*\"", "", page)
