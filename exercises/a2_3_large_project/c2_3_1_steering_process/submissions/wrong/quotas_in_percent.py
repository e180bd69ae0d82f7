# /// expected
# summary = "Des pourcentages pour des entretiens"
# [criteria."C2.3.1.stakeholders"]
# fraction = [0.8, 0.9]
# misconception = "quotas-in-percent"
# message = "pourcentages"
# ///
# %% amend="sample"
quotas = [{**row, "interviews": round(100 * row["bodies"] / len(bodies))} for row in quotas]
