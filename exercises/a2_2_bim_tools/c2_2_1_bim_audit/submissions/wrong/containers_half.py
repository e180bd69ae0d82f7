# /// expected
# summary = "La moitié des fautes seulement"
# [criteria."C2.2.1.levers"]
# fraction = [0.85, 0.95]
# message = "Lignes absentes"
# ///
# %% amend="containers"
container_faults = container_faults[::2]
