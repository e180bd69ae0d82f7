"""What came of a cell, of a notebook, and how a session ended."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class CellStatus(StrEnum):
    """How the execution of one cell went."""

    OK = "ok"
    ERROR = "error"
    TIMEOUT = "timeout"
    DIED = "died"
    OUTPUT_LIMIT = "output-limit"
    SKIPPED = "skipped"


class EndingKind(StrEnum):
    """Why a confined process is no more."""

    CLOSED = "closed"
    WALL_TIME = "wall-time"
    CPU_TIME = "cpu-time"
    MEMORY = "memory"
    OUTPUT = "output"
    EXITED = "exited"
    KILLED = "killed"
    PROTOCOL = "protocol"


@dataclass(frozen=True)
class Ending:
    """Why a session ended.

    Parameters
    ----------
    kind : EndingKind
        The reason.
    message : str
        The same in French, for the run's report.
    """

    kind: EndingKind
    message: str


@dataclass(frozen=True)
class CellRun:
    """The execution of one cell.

    Parameters
    ----------
    outputs : list
        Outputs as nbformat has them. A later cell may update a display that it shares by identifier, as in a
        stock run: the list is the session's own.
    execution_count : int or None
        The number that the submission claims.
    status : CellStatus
        How it went.
    """

    outputs: list[Any]
    execution_count: int | None
    status: CellStatus


@dataclass(frozen=True)
class NotebookRun:
    """The execution of a whole notebook.

    Parameters
    ----------
    notebook : NotebookNode
        Copy of the notebook with its outputs.
    cells : tuple
        One entry per cell; ``None`` for a cell that holds no code.
    ending : Ending or None
        Set when the process did not survive the notebook.
    """

    notebook: Any
    cells: tuple[CellRun | None, ...]
    ending: Ending | None
