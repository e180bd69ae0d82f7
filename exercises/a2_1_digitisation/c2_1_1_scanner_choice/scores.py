"""Scores, sensitivity and recommendation, recomputed from the candidate's own matrix and weights."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from autograders.criteria import Band, absent, folded, number_check, right, table_check, wrong
from autograders.domain.decision import (
    Direction,
    min_max_scaled,
    ranks,
    stable_weight_interval,
    topsis_closeness,
    weighted_sums,
)
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .own import OwnMatrix, kept_devices
from .words import MISTAKES

Floats = NDArray[np.float64]
# Admits two decimals.
SCORE_TOLERANCE = 0.0055
# Admits those who scan the weight by hundredths.
BOUND_TOLERANCE = 0.011


def judge_scores(
    answers: Answers, case: JudgedCase, matrix: OwnMatrix | None, weights: Floats | None
) -> Sequence[Check]:
    """Return the checks of the weighted sum, of TOPSIS, of the interval and of the recommendation."""
    if matrix is None or weights is None:
        return unfounded(answers, matrix)
    return [
        weighted_scores_check(answers, matrix, weights),
        topsis_scores_check(answers, matrix, weights),
        *interval_checks(answers, case, matrix, weights),
        recommendation_check(answers, case, matrix, weights),
    ]


def unfounded(answers: Answers, matrix: OwnMatrix | None) -> list[Check]:
    """Return the checks of figures that have no matrix or no weights to follow from."""
    lacking = "une matrice dont la moitié au moins vient des fiches" if matrix is None else "un poids par critère"
    message = f"Chiffre sans fondement : donnez d’abord {lacking}."
    shares = {"weighted_scores": 2.0, "topsis_scores": 1.5, "weight_low": 0.75, "weight_high": 0.75, "recommended": 1.5}
    return [
        absent(answers[name], label=answers[name].declaration.label, weight=share)
        or wrong(answers[name].declaration.label, share, message)
        for name, share in shares.items()
    ]


def weighted_scores_check(answers: Answers, matrix: OwnMatrix, weights: Floats) -> Check:
    """Judge the weighted sums and the order that they put the devices in."""
    scores = weighted_sums(min_max_scaled(matrix.values, matrix.directions), weights)
    own = {folded(row["device"]): row["score"] for row in answers.rows("weighted_scores") or ()}
    stated = [own.get(folded(name), score) for name, score in zip(matrix.devices, scores, strict=True)]
    # The order of the scores as handed in: a slip in a score costs once.
    orders = zip(ranks(scores), ranks(np.array(stated, dtype=float)), strict=True)
    accepted = {
        name: {
            "score": score_bands(score, weights),
            "rank": [Band.around(rank) for rank in sorted(set(both))],
        }
        for name, score, both in zip(matrix.devices, scores, orders, strict=True)
    }
    return table_check(
        answers,
        "weighted_scores",
        weight=2,
        key="device",
        accepted=accepted,
        advice="Normalisez chaque colonne de votre matrice par min–max, selon son sens, puis Σ poids × valeur.",
        suspicions={
            misconception: {
                name: {"score": score_bands(score, weights)}
                for name, score in zip(matrix.devices, weighted_sums(scale(matrix), weights), strict=True)
            }
            for misconception, scale in OTHER_SCALES.items()
        },
    )


def topsis_scores_check(answers: Answers, matrix: OwnMatrix, weights: Floats) -> Check:
    """Judge the TOPSIS closeness."""
    closeness = topsis_closeness(matrix.values, weights, matrix.directions)
    everything_better = [Direction.MAXIMISE] * len(matrix.columns)
    by_min_max = topsis_min_max(matrix, weights)
    by_sign = topsis_closeness(matrix.values, weights, everything_better)

    def cells(scores: Floats) -> dict[str, dict[str, Band]]:
        return {
            name: {"closeness": Band.around(score, absolute=SCORE_TOLERANCE)}
            for name, score in zip(matrix.devices, scores, strict=True)
        }

    return table_check(
        answers,
        "topsis_scores",
        weight=1.5,
        key="device",
        accepted=cells(closeness),
        advice="Divisez chaque colonne par sa norme euclidienne, pondérez, puis d⁻/(d⁺ + d⁻).",
        suspicions={
            MISTAKES["topsis-min-max"]: cells(by_min_max),
            MISTAKES["topsis-directions-ignored"]: cells(by_sign),
            MISTAKES["topsis-distances-swapped"]: cells(1 - closeness),
        },
    )


def topsis_min_max(matrix: OwnMatrix, weights: Floats) -> Floats:
    """Return the closeness that min–max normalisation gives in place of the vector one."""
    weighted = min_max_scaled(matrix.values, matrix.directions) * weights
    to_best = np.linalg.norm(weighted - weighted.max(axis=0), axis=1)
    to_worst = np.linalg.norm(weighted - weighted.min(axis=0), axis=1)
    total = to_best + to_worst
    return np.asarray(to_worst / np.where(total > 0, total, 1.0))


def interval_checks(answers: Answers, case: JudgedCase, matrix: OwnMatrix, weights: Floats) -> list[Check]:
    """Judge the two bounds of the weight within which the first of the weighted sum stays first."""
    varied = str(case.specification["varied"])
    names = ("weight_low", "weight_high")
    if varied not in matrix.columns or len(matrix.columns) < 2:
        message = f"Le critère « {varied} », dont le poids varie, n’est pas de votre matrice."
        return [wrong(answers[name].declaration.label, 0.75, message) for name in names]
    scaled = min_max_scaled(matrix.values, matrix.directions)
    position = matrix.columns.index(varied)
    bounds = stable_weight_interval(scaled, weights, position)
    naive = unscaled_interval(scaled, weights / weights.sum(), position)
    return [
        number_check(
            answers,
            name,
            weight=0.75,
            accepted=Band.around(bound, absolute=BOUND_TOLERANCE),
            advice="L’avance du premier sur chaque rival est une droite du poids : elle s’annule à la borne.",
            suspicions={
                MISTAKES["rescaling-forgotten"]: Band.around(slip, absolute=0.006),
                MISTAKES["interval-as-change"]: Band.around(bound - weights[position] / weights.sum(), absolute=0.006),
            },
        )
        for name, bound, slip in zip(names, bounds, naive, strict=True)
    ]


def unscaled_interval(scaled: Floats, weights: Floats, criterion: int) -> tuple[float, float]:
    """Return the interval, within 0 to 1, that leaving the other weights as they are gives."""
    winner = int(np.argmax(weighted_sums(scaled, weights)))
    slopes = scaled[winner, criterion] - scaled[:, criterion]
    levels = weighted_sums(scaled[winner] - scaled, weights) - slopes * weights[criterion]
    low = max([0.0, *(-level / slope for slope, level in zip(slopes, levels, strict=True) if slope > 0)])
    high = min([1.0, *(-level / slope for slope, level in zip(slopes, levels, strict=True) if slope < 0)])
    return float(low), float(high)


def recommendation_check(answers: Answers, case: JudgedCase, matrix: OwnMatrix, weights: Floats) -> Check:
    """Judge whether the device recommended is fit, not dominated, and first by one of the candidate's own methods."""
    name, weight = "recommended", 1.5
    label = answers[name].declaration.label
    if (missing := absent(answers[name], label=label, weight=weight)) is not None:
        return missing
    word = folded(answers.text(name) or "")
    device = next((each for each in case.truth["devices"] if word == folded(each)), None)
    if device is None:
        return wrong(label, weight, f"« {word[:40]} » reçu : le repère d’un appareil du catalogue est attendu.")
    if device not in kept_devices(case):
        return wrong(label, weight, f"« {device} » reçu.", misconception=MISTAKES["eliminated-recommended"])
    if device in case.truth["dominated"]:
        return wrong(label, weight, f"« {device} » reçu.", misconception=MISTAKES["dominated-recommended"])
    stated = [*(answers.rows("weighted_scores") or ()), *(answers.rows("topsis_scores") or ())]
    if not any(folded(row["device"]) == word for row in stated):
        return wrong(label, weight, "Recommandation sans score qui la fonde.", advice="Donnez d’abord vos scores.")
    sums = weighted_sums(min_max_scaled(matrix.values, matrix.directions), weights)
    closeness = topsis_closeness(matrix.values, weights, matrix.directions)
    firsts = {matrix.devices[int(np.argmax(scores))] for scores in (sums, closeness)}
    if device in firsts:
        return right(label, weight, f"« {device} » reçu : premier par l’une de vos méthodes.")
    return wrong(label, weight, f"« {device} » reçu.", misconception=MISTAKES["recommended-not-first"])


def score_bands(score: float, weights: Floats) -> list[Band]:
    """Return what is admitted for a weighted sum: by the weights as given, or scaled to sum to 1."""
    return [Band.around(each, absolute=SCORE_TOLERANCE * max(1.0, each)) for each in (score, score / weights.sum())]


def sum_scaled(matrix: OwnMatrix) -> Floats:
    """Return each column divided by its sum, less being better by its inverse."""
    positive = np.maximum(matrix.values, 1e-9)
    better = np.where([each is Direction.MAXIMISE for each in matrix.directions], positive, 1 / positive)
    return np.asarray(better / better.sum(axis=0))


def maximum_scaled(matrix: OwnMatrix) -> Floats:
    """Return each column divided by its best value, less being better by its inverse."""
    positive = np.maximum(matrix.values, 1e-9)
    better = np.where([each is Direction.MAXIMISE for each in matrix.directions], positive, 1 / positive)
    return np.asarray(better / better.max(axis=0))


def undirected(matrix: OwnMatrix) -> Floats:
    """Return the min–max scale with more better everywhere."""
    return min_max_scaled(matrix.values, [Direction.MAXIMISE] * len(matrix.columns))


OTHER_SCALES: dict[Misconception, Callable[[OwnMatrix], Floats]] = {
    MISTAKES["sums-by-column-sum"]: sum_scaled,
    MISTAKES["sums-by-maximum"]: maximum_scaled,
    MISTAKES["sums-without-direction"]: undirected,
}
