# /// expected
# summary = "Les lignes du registre à la place des organismes"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.968, 0.9685]
# misconception = "lines-for-bodies"
# ///
# %% amend="figures"
# Two bodies are entered twice.
table = {row["key"]: row for row in key_figures}
table["organismes"]["value"] += 2
