# /// expected
# summary = "Des octets pris pour des bits, dans les débits comme dans la fenêtre"
# [criteria."C2.2.2.network"]
# fraction = [0.6, 0.93]
# misconception = "bytes-for-bits"
# message = "huit"
# ///
# %% amend="rates"
for row in site_rates:
    sessions = sum(each["sessions"] for each in accounts if each["site"] == row["site"])
    today_mbps = 1000 * row["busy_gb"] / (3600 * efficiency) + sessions * specification["session_mbps"]
    row["required_mbps"] = today_mbps * traffic_growth
required = {row["site"]: row["required_mbps"] for row in site_rates}
# %% amend="transfer"
window_mbps /= 8
