# /// expected
# summary = "La croissance du trafic oubliée : ce qui suit est jugé d’après ces débits"
# [criteria."C2.2.2.network"]
# fraction = [0.8, 0.93]
# misconception = "traffic-growth-forgotten"
# message = "horizon"
# ///
# %% amend="rates"
for row in site_rates:
    row["required_mbps"] /= traffic_growth
required = {row["site"]: row["required_mbps"] for row in site_rates}
