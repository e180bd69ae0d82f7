# /// expected
# summary = "La longueur cherchée parmi les attributs"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.99, 0.997]
# misconception = "quantity-facet"
# message = "pas de facette"
# ///
# %% amend="needs"
for row in information_needs:
    if row["requirement"] == "EI-07":
        row["facet"] = "attribute"
