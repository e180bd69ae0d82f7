"""What is kept of practice: judged criteria and hints taken, as frozen types."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MAXIMUM_HINTS = 3


class Source(StrEnum):
    """Who judged an attempt, and on what occasion."""

    PRACTICE = "practice"
    SELF_ASSESSMENT = "self_assessment"
    EXAM = "exam"


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One criterion, judged once.

    Parameters
    ----------
    at : datetime
        With its zone.
    activity, exercise : str
        Names of their folders.
    criterion : str
        Such as ``C2.1.2.noise``.
    variant : str
        Digest of the variant of the data set.
    source : Source
    fraction : float
        Share reached of the points that this source decides, 0 to 1.
    points, maximum : float
        Those points, and how many there are.
    misconceptions : tuple of str
        Those recognised, as declared in exercise.toml.
    hints : int
        Rungs of the ladder taken for this criterion on this variant before the attempt, 0 to 3.
    """

    at: datetime
    activity: str
    exercise: str
    criterion: str
    variant: str
    source: Source
    fraction: float
    points: float
    maximum: float
    misconceptions: tuple[str, ...] = ()
    hints: int = 0

    def __post_init__(self) -> None:
        """Refuse what no judge should produce."""
        if self.at.tzinfo is None:
            raise ValueError(f"the time {self.at} of an attempt has no zone")
        if not 0.0 <= self.fraction <= 1.0:
            raise ValueError(f"fraction {self.fraction} of {self.criterion} is outside 0 to 1")
        if not 0.0 <= self.points <= self.maximum < float("inf"):
            raise ValueError(f"{self.points} of {self.maximum} points for {self.criterion}")
        if not 0 <= self.hints <= MAXIMUM_HINTS:
            raise ValueError(f"{self.hints} hints for {self.criterion}, 0 to {MAXIMUM_HINTS} expected")


@dataclass(frozen=True, kw_only=True)
class HintsTaken:
    """How many rungs of a criterion's ladder of hints were taken on a variant."""

    exercise: str
    criterion: str
    variant: str
    rungs: int

    def __post_init__(self) -> None:
        """Refuse a rung that no ladder has."""
        if not 1 <= self.rungs <= MAXIMUM_HINTS:
            raise ValueError(f"hint {self.rungs} of {self.criterion}, 1 to {MAXIMUM_HINTS} expected")
