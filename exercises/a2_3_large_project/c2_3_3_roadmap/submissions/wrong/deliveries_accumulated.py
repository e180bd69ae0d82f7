# /// expected
# summary = "Les livraisons cumulées depuis le début"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.9, 0.99]
# misconception = "deliveries-accumulated"
# ///
# %% amend="stages"
total = 0
for row in stages:
    total += row["deliveries"]
    row["deliveries"] = total
