# /// expected
# summary = "Les montants et le volume arrondis à vue de nez"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.86, 0.97]
# misconception = "rounded-too-far"
# ///
# %% amend="figures"
for row in key_figures:
    if row["key"] in ("stockage", "budget", "ecart_cout", "estimation"):
        digits = next(int(each["decimales"]) for each in asked_figures if each["cle"] == row["key"])
        row["value"] = round(row["value"], digits - 2)
