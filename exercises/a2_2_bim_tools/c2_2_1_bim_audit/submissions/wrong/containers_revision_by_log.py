# /// expected
# summary = "L’indice comparé à l’état du journal"
# [criteria."C2.2.1.levers"]
# fraction = [0.9, 0.99]
# misconception = "revision-by-log"
# message = "l’affaire de RC-6"
# ///
# %% amend="containers"
late = [row["container"] for row in container_faults if row["rule"] == "RC-6"]
container_faults += [{"container": name, "rule": "RC-5"} for name in late]
