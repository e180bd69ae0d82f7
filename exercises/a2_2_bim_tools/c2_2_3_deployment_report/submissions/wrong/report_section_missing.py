# /// expected
# summary = "La section « Limites et réserves » est laissée de côté"
# [criteria."C2.2.3.key-figures"]
# fraction = [0.97, 0.98]
# misconception = "section-missing"
# message = "Absentes"
# ///
# %% amend="report"
kept = [row for row in sections if row["titre"] != "Limites et réserves"]
report = "\n\n".join(f"## {row['titre']}\n\n{TEXTS[row['titre']].strip()}" for row in kept)
