"""Naming conventions: a function tried on names of our own, and the elements of the model that break them."""

from collections.abc import Sequence
from typing import NamedTuple

from autograders.candidate.wire import Row
from autograders.criteria import Slip, absent, folded, right, table_function_check, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .words import MISTAKES

CODES = {"EI-01": "nom", "EI-04": "article", "EI-05": "série"}
Fault = tuple[str, str]


class Trial(NamedTuple):
    """Rows on which the function is tried, the faults in them, and the misconception behind what is not found."""

    situation: str
    rows: tuple[Row, ...]
    faults: frozenset[Fault]
    mistake: str = ""


def product(tag: str, name: str = "", article: str = "PF-04407", serial: str = "PF001912") -> Row:
    """Return a row whose name is its tag, unless told otherwise."""
    return {"tag": tag, "name": name or tag, "article": article, "serial": serial}


# Expected faults follow from the conventions of the specification, read by hand.
TRIALS = (
    Trial(
        "des noms et des numéros conformes",
        (product("PF-R0-N-01"), product("MT-R2-O-12", article="MT-99999", serial="MT000000")),
        frozenset(),
    ),
    Trial(
        "un nom ou un numéro suivi d’autre chose",
        (product("PF-R1-S-03", "PF-R1-S-03 bis"), product("PF-R1-S-04", article="PF-044071")),
        frozenset({("pf-r1-s-03", "nom"), ("pf-r1-s-04", "article")}),
        "found-anywhere-in-the-name",
    ),
    Trial(
        "un nom ou un numéro précédé d’autre chose",
        (product("PF-R1-E-01", "ex PF-R1-E-01"), product("PF-R1-E-02", serial="NPF001912")),
        frozenset({("pf-r1-e-01", "nom"), ("pf-r1-e-02", "série")}),
        "found-anywhere-in-the-name",
    ),
    Trial(
        "un saut de ligne en fin de nom",
        (product("PF-R2-N-05", "PF-R2-N-05\n"),),
        frozenset({("pf-r2-n-05", "nom")}),
        "found-anywhere-in-the-name",
    ),
    Trial(
        "des minuscules, un autre séparateur, un côté inconnu",
        (
            product("PF-R0-S-01", "pf-r0-s-01"),
            product("PF-R0-S-02", "PF_R0_S_02"),
            product("PF-R0-S-03", "PF-R0-W-03"),
        ),
        frozenset({("pf-r0-s-01", "nom"), ("pf-r0-s-02", "nom"), ("pf-r0-s-03", "nom")}),
    ),
    Trial(
        "un numéro d’article en minuscules ou bordé d’espaces",
        (product("PF-R0-O-01", article="pf-04407"), product("PF-R0-O-02", article=" PF-04407 ")),
        frozenset({("pf-r0-o-01", "article"), ("pf-r0-o-02", "article")}),
        "article-folded",
    ),
    Trial(
        "des valeurs absentes",
        (product("PF-R2-S-01", serial=""), product("MT-R2-S-02", article="", serial="")),
        frozenset({("pf-r2-s-01", "série"), ("mt-r2-s-02", "article"), ("mt-r2-s-02", "série")}),
        "absent-value-passes",
    ),
    Trial(
        "un numéro d’une autre famille d’articles",
        (product("PF-R2-E-01", article="PR-08470"),),
        frozenset({("pf-r2-e-01", "article")}),
    ),
)


def naming_probes() -> list[tuple[Sequence[Row]]]:
    """Return the calls with which the function is tried."""
    return [(trial.rows,) for trial in TRIALS]


def function_check(answers: Answers) -> Check:
    """Judge the function on names of our own."""

    def rule(index: int, rows: tuple[Row, ...]) -> Slip | None:
        trial = TRIALS[index]
        given = faults_of(rows)
        if given == trial.faults and len(rows) == len(given):
            return None
        return Slip("", MISTAKES[trial.mistake] if trial.mistake and trial.faults - given else None)

    return table_function_check(
        answers,
        "naming_faults",
        weight=1.5,
        situations=[trial.situation for trial in TRIALS],
        rule=rule,
        advice="Une ligne par valeur fautive ; chaque expression est à satisfaire en entier.",
    )


def misnamed_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge which products of the model break a convention; what is wrongly accused takes away what is found."""
    label, weight = "Panneaux et modules mal nommés", 1.0
    if (missing := absent(answers["misnamed"], label=label, weight=weight)) is not None:
        return missing
    expected, given = planted_faults(case), faults_of(answers.rows("misnamed") or ())
    found, excess = expected & given, given - expected
    received = f"{len(found)} fautes sur {len(expected)}, {len(excess)} en trop."
    if found == expected and not excess:
        return right(label, weight, received)
    lacking = expected - found
    mistake = None
    if lacking == {fault for fault in expected if fault[1] == "article"}:
        mistake = MISTAKES["article-folded"]
    elif len(lacking) == 1 and {kind for _, kind in lacking} == {"série"}:
        mistake = MISTAKES["absent-value-passes"]
    advice = "Panneaux et modules seulement, trois conventions chacun, valeurs absentes comprises."
    fraction = max(0.0, (len(found) - len(excess)) / len(expected))
    return wrong(label, weight, received, misconception=mistake, advice=advice, fraction=fraction)


def planted_faults(case: JudgedCase) -> frozenset[Fault]:
    """Return the faults of the model, by tag and convention."""
    tags = {identifier: tag for tag, identifier in case.truth["elements"].items()}
    requirements = case.truth["requirements"]
    return frozenset(
        (folded(tags[identifier]), kind)
        for code, kind in CODES.items()
        for identifier in requirements[code]["failing"]["ifc4"]
    )


def faults_of(rows: Sequence[Row]) -> frozenset[Fault]:
    """Return the faults that rows state."""
    return frozenset((folded(row["tag"]), str(row["convention"])) for row in rows)
