# /// expected
# summary = "Une seule version du BCF admise"
# [criteria."C2.2.1.tools"]
# fraction = [0.8, 0.98]
# misconception = "one-version-only"
# message = "deux versions"
# ///
# %% amend="tools"
versions = {offer["bcf"] for offer in offers} - {"non"}
refused = min(versions)
others = [offer["outil"] for offer in offers if offer["bcf"] == refused]
tool_failures += [{"tool": name, "requirement": "OX-2"} for name in others]
