"""Notes, totals, ranks and the interval of one weight, from the candidate's own indicators."""

from collections.abc import Mapping

import numpy as np

from autograders.criteria import Band, number_check, table_check
from autograders.domain.decision import Direction, min_max_scaled, stable_weight_interval, weighted_sums
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .own import DIRECTIONS, INDICATORS, TOOLS, Floats, own_cell, own_notes, own_totals, stated_weights
from .reference import STANDARDS
from .words import MISTAKES

# Admits two decimals.
NOTE_TOLERANCE = 0.0055
# Admits those who scan the weight by hundredths.
BOUND_TOLERANCE = 0.011
TIED = 1e-9
# Notes of two decimals move a bound by as much.
NEAR = 0.015


def cells(notes: Floats, absolute: float = NOTE_TOLERANCE) -> dict[str, dict[str, Band]]:
    """Return notes as what is admitted of a table."""
    return {
        standard: {name: Band.around(value, absolute=absolute) for name, value in zip(INDICATORS, line, strict=True)}
        for standard, line in zip(STANDARDS, notes, strict=True)
    }


def notes_check(answers: Answers, indicators: Floats) -> Check:
    """Judge the notes from the candidate's own indicators."""
    notes = min_max_scaled(indicators, DIRECTIONS)
    accepted = cells(notes)
    for j, name in enumerate(INDICATORS):
        # Where all are equal the note decides nothing: any is admitted.
        if np.ptp(indicators[:, j]) == 0:
            for standard in STANDARDS:
                accepted[standard][name] = Band(0.0, 1.0)
    return table_check(
        answers,
        "notes",
        weight=2.5,
        key="standard",
        accepted=accepted,
        advice="(valeur − moins bonne)/(meilleure − moins bonne), indicateur par indicateur, sur les quatre standards.",
        suspicions=note_suspicions(answers, indicators),
    )


def note_suspicions(answers: Answers, indicators: Floats) -> Mapping[Misconception, Mapping[str, Mapping[str, Band]]]:
    """Return what wrong scales give; two leave shares much alike, and the notes of the size tell which it is."""
    size = min_max_scaled(indicators, DIRECTIONS)[:, 0]
    own = [own_cell(answers, "notes", standard, "size") for standard in STANDARDS]
    sized = all(each is None or abs(each - note) <= NOTE_TOLERANCE for each, note in zip(own, size, strict=True))
    mistake = "values-for-notes" if sized else "divided-by-maximum"
    values = indicators if sized else divided_by_maximum(indicators)
    return {MISTAKES["largest-file-best"]: reversed_size(indicators), MISTAKES[mistake]: cells(values, 0.002)}


def reversed_size(indicators: Floats) -> dict[str, dict[str, Band]]:
    """Return the notes of the size with the largest file the best."""
    notes = min_max_scaled(indicators, [Direction.MAXIMISE] * len(INDICATORS))
    return {standard: {"size": line["size"]} for standard, line in cells(notes).items()}


def divided_by_maximum(indicators: Floats) -> Floats:
    """Return each indicator divided by its best value, less being better by its inverse."""
    better = np.array(indicators)
    better[:, 0] = 1 / np.maximum(better[:, 0], 1e-9)
    largest = better.max(axis=0)
    return np.asarray(better / np.where(largest > 0, largest, 1.0))


def ranking_check(answers: Answers, case: JudgedCase, indicators: Floats) -> Check:
    """Judge totals from the candidate's own notes, and ranks from the totals."""
    notes, weights = own_notes(answers, indicators), stated_weights(case)
    totals = weighted_sums(notes, weights)
    # The order of the totals as handed in: a slip in a total costs once.
    orders = zip(rank_bands(totals), rank_bands(own_totals(answers, case, notes)), strict=True)
    accepted = {
        standard: {
            "total": Band.around(total, absolute=NOTE_TOLERANCE),
            "rank": both,
        }
        for standard, total, both in zip(STANDARDS, totals, orders, strict=True)
    }

    def as_totals(values: Floats, tolerance: float) -> Mapping[str, Mapping[str, Band]]:
        return {
            standard: {"total": Band.around(value, absolute=tolerance)}
            for standard, value in zip(STANDARDS, values, strict=True)
        }

    return table_check(
        answers,
        "ranking",
        weight=1.5,
        key="standard",
        accepted=accepted,
        advice="Somme des notes fois les poids du cahier des charges ; rang 1 au plus grand total des quatre.",
        suspicions={
            MISTAKES["total-in-percent"]: as_totals(100 * totals, 0.6),
            MISTAKES["equal-weights"]: as_totals(notes.mean(axis=1), NOTE_TOLERANCE),
        },
    )


def rank_bands(totals: Floats) -> list[Band]:
    """Return the ranks that each total may have: totals that differ by what rounding leaves are in either order."""
    return [Band(1 + np.sum(totals > total + TIED), float(np.sum(totals >= total - TIED))) for total in totals]


def interval_checks(answers: Answers, case: JudgedCase, indicators: Floats) -> list[Check]:
    """Judge the bounds of the weight of the software within which the first of the ranking stays first."""
    weights = stated_weights(case)
    # From the notes as handed in, rounded perhaps, or as they follow from the indicators.
    own = own_notes(answers, indicators)
    series = [
        interval for each in (own, exact_notes(answers, indicators)) for interval in intervals_of_firsts(each, weights)
    ]
    naive = unscaled_interval(own, weights)
    checks = []
    for position, name in enumerate(("weight_low", "weight_high")):
        bounds = [interval[position] for interval in series]
        changes = [bound - weights[TOOLS] for bound in bounds]
        checks.append(
            number_check(
                answers,
                name,
                weight=0.75,
                accepted=[Band.around(bound, absolute=BOUND_TOLERANCE) for bound in bounds],
                advice="L’avance du premier sur chaque rival est une droite du poids : elle s’annule à la borne.",
                suspicions={
                    MISTAKES["rescaling-forgotten"]: Band.around(naive[position], absolute=0.006),
                    MISTAKES["interval-as-change"]: [Band.around(change, absolute=0.006) for change in changes],
                    MISTAKES["interval-in-percent"]: [Band.around(100 * bound, absolute=1.1) for bound in bounds],
                },
            )
        )
    return checks


def intervals_of_firsts(notes: Floats, weights: Floats) -> list[tuple[float, float]]:
    """Return the interval of the first, and of what is first at a weight so near that rounding cannot tell them apart.

    An interval does not depend on the weight that stands now, for the others keep their proportions.
    """
    rest = np.delete(weights, TOOLS) / np.delete(weights, TOOLS).sum()
    stands = weights[TOOLS] / weights.sum()
    near = [min(1.0, max(0.0, stands + shift)) for shift in (0.0, -NEAR, NEAR)]
    return [stable_weight_interval(notes, np.insert((1 - weight) * rest, TOOLS, weight), TOOLS) for weight in near]


def exact_notes(answers: Answers, indicators: Floats) -> Floats:
    """Return the notes before they were rounded: those that follow, where those handed in are within a hundredth."""
    notes, own = min_max_scaled(indicators, DIRECTIONS), own_notes(answers, indicators)
    return np.where(np.abs(own - notes) <= NOTE_TOLERANCE, notes, own)


def unscaled_interval(notes: Floats, weights: Floats) -> tuple[float, float]:
    """Return the interval, within 0 to 1, that leaving the other weights as they are gives."""
    first = int(np.argmax(weighted_sums(notes, weights)))
    slopes = notes[first, TOOLS] - notes[:, TOOLS]
    levels = weighted_sums(notes[first] - notes, weights) - slopes * weights[TOOLS]
    low = max([0.0, *(-level / slope for slope, level in zip(slopes, levels, strict=True) if slope > 0)])
    high = min([1.0, *(-level / slope for slope, level in zip(slopes, levels, strict=True) if slope < 0)])
    return float(low), float(high)


def has_ranking(answers: Answers) -> bool:
    """Return whether every standard has a total of the candidate's own."""
    return all(own_cell(answers, "ranking", standard, "total") is not None for standard in STANDARDS)
