# /// expected
# summary = "La moitié des sections et des métadonnées"
# [criteria."C2.1.4.specification"]
# fraction = [0.7, 0.85]
# misconception = "section-missing"
# ///
# %% amend="metadata"
metadata = metadata[::2]
# %% amend="report"
report = "\n\n".join(f"## {row['titre']}\n\n{TEXTS[row['titre']].strip()}" for row in sections[:5])
