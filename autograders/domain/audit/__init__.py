"""The audit of an organisation: interviews coded, its process as a graph, its containers, levers put in order."""

from .coding import Coded, Retrieval, cohen_kappa, kappa_by_code, retrieval, retrieval_by_code
from .containers import (
    CONTAINER_WORKFLOW,
    Container,
    ContainerFault,
    ContainerRules,
    ContainerState,
    Passage,
    container_faults,
)
from .levers import Finding, Lever, Priority, lever_faults, lever_priorities, treated_weight
from .process import Claim, Statement, contradictions, reported_flows, steering_workflow

__all__ = [
    "CONTAINER_WORKFLOW",
    "Claim",
    "Coded",
    "Container",
    "ContainerFault",
    "ContainerRules",
    "ContainerState",
    "Finding",
    "Lever",
    "Passage",
    "Priority",
    "Retrieval",
    "Statement",
    "cohen_kappa",
    "container_faults",
    "contradictions",
    "kappa_by_code",
    "lever_faults",
    "lever_priorities",
    "reported_flows",
    "retrieval",
    "retrieval_by_code",
    "steering_workflow",
    "treated_weight",
]
