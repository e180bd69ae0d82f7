# /// expected
# summary = "Les activités de la matrice ne sont pas dans le processus"
# [criteria."C2.3.1.process"]
# fraction = [0.88, 0.95]
# misconception = "activity-without-doer"
# message = "manquent au processus"
# ///
# %% amend="process"
from dataclasses import replace

from autograders.candidate.process import process_xml

diagram = builder.build()

labels = {row["libelle"]: f"Étape {code}" for code, row in activities.items()}
nodes = tuple(replace(node, name=labels.get(node.name, node.name)) for node in diagram.nodes)
process = process_xml(replace(diagram, nodes=nodes))
