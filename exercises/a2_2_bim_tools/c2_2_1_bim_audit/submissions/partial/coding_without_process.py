# /// expected
# summary = "Le codage sans le processus"
# [criteria."C2.2.1.faithful"]
# fraction = 0.5
# message = "Pas de réponse"
# [criteria."C2.2.1.levers"]
# fraction = [0.95, 1.0]
# ///
# %% extra="last"
answer("process_arcs", None)
answer("deviations", None)
