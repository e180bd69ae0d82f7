# /// expected
# summary = "L’écart de coût sans son signe"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.968, 0.9685]
# misconception = "sign-lost"
# ///
# %% amend="figures"
table = {row["key"]: row for row in key_figures}
table["ecart_cout"]["value"] *= -1
