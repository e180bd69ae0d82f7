# /// expected
# summary = "Le serveur de secours n’est pas compté"
# [criteria."C2.2.3.key-figures"]
# fraction = [0.96, 0.97]
# misconception = "spare-forgotten"
# message = "secours"
# ///
# %% amend="figures"
for row in key_figures:
    if row["key"] == "serveurs":
        row["value"] -= 1
