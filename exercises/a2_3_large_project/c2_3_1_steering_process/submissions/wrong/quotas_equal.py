# /// expected
# summary = "Autant d’entretiens dans chaque catégorie"
# [criteria."C2.3.1.stakeholders"]
# fraction = [0.5, 0.95]
# misconception = "equal-quotas"
# message = "au prorata"
# ///
# %% amend="sample"
quotas = [{**row, "interviews": size // len(quotas)} for row in quotas]
