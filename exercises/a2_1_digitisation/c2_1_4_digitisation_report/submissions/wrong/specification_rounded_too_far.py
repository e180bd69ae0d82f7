# /// expected
# summary = "Une décimale de moins que ce qui est exigé"
# [criteria."C2.1.4.specification"]
# fraction = [0.7, 0.97]
# misconception = "rounded-too-far"
# message = "arrondie au-delà"
# ///
# %% amend="figures"
for row in key_figures:
    decimals = next(int(demand["decimales"]) for demand in demanded_figures if demand["cle"] == row["key"])
    if row["key"] != "stations":
        row["value"] = round(row["value"], decimals - 1)
