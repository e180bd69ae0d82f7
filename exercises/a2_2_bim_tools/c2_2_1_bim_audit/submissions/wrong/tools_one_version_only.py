# /// expected
# summary = "Une seule version du BCF admise"
# [criteria."C2.2.1.tools"]
# fraction = [0.8, 0.98]
# misconception = "one-version-only"
# message = "deux versions"
# ///
# %% amend="tools"
older = [offer["outil"] for offer in offers if offer["bcf"] == "2.1"]
tool_failures += [{"tool": name, "requirement": "OX-2"} for name in older]
