# /// expected
# summary = "Les comptes pris pour des accès, sans croissance, sans disques de parité"
# [criteria."C2.3.2.calculations"]
# fraction = [0.61, 0.72]
# misconception = "named-for-concurrent"
# message = "simultanéité"
# ///
# %% amend="needs"
def produced_by(company, year):
    return company["production_premiere_annee_to"]


yearly_needs = [row | {"concurrent": row["accounts"]} for row in needs_of(years)]
for row in yearly_needs:
    carrying = ceil(row["concurrent"] / (specification["sessions_per_server"] * target_load) - 1e-9)
    row["servers"] = carrying + specification["spare_servers"]
# %% amend="purchase"
disks -= 2
