# /// expected
# summary = "Le même levier, le renouvellement des postes, doit tout relever"
# [criteria."C2.2.3.swot"]
# fraction = [0.7, 0.85]
# misconception = "action-elsewhere"
# message = "n’agit pas"
# ///
# %% amend="follow-up"
follow_up = [{**row, "action": "A5"} for row in follow_up]
