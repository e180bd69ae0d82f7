# /// expected
# summary = "Le rendement de la liaison oublié"
# [criteria."C2.2.2.network"]
# fraction = [0.8, 0.93]
# misconception = "efficiency-forgotten"
# message = "rendement"
# ///
# %% amend="rates"
for row in site_rates:
    sessions = sum(each["sessions"] for each in accounts if each["site"] == row["site"])
    row["required_mbps"] = (8000 * row["busy_gb"] / 3600 + sessions * specification["session_mbps"]) * traffic_growth
required = {row["site"]: row["required_mbps"] for row in site_rates}
