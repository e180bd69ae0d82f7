# /// expected
# summary = "Les titres exigés, remplis d’un même mot répété"
# [criteria."C2.1.4.specification"]
# fraction = 0.0
# message = "la forme seule"
# ///
# %% solution="report"
report = "\n\n".join(f"## {row['titre']}\n\n{'conforme ' * 60}{n}" for n, row in enumerate(sections))
