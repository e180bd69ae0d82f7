# /// expected
# summary = "To et Tio pris l’un pour l’autre ; à défaut, k€ et M€"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.86, 0.96]
# sometimes = ["binary-for-decimal"]
# ///
# %% amend="figures"
for row in key_figures:
    if row["key"] == "stockage":
        stored_tb = measured["stockage"][0]
        row["value"] = {"To": stored_tb * 1e12 / 2**40, "Tio": stored_tb, "Go": stored_tb * 1e12 / 2**30}[row["unit"]]
if "stockage" not in {row["key"] for row in key_figures}:
    for row in key_figures:
        row["value"] *= {"k€": 1e-3, "M€": 1e3}.get(row["unit"], 1)
