# /// expected
# summary = "La production de l’année seule, et la dernière année achetée"
# [criteria."C2.3.2.calculations"]
# fraction = [0.65, 0.85]
# misconception = "last-year-sized"
# message = "parties"
# ///
# %% amend="needs"
for row in yearly_needs:
    row["stored_tb"] = row["produced_tb"]
# %% amend="purchase"
peak_access_year, servers_to_provide = LAST_YEAR, yearly_needs[-1]["servers"]
