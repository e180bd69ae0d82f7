# /// expected
# summary = "Zéro point aux outils écartés"
# [criteria."C2.2.1.tools"]
# fraction = [0.75, 0.99]
# misconception = "nothing-for-excluded"
# message = "ce que coûte"
# ///
# %% amend="tools"
for row in tool_points:
    if lacking[row["tool"]]:
        row["points"] = 0
