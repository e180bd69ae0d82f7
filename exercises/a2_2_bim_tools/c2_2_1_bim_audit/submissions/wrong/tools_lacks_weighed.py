# /// expected
# summary = "Les poids de ce qui manque"
# [criteria."C2.2.1.tools"]
# fraction = [0.65, 0.9]
# misconception = "lacks-weighed"
# message = "le sens est inversé"
# ///
# %% extra="last"
answer("tool_points", [{"tool": name, "points": 100 - value} for name, value in points.items()])
