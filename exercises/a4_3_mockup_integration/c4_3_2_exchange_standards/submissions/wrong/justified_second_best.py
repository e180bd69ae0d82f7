# /// expected
# summary = "Archive et fichier dits admissibles, le moins bien classé des deux retenu"
# [criteria."C4.3.2.justified"]
# fraction = [0.7, 0.85]
# misconception = "not-the-best-ranked"
# message = "mieux classé"
# ///
# %% amend="choice"
for row in admissibility:
    row["admissible"] = "oui" if row["standard"] in ("IFC4", "IFC-ZIP") else "non"
chosen_standard = min(("IFC4", "IFC-ZIP"), key=lambda each: totals[standards.index(each)])
