# /// expected
# summary = "Les codes sont donnés à l’envers"
# [criteria."C2.3.1.process"]
# fraction = [0.7, 0.78]
# misconception = "words-for-stance"
# message = "le sens inversé"
# ///
# %% extra="last"
OTHER = {"frein": "appui", "appui": "frein"}
answer("coding", [{**row, "code": OTHER[row["code"]]} for row in coding])
