# /// expected
# summary = "Les exigences que l’outil satisfait"
# [criteria."C2.2.1.tools"]
# fraction = [0.85, 0.86]
# misconception = "met-for-unmet"
# message = "ne satisfait pas"
# ///
# %% amend="tools"
unmet_wishes = [{"requirement": code} for code in share if code not in wished[recommended_tool]]
