"""Judges beyond one exchange: the shares of the levels, the chain, the best route, and the function that finds routes.

All but the function follow from the candidate's own levels.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import networkx as nx

from autograders.candidate.wire import Row
from autograders.criteria import (
    Band,
    Slip,
    absent,
    choice_check,
    folded,
    number_check,
    right,
    table_check,
    table_function_check,
    wrong,
)
from autograders.domain.errors import DomainError
from autograders.domain.interoperability import Exchange, Level, best_routes
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .levels import any_level_shown, own_levels
from .own import MISTAKES

Link = tuple[str, str, int]


class Trial(NamedTuple):
    """A graph on which the function is tried."""

    situation: str
    links: tuple[Link, ...]
    source: str
    target: str


# Made for one trap each; what is the best follows from the levels by hand.
TRIALS = (
    Trial("un échange direct plus bas qu’un détour", (("A", "B", 1), ("A", "C", 3), ("C", "B", 2)), "A", "B"),
    Trial(
        "un détour dont la somme est la plus haute et le maillon le plus bas",
        (("A", "B", 2), ("B", "E", 2), ("A", "C", 4), ("C", "D", 4), ("D", "E", 1)),
        "A",
        "E",
    ),
    Trial("un échange pris à contresens", (("B", "A", 4), ("A", "C", 1), ("C", "B", 2)), "A", "B"),
    Trial("un échange de niveau 0 sur la seule route", (("A", "B", 0), ("B", "C", 3)), "A", "C"),
    Trial(
        "deux échanges entre les mêmes systèmes", (("A", "B", 1), ("A", "B", 3), ("B", "C", 2), ("A", "C", 1)), "A", "C"
    ),
    Trial("une boucle", (("A", "B", 3), ("B", "A", 4), ("B", "C", 2), ("C", "B", 4), ("C", "D", 3)), "A", "D"),
    Trial("aucune route", (("A", "B", 4), ("C", "D", 4), ("D", "B", 3)), "A", "D"),
)


def trials_of(case: JudgedCase) -> list[Trial]:
    """Return the graphs made for one trap each, then those of the variant."""
    drawn = [
        Trial(
            "un graphe plus grand",
            tuple((str(one), str(other), int(level)) for one, other, level in probe["edges"]),
            str(probe["source"]),
            str(probe["target"]),
        )
        for probe in case.truth["tolk"]["probes"]
    ]
    # Where the shortest route is the best, a function that seeks the shortest would pass.
    return [*TRIALS, *(trial for trial in drawn if not shortest_is_best(trial))]


def shortest_is_best(trial: Trial) -> bool:
    """Return whether a route with the fewest exchanges is the best."""
    graph = nx.DiGraph((one, other) for one, other, _ in trial.links)
    level = level_of_route([folded(each) for each in nx.shortest_path(graph, trial.source, trial.target)], trial.links)
    return level == best_level(trial.links, trial.source, trial.target)


def route_probes(case: JudgedCase) -> list[tuple[Any, ...]]:
    """Return the calls with which the function is tried."""
    return [
        (
            [{"source": one, "target": other, "level": level} for one, other, level in trial.links],
            trial.source,
            trial.target,
        )
        for trial in trials_of(case)
    ]


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
                MISTAKES["mean-of-levels"]: [Band.around(round(mean)), Band.around(int(mean))],
                MISTAKES["highest-of-levels"]: Band.around(max(along.values())),
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


def route_of(rows: Iterable[Row]) -> list[str] | None:
    """Return the systems in the order of their steps, folded; ``None`` where the steps are not 1, 2, 3 and so on.

    Examples
    --------
    >>> route_of([{"step": 2, "system": "EDC"}, {"step": 1, "system": "MOD "}])
    ['mod', 'edc']
    """
    ordered = sorted(rows, key=lambda row: int(row["step"]))
    if [int(row["step"]) for row in ordered] != list(range(1, len(ordered) + 1)):
        return None
    return [folded(row["system"]) for row in ordered]


def level_of_route(route: Sequence[str], links: Iterable[Link]) -> int | None:
    """Return the level of a route, or ``None`` where an exchange lacks along it.

    Examples
    --------
    >>> level_of_route(["a", "b"], [("A", "B", 2)]), level_of_route(["b", "a"], [("A", "B", 2)])
    (2, None)
    """
    best: dict[tuple[str, str], int] = {}
    for one, other, level in links:
        pair = (folded(one), folded(other))
        best[pair] = max(best.get(pair, level), level)
    steps = list(pairwise(route))
    return min(best[step] for step in steps) if steps and all(step in best for step in steps) else None


def best_level(links: Iterable[Link], source: str, target: str) -> int | None:
    """Return the level of the best route, or ``None`` where there is none."""
    exchanges = [
        Exchange(code=f"L{rank}", source=one, target=other, level=Level(level))
        for rank, (one, other, level) in enumerate(links)
    ]
    try:
        return int(best_routes(exchanges, source, target)[0])
    except DomainError:
        return None


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


def route_slip(
    found: Sequence[str] | None, links: Sequence[Link], source: str, target: str, best: int | None
) -> Slip | None:
    """Return what is wrong with a route."""
    if best is None:
        return None if found == [] else Slip("une route est rendue là où il n’y en a pas")
    if not found:
        return Slip("aucune route, ou des rangs qui ne se suivent pas de 1 en 1")
    ends = folded(source), folded(target)
    if (found[0], found[-1]) != ends:
        return Slip("la route ne va pas du départ à l’arrivée")
    level = level_of_route(found, links)
    if level is None:
        against = level_of_route(found, [*links, *((other, one, each) for one, other, each in links)]) is not None
        return Slip(
            "un échange de la route n’existe pas dans ce sens", MISTAKES["direction-ignored"] if against else None
        )
    if level == best:
        return None
    fewest = len(nx.shortest_path(nx.DiGraph((folded(one), folded(other)) for one, other, _ in links), *ends))
    slip = "shortest-route" if len(found) == fewest else "sum-of-levels"
    return Slip("une autre route a son échange le plus bas plus haut", MISTAKES[slip])


def function_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge the function on hidden graphs; an empty route counts only from a function that finds one elsewhere."""
    trials = trials_of(case)
    bests = [best_level(trial.links, trial.source, trial.target) for trial in trials]

    def judged(index: int, rows: tuple[Row, ...]) -> Slip | None:
        trial = trials[index]
        return route_slip(route_of(rows), trial.links, trial.source, trial.target, bests[index])

    finds = any(
        probe.rows and judged(index, probe.rows) is None for index, probe in enumerate(answers["best_route"].probes)
    )

    def rule(index: int, rows: tuple[Row, ...]) -> Slip | None:
        return (
            judged(index, rows)
            if rows or finds
            else Slip("une liste vide n’établit rien quand rien d’autre n’est juste")
        )

    return table_function_check(
        answers,
        "best_route",
        weight=1.0,
        situations=[trial.situation for trial in trials],
        rule=rule,
        advice="Ôtez les échanges du niveau le plus bas tant qu’une route reste, en gardant leur sens.",
    )
