"""The process as it is done: its arcs with those who bear them out, and where it departs from the procedure."""

from collections.abc import Collection, Mapping

from autograders.candidate.wire import Row
from autograders.criteria import Pair, Slip, pairs_check, rows_by_key, rows_by_pair, rows_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .words import MISTAKES, interviews_in

NAME, COLUMNS = "process_arcs", ("source", "target")
# With so many arcs right, what follows is judged from the candidate's own.
TRUSTED = 0.5
# By finding, the arc that is there only where practice departs from the procedure.
DEPARTING: Mapping[str, Pair] = {
    "P-autocontrole": ("production", "depot"),
    "P-arbitrage": ("conflits", "correction"),
    "P-ordre": ("publication", "visa"),
    "P-source_livraison": ("production", "livraison"),
}
# Who recites the procedure on the way to another subject.
ALSO_RECITED = {"P-ordre": frozenset({"I11"})}


def arcs(case: JudgedCase) -> dict[Pair, frozenset[str]]:
    """Return the interviews that bear out each arc."""
    return {(arc["source"], arc["target"]): frozenset(arc["witnesses"]) for arc in case.truth["process"]["edges"]}


def departures(found: Collection[Pair]) -> dict[str, bool]:
    """Return by finding whether arcs depart from the procedure.

    Examples
    --------
    >>> told = departures({("production", "depot"), ("correction", "depot"), ("livraison", "archivage")})
    >>> [finding for finding, departs in told.items() if departs]
    ['P-autocontrole']
    """
    return {
        **{finding: arc in found for finding, arc in DEPARTING.items()},
        "P-reprise": ("correction", "depot") not in found,
        "P-archivage": not any(target == "archivage" for _, target in found),
    }


def own_departures(answers: Answers, case: JudgedCase) -> dict[str, bool]:
    """Return whether the candidate's own arcs depart from the procedure; the right ones where hardly any arc is."""
    own, wanted = set(rows_by_pair(answers.rows(NAME), COLUMNS)), set(arcs(case))
    trusted = len(own & wanted) >= TRUSTED * len(own | wanted)
    return departures(own if trusted else wanted)


def judge_arcs(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the arcs and of who bears them out."""
    wanted = arcs(case)
    procedure = {tuple(arc) for arc in case.truth["process"]["procedure"]}

    def betrayed(lacking: Collection[Pair], excess: Collection[Pair]) -> Misconception | None:
        recited = [arc for arc in excess if arc in procedure]
        return MISTAKES["procedure-for-practice"] if 2 * len(recited) > len(excess) else None

    return pairs_check(
        answers,
        NAME,
        label="Arcs du processus réel et leurs témoins",
        weight=3.0,
        columns=COLUMNS,
        expected=list(wanted),
        rule=lambda arc, row: _witness_slip(wanted[arc], row),
        betrayed=betrayed,
        lacking_as=lambda arc: "un arc",
        advice="Suivez la maquette de main en main : qui fait quoi, après quoi, d’après ceux qui le font.",
    )


def judge_departures(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the departures from the procedure, from the candidate's own arcs."""
    told = {f"P-{item['fact']}": item for item in case.truth["process"]["contradictions"]}
    own = [finding for finding, departs in own_departures(answers, case).items() if departs]
    given = rows_by_key(answers.rows("deviations") or (), "finding")
    # What is told rightly against one's own arcs is not held against anybody.
    expected = [*own, *(finding for finding in told if finding not in own and finding.casefold() in given)]

    def slip(finding: str, row: Row) -> Slip | None:
        if finding not in told:
            return None
        known = told[finding]
        return _sides_slip(
            row, frozenset(known["practised"]), frozenset(known["recited"]), ALSO_RECITED.get(finding, frozenset())
        )

    return rows_check(
        answers,
        "deviations",
        label="Écarts à la procédure, avec ceux qui les établissent et ceux qui la récitent",
        weight=2.0,
        key="finding",
        expected=expected or list(told),
        rule=slip,
        advice="Comparez votre graphe à la PQ-12, point par point, puis cherchez qui affirme le contraire de ce qui se "
        "fait.",
    )


def _witness_slip(witnesses: frozenset[str], row: Row) -> Slip | None:
    named = interviews_in(row["interviews"])
    if not named:
        return Slip("aucun entretien cité")
    if named <= witnesses:
        return None
    return Slip("un entretien cité n’établit pas cet arc", MISTAKES["reciter-as-witness"])


def _sides_slip(row: Row, practised: frozenset[str], recited: frozenset[str], admitted: frozenset[str]) -> Slip | None:
    established, told = interviews_in(row["established_by"]), interviews_in(row["recited_by"])
    if established & recited:
        return Slip("un des entretiens cités récite la procédure", MISTAKES["reciter-as-witness"])
    if not established or not established <= practised:
        return Slip("l’écart n’est pas établi par les entretiens cités")
    if told & practised:
        return Slip("un de ceux qui le font est donné pour réciter la procédure", MISTAKES["witness-as-reciter"])
    if not told or not told <= recited | admitted:
        return Slip("ce n’est pas là que la procédure est récitée")
    return None
