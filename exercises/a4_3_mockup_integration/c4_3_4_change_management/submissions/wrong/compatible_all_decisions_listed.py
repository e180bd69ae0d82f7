# /// expected
# summary = "Toutes les décisions sont données, justes ou non"
# [criteria."C4.3.4.compatible"]
# fraction = [0.8, 0.9]
# misconception = "all-decisions-listed"
# ///
# %% amend="decisions"
decisions_to_correct = [{"change": change, "decision": decision} for change, decision in decided.items()]
