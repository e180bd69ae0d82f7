# /// expected
# summary = "Le texte d’une section est recopié sous tous les titres"
# [criteria."C2.1.4.specification"]
# fraction = [0.9, 0.9]
# misconception = "copied-text"
# message = "recopié"
# ///
# %% amend="report"
report = "\n\n".join(f"## {row['titre']}\n\n{TEXTS['Synthèse'].strip()}" for row in sections)
