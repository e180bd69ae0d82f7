# /// expected
# summary = "Une recommandation sans points"
# [criteria."C2.2.1.tools"]
# fraction = [0.4, 0.5]
# message = "sans ses points"
# ///
# %% amend="tools"
tool_points = None
