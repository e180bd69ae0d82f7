# /// expected
# summary = "Les parties prenantes, et rien d’autre"
# [criteria."C2.3.1.process"]
# fraction = 0.0
# message = "Aucune réponse reçue"
# [criteria."C2.3.1.change"]
# fraction = 0.0
# message = "Aucune réponse reçue"
# ///
# %% solution="coding"
coding = None
# %% solution="matrix"
matrix_faults = matrix = None
# %% solution="process"
process = None
# %% solution="process-figure"

# %% solution="change"
actions = treatments = None
