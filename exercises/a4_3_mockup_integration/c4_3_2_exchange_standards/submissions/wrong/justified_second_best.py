# /// expected
# summary = "Les trois fichiers IFC dits admissibles, le moins bien classé des trois retenu"
# [criteria."C4.3.2.justified"]
# fraction = [0.65, 0.8]
# misconception = "not-the-best-ranked"
# message = "mieux classé"
# ///
# %% amend="choice"
for row in admissibility:
    row["admissible"] = "oui" if row["standard"] != "glTF" else "non"
chosen_standard = min(("IFC4", "IFC2X3", "IFC-ZIP"), key=lambda each: totals[standards.index(each)])
