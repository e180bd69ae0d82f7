"""Whom to meet: quotas over the register, what the panel in mind lacks, and a panel that keeps to the quotas."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from autograders.candidate.wire import Row
from autograders.criteria import (
    Band,
    Slip,
    absent,
    folded,
    number_check,
    printed,
    right,
    rows_by_key,
    rows_check,
    table_check,
    wrong,
)
from autograders.domain.stakeholders import quotas
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .words import MISTAKES

JUST, OVER, UNDER, NONE = "juste", "surreprésentée", "sous-représentée", "absente"
# Of the points of the panel, the part that goes with the numbers; a convention that the notebook prints.
FIT_SHARE = 0.5
# Interviews that own quotas place elsewhere than the right ones: more of them do not come from the register.
MOST_MOVED = 2


def register(case: JudgedCase) -> Mapping[str, Any]:
    """Return what is known of the register."""
    told: Mapping[str, Any] = case.truth["register"]
    return told


def own_quotas(answers: Answers, case: JudgedCase) -> dict[str, int]:
    """Return the candidate's own quotas; the right ones where they are no sample of the register."""
    given = rows_by_key(answers.rows("quotas") or (), "category")
    wanted: dict[str, int] = register(case)["quotas"]
    found = {name: rows[0]["interviews"] for name in wanted if len(rows := given.get(folded(name), [])) == 1}
    own = {name: value for name, value in found.items() if isinstance(value, int)}
    plausible = len(own) == len(wanted) and sum(own.values()) == register(case)["size"] and min(own.values()) >= 0
    # Nobody can keep to a quota that is beyond the category; and quotas copied from the panel in mind make it just.
    plausible = plausible and all(own[name] <= register(case)["strata"][name] for name in own)
    moved = sum(max(0, own[name] - wanted[name]) for name in own)
    return own if plausible and moved <= MOST_MOVED else wanted


def judge_quotas(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the quotas."""
    told = register(case)
    strata, size = told["strata"], told["size"]
    lines = Counter(strata) + Counter(told["bodies"][identifier]["category"] for identifier in told["doubled"])
    exact = {name: Fraction(size * count, sum(strata.values())) for name, count in strata.items()}
    ideas = {
        "equal-quotas": (strata, [dict.fromkeys(strata, size // len(strata))]),
        "rounded-quotas": (strata, [_each(exact, round), _each(exact, math.ceil), _each(exact, math.floor)]),
        "lines-counted": (lines, [quotas(lines, size)]),
        "quotas-in-percent": (strata, [_each(exact, lambda share: round(100 * share / size))]),
    }
    return table_check(
        answers,
        "quotas",
        weight=3.0,
        key="category",
        accepted=_counted(strata, [told["quotas"]]),
        suspicions={MISTAKES[name]: _counted(members, found) for name, (members, found) in ideas.items()},
        advice="Partie entière de n·N(h)/N, puis une personne de plus aux plus forts restes, un organisme comptant "
        "une fois.",
    )


def judge_states(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of what the panel in mind lacks, from the candidate's own quotas."""
    own, met = own_quotas(answers, case), register(case)["panel"]
    states = [row["state"] for row in answers.rows("panel_states") or ()]
    alike = len(states) > 1 and len(set(states)) == 1

    def slip(category: str, row: Row) -> Slip | None:
        state = _state(met[category], own[category])
        if alike:
            return Slip("le même état partout ne distingue rien")
        if row["state"] == state:
            return None
        absent_for_under = state == NONE and row["state"] == UNDER
        return Slip(
            "ce n’est pas ce que donnent le panel et vos quotas",
            MISTAKES["absence-not-seen"] if absent_for_under else None,
        )

    return rows_check(
        answers,
        "panel_states",
        label="État de chaque catégorie dans le panel envisagé",
        weight=2.0,
        key="category",
        expected=list(own),
        rule=slip,
        advice="Comptez les organismes du panel par catégorie et comparez à votre quota.",
    )


def judge_distance(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of how far the panel in mind is from the register."""
    told = register(case)
    distance, size, members = told["total_variation"], told["size"], sum(told["strata"].values())
    largest = max(abs(told["panel"][name] / size - count / members) for name, count in told["strata"].items())
    return number_check(
        answers,
        "panel_distance",
        weight=1.0,
        accepted=_near(distance),
        suspicions={
            MISTAKES["distance-in-percent"]: [_near(100 * distance)],
            MISTAKES["distance-not-halved"]: [_near(2 * distance)],
            MISTAKES["chi-square-for-distance"]: [_near(told["chi_square"])],
            MISTAKES["largest-for-distance"]: [_near(largest)],
        },
        advice="Demi-somme, sur les catégories, des écarts absolus entre part du panel et part du registre.",
    )


def judge_panel(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the panel, from the candidate's own quotas."""
    name, weight = "panel", 2.0
    label = answers[name].declaration.label
    if (missing := absent(answers[name], label=label, weight=weight)) is not None:
        return missing
    told, own = register(case), own_quotas(answers, case)
    bodies = told["bodies"]
    chosen = {str(row["body"]).strip() for row in answers.rows(name) or ()}
    unknown = [body for body in chosen if body not in bodies]
    met = Counter(bodies[body]["category"] for body in chosen if body in bodies)
    placed = sum(min(met[category], quota) for category, quota in own.items())
    fit = placed / max(len(chosen), told["size"])
    # The panel in mind was given: what is as far from the quotas gains nothing.
    given = sum(min(told["panel"][category], quota) for category, quota in own.items()) / told["size"]
    kept = len(chosen.intersection(told["envisaged"]))
    most = sum(min(told["panel"][category], quota) for category, quota in own.items())
    received = f"{len(chosen)} organismes, dont {placed} dans les quotas et {kept} du panel envisagé."
    if unknown:
        received += f" Hors du registre : {', '.join(each[:20] for each in sorted(unknown)[:5])}."
    if fit < 1:
        same = chosen == set(told["envisaged"])
        mistake = MISTAKES["panel-unchanged"] if same else None
        advice = "Chaque catégorie a exactement son quota, chaque organisme compte une fois."
        return wrong(
            label,
            weight,
            received,
            misconception=mistake,
            advice=advice,
            fraction=FIT_SHARE * max(0.0, (fit - given) / (1 - given)),
        )
    if kept == most:
        return right(label, weight, received)
    message = f"{received} {printed(most)} peuvent rester."
    fraction = FIT_SHARE + (1 - FIT_SHARE) * kept / most
    return wrong(label, weight, message, misconception=MISTAKES["panel-redrawn"], fraction=fraction)


def _state(met: int, quota: int) -> str:
    """Return how a category stands in a panel.

    Examples
    --------
    >>> _state(0, 2), _state(1, 2), _state(2, 2), _state(3, 2)
    ('absente', 'sous-représentée', 'juste', 'surreprésentée')
    """
    if not met:
        return NONE if quota else JUST
    return JUST if met == quota else OVER if met > quota else UNDER


def _each(exact: Mapping[str, Fraction], rule: Callable[[Fraction], int]) -> dict[str, int]:
    return {name: rule(share) for name, share in exact.items()}


def _counted(members: Mapping[str, int], found: Sequence[Mapping[str, int]]) -> dict[str, dict[str, list[Band]]]:
    return {
        name: {"bodies": [Band.around(count)], "interviews": [Band.around(each[name]) for each in found]}
        for name, count in members.items()
    }


def _near(value: float) -> Band:
    return Band.around(value, relative=0.005, absolute=0.0006)
