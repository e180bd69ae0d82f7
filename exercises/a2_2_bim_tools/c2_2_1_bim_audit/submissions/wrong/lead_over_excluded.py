# /// expected
# summary = "L’avance prise sur le mieux noté, qui est écarté"
# [criteria."C2.2.1.tools"]
# fraction = 0.9
# misconception = "lead-over-excluded"
# message = "des outils qui restent"
# ///
# %% amend="tools"
lead_points = points[recommended_tool] - max(points.values())
