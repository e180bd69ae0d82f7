"""The candidate's procedure as a state machine, against the rules that the specification lays down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograders.criteria import absent, right, wrong
from autograders.domain.bom import CHANGE_WORKFLOW, ChangeState, Workflow, dead_ends, unreachable_states
from autograders.model.answers import Answers
from autograders.model.verdict import Check

from .words import MISTAKES, plain

NAME = "procedure"
PERMITTED = {(str(source), str(target)) for source, targets in CHANGE_WORKFLOW.moves.items() for target in targets}
FINAL = {str(ChangeState.CLOSED), str(ChangeState.REJECTED), str(ChangeState.CANCELLED)}
JUDGED = {
    "demande analysée": (ChangeState.ANALYSED, (ChangeState.APPROVED, ChangeState.REJECTED)),
    "ordre réalisé": (ChangeState.IMPLEMENTED, (ChangeState.VERIFIED, ChangeState.ORDERED)),
}
# The least that a procedure can be made of: the way to closing, rejection, rework and one way to abandon.
LEAST_MOVES = 11


@dataclass(frozen=True)
class Procedure:
    """The moves as given, each with those who decide it; states named as in the specification where it knows them."""

    actors: Mapping[tuple[str, str], frozenset[str]]

    @property
    def workflow(self) -> Workflow:
        """The moves as a state machine."""
        moves: dict[str, list[str]] = {}
        for source, target in self.actors:
            moves.setdefault(source, []).append(target)
        return Workflow(initial=str(ChangeState.DRAFTED), moves=moves)

    def deciding(self, *moves: tuple[str, str]) -> frozenset[str]:
        """Return all who decide one of some moves."""
        return frozenset().union(*(self.actors.get(move, frozenset()) for move in moves))


def own_procedure(answers: Answers) -> Procedure:
    """Return the procedure that the candidate wrote."""
    names = {plain(state): str(state) for state in ChangeState}
    actors: dict[tuple[str, str], set[str]] = {}
    for row in answers.rows(NAME) or ():
        move = tuple(names.get(plain(row[column]), plain(row[column])) for column in ("state", "next_state"))
        actors.setdefault((move[0], move[1]), set()).add(str(row["actor"]))
    return Procedure({move: frozenset(who) for move, who in actors.items()})


def judge_procedure(answers: Answers) -> Sequence[Check]:
    """Return the checks of the procedure: moves, ways through, judgements with two issues, duties kept apart."""
    procedure = own_procedure(answers)
    labels = (
        ("Procédure : rien que des passages permis, un acteur chacun", 1.5, _moves),
        ("Procédure : ni état isolé, ni cul-de-sac, les états finaux atteints", 1.5, _ways),
        ("Procédure : deux issues à ce qui se juge", 1.0, _issues),
        ("Procédure : séparation des tâches", 1.5, _duties),
    )
    checks = []
    for label, weight, judged in labels:
        missing = absent(answers[NAME], label=label, weight=weight)
        if missing is None and not procedure.actors:
            missing = wrong(label, weight, "Tableau vide : il n’y a pas de procédure à juger.")
        elif missing is None and len(procedure.actors) > 1 and len(set().union(*procedure.actors.values())) == 1:
            missing = wrong(label, weight, "Un seul acteur fait tout : ce n’est pas une procédure, mais une liste.")
        checks.append(missing or judged(procedure, label, weight))
    return checks


def _moves(procedure: Procedure, label: str, weight: float) -> Check:
    given = procedure.actors
    sound = [move for move, who in given.items() if move in PERMITTED and len(who) == 1]
    shared = [move for move, who in given.items() if move in PERMITTED and len(who) > 1]
    foreign = [move for move in given if move not in PERMITTED]
    received = f"{len(sound)} passages permis, chacun d’un seul acteur, sur {len(given)} donnés."
    fraction = len(sound) / max(len(given), LEAST_MOVES)
    if fraction == 1.0:
        return right(label, weight, received)
    if shared:
        received += f" À plusieurs acteurs : {_named(shared)}."
    if foreign:
        received += f" Hors du tableau des passages : {_named(foreign)}."
    mistake = MISTAKES["shortcut"] if foreign else None
    advice = "Chaque passage vient du tableau du § 7 et n’a qu’un acteur ; toutes les règles y trouvent leur compte."
    return wrong(label, weight, received, misconception=mistake, advice=advice, fraction=fraction)


def _ways(procedure: Procedure, label: str, weight: float) -> Check:
    workflow = procedure.workflow
    isolated = unreachable_states(workflow)
    exits = {state for state in workflow.states if not workflow.moves.get(state)}
    stuck = dead_ends(workflow) | (exits - FINAL)
    reached = FINAL & (exits - isolated)
    obeyed = [not isolated, not stuck, reached == FINAL]
    if all(obeyed):
        return right(label, weight, "Tout état est atteint et mène à un état final ; les trois le sont.")
    parts = []
    if isolated:
        parts.append(f"Atteints par rien : {', '.join(sorted(isolated))[:200]}.")
    if stuck:
        parts.append(f"Sans issue : {', '.join(sorted(stuck))[:200]}.")
    if reached != FINAL:
        parts.append(f"États finaux atteints : {len(reached)} sur {len(FINAL)}.")
    mistake = MISTAKES["dead-end"] if isolated or stuck else None
    advice = "La procédure doit pouvoir clore, rejeter et abandonner ; d’un état final rien ne repart."
    fraction = sum(obeyed) / 3 if len(procedure.actors) > 1 else 0.0
    return wrong(label, weight, " ".join(parts), misconception=mistake, advice=advice, fraction=fraction)


def _issues(procedure: Procedure, label: str, weight: float) -> Check:
    one_sided = [
        name
        for name, (state, issues) in JUDGED.items()
        if not all((str(state), str(issue)) in procedure.actors for issue in issues)
    ]
    if not one_sided:
        return right(label, weight, "L’analyse et la réalisation ont chacune leurs deux issues.")
    message = f"Sans ses deux issues : {', '.join(one_sided)}."
    fraction = 1 - len(one_sided) / len(JUDGED)
    return wrong(label, weight, message, misconception=MISTAKES["no-way-back"], fraction=fraction)


def _duties(procedure: Procedure, label: str, weight: float) -> Check:
    state = ChangeState
    asking = procedure.deciding((state.DRAFTED, state.SUBMITTED), (state.SUBMITTED, state.ANALYSED))
    approving = procedure.deciding((state.ANALYSED, state.APPROVED), (state.ANALYSED, state.REJECTED))
    realising = procedure.deciding((state.ORDERED, state.IMPLEMENTED))
    verifying = procedure.deciding((state.IMPLEMENTED, state.VERIFIED), (state.IMPLEMENTED, state.ORDERED))
    if not (asking and approving and realising and verifying):
        return wrong(label, weight, "Il manque des passages dont on puisse comparer les acteurs.")
    mixed = {"self-approval": asking & approving, "self-verification": realising & verifying}
    faulty = {mistake: who for mistake, who in mixed.items() if who}
    if not faulty:
        return right(label, weight, "Qui demande ne décide pas, qui réalise ne vérifie pas.")
    message = f"Juge et partie : {', '.join(sorted(set().union(*faulty.values())))}."
    mistake = MISTAKES[next(iter(faulty))]
    return wrong(label, weight, message, misconception=mistake, fraction=1 - len(faulty) / len(mixed))


def _named(moves: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{source[:40]} → {target[:40]}" for source, target in moves[:5])
