# /// expected
# summary = "Toute révision remplacée est prise pour une faute"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.95, 0.99]
# misconception = "history-as-fault"
# ///
# %% amend="effectivities"
revision_faults = [
    {"article": article, "fault": "plusieurs révisions publiées"}
    for article, issues in issued.items()
    if len(issues) > 1
]
