# /// expected
# summary = "Les sigles du métier sont développés, les codes de la maison laissés tels quels"
# [criteria."C2.2.3.key-figures"]
# fraction = [0.85, 0.91]
# misconception = "undefined-abbreviation"
# message = "Sans leur sens"
# ///
# %% amend="report"
house = ("EDC", "SIE", "AG1", "AG2", "HEB", "MOD", "COO", "GMA")
field_rows = "\n".join(f"| {word} | {meaning} |" for word, meaning in MEANINGS.items() if word not in house)
TEXTS["Abréviations"] = f"| Sigle | Sens |\n|---|---|\n{field_rows}\n\nCodes de la maison : {', '.join(house)}."
report = "\n\n".join(f"## {row['titre']}\n\n{TEXTS[row['titre']].strip()}" for row in sections)
