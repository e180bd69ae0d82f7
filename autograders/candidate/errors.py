"""The root of the errors that this package raises on purpose.

AtelierError                      everything below; the command line prints it and exits with status 2
├── FaultsError                   several faults of one file or package, reported together
├── AnswerError                   a value does not fit its public declaration
├── CaseError                     the case's folder is missing, incomplete or damaged
└── ... each floor derives its own (SandboxUnavailableError, ...)
"""

from collections.abc import Sequence
from dataclasses import dataclass


class AtelierError(Exception):
    """What was received, what was expected and how to mend it, in one message for a person."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, where it is, and its repair.

    Parameters
    ----------
    where : str
        File or folder, relative to what the person works on.
    key : str
        Path of the key inside the file, such as ``criteria[2].points``; empty for the whole file.
    message : str
        What was received and what was expected.
    repair : str
        What to do about it.
    """

    where: str
    key: str
    message: str
    repair: str

    def __str__(self) -> str:
        """Return ``where: key: message. repair`` on one line."""
        place = f"{self.where}: {self.key}" if self.key else self.where
        return f"{place}: {self.message} {self.repair}".rstrip()


class FaultsError(AtelierError):
    """Several faults, collected before anything was done.

    Examples
    --------
    >>> print(FaultsError([Fault("exercise.toml", "title", "missing.", "Add a title.")]))
    exercise.toml: title: missing. Add a title.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type["FaultsError"], tuple[tuple[Fault, ...]]]:
        """Let it come back whole from another process."""
        return type(self), (self.faults,)


class AnswerError(AtelierError):
    """A value does not fit the public declaration of its answer."""


class CaseError(AtelierError):
    """The folder of a case is missing, incomplete or damaged."""
