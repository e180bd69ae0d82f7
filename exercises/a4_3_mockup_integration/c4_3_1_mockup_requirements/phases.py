"""From the coding to a phase for each datum: the first at which a majority of partners needs it."""

from collections import Counter
from collections.abc import Mapping, Sequence

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
    likeliest = _likeliest_mistakes(answers, case)
    return rows_check(
        answers,
        "phases",
        label="Phase à partir de laquelle chaque donnée est exigée",
        weight=2.0,
        key="code",
        expected=topics(case),
        rule=lambda topic, row: _phase_slip(answers, case, topic, str(row["phase"]), likeliest),
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


def _phase_slip(answers: Answers, case: JudgedCase, topic: str, given: str, likeliest: Sequence[str]) -> Slip | None:
    needs, majority = own_needs(answers, case, topic), majority_of(case)
    counted = _own_counts(answers, topic)
    # Counts that were not cumulated have cost their points: what follows from them is right.
    alone = {phase: list(needs.values()).count(phase) for phase in PHASES}
    accepted = {own_phase(answers, case, topic)}
    accepted |= {first_phase(alone, majority)} if counted == alone else set()
    if given in accepted:
        return None
    misread = _misread_phases(needs, majority)
    mistake = next((each for each in likeliest if misread[each] == given), None)
    return Slip(SLIPS[mistake], MISTAKES[mistake]) if mistake else Slip("ne découle pas de votre codage")


SLIPS = {
    "first-asker": "un seul partenaire le demande",
    "counts-not-cumulated": "la majorité y est comptée sur cette seule phase",
    "unanimity": "l’unanimité n’est pas demandée",
}


def _misread_phases(needs: Mapping[str, str], majority: int) -> dict[str, str]:
    """Return the phase that each wrong reading of the needs gives."""
    alone = {phase: list(needs.values()).count(phase) for phase in PHASES}
    return {
        "first-asker": first_phase(counts_of(needs), 1),
        "counts-not-cumulated": first_phase(alone, majority),
        "unanimity": first_phase(counts_of(needs), PARTNERS),
    }


def _likeliest_mistakes(answers: Answers, case: JudgedCase) -> Sequence[str]:
    """Return the wrong readings, that first which explains most of the table: on some data two give the same phase."""
    given = {topic: rows[0]["phase"] for topic, rows in rows_by_key(answers.rows("phases") or (), "code").items()}
    explained = Counter(
        mistake
        for topic in topics(case)
        for mistake, phase in _misread_phases(own_needs(answers, case, topic), majority_of(case)).items()
        if given.get(topic) == phase
    )
    return sorted(SLIPS, key=lambda mistake: -explained[mistake])
