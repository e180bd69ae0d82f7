# /// expected
# summary = "Les jalons ne sont pas nommés comme au planning"
# [criteria."C2.3.1.process"]
# fraction = 0.8
# misconception = "gate-not-drawn"
# message = "Nommez-le"
# ///
# %% amend="process"
from dataclasses import replace

from autograders.candidate.process import process_xml

diagram = builder.build()

codes = {name: f"Jalon {code}" for code, name in gates.items()}
nodes = tuple(replace(node, name=codes.get(node.name, node.name)) for node in diagram.nodes)
process = process_xml(replace(diagram, nodes=nodes))
