# /// expected
# summary = "Le volume à provisionner à la place du volume conservé"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.968, 0.9685]
# misconception = "provisioned-for-kept"
# ///
# %% amend="figures"
table = {row["key"]: row for row in key_figures}
table["stockage"]["value"] /= specification["maximum_fill_percent"] / 100
