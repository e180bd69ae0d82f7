# /// expected
# summary = "Tous les titres, dans l’ordre, et un mot sous chacun"
# [criteria."C2.1.4.specification"]
# fraction = [0.9, 0.9]
# misconception = "heading-without-content"
# message = "Trop brèves"
# ///
# %% amend="report"
report = "\n\n".join(f"## {row['titre']}\n\nVoir les tableaux, à l’entrée {n}." for n, row in enumerate(sections))
