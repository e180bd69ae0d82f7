"""Answers as the trusted process holds them: decoded, checked against their declaration, or absent."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from autograders.candidate.declarations import AnswerDeclaration
from autograders.candidate.wire import Row, Value

Argument: TypeAlias = float | int | str | NDArray[np.float64] | Sequence[Row]


class AnswerState(StrEnum):
    """Whether there is a value to judge."""

    GIVEN = "given"
    MISSING = "missing"
    REFUSED = "refused"
    OTHER_VARIANT = "other_variant"


@dataclass(frozen=True)
class ProbeResult:
    """What a candidate's function returned for one call: a number or rows, or the reason why there is neither."""

    value: float | None
    error: str = ""
    rows: tuple[Row, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer of one submission.

    Parameters
    ----------
    declaration : AnswerDeclaration
    state : AnswerState
    value : float, int, bool, str, ndarray, tuple of rows or None
        ``None`` unless given; also for a function, which is known by its ``probes``.
    message : str
        Why it was refused, in French.
    probes : tuple of ProbeResult
        Results of a function, in the order of the calls that the grader asked for.
    calls_digest : str
        SHA-256 of those calls; empty where nothing was tried.
    wire : object
        The JSON form that arrived, kept for the records.
    """

    declaration: AnswerDeclaration
    state: AnswerState
    value: Value = None
    message: str = ""
    probes: tuple[ProbeResult, ...] = ()
    calls_digest: str = ""
    wire: Any = None

    @property
    def given(self) -> bool:
        """Whether there is a value to judge."""
        return self.state is AnswerState.GIVEN

    def digest(self) -> str:
        """Return the SHA-256 of the answer as it arrived, for the evidence of a verdict."""
        content = [self.state, self.wire, [(probe.value, probe.error, probe.rows) for probe in self.probes]]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


class Answers(Mapping[str, Answer]):
    """The answers of one submission by name: every declared answer is there, given or not."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        self._answers = {answer.declaration.name: answer for answer in answers}

    def __getitem__(self, name: str) -> Answer:
        """Return one answer; the name must be declared."""
        return self._answers[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the declared names."""
        return iter(self._answers)

    def __len__(self) -> int:
        """Return the number of declared answers."""
        return len(self._answers)

    def number(self, name: str) -> float | None:
        """Return the value of a number or integer answer, or ``None`` where there is none to judge."""
        value = self[name].value
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

    def boolean(self, name: str) -> bool | None:
        """Return the value of a boolean answer, or ``None`` where there is none to judge."""
        value = self[name].value
        return value if isinstance(value, bool) else None

    def text(self, name: str) -> str | None:
        """Return the value of a text or choice answer, or ``None`` where there is none to judge."""
        value = self[name].value
        return value if isinstance(value, str) else None

    def numbers(self, name: str) -> NDArray[np.float64] | None:
        """Return the value of a ``numbers`` answer, shape (n,), or ``None`` where there is none to judge."""
        value = self[name].value
        return value if isinstance(value, np.ndarray) else None

    def rows(self, name: str) -> tuple[Row, ...] | None:
        """Return the rows of a table answer, or ``None`` where there is none to judge."""
        value = self[name].value
        return value if isinstance(value, tuple) else None
