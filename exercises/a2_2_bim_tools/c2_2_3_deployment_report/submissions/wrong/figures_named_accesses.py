# /// expected
# summary = "Les accès nommés sont pris pour les accès simultanés"
# [criteria."C2.2.3.key-figures"]
# fraction = [0.96, 0.97]
# misconception = "named-for-concurrent"
# message = "nommés"
# ///
# %% amend="figures"
for row in key_figures:
    if row["key"] == "acces_simultanes":
        row["value"] = earlier["C2.2.2.named_accesses"]
