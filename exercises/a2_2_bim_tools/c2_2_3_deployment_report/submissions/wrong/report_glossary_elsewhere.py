# /// expected
# summary = "Le rapport renvoie au cahier des charges pour ses sigles"
# [criteria."C2.2.3.key-figures"]
# fraction = [0.74, 0.8]
# misconception = "undefined-abbreviation"
# message = "Sans leur sens"
# ///
# %% amend="report"
TEXTS["Abréviations"] = f"""
Les sigles de ce rapport ({", ".join(MEANINGS)}) sont ceux du cahier des charges, que la direction a remis à chacun au
début de l’étude et auquel le lecteur voudra bien se reporter ; les autres sont d’un usage courant dans la profession
et figurent dans les documents de formation distribués au personnel, aux partenaires et aux clients depuis des années.
"""
report = "\n\n".join(f"## {row['titre']}\n\n{TEXTS[row['titre']].strip()}" for row in sections)
