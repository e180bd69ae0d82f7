# /// expected
# summary = "Les parties prenantes, et rien d’autre"
# [criteria."C2.3.1.process"]
# fraction = 0.0
# message = "Pas de réponse"
# [criteria."C2.3.1.change"]
# fraction = 0.0
# message = "Pas de réponse"
# ///
# %% extra="last"
for name in ("coding", "matrix_faults", "matrix", "process", "actions", "treatments"):
    answer(name, None)
