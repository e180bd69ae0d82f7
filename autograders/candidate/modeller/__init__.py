"""Drawing a process in BPMN 2.0 with the mouse or the keys, in a notebook, without a network."""

from .modeller import ProcessModeller

__all__ = ["ProcessModeller"]
