# /// expected
# summary = "L’outil seul"
# [criteria."C2.2.1.faithful"]
# fraction = 0.0
# message = "Pas de réponse"
# [criteria."C2.2.1.levers"]
# fraction = 0.0
# ///
# %% extra="last"
for name in ("coding", "process_arcs", "deviations"):
    answer(name, None)
for name in ("failing", "conformity", "container_faults", "finding_rates", "lever_priorities", "programme"):
    answer(name, None)
