# /// expected
# summary = "Les échecs écartés de la charge du réseau"
# [criteria."C2.2.2.network"]
# fraction = [0.7, 0.999]
# misconception = "failures-left-out"
# message = "occupé"
# ///
# %% amend="rates"
for row in site_rates:
    lines = [each for each in journal if each["hour"] == busy_hour and each["site"] == row["site"]]
    row["busy_gb"] = sum(each["gb"] for each in lines if each["etat"] == "reçu") / DAYS
    sessions = sum(each["sessions"] for each in accounts if each["site"] == row["site"])
    row["required_mbps"] = traffic_growth * (
        8000 * row["busy_gb"] / (3600 * efficiency) + sessions * specification["session_mbps"]
    )
required = {row["site"]: row["required_mbps"] for row in site_rates}
