"""From the coding to a phase for each datum: the first at which a majority of partners needs it."""

from collections.abc import Mapping

from autograders.candidate.wire import Row
from autograders.criteria import Slip, rows_by_key, rows_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .coding import own_needs, topics
from .words import MISTAKES, NEVER, PHASES

PARTNERS = 5


def counts_of(needs: Mapping[str, str]) -> dict[str, int]:
    """Return how many partners need a datum at each phase: what is needed stays needed.

    Examples
    --------
    >>> counts_of({"delorge": "fabrication", "vertval": "pose", "lanvaux": "jamais"})
    {'conception': 0, 'fabrication': 1, 'pose': 2, 'exploitation': 2}
    """
    return {phase: sum(first in PHASES[: rank + 1] for first in needs.values()) for rank, phase in enumerate(PHASES)}


def first_phase(counts: Mapping[str, int], majority: int) -> str:
    """Return the first phase at which so many partners need it.

    Examples
    --------
    >>> first_phase({"conception": 0, "fabrication": 3, "pose": 3, "exploitation": 4}, 3)
    'fabrication'
    """
    return next((phase for phase in PHASES if counts[phase] >= majority), NEVER)


def own_phase(answers: Answers, case: JudgedCase, topic: str) -> str:
    """Return the phase that follows from the candidate's own coding."""
    return first_phase(counts_of(own_needs(answers, case, topic)), majority_of(case))


def majority_of(case: JudgedCase) -> int:
    """Return how many partners make a requirement."""
    return int(case.specification["majority"])


def judge_counts(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the numbers of partners, from the candidate's own coding."""
    return rows_check(
        answers,
        "need_counts",
        label="Partenaires qui ont besoin de chaque donnée",
        weight=1.0,
        key="code",
        expected=topics(case),
        rule=lambda topic, row: _count_slip(own_needs(answers, case, topic), row),
        advice="Comptez, à chaque phase, les partenaires qui en ont besoin dès cette phase ou dès une phase d’avant.",
    )


def judge_phases(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the phase of each datum, from the candidate's own counts or coding."""
    return rows_check(
        answers,
        "phases",
        label="Phase à partir de laquelle chaque donnée est exigée",
        weight=2.0,
        key="code",
        expected=topics(case),
        rule=lambda topic, row: _phase_slip(answers, case, topic, str(row["phase"])),
        advice="Lisez vos effectifs de gauche à droite : la première phase où la majorité est atteinte.",
    )


def _count_slip(needs: Mapping[str, str], row: Row) -> Slip | None:
    given = {phase: row[phase] for phase in PHASES}
    if given == counts_of(needs):
        return None
    alone = {phase: list(needs.values()).count(phase) for phase in PHASES}
    if given == alone:
        return Slip("ceux qui commencent à cette phase, sans ceux d’avant", MISTAKES["counts-not-cumulated"])
    return Slip("ne découle pas de votre codage")


def _own_counts(answers: Answers, topic: str) -> dict[str, int] | None:
    rows = rows_by_key(answers.rows("need_counts") or (), "code").get(topic, [])
    return {phase: int(str(rows[0][phase])) for phase in PHASES} if len(rows) == 1 else None


def _phase_slip(answers: Answers, case: JudgedCase, topic: str, given: str) -> Slip | None:
    needs, majority = own_needs(answers, case, topic), majority_of(case)
    counted = _own_counts(answers, topic)
    # Counts that were not cumulated have cost their points: what follows from them is right.
    alone = {phase: list(needs.values()).count(phase) for phase in PHASES}
    accepted = {own_phase(answers, case, topic)}
    accepted |= {first_phase(alone, majority)} if counted == alone else set()
    if given in accepted:
        return None
    if given == first_phase(counts_of(needs), 1):
        return Slip("un seul partenaire le demande", MISTAKES["first-asker"])
    if given == first_phase(alone, majority):
        return Slip("la majorité y est comptée sur cette seule phase", MISTAKES["counts-not-cumulated"])
    if given == first_phase(counts_of(needs), PARTNERS):
        return Slip("l’unanimité n’est pas demandée", MISTAKES["unanimity"])
    return Slip("ne découle pas de votre codage")
