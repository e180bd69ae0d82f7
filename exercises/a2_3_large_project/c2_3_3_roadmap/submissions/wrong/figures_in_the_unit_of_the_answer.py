# /// expected
# summary = "Les montants en euros, comme ils ont été calculés"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.9, 0.91]
# misconception = "wrong-unit"
# message = "autre unité"
# ///
# %% amend="figures"
for row in key_figures:
    if row["key"] in ("budget", "ecart_cout", "estimation"):
        row["value"] = measured[row["key"]][0]
