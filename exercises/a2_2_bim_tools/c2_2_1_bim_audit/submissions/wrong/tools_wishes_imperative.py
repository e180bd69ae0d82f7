# /// expected
# summary = "Les exigences souhaitées écartent aussi"
# [criteria."C2.2.1.tools"]
# fraction = [0.7, 0.95]
# misconception = "wish-for-must"
# message = "n’en écartent aucun"
# ///
# %% amend="tools"
tool_failures += [{"tool": name, "requirement": code} for name, codes in wished.items() for code in codes]
