"""From the results of a class to a sheet of scores: one row per candidate, one column per item, no names.

An item is a criterion, or the part of it that a grader or a person decides. Each criterion counts 1; its parts share
that by their points. What is not established is ``NaN``, never 0.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from autograders.model.referential import Criterion

from .facts import NotebookFacts
from .marks import State
from .results import CandidateResults, CriterionResult

UNKNOWN_VARIANT = ""
_DIGEST_CHARACTERS = 6


class Part(StrEnum):
    """Who decides an item."""

    AUTOMATIC = "automatic"
    HUMAN = "human"
    LEVELS = "levels"


@dataclass(frozen=True, kw_only=True)
class Item:
    """A criterion, or a part of one.

    Parameters
    ----------
    criterion : Criterion
    part : Part
        ``LEVELS`` where persons grade without a cell.
    group : str
        Code of the competency, or of the épreuve that the criterion belongs to as a whole.
    exercise : str
        The notebook that it is in; empty where there is none.
    maximum : float
        What can be had; the parts of a criterion add up to 1.
    """

    criterion: Criterion
    part: Part
    group: str
    exercise: str
    maximum: float


@dataclass(frozen=True, kw_only=True)
class ScoreSheet:
    """The scores of a class.

    Parameters
    ----------
    items : tuple of Item
    scores : ndarray of shape (candidates, items)
        Of those who have any score.
    variants : ndarray of shape (candidates, items), of str
        The variant that each worked on; ``UNKNOWN_VARIANT`` where there is none.
    states : tuple of Counter
        How many candidates of the whole class are in which state, by item.
    replaced : tuple of int
        Scores of the grader that a person replaced, by item.
    """

    items: tuple[Item, ...]
    scores: NDArray[np.float64]
    variants: NDArray[np.str_]
    states: tuple[Counter[State], ...]
    replaced: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class _Entry:
    """What a candidate has on an item; ``variant`` is its number and its data's digest."""

    score: float
    state: State
    replaced: bool
    variant: tuple[int | None, str]


def score_sheet(results: Sequence[CandidateResults], activity: str) -> ScoreSheet:
    """Return the scores of a class in one activity.

    Parameters
    ----------
    results : sequence of CandidateResults
    activity : str
        Its code.
    """
    found: dict[str, dict[Part, Item]] = {}
    rows: list[dict[tuple[str, Part], _Entry]] = []
    for result in results:
        entries = [
            (item, entry)
            for criterion in result.activity(activity).criteria
            for item, entry in _entries(criterion, activity)
        ]
        for item, _ in entries:
            found.setdefault(item.criterion.id, {}).setdefault(item.part, item)
        rows.append({(item.criterion.id, item.part): entry for item, entry in entries})
    items = tuple(item for parts in found.values() for item in parts.values())
    keys = [(item.criterion.id, item.part) for item in items]
    # Who has no level where others have one.
    absent = _Entry(score=np.nan, state=State.NOT_ASSESSED, replaced=False, variant=(None, ""))
    table = [[row.get(key, absent) for key in keys] for row in rows]
    scores = np.array([[entry.score for entry in line] for line in table], dtype=np.float64)
    scores = scores.reshape(len(rows), len(items))
    labels = _variant_labels(items, table)
    variants = np.array([[labels[item.exercise, entry.variant] for item, entry in zip(items, line, strict=True)]
                         for line in table], dtype=np.str_).reshape(len(rows), len(items))  # fmt: skip
    counted = np.isfinite(scores).any(axis=1)
    return ScoreSheet(
        items=items,
        scores=scores[counted],
        variants=variants[counted],
        states=tuple(Counter(line[index].state for line in table) for index in range(len(items))),
        replaced=tuple(sum(line[index].replaced for line in table) for index in range(len(items))),
    )


def _entries(result: CriterionResult, activity: str) -> list[tuple[Item, _Entry]]:
    criterion, notebook = result.criterion, result.notebook
    group = criterion.competency or f"{activity}.{criterion.epreuve}"
    if not result.cells:
        if result.levels is None:
            return []
        item = Item(criterion=criterion, part=Part.LEVELS, group=group, exercise="", maximum=1.0)
        score = np.nan if result.mark.value is None else float(result.mark.value)
        return [(item, _Entry(score=score, state=result.state, replaced=False, variant=(None, "")))]
    exercise = notebook.exercise if notebook else ""
    entries = []
    for cell in result.cells:
        if cell.cell.maximum == 0:
            continue
        weight = cell.cell.maximum / result.points_maximum
        item = Item(
            criterion=criterion,
            part=Part.HUMAN if cell.human else Part.AUTOMATIC,
            group=group,
            exercise=exercise,
            maximum=weight,
        )
        manual, automatic = cell.cell.manual_score, cell.cell.auto_score
        entry = _Entry(
            score=np.nan if cell.points is None else weight * cell.points / cell.cell.maximum,
            state=cell.state,
            replaced=not cell.human and None not in (manual, automatic) and manual != automatic,
            variant=_variant(notebook),
        )
        entries.append((item, entry))
    return entries


def _variant(notebook: NotebookFacts | None) -> tuple[int | None, str]:
    gradings = [evidence.grading for evidence in notebook.evidence.values()] if notebook else []
    return (gradings[0].variant_number, gradings[0].variant_digest) if gradings else (None, "")


def _variant_labels(
    items: Sequence[Item], table: Sequence[Sequence[_Entry]]
) -> dict[tuple[str, tuple[int | None, str]], str]:
    """Return the number of each variant, with the digest of its data where variants were built anew meanwhile."""
    known = {(item.exercise, entry.variant) for line in table for item, entry in zip(items, line, strict=True)}
    times = Counter((exercise, number) for exercise, (number, _) in known)
    return {
        (exercise, (number, digest)): UNKNOWN_VARIANT
        if number is None
        else str(number)
        if times[exercise, number] == 1
        else f"{number} ({digest[:_DIGEST_CHARACTERS]})"
        for exercise, (number, digest) in known
    }
