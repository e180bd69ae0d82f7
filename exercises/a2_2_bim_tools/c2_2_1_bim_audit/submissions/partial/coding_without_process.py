# /// expected
# summary = "Le codage sans le processus"
# [criteria."C2.2.1.faithful"]
# fraction = 0.5
# message = "Pas de réponse"
# ///
# %% amend="process"
process_arcs = deviations = None
