# /// expected
# summary = "Un panel aux bons quotas, sans ceux qui étaient pressentis"
# [criteria."C2.3.1.stakeholders"]
# fraction = [0.88, 0.98]
# misconception = "panel-redrawn"
# message = "auraient pu rester"
# ///
# %% amend="sample"
panel = []
for name, places in quota.items():
    own = [identifier for identifier, row in bodies.items() if row["categorie"] == name]
    panel += [{"body": identifier} for identifier in sorted(own, key=lambda each: each in envisaged)[:places]]
