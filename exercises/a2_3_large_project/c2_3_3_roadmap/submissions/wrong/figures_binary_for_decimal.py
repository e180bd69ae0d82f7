# /// expected
# summary = "To et Tio pris l’un pour l’autre"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.968, 0.9685]
# misconception = "binary-for-decimal"
# ///
# %% amend="figures"
row = next(row for row in key_figures if row["key"] == "stockage")
stored_tb = measured["stockage"][0]
row["value"] = {"To": stored_tb * 1e12 / 2**40, "Tio": stored_tb, "Go": stored_tb * 1e12 / 2**30}[row["unit"]]
