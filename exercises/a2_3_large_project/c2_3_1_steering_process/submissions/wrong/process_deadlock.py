# /// expected
# summary = "Une décision sépare, une passerelle parallèle attend"
# [criteria."C2.3.1.process"]
# fraction = [0.5, 0.9]
# misconception = "deadlock"
# message = "le projet s’arrête là"
# ///
# %% amend="process"
from dataclasses import replace

from autograders.candidate.process import process_xml

diagram = builder.build()

nodes = tuple(
    replace(node, kind=NodeKind.EXCLUSIVE)
    if node.kind is NodeKind.PARALLEL and len(diagram.outgoing[node.id]) > 1
    else node
    for node in diagram.nodes
)
process = process_xml(replace(diagram, nodes=nodes))
