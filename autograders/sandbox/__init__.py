"""Runs an untrusted notebook in confinement; knows nothing of grades.

>>> from autograders.sandbox import WarmSandbox, run_cells
"""

from .confinement import ConfinementLevel
from .driver import WarmSandbox, probe_confinement
from .errors import SandboxUnavailableError
from .limits import Limits
from .notebook import run_cells
from .report import ConfinementReport, Mechanism
from .runs import CellRun, CellStatus, Ending, EndingKind, NotebookRun
from .session import Session

__all__ = [
    "CellRun",
    "CellStatus",
    "ConfinementLevel",
    "ConfinementReport",
    "Ending",
    "EndingKind",
    "Limits",
    "Mechanism",
    "NotebookRun",
    "SandboxUnavailableError",
    "Session",
    "WarmSandbox",
    "probe_confinement",
    "run_cells",
]
