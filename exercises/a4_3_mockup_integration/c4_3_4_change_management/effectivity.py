"""Effectivities without gap or overlap, and the register of revisions."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from autograders.candidate.wire import Row
from autograders.criteria import absent, folded, right, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .sets import items_of, set_check
from .words import MISTAKES, day_of

FAULTS, MENDED, REVISIONS = "effectivity_faults", "mended_effectivities", "revision_faults"
GAP, OVERLAP = "trou", "recouvrement"
SEVERAL, SKIPPED = "plusieurs révisions publiées", "lettre sautée"
Place = tuple[str, int]


class Span(NamedTuple):
    """A component at a position, from a first day to a last one, both included."""

    component: str
    first: str
    last: str


def judge_effectivity(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of gaps and overlaps, of their days, of the mended register, and of the revisions."""
    return [
        *_judge_faults(answers, case),
        _judge_mended(answers, case),
        _judge_revisions(answers, case),
    ]


def recorded_spans(case: JudgedCase) -> Mapping[Place, list[Span]]:
    """Return the register of effectivities by position, in the order of its rows."""
    spans: dict[Place, list[Span]] = {}
    for parent, find, child, first, last in case.truth["effectivity"]["recorded"]:
        spans.setdefault((folded(parent), int(find)), []).append(Span(folded(child), str(first), str(last)))
    return spans


def _stretches(case: JudgedCase) -> dict[tuple[Place, str], tuple[str, str]]:
    """Return the first and the last day of each gap and each overlap."""
    return {
        ((folded(position["parent"]), int(position["find"])), kind): (str(days[0]), str(days[1]))
        for position in case.truth["effectivity"]["positions"]
        for kind, stretches in ((GAP, position["gaps"]), (OVERLAP, position["overlaps"]))
        for days in stretches
    }


def _judge_faults(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    known = _stretches(case)
    sound = set(recorded_spans(case)) - {place for place, _ in known}
    found = set_check(
        answers,
        FAULTS,
        label="Positions à trou ou à recouvrement",
        weight=1,
        given=items_of(answers, FAULTS, lambda row: (_place(row), str(row["fault"]))),
        expected=set(known),
        advice="Chaque jour de l’horizon compte, les deux jours d’une ligne inclus.",
        suspicions={
            "end-exclusive": lambda excess, _: (
                bool(excess) and {place for place, kind in excess if kind == GAP} <= sound
            ),
            "gaps-alone": lambda excess, lacking: (
                not excess and lacking == {each for each in known if each[1] == OVERLAP}
            ),
        },
        shown=lambda item: f"{item[0][0].upper()} repère {item[0][1]}",
    )
    return [found, _judge_days(answers, known)]


def _judge_days(answers: Answers, known: Mapping[tuple[Place, str], tuple[str, str]]) -> Check:
    label, weight = "Premier et dernier jour de chaque faute", 1.0
    if (missing := absent(answers[FAULTS], label=label, weight=weight)) is not None:
        return missing
    given: dict[tuple[Place, str], set[tuple[str, str]]] = {}
    for row in answers.rows(FAULTS) or ():
        days = (day_of(row["first_day"]), day_of(row["last_day"]))
        given.setdefault((_place(row), str(row["fault"])), set()).add(days)
    found = [each for each in known if each in given]
    exact = [each for each in found if given[each] == {known[each]}]
    received = f"{len(exact)} exacts, pour {len(found)} fautes que vous avez trouvées."
    # What was not found has cost its points above: the half of it is enough to judge the rest by.
    fraction = len(exact) / max(len(found), len(known) / 2)
    if fraction == 1.0:
        return right(label, weight, received)
    outside = [each for each in found if given[each] == {_wider(*known[each])}]
    mistake = MISTAKES["bounds-outside"] if 2 * len(outside) > len(found) - len(exact) > 0 else None
    advice = "Le premier jour sans composant, ou à deux ; le dernier, inclus."
    return wrong(label, weight, received, misconception=mistake, advice=advice, fraction=fraction)


def _wider(first: str, last: str) -> tuple[str, str]:
    return _shifted(first, -1), _shifted(last, 1)


def _judge_mended(answers: Answers, case: JudgedCase) -> Check:
    """Return the check that each faulty position is mended within its fault, and that no other one was touched."""
    label, weight = "Effectivités réparées, sans toucher au reste", 1.25
    if (missing := absent(answers[MENDED], label=label, weight=weight)) is not None:
        return missing
    own: dict[Place, set[Span]] = {}
    for row in answers.rows(MENDED) or ():
        span = Span(folded(row["component"]), day_of(row["first_day"]), day_of(row["last_day"]))
        own.setdefault(_place(row), set()).add(span)
    recorded, faults = recorded_spans(case), {place: days for (place, _), days in _stretches(case).items()}
    mended = [place for place in faults if _is_mended(own.get(place, set()), recorded[place], faults[place])]
    sound = [place for place in recorded if place not in faults]
    kept = [place for place in sound if own.get(place) == set(recorded[place])]
    foreign = len(set(own) - set(recorded))
    received = f"{len(mended)} positions réparées sur {len(faults)}, {len(kept)} laissées justes sur {len(sound)}."
    fraction = len(mended) / len(faults) * max(0.0, len(kept) - foreign) / len(sound)
    if fraction == 1.0:
        return right(label, weight, received)
    shared = [place for place in faults if place not in mended and _shares_a_day(own.get(place, set()))]
    mistake = "changeover-shared" if 2 * len(shared) > len(faults) - len(mended) > 0 else ""
    if not mistake and (len(kept) < len(sound) or _all_covered(own, faults, recorded)):
        mistake = "sound-rows-changed"
    advice = "Chaque position va d’un bout à l’autre de l’horizon, un composant et un seul par jour."
    known = MISTAKES[mistake] if mistake else None
    return wrong(label, weight, received, misconception=known, advice=advice, fraction=fraction)


def _is_mended(own: set[Span], recorded: Sequence[Span], days: tuple[str, str]) -> bool:
    """Return whether both components follow each other, the change between them within the faulty days."""
    if not _follows(own, recorded):
        return False
    earlier = min(own, key=lambda span: span.first)
    return _shifted(days[0], -1) <= earlier.last <= days[1]


def _follows(own: set[Span], recorded: Sequence[Span]) -> bool:
    """Return whether the components of a position follow each other over the same days, without gap or overlap."""
    spans, before = sorted(own, key=lambda span: span.first), sorted(recorded, key=lambda span: span.first)
    return (
        [span.component for span in spans] == [span.component for span in before]
        and all(span.last and span.first for span in spans)
        and (spans[0].first, spans[-1].last) == (before[0].first, before[-1].last)
        and all(_shifted(one.last, 1) == other.first for one, other in pairwise(spans))
    )


def _all_covered(
    own: Mapping[Place, set[Span]], faults: Mapping[Place, tuple[str, str]], recorded: Mapping[Place, list[Span]]
) -> bool:
    return all(_follows(own.get(place, set()), recorded[place]) for place in faults)


def _shares_a_day(own: set[Span]) -> bool:
    spans = sorted(own, key=lambda span: span.first)
    return any(one.last and one.last == other.first for one, other in pairwise(spans))


def _shifted(day: str, by: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
    except OverflowError:
        return ""


def _judge_revisions(answers: Answers, case: JudgedCase) -> Check:
    register = case.truth["revisions"]
    expected = {(folded(article), SEVERAL) for article in register["two_published"]}
    expected |= {(folded(article), SKIPPED) for article in register["letter_skipped"]}
    historied = {(folded(article), SEVERAL) for article, letter in register["published"].items() if letter > "A"}
    return set_check(
        answers,
        REVISIONS,
        label="Fautes du registre des révisions",
        weight=0.75,
        given=items_of(answers, REVISIONS, lambda row: (folded(row["article"]), str(row["fault"]))),
        expected=expected,
        advice="Une seule révision « publiée » par article ; les lettres se suivent à partir de A.",
        suspicions={"history-as-fault": lambda excess, _: bool(excess) and excess <= historied},
        shown=lambda item: item[0].upper(),
    )


def _place(row: Row) -> Place:
    return folded(row["parent"]), int(row["find_number"])
