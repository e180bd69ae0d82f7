"""Informed: judgements, weights, scores, interval and recommendation, each from the candidate's own figures."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from autograders.criteria import (
    Band,
    absent,
    coherence_check,
    judgements_check,
    number_check,
    right,
    wrong,
)
from autograders.domain.decision import (
    RANDOM_INDICES,
    consistency_index,
    consistency_ratio,
    geometric_mean_weights,
    normalised_column_weights,
    principal_eigenvalue,
    principal_weights,
)
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .own import own_columns, own_judgements, own_matrix, own_weights
from .scores import judge_scores
from .words import MISTAKES

# Of other tables that circulate, one of many more draws (Alonso and Lamata, 2006) among them.
OTHER_INDICES = {6: (1.2479, 1.25), 7: (1.3417, 1.35), 8: (1.4056, 1.40), 9: (1.4499,), 10: (1.4854, 1.51)}


def judge_informed(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the method: judgements, weights, ratio, scores, interval, recommendation."""
    columns = own_columns(answers, case)
    judgements = own_judgements(answers, columns)
    limit = case.specification.number("consistency_limit")
    return [
        judgements_check(
            answers, "judgements", label="Matrice de jugements", weight=1, matrix=judgements, mistakes=MISTAKES
        ),
        expressed_preferences_check(columns, judgements),
        coherence_check(
            judgements,
            label="Cohérence des jugements",
            weight=0.5,
            limit=limit,
            misconception=MISTAKES["judgements-incoherent"],
        ),
        derived_weights_check(answers, columns, judgements),
        ratio_figure_check(answers, columns, judgements),
        *judge_scores(answers, case, own_matrix(answers, case), own_weights(answers, columns)),
    ]


def expressed_preferences_check(columns: Sequence[str], judgements: NDArray[np.float64] | None) -> Check:
    """Judge whether the judgements say what the client has said: accuracy before price, rate no less than price."""
    label, weight = "Jugements conformes à EX-10 et EX-11", 1.0
    if judgements is None or not {"exactitude", "cout", "cadence"} <= set(columns):
        return wrong(label, weight, "Pas de jugement entre exactitude, cout et cadence dont on puisse juger.")
    accuracy, cost, rate = (columns.index(column) for column in ("exactitude", "cout", "cadence"))
    if judgements[accuracy, cost] >= 2 and judgements[rate, cost] >= 1:
        return right(label, weight, "La justesse passe avant le prix, la cadence ne lui cède pas.")
    message = "Jugements contraires au cahier des charges : exactitude sur cout vaut au moins 2, cadence sur cout 1."
    return wrong(label, weight, message, misconception=MISTAKES["judgements-against-preferences"])


def derived_weights_check(answers: Answers, columns: Sequence[str], judgements: NDArray[np.float64] | None) -> Check:
    """Judge whether the weights are those of the judgements, by any of the usual methods."""
    label, weight = "Poids tirés des jugements", 1.0
    if (missing := absent(answers["weights"], label=label, weight=weight)) is not None:
        return missing
    if judgements is None:
        return wrong(label, weight, "Poids sans jugements : la matrice de jugements manque ou n’est pas complète.")
    given = own_weights(answers, columns)
    if given is None:
        return wrong(label, weight, "Un poids positif est attendu pour chacun de vos critères.")
    # In proportion: a sum that is not 1 costs elsewhere.
    given = given / given.sum()
    series = np.array(
        [method(judgements) for method in (principal_weights, geometric_mean_weights, normalised_column_weights)]
    )
    low, high = series.min(axis=0) - 0.006, series.max(axis=0) + 0.006
    off = [
        column
        for column, value, least, most in zip(columns, given, low, high, strict=True)
        if not least <= value <= most
    ]
    if not off:
        return right(label, weight, "Vos poids sont ceux de vos jugements.")
    equal = np.allclose(given, 1 / len(given), atol=1e-6)
    misconception = MISTAKES["equal-weights"] if equal else MISTAKES["weights-not-from-judgements"]
    return wrong(label, weight, f"Poids à revoir : {', '.join(off)}.", misconception=misconception)


def ratio_figure_check(answers: Answers, columns: Sequence[str], judgements: NDArray[np.float64] | None) -> Check:
    """Judge the consistency ratio of the candidate's own judgements."""
    name, weight = "consistency_ratio", 1.0
    label = answers[name].declaration.label
    count = len(columns)
    if (missing := absent(answers[name], label=label, weight=weight)) is not None:
        return missing
    if judgements is None or count not in RANDOM_INDICES or np.allclose(judgements, 1):
        return wrong(label, weight, "Chiffre sans jugements : la matrice de jugements manque ou ne dit rien.")
    vectors = [method(judgements) for method in (principal_weights, geometric_mean_weights, normalised_column_weights)]
    ratios = [consistency_ratio(judgements, vector) for vector in vectors]
    index = consistency_index(principal_eigenvalue(judgements, vectors[0]), count)
    accepted = Band.spanning(ratios, relative=0.01, absolute=0.0011)
    neighbours = [RANDOM_INDICES[each] for each in (count - 1, count + 1) if each in RANDOM_INDICES]
    return number_check(
        answers,
        name,
        weight=weight,
        accepted=accepted,
        advice="RC = IC/IA, IC = (λmax − n)/(n − 1), λmax = moyenne des (A·w)/w.",
        suspicions={
            MISTAKES["index-for-ratio"]: Band.around(index, relative=0.01),
            MISTAKES["wrong-random-index"]: [
                Band.around(index / each, relative=0.01) for each in (*neighbours, *OTHER_INDICES.get(count, ()))
            ],
        },
    )
