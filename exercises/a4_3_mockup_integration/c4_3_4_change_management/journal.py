"""The log of changes: moves that the procedure forbids, and effects before their day."""

from collections.abc import Sequence
from datetime import date

from autograders.criteria import absent, folded, right, wrong
from autograders.domain.bom import ChangeState, MoveFault
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .sets import items_of, set_check
from .words import MISTAKES

MOVES, EFFECTS = "illegal_moves", "premature_effects"
FAULTS = {
    MoveFault.UNKNOWN_STATE: "état inconnu",
    MoveFault.FORBIDDEN: "passage non prévu",
    MoveFault.DISCONTINUOUS: "départ d’un autre état",
}


def judge_journal(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of illegal moves, of what is wrong with each, and of premature effects."""
    return [_judge_lines(answers, case), _judge_faults(answers, case), *_judge_effects(answers, case)]


def _judge_lines(answers: Answers, case: JudgedCase) -> Check:
    found = case.truth["illegal_moves"]
    lines = {int(each["entry"]) + 1 for each in found}
    unknown = {int(each["entry"]) + 1 for each in found if each["fault"] == MoveFault.UNKNOWN_STATE}
    discontinuous = {int(each["entry"]) + 1 for each in found if each["fault"] == MoveFault.DISCONTINUOUS}
    followers = _following_lines(case)
    return set_check(
        answers,
        MOVES,
        label="Passages illicites trouvés",
        weight=2,
        given=items_of(answers, MOVES, lambda row: int(row["line"])),
        expected=lines,
        advice="Suivez, ligne après ligne, l’état atteint par chaque modification.",
        suspicions={
            "line-numbering": lambda excess, lacking: (
                {line + 1 for line in lines} - lines == excess or {line - 1 for line in lines} - lines == excess
            ),
            "continuity-ignored": lambda excess, lacking: not excess and lacking == discontinuous,
            "unknown-state-let-through": lambda excess, lacking: not excess and bool(lacking) and lacking <= unknown,
            "state-not-followed": lambda excess, lacking: bool(excess) and excess <= followers,
        },
    )


def _following_lines(case: JudgedCase) -> set[int]:
    """Return the lines that come after an illegal move of the same change."""
    log = [str(change) for change in case.truth["log_changes"]]
    first: dict[str, int] = {}
    for each in case.truth["illegal_moves"]:
        first.setdefault(str(each["change"]), int(each["entry"]))
    return {entry + 1 for entry, change in enumerate(log) if change in first and entry > first[change]}


def _judge_faults(answers: Answers, case: JudgedCase) -> Check:
    label, weight = "Nature de chaque passage illicite", 1.0
    if (missing := absent(answers[MOVES], label=label, weight=weight)) is not None:
        return missing
    known = {int(each["entry"]) + 1: FAULTS[MoveFault(each["fault"])] for each in case.truth["illegal_moves"]}
    given = items_of(answers, MOVES, lambda row: (int(row["line"]), str(row["fault"])))
    found = {line for line, _ in given if line in known}
    named = {line for line in found if {fault for other, fault in given if other == line} == {known[line]}}
    received = f"{len(named)} natures justes, pour {len(found)} passages illicites trouvés."
    if len(named) == len(known):
        return right(label, weight, received)
    # What was not found has cost its points above: the half of it is enough to judge the rest by.
    fraction = len(named) / max(len(found), len(known) / 2)
    if fraction == 1.0:
        return right(label, weight, received)
    advice = "Dans l’ordre : un état que la procédure ignore, un passage hors du tableau, un départ d’un autre état."
    return wrong(label, weight, received, advice=advice, fraction=fraction)


def _judge_effects(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    records = case.truth["change_records"]

    def earlier_than(state: ChangeState) -> set[str]:
        return {
            folded(change)
            for change, record in records.items()
            if record["effect"] and record["effect"] < record["reached"].get(state, "")
        }

    found = set_check(
        answers,
        EFFECTS,
        label="Prises d’effet prématurées trouvées",
        weight=1,
        given=items_of(answers, EFFECTS, lambda row: folded(row["change"])),
        expected=earlier_than(ChangeState.RELEASED),
        advice="Comparez effet_le au jour du passage à « modification applicable ».",
        suspicions={"closing-day": earlier_than(ChangeState.CLOSED)},
        shown=str.upper,
    )
    return [found, _judge_advance(answers, case)]


def _judge_advance(answers: Answers, case: JudgedCase) -> Check:
    label, weight = "Avance de chaque prise d’effet prématurée", 1.0
    if (missing := absent(answers[EFFECTS], label=label, weight=weight)) is not None:
        return missing
    records = case.truth["change_records"]
    advance = {
        folded(change): (
            date.fromisoformat(records[change]["reached"][ChangeState.RELEASED])
            - date.fromisoformat(records[change]["effect"])
        ).days
        for change in case.truth["premature_effects"]
    }
    given = items_of(answers, EFFECTS, lambda row: (folded(row["change"]), int(row["days_early"])))
    own = {change: {days for other, days in given if other == change} for change in advance}
    exact = [change for change, days in advance.items() if own[change] == {days}]
    received = f"{len(exact)} avances justes."
    if len(exact) == len(advance):
        return right(label, weight, received)
    inclusive = any(own[change] == {days + 1} for change, days in advance.items())
    mistake = MISTAKES["days-inclusive"] if inclusive else None
    advice = "L’avance, positive, est le jour où elle devient applicable moins le jour de la prise d’effet."
    fraction = len(exact) / len(advance)
    return wrong(label, weight, received, misconception=mistake, advice=advice, fraction=fraction)
