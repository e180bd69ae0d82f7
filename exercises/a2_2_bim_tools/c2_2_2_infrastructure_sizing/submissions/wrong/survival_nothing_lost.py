# /// expected
# summary = "Tout dit conservé, sans mesure"
# [criteria."C2.2.2.tolk"]
# fraction = [0.4, 0.62]
# misconception = "nothing-is-lost"
# message = "élément par élément"
# ///
# %% amend="survival"
survival = [{key: value if key == "exchange" else 1.0 for key, value in row.items()} for row in survival]
