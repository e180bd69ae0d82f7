# /// expected
# summary = "Les abréviations sont à la fin, comme dans la plupart des rapports de l’entreprise"
# [criteria."C2.2.3.key-figures"]
# fraction = 0.9
# misconception = "sections-order"
# message = "ne se suivent pas"
# ///
# %% amend="report"
moved = sorted(sections, key=lambda row: row["titre"] == "Abréviations")
report = "\n\n".join(f"## {row['titre']}\n\n{TEXTS[row['titre']].strip()}" for row in moved)
