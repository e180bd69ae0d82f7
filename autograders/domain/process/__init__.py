"""Processes in BPMN 2.0 judged: their structure, their soundness, what is handed over before what, who takes part."""

from .deliveries import Delivery, DeliveryFault, DeliveryProblem, carriers, delivery_faults, named
from .net import Marking, Net, StateSpace, Transition, beyond_reach, explored, net_of, run_before
from .soundness import Soundness, SoundnessOutcome, soundness
from .structure import ProcessFault, ProcessProblem, structural_faults, without_action

__all__ = [
    "Delivery",
    "DeliveryFault",
    "DeliveryProblem",
    "Marking",
    "Net",
    "ProcessFault",
    "ProcessProblem",
    "Soundness",
    "SoundnessOutcome",
    "StateSpace",
    "Transition",
    "beyond_reach",
    "carriers",
    "delivery_faults",
    "explored",
    "named",
    "net_of",
    "run_before",
    "soundness",
    "structural_faults",
    "without_action",
]
