# /// expected
# summary = "Les entretiens et le processus ; rien d’autre"
# [criteria."C2.2.1.levers"]
# fraction = 0.0
# [criteria."C2.2.1.tools"]
# fraction = 0.0
# message = "Aucune réponse"
# ///
# %% amend="levers"
failing = conformity = container_faults = finding_rates = lever_priorities = programme = None
# %% amend="tools"
tool_failures = tool_points = recommended_tool = lead_points = unmet_wishes = None
