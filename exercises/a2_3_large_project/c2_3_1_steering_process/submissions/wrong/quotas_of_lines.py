# /// expected
# summary = "Les lignes du registre comptées pour des organismes"
# [criteria."C2.3.1.stakeholders"]
# fraction = [0.85, 0.99]
# misconception = "lines-counted"
# message = "inscrits deux fois"
# ///
# %% amend="sample"
lined = Counter(row["categorie"] for row in register)
quotas = [{**row, "bodies": lined[row["category"]]} for row in quotas]
