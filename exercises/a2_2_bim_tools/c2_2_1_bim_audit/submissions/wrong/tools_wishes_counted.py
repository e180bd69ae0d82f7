# /// expected
# summary = "Les exigences comptées sans leur poids"
# [criteria."C2.2.1.tools"]
# fraction = [0.65, 0.9]
# misconception = "wishes-counted"
# message = "sans leur poids"
# ///
# %% extra="last"
answer("tool_points", [{"tool": name, "points": len(share) - len(codes)} for name, codes in wished.items()])
