# /// expected
# summary = "Verdicts de station à l’envers"
# [criteria."C2.1.3.coverage"]
# fraction = 0.952381
# misconception = "station-verdict-reversed"
# message = "chacune leur limite"
# ///
# %% amend="registration"
for row in registration:
    row["verdict"] = "conforme" if row["verdict"] == "non conforme" else "non conforme"
