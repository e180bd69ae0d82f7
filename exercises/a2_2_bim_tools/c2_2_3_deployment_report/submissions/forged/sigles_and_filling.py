# /// expected
# summary = "Les titres demandés, remplis d’un même mot, et tous les mots des sigles jetés ensemble"
# [criteria."C2.2.3.key-figures"]
# fraction = 0.0
# message = "la forme seule"
# ///
# %% solution="report"
words = "environnement données commun siège Lestrade Port-Armel hébergeur modeleur coordination maintenance"
codes = " ".join(abbreviations)
report = "\n\n".join(
    f"## {row['titre']}\n\n{'conforme ' * 60}{words} {codes if n == 0 else n}" for n, row in enumerate(sections)
)
