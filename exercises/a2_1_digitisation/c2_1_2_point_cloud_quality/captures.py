"""The candidate's own capture and figures: what the judges of several criteria read."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograders.criteria import Band, declared_misconceptions, lies_in, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

MISTAKES = declared_misconceptions(Path(__file__).parent)
METRES = 0.001


def of_order(reference: float) -> list[Band]:
    """Return what is plausible for a figure, of either sign: within a factor of three of its reference.

    Examples
    --------
    >>> of_order(-3.0)
    [Band(low=1.0, high=9.0), Band(low=-9.0, high=-1.0)]
    """
    magnitude = Band(abs(reference) / 3, 3 * abs(reference))
    return [magnitude, magnitude.times(-1)]


def own_or(reference: float, own: float | None) -> float:
    """Return the candidate's own figure, to judge what follows from it by; the reference where it is implausible.

    Examples
    --------
    >>> own_or(3.0, 2.0), own_or(3.0, 0.002), own_or(3.0, None)
    (2.0, 3.0, 3.0)
    """
    return own if own is not None and lies_in(own, of_order(reference)) else reference


def own_capture(answers: Answers, case: JudgedCase) -> Mapping[str, Any] | None:
    """Return the references of the capture that the candidate qualified, or None where there is no such scan."""
    capture = case.truth["captures"].get(capture_stem(answers))
    return capture if capture is not None and capture["noise_at_reference_mm"] is not None else None


def capture_stem(answers: Answers) -> str:
    """Return the name of the qualified capture, without folder, extension or whims of case."""
    text = (answers.text("qualified_capture") or "").strip().replace("\\", "/").rsplit("/", 1)[-1]
    head, _, station = text.split(".", 1)[0].rpartition("_")
    return f"{head.casefold()}_{station.upper()}"


def no_capture(answers: Answers, weights: Mapping[str, float]) -> list[Check]:
    """Return the checks of figures that cannot be judged because their capture is not known."""
    message = "Chiffre sans capture : donnez dans qualified_capture le nom d’un fichier que le budget permet."
    return [wrong(answers[name].declaration.label, weight, message) for name, weight in weights.items()]
