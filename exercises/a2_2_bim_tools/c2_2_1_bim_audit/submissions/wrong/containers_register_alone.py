# /// expected
# summary = "Le registre contrôlé, le journal laissé de côté"
# [criteria."C2.2.1.levers"]
# fraction = [0.8, 0.95]
# misconception = "log-not-read"
# message = "se lisent dans le journal"
# ///
# %% amend="containers"
container_faults = [row for row in container_faults if row["rule"] in ("RC-1", "RC-5")]
