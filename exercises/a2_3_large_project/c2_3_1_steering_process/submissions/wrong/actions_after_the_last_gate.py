# /// expected
# summary = "Les actions viennent quand tout est livré"
# [criteria."C2.3.1.change"]
# fraction = 0.7
# misconception = "step-avoidable"
# message = "après le dernier jalon"
# ///
# %% amend="process"
from dataclasses import replace

from autograders.candidate.process import Node, SequenceFlow, process_xml

diagram = builder.build()
end = diagram.nodes[-1]
task = Node(id="bilan", name="Tirer les leçons avec chacun", kind=NodeKind.TASK, pool=end.pool, lane=end.lane)
[entry] = diagram.incoming[end.id]
flows = [replace(flow, target=task.id) if flow == entry else flow for flow in diagram.sequence_flows]
flows.append(SequenceFlow(id="vers_la_fin", source=task.id, target=end.id))
process = process_xml(replace(diagram, nodes=(*diagram.nodes, task), sequence_flows=tuple(flows)))
# %% amend="change"
actions = [{**row, "step": task.name} for row in actions]
