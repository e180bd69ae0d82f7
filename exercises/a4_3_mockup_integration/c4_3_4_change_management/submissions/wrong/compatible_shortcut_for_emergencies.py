# /// expected
# summary = "Un raccourci d’urgence saute l’analyse et la vérification"
# [criteria."C4.3.4.compatible"]
# fraction = [0.9, 0.999]
# misconception = "shortcut"
# ///
# %% amend="procedure"
procedure += [
    {"state": "demande soumise", "next_state": "demande approuvée", "actor": "commission"},
    {"state": "ordre réalisé", "next_state": "modification applicable", "actor": "commission"},
]
