"""Judges of tables that are sets: what is found of what there is to find, what is invented taken off."""

from collections.abc import Callable, Collection, Hashable, Mapping, Set
from typing import TypeVar

from autograders.candidate.wire import Row
from autograders.criteria import absent, right, wrong
from autograders.model.answers import Answers
from autograders.model.verdict import Check

from .words import MISTAKES

Item = TypeVar("Item", bound=Hashable)
# What is found of a set by a wrong idea, or a test of what is in excess and what lacks.
Suspicions = Mapping[str, Collection[Item] | Callable[[Set[Item], Set[Item]], bool]]
_SHOWN = 8


def share_found(given: Set[Item], expected: Set[Item]) -> float:
    """Return the Jaccard index of two sets: 1 where they are the same.

    Examples
    --------
    >>> share_found({1, 2}, {2, 3}), share_found(set(), set())
    (0.3333333333333333, 1.0)
    """
    return len(given & expected) / len(given | expected) if given | expected else 1.0


def items_of(answers: Answers, name: str, item: Callable[[Row], Item]) -> set[Item]:
    """Return the rows of a table answer as a set."""
    return {item(row) for row in answers.rows(name) or ()}


def set_check(
    answers: Answers,
    name: str,
    *,
    label: str,
    weight: float,
    given: Set[Item],
    expected: Set[Item],
    advice: str,
    suspicions: Suspicions[Item] | None = None,
    shown: Callable[[Item], str] = str,
) -> Check:
    """Judge a set: the fraction is the Jaccard index of what is given and what there is.

    Parameters
    ----------
    answers : Answers
    name : str
        Of the ``table`` answer that holds it.
    label : str
    weight : float
    given, expected : set
    advice : str
        In French, the rule to apply.
    suspicions : mapping by identifier of a misconception
        What the wrong idea finds, or what tells it from what is in excess and what lacks; the first that holds is told.
    shown : callable
        How to print an item that is in excess.
    """
    if (missing := absent(answers[name], label=label, weight=weight)) is not None:
        return missing
    excess, lacking = given - expected, expected - given
    received = f"{len(given & expected)} justes, {len(excess)} de trop, {len(lacking)} qui manquent."
    if not excess and not lacking:
        return right(label, weight, received)
    if excess:
        received += f" À revoir : {', '.join(sorted(shown(each)[:60] for each in excess)[:_SHOWN])}."
    told = next((each for each, known in (suspicions or {}).items() if _holds(known, given, excess, lacking)), None)
    mistake = MISTAKES[told] if told else None
    fraction = share_found(given, expected)
    return wrong(label, weight, received, misconception=mistake, advice=advice, fraction=fraction)


def _holds(
    known: Collection[Item] | Callable[[Set[Item], Set[Item]], bool],
    given: Set[Item],
    excess: Set[Item],
    lacking: Set[Item],
) -> bool:
    return bool(known(excess, lacking)) if callable(known) else set(known) == given
