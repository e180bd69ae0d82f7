# /// expected
# summary = "La justesse deux fois, sous deux noms"
# [criteria."C2.1.1.measurable"]
# fraction = [0.4, 0.75]
# misconception = "same-quantity-twice"
# message = "compterait double"
# ///
# %% amend="criteria"
criteria.append({**criteria[0], "name": "précision", "direction": "max"})
