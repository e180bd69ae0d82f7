# /// expected
# summary = "Fichiers dérivés oubliés dans le volume conservé"
# [criteria."C2.2.2.sizing"]
# fraction = 0.925
# misconception = "derived-forgotten"
# message = "dérivés"
# ///
# %% amend="storage"
kept_tb /= 1 + specification["derived_percent"] / 100
