# /// expected
# summary = "Toute livraison est admise : aucun retour"
# [criteria."C2.3.1.process"]
# fraction = [0.9, 0.96]
# misconception = "no-way-back"
# message = "revient à qui l’a remise"
# ///
# %% amend="process"
from dataclasses import replace

from autograders.candidate.process import process_xml

diagram = builder.build()

flows = tuple(flow for flow in diagram.sequence_flows if not flow.default)
process = process_xml(replace(diagram, sequence_flows=flows))
