# /// expected
# summary = "Les effectifs de ceux qui commencent à chaque phase"
# [criteria."C4.3.1.practices"]
# fraction = [0.9, 0.99]
# misconception = "counts-not-cumulated"
# message = "ceux d’avant"
# ///
# %% amend="phases"
starts = {code: [needs[partner][code] for partner in PARTNERS] for code in LABELS}
need_counts = [{"code": code, **{phase: starts[code].count(phase) for phase in PHASES}} for code in LABELS]
