# /// expected
# summary = "Une charge inventée, la même chaque mois, et tout ce qui en découle sans peine"
# [criteria."C4.3.4.feasible"]
# fraction = [0, 0.4]
# ///
# %% solution="workload"
quiet_h = 0.5 * specification["capacity_h_per_month"]
workload = [
    {"month": f"2026-{month:02d}", "hours": quiet_h, "left_h": 0.0, "unused_h": quiet_h} for month in range(1, 7)
]
remaining_h = 0.0
feasible = True
needed_capacity_h_per_month = quiet_h
# %% solution="postponed"
postponed = []
postponed_h = 0.0
