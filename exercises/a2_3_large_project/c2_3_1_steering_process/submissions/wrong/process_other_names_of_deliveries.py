# /// expected
# summary = "Les livraisons portent d’autres noms"
# [criteria."C2.3.1.process"]
# fraction = [0.6, 0.85]
# misconception = "information-not-carried"
# message = "Nommez la livraison"
# ///
# %% amend="process"
from dataclasses import replace

from autograders.candidate.process import process_xml

diagram = builder.build()

informations = {row["information"]: f"Livraison {row['code']}" for row in requirements}
nodes = tuple(replace(node, name=informations.get(node.name, node.name)) for node in diagram.nodes)
process = process_xml(replace(diagram, nodes=nodes))
