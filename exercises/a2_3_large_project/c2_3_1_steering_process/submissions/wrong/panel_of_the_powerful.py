# /// expected
# summary = "Les organismes les plus puissants, sans égard aux catégories"
# [criteria."C2.3.1.stakeholders"]
# fraction = [0.8, 0.95]
# message = "dans les quotas"
# ///
# %% amend="sample"
powerful = sorted(bodies, key=lambda each: -int(bodies[each]["pouvoir"]))
panel = [{"body": identifier} for identifier in powerful[:size]]
