# /// expected
# summary = "Les termes expliqués comme dans d’autres métiers"
# [criteria."C2.3.3.standalone"]
# fraction = [0.85, 0.98]
# sometimes = ["other-meaning"]
# ///
# %% amend="page"
MEANINGS |= {
    "IDS": "Système de détection d’intrusion, qui surveille un réseau informatique.",
    "EDC": "Entrepôt de données commerciales d’une entreprise, tenu par son service des ventes.",
    "synthèse": "Résumé d’un dossier en une page, pour ceux qui décident.",
    "jalon": "Piquet de bois.",
}
