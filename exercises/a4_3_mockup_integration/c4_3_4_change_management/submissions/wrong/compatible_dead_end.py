# /// expected
# summary = "Un état d’attente est inventé, d’où rien ne repart"
# [criteria."C4.3.4.compatible"]
# fraction = [0.85, 0.999]
# misconception = "dead-end"
# ///
# %% amend="procedure"
procedure.append({"state": "impact analysé", "next_state": "en attente", "actor": "commission"})
