"""Judges of answers that are sets: what is found of what there is to find, what is invented taken off."""

from collections.abc import Callable, Hashable, Mapping, Set
from typing import TypeVar

from autograders.criteria import absent, right, wrong
from autograders.model.answers import Answers
from autograders.model.verdict import Check

from .own import MISTAKES

Item = TypeVar("Item", bound=Hashable)


def set_check(
    answers: Answers,
    name: str,
    *,
    weight: float,
    given: Set[Item],
    expected: Set[Item],
    advice: str,
    suspicions: Mapping[str, Callable[[Set[Item], Set[Item]], bool]],
) -> Check:
    """Judge a set: the fraction is the Jaccard index of what is given and what there is.

    Parameters
    ----------
    answers : Answers
    name : str
        Of the ``table`` answer that holds it.
    weight : float
    given, expected : set
        The second not empty.
    advice : str
        In French, the rule to apply.
    suspicions : mapping of callables (in excess, lacking) -> bool by identifier of a misconception
        The first that holds is told.
    """
    label = answers[name].declaration.label
    if (missing := absent(answers[name], label=label, weight=weight)) is not None:
        return missing
    excess, lacking = given - expected, expected - given
    received = f"{len(given & expected)} trouvés sur {len(expected)}, {len(excess)} en trop."
    if not excess and not lacking:
        return right(label, weight, received)
    betrayed = next((slip for slip, betrays in suspicions.items() if betrays(excess, lacking)), "")
    fraction = len(given & expected) / len(given | expected)
    return wrong(label, weight, received, misconception=MISTAKES.get(betrayed), advice=advice, fraction=fraction)
