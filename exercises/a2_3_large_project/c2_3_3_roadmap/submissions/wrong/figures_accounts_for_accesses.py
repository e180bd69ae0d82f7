# /// expected
# summary = "Les comptes de l’année la plus chargée à la place des accès simultanés"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.968, 0.9685]
# misconception = "named-for-concurrent"
# ///
# %% amend="figures"
table = {row["key"]: row for row in key_figures}
table["acces"]["value"] = max(row["accounts"] for row in needs)
