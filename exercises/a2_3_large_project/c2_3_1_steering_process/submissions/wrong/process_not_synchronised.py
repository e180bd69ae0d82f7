# /// expected
# summary = "Les livraisons parallèles se rejoignent sans s’attendre"
# [criteria."C2.3.1.process"]
# fraction = [0.5, 0.95]
# misconception = "not-synchronised"
# message = "sans s’attendre"
# ///
# %% amend="process"
from dataclasses import replace

from autograders.candidate.process import process_xml

diagram = builder.build()

nodes = tuple(
    replace(node, kind=NodeKind.EXCLUSIVE)
    if node.kind is NodeKind.PARALLEL and len(diagram.incoming[node.id]) > 1
    else node
    for node in diagram.nodes
)
process = process_xml(replace(diagram, nodes=nodes))
