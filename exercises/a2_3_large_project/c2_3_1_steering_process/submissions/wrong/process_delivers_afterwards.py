# /// expected
# summary = "Les jalons se prononcent, les informations suivent"
# [criteria."C2.3.1.process"]
# fraction = [0.8, 0.9]
# misconception = "gate-bypassed"
# message = "elle vient après lui"
# ///
# %% amend="process"
from dataclasses import replace

from autograders.candidate.process import process_xml

diagram = builder.build()

# The first delivery of each stage and its gate change places.
order = {gates[row["jalon"]]: row["information"] for row in reversed(requirements)}
swapped = order | {information: gate for gate, information in order.items()}
lanes = {node.name: node.lane for node in diagram.nodes}
nodes = tuple(
    replace(node, name=swapped[node.name], lane=lanes[swapped[node.name]]) if node.name in swapped else node
    for node in diagram.nodes
)
process = process_xml(replace(diagram, nodes=nodes))
