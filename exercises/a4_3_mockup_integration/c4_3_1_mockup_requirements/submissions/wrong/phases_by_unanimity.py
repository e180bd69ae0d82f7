# /// expected
# summary = "La phase où les cinq partenaires sont d’accord"
# [criteria."C4.3.1.practices"]
# fraction = [0.8, 0.98]
# misconception = "unanimity"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.75, 0.985]
# ///
# %% amend="phases"
phases = [
    {"code": code, "phase": next((phase for phase in PHASES if row[phase] >= 5), "jamais")}
    for code, row in counts.items()
]
