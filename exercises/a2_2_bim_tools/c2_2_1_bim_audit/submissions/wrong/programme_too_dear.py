# /// expected
# summary = "Tous les leviers, sans regarder le budget"
# [criteria."C2.2.1.levers"]
# fraction = 0.8
# misconception = "too-dear"
# message = "n’est pas choisir"
# ///
# %% amend="levers"
programme = [{"lever": code} for code in levers]
