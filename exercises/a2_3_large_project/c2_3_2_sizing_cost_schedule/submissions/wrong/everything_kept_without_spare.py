# /// expected
# summary = "Tout est gardé, sans serveur de secours, à remplissage complet"
# [criteria."C2.3.2.calculations"]
# fraction = [0.0, 0.99]
# misconception = "retention-ignored"
# message = "conservation"
# [criteria."C2.3.2.costs"]
# fraction = [0.0, 0.99]
# misconception = "month-received"
# message = "réception"
# [criteria."C2.3.2.gantt"]
# fraction = [0.0, 0.99]
# misconception = "imposed-date-forgotten"
# message = "imposée"
# ///
# %% amend="needs"
for rank, row in enumerate(yearly_needs):
    row["servers"] -= specification["spare_servers"]
    row["stored_tb"] = sum(each["produced_tb"] for each in yearly_needs[: rank + 1])
# %% amend="purchase"
provisioned_tb *= specification["maximum_fill_percent"] / 100
