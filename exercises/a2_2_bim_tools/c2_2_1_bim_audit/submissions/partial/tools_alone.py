# /// expected
# summary = "L’outil seul"
# [criteria."C2.2.1.faithful"]
# fraction = 0.0
# message = "Aucune réponse"
# [criteria."C2.2.1.levers"]
# fraction = 0.0
# ///
# %% amend="process"
coding = process_arcs = deviations = None
# %% solution="levers"
failing = conformity = container_faults = finding_rates = lever_priorities = programme = None
