# /// expected
# summary = "Les sessions oubliées dans le débit requis"
# [criteria."C2.2.2.network"]
# fraction = [0.7, 0.93]
# misconception = "sessions-forgotten"
# message = "sessions"
# ///
# %% amend="rates"
for row in site_rates:
    row["required_mbps"] = 8000 * row["busy_gb"] / (3600 * efficiency) * traffic_growth
required = {row["site"]: row["required_mbps"] for row in site_rates}
