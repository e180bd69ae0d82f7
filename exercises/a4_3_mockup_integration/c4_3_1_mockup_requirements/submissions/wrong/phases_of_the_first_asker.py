# /// expected
# summary = "La phase du premier partenaire qui demande"
# [criteria."C4.3.1.practices"]
# fraction = [0.8, 0.98]
# misconception = "first-asker"
# message = "majorité"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.8, 0.985]
# message = "autre jalon"
# ///
# %% amend="phases"
phases = [
    {"code": code, "phase": next((phase for phase in PHASES if row[phase] >= 1), "jamais")}
    for code, row in counts.items()
]
