# /// expected
# summary = "Le BIM manager remet tout lui-même"
# [criteria."C2.3.1.process"]
# fraction = [0.9, 0.98]
# misconception = "delivered-by-another"
# message = "leur émetteur"
# ///
# %% amend="process"
from dataclasses import replace

from autograders.candidate.process import process_xml

diagram = builder.build()

[own] = [lane.id for pool in diagram.pools for lane in pool.lanes if lane.name == names["BM"]]
informations = {row["information"] for row in requirements}
nodes = tuple(replace(node, lane=own) if node.name in informations else node for node in diagram.nodes)
process = process_xml(replace(diagram, nodes=nodes))
