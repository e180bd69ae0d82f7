"""Trials of the function that seeks the best route, on graphs that the candidate does not have."""

from typing import Any, NamedTuple

import networkx as nx

from autograders.candidate.wire import Row
from autograders.criteria import Slip, folded, table_function_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .paths import Link, best_level, level_of_route, route_of, route_slip


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
