# /// expected
# summary = "Tout est gardé, sans serveur de secours, à remplissage complet"
# [criteria."C2.3.2.calculations"]
# fraction = [0.66, 0.82]
# misconception = "retention-ignored"
# sometimes = ["fill-forgotten"]
# message = "conservation"
# ///
# %% amend="needs"
for rank, row in enumerate(yearly_needs):
    row["servers"] -= specification["spare_servers"]
    row["stored_tb"] = sum(each["produced_tb"] for each in yearly_needs[: rank + 1])
# %% amend="purchase"
provisioned_tb *= specification["maximum_fill_percent"] / 100
