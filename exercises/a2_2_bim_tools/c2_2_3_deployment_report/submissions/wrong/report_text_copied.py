# /// expected
# summary = "La synthèse est recopiée sous le plan de déploiement"
# [criteria."C2.2.3.key-figures"]
# fraction = [0.97, 0.98]
# misconception = "copied-text"
# message = "recopié"
# ///
# %% amend="report"
TEXTS["Plan de déploiement"] = TEXTS["Synthèse"]
report = "\n\n".join(f"## {row['titre']}\n\n{TEXTS[row['titre']].strip()}" for row in sections)
