# /// expected
# summary = "La moitié des sections et des chiffres"
# [criteria."C2.2.3.key-figures"]
# fraction = [0.5, 0.7]
# misconception = "section-missing"
# ///
# %% amend="report"
key_figures = key_figures[::2]
report = "\n\n".join(f"## {row['titre']}\n\n{TEXTS[row['titre']].strip()}" for row in sections[:5])
