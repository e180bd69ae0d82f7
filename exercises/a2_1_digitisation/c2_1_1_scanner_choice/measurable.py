"""Measurable: each criterion bound to one quantity of the cards, with its unit, its direction and its scale."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from autograders.candidate.wire import Row
from autograders.criteria import Band, Slip, absent, folded, lies_in, right, rows_check, wrong
from autograders.domain.decision import Direction
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .own import (
    CRITERIA_AT_MOST,
    MANDATORY,
    devices_of,
    group_of,
    kept_devices,
    own_columns,
    own_matrix,
    quantities_of,
    right_direction,
)
from .words import MISTAKES


def judge_measurable(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the criteria: which, unit, direction, scale."""
    expected = tuple(dict.fromkeys((*own_columns(answers, case), *MANDATORY)))
    scales = own_scales(answers, case)
    # Half of the criteria demanded or fewer are no set to be judged whole.
    least = int(case.specification.number("minimum_criteria"))

    def check(label: str, weight: float, rule: Callable[[str, Row], Slip | None], advice: str) -> Check:
        found = rows_check(
            answers,
            "criteria",
            label=label,
            weight=weight,
            key="column",
            expected=expected,
            rule=rule,
            advice=advice,
        )
        return found if 2 * len(expected) > least else replace(found, fraction=found.fraction * len(expected) / least)

    return [
        selection_check(answers, case),
        check(
            "Unité de chaque critère",
            1.5,
            lambda column, row: unit_slip(case, column, row),
            "L’unité est celle de la matrice, au § 4 du cahier des charges.",
        ),
        check(
            "Sens de chaque critère",
            2.0,
            lambda column, row: direction_slip(case, column, row),
            "« max » si plus vaut mieux, « min » si moins vaut mieux.",
        ),
        check(
            "Échelle de chaque critère, du pire au meilleur",
            1.5,
            lambda column, row: scale_slip(case, column, row, scales[column]),
            "Le pire et le meilleur des appareils en lice, lus dans votre matrice.",
        ),
    ]


def selection_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge whether there are enough different criteria, all measured, and those that the specification demands."""
    answer, label, weight = answers["criteria"], "Choix des critères", 2.0
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    stated = [folded(row["column"]) for row in answers.rows("criteria") or ()]
    words = [column[:40] for column in stated if column not in quantities_of(case)]
    if words:
        qualitative = any(column in case.truth["qualitative"] for column in words)
        misconception = MISTAKES["qualitative-criterion"] if qualitative else None
        message = f"Sans grandeur mesurée : {', '.join(words[:8])}."
        return wrong(label, weight, message, misconception=misconception, advice="Prenez les clés du § 4.")
    twice = [column for column, count in Counter(stated).items() if count > 1]
    if twice:
        return wrong(label, weight, f"En double : {', '.join(twice)}.", misconception=MISTAKES["same-quantity-twice"])
    least = int(case.specification.number("minimum_criteria"))
    if not least <= len(stated) <= CRITERIA_AT_MOST:
        message = f"{len(stated)} critères reçus, de {least} à {CRITERIA_AT_MOST} attendus."
        return wrong(label, weight, message)
    lacking = [column for column in MANDATORY if column not in stated]
    lacking += [
        f"un critère {adjective}"
        for group, adjective in (("environnement", "environnemental"), ("social", "social"))
        if not set(group_of(case, group)) & set(stated)
    ]
    if lacking:
        message = f"Il manque : {', '.join(lacking)}."
        return wrong(label, weight, message, misconception=MISTAKES["demanded-criterion-missing"])
    return right(label, weight, f"{len(stated)} critères mesurables, ceux du cahier des charges compris.")


def unit_slip(case: JudgedCase, column: str, row: Row) -> Slip | None:
    """Return what is wrong with the unit of a criterion."""
    quantity = quantities_of(case)[column]
    unit = folded(row["unit"])
    if unit in {folded(each) for each in (quantity["unit"], *quantity["spellings"])}:
        return None
    if not unit:
        return Slip("sans unité", MISTAKES["unit-missing"])
    return Slip(f"« {unit[:20]} » reçu", MISTAKES["unit-of-card"])


def direction_slip(case: JudgedCase, column: str, row: Row) -> Slip | None:
    """Return what is wrong with the direction of a criterion."""
    if Direction(row["direction"]) is right_direction(case, column):
        return None
    return Slip("sens inverse", MISTAKES["direction-reversed"])


def own_scales(answers: Answers, case: JudgedCase) -> dict[str, tuple[tuple[float, float], ...]]:
    """Return the least and greatest value of each quantity, by the candidate's matrix and by the cards."""
    devices, kept = devices_of(case), kept_devices(case)
    found: dict[str, list[tuple[float, float]]] = {
        column: [extent([devices[name]["values"][column] for name in kept])] for column in quantities_of(case)
    }
    if (own := own_matrix(answers, case)) is not None:
        for column, values in zip(own.columns, own.values.T, strict=True):
            found[column].append(extent(values))
    return {column: tuple(extents) for column, extents in found.items()}


def extent(values: Sequence[float] | np.ndarray) -> tuple[float, float]:
    """Return the least and the greatest value."""
    return float(np.min(values)), float(np.max(values))


def scale_slip(case: JudgedCase, column: str, row: Row, extents: Sequence[tuple[float, float]]) -> Slip | None:
    """Return what is wrong with the scale of a criterion, by the direction that the candidate states."""
    is_maximised = Direction(row["direction"]) is Direction.MAXIMISE
    stated = (row["worst"], row["best"]) if is_maximised else (row["best"], row["worst"])
    if any(spans(stated, each) for each in extents):
        return None
    if any(spans(stated[::-1], each) for each in extents):
        return Slip("pire et meilleur échangés", MISTAKES["scale-reversed"])
    everybody = extent([device["values"][column] for device in devices_of(case).values()])
    if spans(stated, everybody):
        return Slip("étendue de tout le catalogue", MISTAKES["scale-of-all-devices"])
    return Slip("étendue à revoir")


def spans(stated: Sequence[object], bounds: tuple[float, float]) -> bool:
    """Return whether two stated figures are the bounds, to 1 %."""
    return all(
        isinstance(value, int | float) and lies_in(value, Band.around(bound, relative=0.01, absolute=0.006))
        for value, bound in zip(stated, bounds, strict=True)
    )
