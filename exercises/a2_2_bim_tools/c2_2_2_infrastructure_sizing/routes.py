"""Judges beyond one exchange: the shares of the levels, the chain, the best route, and the function that finds routes.

All but the function follow from the candidate's own levels.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from autograders.criteria import (
    Band,
    absent,
    choice_check,
    number_check,
    right,
    table_check,
    wrong,
)
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .levels import any_level_shown, own_levels
from .own import MISTAKES
from .paths import Link, best_level, level_of_route, route_of, route_slip
from .trials import function_check


def judge_routes(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of shares, chain, route and function; without levels that are shown, nothing follows."""
    function = function_check(answers, case)
    if any_level_shown(answers, case):
        return [*following_checks(answers, case), function]
    message = "Sans fondement : la moitié au moins de vos niveaux est à montrer par une porte et une mesure."
    return [
        *(
            absent(answers[name], label=label, weight=weight) or wrong(label, weight, message)
            for name, weight in FOLLOWING.items()
            for label in [answers[name].declaration.label]
        ),
        function,
    ]


FOLLOWING = {"level_shares": 0.5, "chain_level": 0.5, "chain_weakest": 0.25, "route": 0.5, "route_level": 0.25}


def following_checks(answers: Answers, case: JudgedCase) -> list[Check]:
    """Return the checks of what follows from the candidate's own levels."""
    tolk, levels = case.truth["tolk"], own_levels(answers, case)
    ends = {code: (each["source"], each["target"]) for code, each in tolk["exchanges"].items()}
    along = {code: levels[code] for code in ends if ends[code] in set(pairwise(tolk["chain"]))}
    links = [(*ends[code], level) for code, level in levels.items()]
    lowest = min(along.values())
    mean = sum(along.values()) / len(along)
    return [
        shares_check(answers, case, levels),
        number_check(
            answers,
            "chain_level",
            weight=FOLLOWING["chain_level"],
            accepted=Band.around(lowest),
            advice="Le niveau d’une chaîne est celui de son échange le plus bas.",
            suspicions={
                MISTAKES["highest-of-levels"]: Band.around(max(along.values())),
                MISTAKES["mean-of-levels"]: [Band.around(round(mean)), Band.around(int(mean))],
            },
        ),
        weakest_check(answers, along),
        *route_checks(answers, case, links),
    ]


def weakest_check(answers: Answers, along: Mapping[str, int]) -> Check:
    """Judge which exchange of the chain is the lowest."""
    lowest = min(along.values())
    return choice_check(
        answers,
        "chain_weakest",
        weight=FOLLOWING["chain_weakest"],
        accepted=[code for code, level in along.items() if level == lowest],
        advice="Donnez le code d’un échange de la chaîne dont aucun autre n’est plus bas.",
    )


def shares_check(answers: Answers, case: JudgedCase, levels: Mapping[str, int]) -> Check:
    """Judge the shares of the received volume by level."""
    volumes = case.truth["sizing"]["volumes_gb"]

    def shares(weights: Mapping[str, float]) -> dict[str, dict[str, Band]]:
        total = sum(weights.values())
        return {
            str(level): {
                "share": Band.around(
                    sum(weights[code] for code, own in levels.items() if own == level) / total, absolute=0.006
                )
            }
            for level in range(5)
        }

    return table_check(
        answers,
        "level_shares",
        weight=FOLLOWING["level_shares"],
        key="level",
        accepted=shares(volumes),
        advice="Volume reçu des échanges de chaque niveau, divisé par le volume reçu de tous, de 0 à 1.",
        suspicions={MISTAKES["exchanges-counted"]: shares(dict.fromkeys(volumes, 1.0))},
    )


def route_checks(answers: Answers, case: JudgedCase, links: Sequence[Link]) -> list[Check]:
    """Return the checks of the route between the two systems of the brief, and of its level."""
    source, target = case.truth["tolk"]["route"]
    best = best_level(links, source, target)
    label, weight = answers["route"].declaration.label, FOLLOWING["route"]
    found = route_of(answers.rows("route") or ())
    slip = route_slip(found, links, source, target, best)
    first = absent(answers["route"], label=label, weight=weight) or (
        right(label, weight, "Route admise.")
        if slip is None
        else wrong(label, weight, f"{slip.message[:1].upper()}{slip.message[1:]}.", misconception=slip.misconception)
    )
    own = level_of_route(found or (), links)
    accepted = [Band.around(each) for each in {best, own} if each is not None]
    return [
        first,
        number_check(
            answers,
            "route_level",
            weight=FOLLOWING["route_level"],
            accepted=accepted,
            advice="Le niveau d’une route est celui de son échange le plus bas.",
        ),
    ]
