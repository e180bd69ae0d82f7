# /// expected
# summary = "Les exclusions sans les points"
# [criteria."C2.2.1.tools"]
# fraction = 0.25
# message = "Pas de réponse"
# ///
# %% amend="tools"
tool_points = recommended_tool = lead_points = unmet_wishes = None
