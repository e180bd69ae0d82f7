# /// expected
# summary = "Les comptes inactifs comptés : ce qui en découle est jugé d’après eux"
# [criteria."C2.2.2.sizing"]
# fraction = 0.975
# misconception = "inactive-counted"
# message = "quatre-vingt-dix"
# ///
# %% amend="uses"
named_accesses = int(sum(row["comptes"] for row in accounts))
for row in accounts:
    row["sessions"] = row["comptes"] * profiles[row["profil"]]["simultaneite_pct"] / 100
concurrent_accesses = sum(row["sessions"] for row in accounts)
