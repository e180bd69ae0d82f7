# /// expected
# summary = "Tous les titres, dans l’ordre ; seul le glossaire a un texte"
# [criteria."C2.2.3.key-figures"]
# fraction = [0.91, 0.92]
# misconception = "heading-without-content"
# message = "Trop brèves"
# ///
# %% amend="report"
report = "\n\n".join(
    f"## {row['titre']}\n\n{TEXTS[row['titre']] if row['titre'] == 'Abréviations' else f'Voir le tableau {n}.'}"
    for n, row in enumerate(sections, 1)
)
