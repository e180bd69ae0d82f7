# /// expected
# summary = "Les jalons dans l’ordre inverse des années"
# [criteria."C2.3.1.process"]
# fraction = [0.78, 0.88]
# misconception = "gate-bypassed"
# message = "sur un chemin que l’on peut éviter"
# ///
# %% amend="process"
from dataclasses import replace

from autograders.candidate.process import process_xml

diagram = builder.build()
order = [gates[stage] for stage in stages]
turned = dict(zip(order, reversed(order), strict=True))
nodes = tuple(replace(node, name=turned.get(node.name, node.name)) for node in diagram.nodes)
process = process_xml(replace(diagram, nodes=nodes))
