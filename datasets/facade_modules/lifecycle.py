"""Revisions and effectivities as the PLM records them, with what such records get wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from autograders.domain.bom import Effectivity, effectivity_faults
from autograders.domain.bom import Usage as DatedUsage

from .catalogue import Catalogue
from .structure import Article, lines_of, next_number

HORIZON = (date(2025, 1, 1), date(2026, 12, 31))


@dataclass(frozen=True, kw_only=True)
class Issue:
    """A row of the register of revisions."""

    article: str
    revision: str
    state: str
    day: date


@dataclass(frozen=True, kw_only=True)
class Validity:
    """A row of the register of effectivities; both days are in it."""

    parent: str
    find: int
    child: str
    first: date
    last: date


def draw_revisions(catalogue: Catalogue, rng: np.random.Generator) -> dict[str, str]:
    """Return the published revision of each article; two widths of panel are past the first."""
    letters = {}
    panels = [product.number for product in catalogue.products if product.is_panel]
    for number, article in catalogue.articles.items():
        made = bool(article.ifc_class) and article.nature != "matiere"
        letters[number] = str(rng.choice(["A", "A", "B", "C"])) if made else "A"
    for number in panels[:2]:
        letters[number] = str(rng.choice(["B", "C"]))
    return letters


def draw_issues(published: dict[str, str], rng: np.random.Generator) -> tuple[list[Issue], dict[str, list[str]]]:
    """Return the register of revisions; one article has two published ones, one has a letter left out.

    Returns
    -------
    list of Issue
    dict
        Articles by fault: ``two_published``, ``letter_skipped``.
    """
    several = [number for number, letter in published.items() if letter >= "B"]
    thirds = [number for number in several if published[number] >= "C"]
    skipped = str(rng.choice(thirds)) if thirds else ""
    doubled = str(rng.choice([number for number in several if number != skipped]))
    issues = []
    for number, letter in published.items():
        day = HORIZON[0] + timedelta(days=int(rng.integers(0, 60)))
        for code in range(ord("A"), ord(letter) + 1):
            state = "publiée" if code == ord(letter) else "remplacée"
            if number == doubled and code == ord(letter) - 1:
                state = "publiée"
            if not (number == skipped and code == ord("B")):
                issues.append(Issue(article=number, revision=chr(code), state=state, day=day))
            day += timedelta(days=int(rng.integers(40, 150)))
    faults = {"two_published": [doubled], "letter_skipped": [skipped] if skipped else []}
    return issues, faults


def draw_validities(
    catalogue: Catalogue, articles: Mapping[str, Article], rng: np.random.Generator
) -> tuple[list[Validity], dict[str, Any], dict[str, Article]]:
    """Return the register of effectivities of eight positions, two with a gap, two with an overlap.

    Parameters
    ----------
    catalogue : Catalogue
    articles : mapping of str to Article
        Those registered so far.
    rng : numpy.random.Generator

    Returns
    -------
    list of Validity
    dict
        ``positions`` that are wrong, with each gap and each overlap, days included; all rows as ``recorded``.
    dict of str to Article
        What stood at each position before, by the number of what stands there now.
    """
    lines = lines_of(catalogue.usages)
    candidates = [usage for product in catalogue.products for usage in lines[product.number] if usage.find <= 30]
    chosen = [candidates[index] for index in sorted(rng.choice(len(candidates), size=8, replace=False).tolist())]
    fates = rng.permutation(["gap", "gap", "overlap", "overlap", "", "", "", ""]).tolist()
    rows, before = [], {}
    for usage, fate in zip(chosen, fates, strict=True):
        if usage.child not in before:
            before[usage.child] = _predecessor(articles, before, usage.child)
        change = HORIZON[0] + timedelta(days=int(rng.integers(150, 500)))
        shift = {"gap": int(rng.integers(2, 20)), "overlap": -int(rng.integers(1, 15)), "": 0}[fate]
        place = {"parent": usage.parent, "find": usage.find}
        last = change - timedelta(days=1)
        rows.append(Validity(**place, child=before[usage.child].number, first=HORIZON[0], last=last))
        rows.append(Validity(**place, child=usage.child, first=change + timedelta(days=shift), last=HORIZON[1]))
    dated = [
        DatedUsage(
            parent=row.parent,
            child=row.child,
            find_number=str(row.find),
            effectivity=Effectivity.through(row.first, row.last),
        )
        for row in rows
    ]
    found = effectivity_faults(dated, Effectivity.through(*HORIZON))
    faults = [
        {"parent": parent, "find": int(find), "gaps": _days(audit.gaps), "overlaps": _days(audit.overlaps)}
        for (parent, find), audit in found.items()
    ]
    recorded = [[row.parent, row.find, row.child, row.first.isoformat(), row.last.isoformat()] for row in rows]
    return rows, {"positions": faults, "recorded": recorded}, before


def _predecessor(articles: Mapping[str, Article], others: Mapping[str, Article], number: str) -> Article:
    taken = {*articles, *(article.number for article in others.values())}
    return replace(
        articles[number],
        number=next_number(taken, number[:2]),
        label=f"{articles[number].label} (série 2024)",
        ifc_class="",
        interchangeable=False,
    )


def _days(ranges: tuple[Effectivity[date], ...]) -> list[list[str]]:
    return [[each.start.isoformat(), (each.end - timedelta(days=1)).isoformat()] for each in ranges if each.end]
