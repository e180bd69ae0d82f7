"""As designed, as built, as maintained: what is in place, what was refused, what deviates from the design."""

from collections.abc import Mapping, Sequence

from autograders.criteria import absent, folded, right, rows_by_key, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .sets import items_of, set_check
from .words import MISTAKES

PLACES, REJECTED, DEVIATIONS = "in_place", "rejected_replacements", "deviations"
# Article, revision and serial, in small letters; empty where nothing is in place.
Held = tuple[str, str, str]
EMPTY: Held = ("", "", "")


def judge_service(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the state in place, of the replacements to reject, and of the deviations."""
    return [_judge_places(answers, case), _judge_rejected(answers, case), _judge_deviations(answers, case)]


def _held(serial: object, article: object, revision: object) -> Held:
    return folded(article), folded(revision), folded(serial)


def _built(case: JudgedCase) -> dict[str, Held]:
    service = case.truth["service"]
    mounted = {folded(place): _held(*row) for place, row in service["built"].items()}
    return {folded(place): mounted.get(folded(place), EMPTY) for place in service["designed"]}


def _maintained(case: JudgedCase, *, checked: bool = True, once: bool = False) -> dict[str, Held]:
    """Return what is in place after the replacements: checked against what was there, or the first of each place."""
    held, met = _built(case), set()
    for place, removed, fitted, article, revision in case.truth["service"]["replacements"]:
        where = folded(place)
        if (not checked or folded(removed) == held[where][2]) and not (once and where in met):
            held[where] = _held(fitted, article, revision)
            met.add(where)
    return held


def _judge_places(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the state in place: the places that are empty or were visited decide."""
    label, weight = "État tel qu’entretenu, par emplacement", 1.5
    if (missing := absent(answers[PLACES], label=label, weight=weight)) is not None:
        return missing
    rows = rows_by_key(answers.rows(PLACES) or (), "place")
    own = {
        place: _held(same[0]["serial"], same[0]["article"], same[0]["revision"])
        for place, same in rows.items()
        if len(same) == 1
    }
    known, built = _maintained(case), _built(case)
    visited = {folded(row[0]) for row in case.truth["service"]["replacements"]}
    deciding = visited | {place for place, held in built.items() if held == EMPTY}
    faulty = {place for place in known if own.get(place) != known[place]} | (set(rows) - set(known))
    received = f"{len(known) - len(faulty & set(known))} emplacements justes sur {len(known)}."
    if not faulty:
        return right(label, weight, received)
    received += f" À revoir : {', '.join(sorted(each.upper()[:40] for each in faulty)[:8])}."
    told = _told_of_places(own, faulty, known, case)
    others = len(faulty - deciding) / len(set(known) - deciding)
    fraction = max(0.0, len(deciding - faulty) / len(deciding) - others)
    advice = "Partez des emplacements de la maquette, posez, puis remplacez dans l’ordre du temps."
    mistake = MISTAKES[told] if told else None
    return wrong(label, weight, received, misconception=mistake, advice=advice, fraction=fraction)


def _told_of_places(
    own: Mapping[str, Held], faulty: set[str], known: Mapping[str, Held], case: JudgedCase
) -> str | None:
    slips = {
        "as-built-copied": _built(case),
        "first-replacement-only": _maintained(case, once=True),
        "replacement-not-checked": _maintained(case, checked=False),
    }
    if faulty <= {place for place, held in known.items() if held == EMPTY}:
        return "empty-place-lost"
    # A place that a slip leaves right, or that lacks altogether, tells nothing of it.
    telling = {place for place in faulty if own.get(place, EMPTY) != EMPTY}
    return next(
        (name for name, slip in slips.items() if telling and all(own[place] == slip.get(place) for place in telling)),
        None,
    )


def _judge_rejected(answers: Answers, case: JudgedCase) -> Check:
    expected = {int(rank) + 1 for rank in case.truth["service"]["rejected_replacements"]}
    return set_check(
        answers,
        REJECTED,
        label="Remplacements à rejeter",
        weight=0.5,
        given=items_of(answers, REJECTED, lambda row: int(row["line"])),
        expected=expected,
        advice="Comparez chaque série déposée à celle qui est alors en place.",
        suspicions={"first-replacement-only": lambda excess, lacking: bool(excess) and not lacking},
    )


def _judge_deviations(answers: Answers, case: JudgedCase) -> Check:
    service = case.truth["service"]
    published = case.truth["revisions"]["published"]
    expected = {(folded(place), "autre article") for place in service["other_article"]}
    expected |= {(folded(place), "révision dépassée") for place in service["older_revision"]}
    expected |= {(folded(place), "emplacement vide") for place in service["empty"]}
    expected |= {(folded(place), "série en double") for place in service["serial_twice"]["places"]}
    later = {
        (folded(place), "révision dépassée")
        for place, (_, article, _) in service["built"].items()
        if published[article] > "A"
    }
    empty = {each for each in expected if each[1] == "emplacement vide"}
    return set_check(
        answers,
        DEVIATIONS,
        label="Écarts du tel que posé au tel que conçu",
        weight=1.25,
        given=items_of(answers, DEVIATIONS, lambda row: (folded(row["place"]), str(row["deviation"]))),
        expected=expected,
        advice="À chaque emplacement : un article, celui de la maquette, à sa révision publiée, sous une série unique.",
        suspicions={
            "design-issue-compared": lambda excess, _: bool(excess) and excess <= later,
            "empty-place-lost": lambda excess, lacking: not excess and lacking == empty,
        },
        shown=lambda item: item[0].upper(),
    )
