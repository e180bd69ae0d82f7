# /// expected
# summary = "Un texte qui n’est pas du BPMN 2.0"
# [criteria."C2.3.1.process"]
# fraction = 0.45
# message = "definitions"
# [criteria."C2.3.1.change"]
# fraction = 0.7
# message = "definitions"
# ///
# %% extra="last"
answer("process", "<processus><etape>Livrer la maquette</etape></processus>")
