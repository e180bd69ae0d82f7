# /// expected
# summary = "Les serveurs sans ceux de secours"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.968, 0.9685]
# misconception = "spare-forgotten"
# ///
# %% amend="figures"
table = {row["key"]: row for row in key_figures}
table["serveurs"]["value"] -= specification["spare_servers"]
