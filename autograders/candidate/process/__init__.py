"""Processes drawn in BPMN 2.0: built in a notebook, written as a file that other tools open, read with care.

>>> from autograders.candidate.process import ProcessBuilder
>>> process = ProcessBuilder("Pilotage de la maquette")
>>> owner = process.pool("Maîtrise d’ouvrage")
>>> request = process.start("Besoin exprimé", owner)
>>> brief = process.task("Rédiger le cahier des charges BIM", owner)
>>> process.sequence(request, brief, process.end("Cahier des charges diffusé", owner))
>>> process.xml().startswith("<?xml")
True
"""

from .builder import ProcessBuilder
from .diagram import (
    Association,
    DataObject,
    Lane,
    MessageFlow,
    Node,
    NodeKind,
    Pool,
    ProcessDiagram,
    ProcessError,
    SequenceFlow,
)
from .reading import read_process
from .rows import process_from_rows, process_rows
from .telling import process_steps
from .writing import process_xml

__all__ = [
    "Association",
    "DataObject",
    "Lane",
    "MessageFlow",
    "Node",
    "NodeKind",
    "Pool",
    "ProcessBuilder",
    "ProcessDiagram",
    "ProcessError",
    "SequenceFlow",
    "process_from_rows",
    "process_rows",
    "process_steps",
    "process_xml",
    "read_process",
]
