"""What the candidate's IDS says of hidden models, each of which meets or breaks one requirement.

Specifications may be grouped and named at will: what counts is whether a model is refused for more than the good one.
"""

from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from json import loads
from lzma import decompress

from autograders.candidate.wire import Row
from autograders.criteria import Slip, absent, file_check, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .situations import BETRAYED, SITUATIONS
from .words import MISTAKES

NAME = "ids"
GOOD, OTHER_SCHEMA, EXISTENCE = "good", "other_schema", "existence"
BROKEN, OTHER_VERSION = "enfreinte", "autre version"


@dataclass(frozen=True)
class Trial:
    """A hidden model, the requirement that it tries, and whether it meets it."""

    model: str
    requirement: str
    accepted: bool


@lru_cache(maxsize=4)
def trials(case: JudgedCase) -> tuple[Trial, ...]:
    """Return the trials in the order of the calls; the good model and the one of another schema come first."""
    told = case.truth["probes"]
    return (
        Trial(GOOD, "", accepted=True),
        Trial(OTHER_SCHEMA, "", accepted=True),
        *(Trial(each["model"], code, accepted=False) for code, broken in told["broken"].items() for each in broken),
        *(Trial(each["model"], each["requirement"], each["accepted"]) for each in told["edges"]),
    )


def calls(case: JudgedCase) -> Sequence[tuple[str]]:
    """Return what the reader of IDS is given beside the candidate's file: one model a call."""
    texts = loads(decompress(b64decode(case.truth["probes"]["models"])))
    return [(texts[trial.model],) for trial in trials(case)]


def rows_of(answers: Answers, case: JudgedCase, model: str) -> tuple[Row, ...] | None:
    """Return what the candidate's IDS says of a model, or ``None`` where it could not be read."""
    index = next(rank for rank, trial in enumerate(trials(case)) if trial.model == model)
    probes = answers[NAME].probes
    return probes[index].rows if index < len(probes) else None


def refused(rows: Sequence[Row] | None, good: Sequence[Row] | None) -> bool:
    """Return whether a model is refused by a specification that admits the good one, or for more elements.

    Examples
    --------
    >>> good = [{"outcome": "respectée", "failed": 0}, {"outcome": "enfreinte", "failed": 1}]
    >>> worse = [{"outcome": "respectée", "failed": 0}, {"outcome": "enfreinte", "failed": 2}]
    >>> refused(good, good), refused(worse, good)
    (False, True)
    """
    return any(
        row["outcome"] == BROKEN
        and (before["outcome"] != BROKEN or int(str(row["failed"])) > int(str(before["failed"])))
        for row, before in zip(rows or (), good or (), strict=False)
    )


def is_right(answers: Answers, case: JudgedCase, trial: Trial) -> bool:
    """Return whether the IDS judges a model as its requirement wants; silence accepts nothing.

    A model that a requirement admits counts only where the requirement refuses something.
    """
    rows, good = rows_of(answers, case, trial.model), rows_of(answers, case, GOOD)
    if rows is None or good is None:
        return False
    if not trial.accepted:
        return refused(rows, good)
    refusing = [other for other in trials(case) if other.requirement == trial.requirement and not other.accepted]
    return not refused(rows, good) and is_right(answers, case, refusing[0])


def trials_of(case: JudgedCase, codes: Sequence[str]) -> list[Trial]:
    """Return the trials of some requirements."""
    return [trial for trial in trials(case) if trial.requirement in codes]


def trials_check(
    answers: Answers, case: JudgedCase, *, label: str, weight: float, chosen: Sequence[Trial], advice: str
) -> Check:
    """Return the check of some trials: the fraction is the share of requirements with all their trials right."""
    if (unread := unread_check(answers, case, label=label, weight=weight)) is not None:
        return unread
    check = file_check(
        _part(answers, case, label, chosen),
        NAME,
        weight=weight,
        situations=[SITUATIONS[trial.model] for trial in chosen],
        rule=lambda index, rows: (
            None if is_right(answers, case, chosen[index]) else Slip("", _betrayed(answers, case, chosen[index]))
        ),
        advice=advice,
    )
    codes = dict.fromkeys(trial.requirement for trial in chosen)
    kept = [code for code in codes if all(is_right(answers, case, trial) for trial in trials_of(case, [code]))]
    return replace(check, fraction=len(kept) / len(codes))


def unread_check(answers: Answers, case: JudgedCase, *, label: str, weight: float) -> Check | None:
    """Return the check of what cannot be tried, for want of a file that can be read."""
    if (missing := absent(answers[NAME], label=label, weight=weight)) is not None:
        return missing
    if rows_of(answers, case, GOOD) is not None:
        return None
    return wrong(label, weight, "Rien n’a pu être essayé : le fichier n’est pas lisible.")


def reading_check(answers: Answers, case: JudgedCase, *, label: str, weight: float) -> Check:
    """Return the check that the file can be read, whatever it says."""
    return file_check(
        _part(answers, case, label, [trials(case)[0]]),
        NAME,
        weight=weight,
        situations=["la lecture du fichier"],
        rule=lambda index, rows: None,
    )


def _part(answers: Answers, case: JudgedCase, label: str, chosen: Sequence[Trial]) -> Answers:
    answer, places = answers[NAME], {trial.model: rank for rank, trial in enumerate(trials(case))}
    found = tuple(answer.probes[places[trial.model]] for trial in chosen if places[trial.model] < len(answer.probes))
    return Answers([replace(answer, declaration=answer.declaration.model_copy(update={"label": label}), probes=found)])


def _betrayed(answers: Answers, case: JudgedCase, trial: Trial) -> Misconception | None:
    """Return the misconception that a trial betrays, where the simplest one of the same requirement went well."""
    simplest = trials_of(case, [trial.requirement])[0]
    speaking = any(row["outcome"] != OTHER_VERSION for row in rows_of(answers, case, GOOD) or ())
    told = speaking if trial.requirement == EXISTENCE else trial != simplest and is_right(answers, case, simplest)
    return MISTAKES[BETRAYED[trial.model]] if told and trial.model in BETRAYED else None
