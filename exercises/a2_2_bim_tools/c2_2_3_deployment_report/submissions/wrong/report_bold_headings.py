# /// expected
# summary = "Les titres sont en gras, non des titres Markdown"
# [criteria."C2.2.3.key-figures"]
# fraction = 0.7
# misconception = "not-a-heading"
# message = "en gras"
# ///
# %% amend="report"
report = "\n\n".join(f"**{n}. {row['titre']}**\n\n{TEXTS[row['titre']].strip()}" for n, row in enumerate(sections, 1))
