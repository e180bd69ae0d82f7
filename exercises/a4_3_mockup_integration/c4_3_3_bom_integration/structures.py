"""Trials of the functions on a structure: its loop, needs, mass and cost, where an article is used."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from autograders.candidate.wire import Row
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .extracts import article, line, register, whole_lines, whole_register
from .trials import Layout, Table, Trial, by_article, trials_check

LOOP = Layout(("parent", "child"), ("suspect",))
NEEDS = Layout(("article",), ("quantity",))
MASS_AND_COST = Layout(("article",), ("mass_kg", "cost_eur"))
WHERE_USED = Layout(("article",), ("direct", "final"))
TOP = "AF-00001"
A, B, C, D, E = "SE-00011", "SE-00012", "PR-00013", "PR-00014", "PR-00015"
TUBE, GLUE, SCREW = "MP-00021", "CS-00022", "PR-00023"
LEVELS, WIDTH = 100, 5
TIMES = 3

# The line that closes the loop was entered last, though neither the last row nor the latest as text.
LOOPED = (
    line(TOP, A, "2", day="20/01/2025"),
    line(A, B, "3", day="28/02/2025"),
    line(C, A, "1", day="05/11/2025"),
    line(B, C, "4", day="04/01/2025"),
)


def loop_trials() -> list[Trial]:
    """Return the trials of the function that finds a loop."""

    def loop(suspect: tuple[str, str], *steps: tuple[str, str]) -> Table:
        return {(one.lower(), two.lower()): ("oui" if (one, two) == suspect else "non",) for one, two in steps}

    steps = ((A, B), (B, C), (C, A))
    later_elsewhere = line(TOP, D, day="30/12/2025")
    return [
        Trial(
            "une boucle de trois articles",
            ([*LOOPED, later_elsewhere],),
            loop((C, A), *steps),
            {"last-row-suspected": loop((B, C), *steps), "date-as-text": loop((A, B), *steps)},
        ),
        Trial(
            "des dates d’années différentes",
            (
                [
                    line(A, B, day="31/03/2024"),
                    line(C, A, day="02/12/2024"),
                    line(B, C, day="01/04/2025"),
                    line(TOP, A, day="05/05/2025"),
                ],
            ),
            loop((B, C), *steps),
            {"date-as-text": loop((A, B), *steps)},
        ),
        Trial(
            "un article qui se contient lui-même",
            ([line(TOP, A), line(A, A, day="04/03/2025"), line(A, B)],),
            loop((A, A), (A, A)),
        ),
        Trial(
            "une boucle que cachent les écritures d’un numéro",
            ([line(TOP, A), line(A.lower(), f"{B} "), line(B, f" {A}", day="04/04/2025")],),
            loop((B, A), (A, B), (B, A)),
            {"keys-not-folded": {}},
        ),
        Trial("un composant partagé sans boucle", ([line(TOP, A), line(TOP, B), line(A, C), line(B, C)],), {}),
    ]


def needs_trials(case: JudgedCase) -> list[Trial]:
    """Return the trials of the function that computes needs; the large structure comes last."""
    order, structure = case.truth["bill"]["order"], case.truth["ebom"]
    pieces = register(TOP, A, B, C, D)
    measured = [*pieces, article(TUBE, "matiere", "m"), article(GLUE, "consommable", "kg"), article(SCREW)]
    levels, lattice = lattice_of(LEVELS, WIDTH)
    trials = [
        Trial(
            "un composant sur deux lignes du même parent",
            (pieces, [line(TOP, C, "2"), line(TOP, C, "5"), line(TOP, D, "1")], TOP),
            by_article({C: 7, D: 1}),
            {"repeated-lines-lost": by_article({C: 5, D: 1})},
        ),
        Trial(
            "un composant commun à deux sous-ensembles",
            (pieces, [line(TOP, A, "2"), line(TOP, B), line(A, C, "3"), line(B, C, "4"), line(C, D, "5")], TOP),
            by_article({A: 2, B: 1, C: 10, D: 50}),
            {"path-counted-once": by_article({A: 2, B: 1, C: 6, D: 30})},
        ),
        Trial(
            "des unités de ligne mêlées",
            (
                measured,
                [line(TOP, TUBE, "2500", "mm"), line(TOP, GLUE, "350", "g"), line(TOP, SCREW, "0,2", "cent")],
                TOP,
            ),
            by_article({TUBE: 2.5, GLUE: 0.35, SCREW: 20}),
            {"line-unit-ignored": by_article({TUBE: 2500, GLUE: 350, SCREW: 0.2})},
        ),
        Trial(
            "des numéros en minuscules ou bordés d’espaces",
            (pieces, [line(TOP, f"{A} ", "2"), line(A.lower(), C, "3"), line(f" {A}", D)], TOP),
            by_article({A: 2, C: 6, D: 2}),
            {"keys-not-folded": by_article({A: 2})},
        ),
        Trial(
            "une boucle à écarter",
            (register(TOP, A, B, C), list(LOOPED), TOP),
            by_article({A: 2, B: 6, C: 24}),
        ),
        Trial(
            "des articles étrangers à l’affaire",
            (pieces, [line(TOP, C, "2"), line(A, C, "50"), line(A, D, "7")], TOP),
            by_article({C: 2}),
        ),
        Trial(
            "une affaire entière (trois fois la vôtre)",
            (whole_register(structure), whole_lines(structure, order, TIMES, loop_line(case)), order),
            by_article(
                {number: TIMES * need for number, need in case.truth["bill"]["needs"].items() if number != order}
            ),
        ),
        Trial(
            f"une nomenclature de {len(lattice)} lignes",
            (levels, lattice, TOP),
            by_article({str(row["article"]): 1 for row in levels if row["article"] != TOP}),
        ),
    ]
    # Whether the order is itself among what it needs is a matter of taste.
    return [replace(trial, ignored=frozenset({(TOP.lower(),), (order.lower(),)})) for trial in trials]


def lattice_of(levels: int, width: int) -> tuple[list[Row], list[Row]]:
    """Return a register and lines in which all articles of a level hold all those of the next; each is needed once.

    There are widthˡᵉᵛᵉˡˢ paths down, too many to walk.
    """
    rungs = [[f"SE-{10_000 + width * level + place}" for place in range(width)] for level in range(levels)]
    share = f"{1 / width:.4f}".rstrip("0").replace(".", ",")
    lines = [line(TOP, number) for number in rungs[0]]
    for upper, lower in pairwise(rungs):
        lines += [line(parent, child, share) for parent in upper for child in lower]
    return [article(number) for number in (TOP, *(each for rung in rungs for each in rung))], lines


def loop_line(case: JudgedCase) -> tuple[str, ...]:
    """Return the parent and the child of the line that closes the loop of the variant; nothing where there is none."""
    return tuple(case.truth["records"]["cycle_line"])


def mass_trials() -> list[Trial]:
    """Return the trials of the function that rolls up mass and cost."""
    return [
        Trial(
            "un ensemble qui a sa masse et son coût propres",
            ([article(A, mass="1,5", cost="10"), article(C, mass="0,5", cost="3")], [line(A, C, "4")]),
            by_article({A: (3.5, 22.0), C: (0.5, 3.0)}),
            {"own-value-forgotten": by_article({A: (2.0, 12.0), C: (0.5, 3.0)})},
        ),
        Trial(
            "des masses en grammes",
            (
                [article(A, cost="1"), article(C, mass="250", mass_unit="g", cost="2")],
                [line(A, C, "4")],
            ),
            by_article({A: (1.0, 9.0), C: (0.25, 2.0)}),
            {"mass-unit-ignored": by_article({A: (1000.0, 9.0), C: (250.0, 2.0)})},
        ),
        Trial(
            "des coûts par lot",
            ([article(A, mass="1"), article(C, mass="2", cost="40", lot="100")], [line(A, C, "5")]),
            by_article({A: (11.0, 2.0), C: (2.0, 0.4)}),
            {"lot-ignored": by_article({A: (11.0, 200.0), C: (2.0, 40.0)})},
        ),
        Trial(
            "une matière au mètre employée en millimètres",
            ([article(A, mass="1"), article(TUBE, "matiere", "m", mass="2", cost="4")], [line(A, TUBE, "1500", "mm")]),
            by_article({A: (4.0, 6.0), TUBE: (2.0, 4.0)}),
            {"line-unit-ignored": by_article({A: (3001.0, 6000.0), TUBE: (2.0, 4.0)})},
        ),
        Trial(
            "un composant sur deux lignes du même parent",
            ([article(A), article(C, mass="1", cost="2")], [line(A, C, "2"), line(A, C, "5")]),
            by_article({A: (7.0, 14.0), C: (1.0, 2.0)}),
            {"repeated-lines-lost": by_article({A: (5.0, 10.0), C: (1.0, 2.0)})},
        ),
        Trial(
            "un composant commun à deux sous-ensembles et des numéros mal écrits",
            (
                [article(TOP), article(A), article(B), article(C, mass="1", cost="2")],
                [line(TOP, A, "2"), line(TOP, B.lower()), line(A, f"{C} ", "3"), line(B, C, "4")],
            ),
            by_article({TOP: (10.0, 20.0), A: (3.0, 6.0), B: (4.0, 8.0), C: (1.0, 2.0)}),
        ),
        Trial(
            "une boucle à écarter",
            ([article(TOP), article(A, mass="1"), article(B), article(C, mass="1", cost="2")], list(LOOPED)),
            by_article({TOP: (26.0, 48.0), A: (13.0, 24.0), B: (4.0, 8.0), C: (1.0, 2.0)}),
        ),
    ]


def where_used_trials() -> list[Trial]:
    """Return the trials of the function that finds where an article is used."""
    shared = [line(TOP, A), line(A, B), line(A, D), line(B, C), line(TOP, C), line(D, E)]
    return [
        Trial(
            "un article employé à plusieurs niveaux",
            ([line(TOP, A), line(A, B), line(B, C), line(B, D), line(D, E)], C),
            by_article({B: ("oui", "non"), A: ("non", "non"), TOP: ("non", "oui")}),
            {"direct-use-only": by_article({B: ("oui", "non")})},
        ),
        Trial(
            "un article employé par un ensemble directement et plus bas",
            (shared, C),
            by_article({B: ("oui", "non"), A: ("non", "non"), TOP: ("oui", "oui")}),
            {"direct-use-only": by_article({B: ("oui", "non"), TOP: ("oui", "oui")})},
        ),
        Trial(
            "deux articles de tête",
            ([line(TOP, A), line(A, C), line(B, C), line(B, C, "2")], C),
            by_article({A: ("oui", "non"), B: ("oui", "oui"), TOP: ("non", "oui")}),
            {"direct-use-only": by_article({A: ("oui", "non"), B: ("oui", "oui")})},
        ),
        Trial(
            "des numéros en minuscules ou bordés d’espaces",
            ([line(TOP, f"{A} "), line(A.lower(), C.lower())], f" {C}"),
            by_article({A: ("oui", "non"), TOP: ("non", "oui")}),
            {"keys-not-folded": {}},
        ),
        Trial("un article employé nulle part", (shared, TOP), {}),
        Trial(
            "une boucle à écarter",
            (list(LOOPED), C),
            by_article({B: ("oui", "non"), A: ("non", "non"), TOP: ("non", "oui")}),
        ),
    ]


def judge_structures(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the functions on one structure."""
    return [
        trials_check(
            answers,
            "find_loop",
            weight=1.5,
            layout=LOOP,
            trials=loop_trials(),
            advice="Normalisez les numéros, suivez les lignes, comparez des dates ; sans boucle, liste vide.",
        ),
        trials_check(
            answers,
            "requirements",
            weight=2.5,
            layout=NEEDS,
            trials=needs_trials(case),
            advice="Chaque ligne compte une fois, dans l’ordre topologique, quantité ramenée à l’unité de l’article.",
        ),
        trials_check(
            answers,
            "mass_and_cost",
            weight=1.5,
            layout=MASS_AND_COST,
            trials=mass_trials(),
            advice="En remontant : propre à l’article, plus la somme des quantités par le total de chaque composant.",
        ),
        trials_check(
            answers,
            "where_used",
            weight=1.5,
            layout=WHERE_USED,
            trials=where_used_trials(),
            advice="Remontez les lignes sans repasser par un article, la ligne fautive écartée.",
        ),
    ]


def structure_probes(case: JudgedCase) -> Mapping[str, Sequence[Any]]:
    """Return the calls of the functions on one structure."""
    trials = {
        "find_loop": loop_trials(),
        "requirements": needs_trials(case),
        "mass_and_cost": mass_trials(),
        "where_used": where_used_trials(),
    }
    return {name: [trial.arguments for trial in each] for name, each in trials.items()}
