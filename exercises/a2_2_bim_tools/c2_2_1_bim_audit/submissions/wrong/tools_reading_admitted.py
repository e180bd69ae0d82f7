# /// expected
# summary = "Lire l’IFC4 tenu pour suffisant"
# [criteria."C2.2.1.tools"]
# fraction = [0.8, 1.0]
# ///
# %% amend="tools"
tool_failures = [row for row in tool_failures if row["requirement"] != "OX-1"]
