# /// expected
# summary = "Les titres exigés, remplis d’un même mot répété"
# [criteria."C2.1.4.specification"]
# fraction = [0.2, 0.2]
# message = "Trop brèves"
# ///
# %% solution="report"
report = "\n\n".join(f"## {row['titre']}\n\n{'conforme ' * 60}{n}" for n, row in enumerate(sections))
