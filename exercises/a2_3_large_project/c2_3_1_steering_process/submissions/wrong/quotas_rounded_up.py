# /// expected
# summary = "Chaque part arrondie à l’entier supérieur"
# [criteria."C2.3.1.stakeholders"]
# fraction = [0.7, 0.99]
# misconception = "rounded-quotas"
# message = "plus forts restes"
# ///
# %% amend="sample"
quotas = [{**row, "interviews": -(-size * row["bodies"] // len(bodies))} for row in quotas]
