# /// expected
# summary = "La dernière boucle n’a pas de sortie"
# [criteria."C2.3.1.process"]
# fraction = [0.6, 0.92]
# misconception = "livelock"
# message = "une sortie manque"
# ///
# %% amend="process"
from dataclasses import replace

from autograders.candidate.process import process_xml

diagram = builder.build()

last = [node.id for node in diagram.nodes if node.name.endswith(f"{stages[-1]} ?")]
flows = tuple(flow for flow in diagram.sequence_flows if flow.default or flow.source not in last)
process = process_xml(replace(diagram, sequence_flows=flows))
