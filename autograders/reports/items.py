"""How the criteria of an activity behave in a class: difficulty, discrimination, reliability, variants compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from autograders.domain.item_analysis import (
    Alpha,
    Discrimination,
    VariantComparison,
    ability_adjusted,
    alpha_without,
    compare_variants,
    correlation_interval,
    cronbach_alpha,
    difficulty,
    difficulty_interval,
    discrimination,
    holm,
    known_shares,
    probability_below,
)

from .item_scores import UNKNOWN_VARIANT, Item, Part, ScoreSheet
from .marks import State

# Ours: from how many candidates on a figure is taken for more than a hint, and may warn.
LEAST_FOR_DIFFICULTY = 10
LEAST_FOR_DISCRIMINATION = 20
LEAST_FOR_ALPHA = 20
LEAST_FOR_VARIANTS = 20
# Ours: an item that fewer of the class have established is left out of alpha, which needs every score.
LEAST_ESTABLISHED_SHARE = 0.5

DistinctAnswers: TypeAlias = Mapping[tuple[str, str], int]
"""How many different answers of each candidate to each criterion were graded."""


@dataclass(frozen=True, kw_only=True)
class TestedVariants:
    """Variants compared, and how probable such a difference is by chance among all that were compared."""

    comparison: VariantComparison
    adjusted_probability: float


@dataclass(frozen=True, kw_only=True)
class ItemFigures:
    """One item.

    Parameters
    ----------
    item : Item
    counts : mapping of State to int
        Candidates by state.
    difficulty : float or None
    discrimination : Discrimination
    weak_probability : float or None
        How probable so small a correlation is of an item that is not poor, among all items; ``None`` where too few
        candidates say anything.
    alpha_without, group_alpha_without : float or None
        Of the activity and of the competency.
    variants : TestedVariants or None
        ``None`` where there are too few candidates, or one variant alone.
    answers_per_candidate : float or None
        Mean number of different answers that were graded, of those who gave one.
    replaced : int
        Scores of the grader that a person replaced.
    """

    item: Item
    counts: Mapping[State, int]
    difficulty: float | None
    discrimination: Discrimination
    weak_probability: float | None
    alpha_without: float | None
    group_alpha_without: float | None
    variants: TestedVariants | None
    answers_per_candidate: float | None
    replaced: int

    @property
    def established(self) -> int:
        """Candidates whose score is established."""
        return self.counts.get(State.COMPLETE, 0)

    @property
    def difficulty_interval(self) -> tuple[float, float] | None:
        """Between which bounds the difficulty may lie, with 95 % confidence."""
        if self.difficulty is None or not self.established:
            return None
        return difficulty_interval(self.difficulty, self.established)

    @property
    def item_rest_interval(self) -> tuple[float, float] | None:
        """Between which bounds the corrected correlation may lie, with 95 % confidence."""
        told = self.discrimination
        return None if told.item_rest is None else correlation_interval(told.item_rest, told.candidates)

    @property
    def open(self) -> int:
        """Candidates whose score waits, is to be reviewed or was not handed in."""
        return sum(self.counts.get(state, 0) for state in (State.PENDING, State.REVIEW, State.MISSING))


@dataclass(frozen=True, kw_only=True)
class GroupFigures:
    """The items of a competency together; ``variants`` compares the shares of their points as they are."""

    code: str
    exercise: str
    alpha: Alpha
    variants: TestedVariants | None


@dataclass(frozen=True, kw_only=True)
class ItemAnalysis:
    """An activity in a class.

    Parameters
    ----------
    candidates : int
        Those who have any score.
    items : tuple of ItemFigures
    groups : tuple of GroupFigures
    alpha : Alpha
        Of the activity.
    left_out : tuple of Item
        Of alpha, because too few have them established.
    """

    candidates: int
    items: tuple[ItemFigures, ...]
    groups: tuple[GroupFigures, ...]
    alpha: Alpha
    left_out: tuple[Item, ...]


def item_analysis(sheet: ScoreSheet, distinct_answers: DistinctAnswers | None = None) -> ItemAnalysis:
    """Return how the items of an activity behave in a class.

    Parameters
    ----------
    sheet : ScoreSheet
        Of the whole class, in any order.
    distinct_answers : mapping, optional
        See ``Records.distinct_answers``.
    """
    maxima = _maxima(sheet)
    told_apart = [discrimination(sheet.scores, maxima, index) for index in range(len(sheet.items))]
    weak = _weak_probabilities(told_apart)
    groups = list(dict.fromkeys(item.group for item in sheet.items))
    by_item, by_group = _tested_variants(sheet, groups)
    counted = _counted_for_alpha(sheet)
    members = {code: [index for index in counted if sheet.items[index].group == code] for code in groups}
    answers = _answers_per_candidate(distinct_answers or {})
    return ItemAnalysis(
        candidates=len(sheet.scores),
        items=tuple(
            ItemFigures(
                item=item,
                counts=sheet.states[index],
                difficulty=difficulty(sheet.scores[:, index], item.maximum),
                discrimination=told_apart[index],
                weak_probability=weak[index],
                alpha_without=_alpha_without(sheet, counted, index),
                group_alpha_without=_alpha_without(sheet, members[item.group], index),
                variants=by_item.get(index),
                answers_per_candidate=answers.get(item.criterion.id) if item.part is Part.AUTOMATIC else None,
                replaced=sheet.replaced[index],
            )
            for index, item in enumerate(sheet.items)
        ),
        groups=tuple(
            GroupFigures(
                code=code,
                exercise=next((item.exercise for item in sheet.items if item.group == code and item.exercise), ""),
                alpha=cronbach_alpha(sheet.scores[:, members[code]]),
                variants=by_group.get(code),
            )
            for code in groups
        ),
        alpha=cronbach_alpha(sheet.scores[:, counted]),
        left_out=tuple(item for index, item in enumerate(sheet.items) if index not in counted),
    )


def _maxima(sheet: ScoreSheet) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([item.maximum for item in sheet.items], dtype=np.float64)


def _weak_probabilities(found: Sequence[Discrimination]) -> list[float | None]:
    tested = [
        (index, probability_below(item.item_rest, item.candidates))
        for index, item in enumerate(found)
        if item.item_rest is not None and item.candidates >= LEAST_FOR_DISCRIMINATION
    ]
    adjusted = holm([probability for _, probability in tested])
    by_index = {index: probability for (index, _), probability in zip(tested, adjusted, strict=True)}
    return [by_index.get(index) for index in range(len(found))]


def _counted_for_alpha(sheet: ScoreSheet) -> list[int]:
    if not sheet.items or not len(sheet.scores):
        return []
    established = np.isfinite(sheet.scores).mean(axis=0)
    return [index for index, share in enumerate(established) if share >= LEAST_ESTABLISHED_SHARE]


def _alpha_without(sheet: ScoreSheet, members: Sequence[int], index: int) -> float | None:
    return alpha_without(sheet.scores[:, members], members.index(index)) if index in members else None


def _tested_variants(
    sheet: ScoreSheet, groups: Sequence[str]
) -> tuple[dict[int, TestedVariants], dict[str, TestedVariants]]:
    """Compare variants item by item at equal ability, and competency by competency as they are.

    A variant that is harder throughout would hide where its items are compared with each other.
    """
    maxima = _maxima(sheet)
    found: dict[int | str, VariantComparison] = {}
    for code in groups:
        members = [index for index, item in enumerate(sheet.items) if item.group == code and item.exercise]
        if not members:
            continue
        variants = sheet.variants[:, members[0]]
        rows = variants != UNKNOWN_VARIANT
        if rows.sum() < LEAST_FOR_VARIANTS:
            continue
        columns = [_at_equal_ability(sheet, maxima, index) for index in members]
        columns.append(known_shares(sheet.scores[:, members], maxima[members]))
        compared = compare_variants(np.column_stack(columns)[rows], list(variants[rows]))
        keys: list[int | str] = [*members, code]
        found |= {key: item for key, item in zip(keys, compared, strict=True) if item.differences}
    adjusted = holm([item.probability for item in found.values()])
    tested = {
        key: TestedVariants(comparison=item, adjusted_probability=probability)
        for (key, item), probability in zip(found.items(), adjusted, strict=True)
    }
    by_item = {key: item for key, item in tested.items() if isinstance(key, int)}
    return by_item, {key: item for key, item in tested.items() if isinstance(key, str)}


def _at_equal_ability(
    sheet: ScoreSheet, maxima: np.ndarray[tuple[int], np.dtype[np.float64]], index: int
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    rest = known_shares(np.delete(sheet.scores, index, axis=1), np.delete(maxima, index))
    shares = sheet.scores[:, index] / maxima[index]
    # Without other items, the scores as they are.
    return ability_adjusted(shares, rest if len(maxima) > 1 else np.where(np.isfinite(shares), 0.0, np.nan))


def _answers_per_candidate(distinct_answers: DistinctAnswers) -> dict[str, float]:
    counts: dict[str, list[int]] = {}
    for (_, criterion), count in distinct_answers.items():
        counts.setdefault(criterion, []).append(count)
    return {criterion: sum(found) / len(found) for criterion, found in counts.items()}
