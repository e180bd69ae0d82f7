# /// expected
# summary = "L’outil qui a le plus de points, quelles que soient les exigences impératives"
# [criteria."C2.2.1.tools"]
# fraction = [0.5, 0.76]
# misconception = "points-before-imperatives"
# message = "ne rachètent rien"
# ///
# %% amend="tools"
ranked = sorted(points, key=points.get, reverse=True)
recommended_tool, lead_points = ranked[0], points[ranked[0]] - points[ranked[1]]
unmet_wishes = [{"requirement": code} for code in wished[recommended_tool]]
