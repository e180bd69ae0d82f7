# /// expected
# summary = "La majorité cherchée phase par phase, sans cumul"
# [criteria."C4.3.1.practices"]
# fraction = [0.8, 0.98]
# misconception = "counts-not-cumulated"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.5, 1.0]
# ///
# %% amend="phases"
starts = {code: [needs[partner][code] for partner in PARTNERS] for code in LABELS}
phases = [
    {"code": code, "phase": next((phase for phase in PHASES if starts[code].count(phase) >= majority), "jamais")}
    for code in LABELS
]
first = {row["code"]: row["phase"] for row in phases}
