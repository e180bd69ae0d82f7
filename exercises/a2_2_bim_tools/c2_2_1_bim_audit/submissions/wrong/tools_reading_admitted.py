# /// expected
# summary = "Lire l’IFC4 tenu pour suffisant"
# [criteria."C2.2.1.tools"]
# fraction = [0.8, 0.999]
# misconception = "reading-is-not-writing"
# message = "la lecture et l’écriture"
# ///
# %% amend="tools"
tool_failures = [row for row in tool_failures if row["requirement"] != "OX-1"]
