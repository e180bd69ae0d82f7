"""The way of a change from request (ECR) to order (ECO) as a state machine, and the moves of a log that leave it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class ChangeState(StrEnum):
    """Where a change stands."""

    DRAFTED = "demande rédigée"
    SUBMITTED = "demande soumise"
    ANALYSED = "impact analysé"
    REJECTED = "demande rejetée"
    APPROVED = "demande approuvée"
    ORDERED = "ordre émis"
    IMPLEMENTED = "ordre réalisé"
    VERIFIED = "ordre vérifié"
    RELEASED = "modification applicable"
    CLOSED = "dossier clos"
    CANCELLED = "dossier abandonné"


@dataclass(frozen=True, kw_only=True)
class Workflow:
    """A state machine.

    Parameters
    ----------
    initial : str
        State in which each change starts.
    moves : mapping of collections of str by state
        The states that may follow each; none after a final one.
    """

    initial: str
    moves: Mapping[str, Collection[str]]

    @property
    def states(self) -> frozenset[str]:
        """All states that it names."""
        return frozenset({self.initial, *self.moves}).union(*self.moves.values())

    def permits(self, source: str, target: str) -> bool:
        """Return whether one state may follow another."""
        return target in self.moves.get(source, ())


# A convention of ours in the spirit of ISO 10007: impact before decision, decision before order, verification before
# release. A request may be sent back to its author, an order back to the shop.
CHANGE_WORKFLOW = Workflow(
    initial=ChangeState.DRAFTED,
    moves={
        ChangeState.DRAFTED: (ChangeState.SUBMITTED, ChangeState.CANCELLED),
        ChangeState.SUBMITTED: (ChangeState.ANALYSED, ChangeState.DRAFTED),
        ChangeState.ANALYSED: (ChangeState.APPROVED, ChangeState.REJECTED),
        ChangeState.APPROVED: (ChangeState.ORDERED,),
        ChangeState.ORDERED: (ChangeState.IMPLEMENTED, ChangeState.CANCELLED),
        ChangeState.IMPLEMENTED: (ChangeState.VERIFIED, ChangeState.ORDERED),
        ChangeState.VERIFIED: (ChangeState.RELEASED,),
        ChangeState.RELEASED: (ChangeState.CLOSED,),
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An entry of a log: a change goes from one state to another."""

    change: str
    source: str
    target: str


class MoveFault(StrEnum):
    """Why a move is illegal."""

    UNKNOWN_STATE = "état inconnu"
    FORBIDDEN = "passage non prévu"
    DISCONTINUOUS = "ne part pas de l’état atteint"


@dataclass(frozen=True, kw_only=True)
class IllegalMove:
    """A move that the workflow does not allow.

    Parameters
    ----------
    entry : int
        Where it stands in the log, from 0.
    move : Move
    reached : str
        State in which the log had left the change.
    fault : MoveFault
    """

    entry: int
    move: Move
    reached: str
    fault: MoveFault


def illegal_moves(log: Iterable[Move], workflow: Workflow = CHANGE_WORKFLOW) -> list[IllegalMove]:
    """Return the moves of a log that the workflow does not allow, changes mixed as they come.

    Convention of ours: a log tells what was done, so that a change stands where its last move to a known state put it,
    allowed or not, and one slip counts once.

    Parameters
    ----------
    log : iterable of Move
        In order of time.
    workflow : Workflow

    Examples
    --------
    >>> log = [
    ...     Move(change="M1", source="demande rédigée", target="demande soumise"),
    ...     Move(change="M1", source="demande soumise", target="demande approuvée"),
    ...     Move(change="M1", source="demande approuvée", target="ordre émis"),
    ... ]
    >>> [(each.entry, each.fault.value) for each in illegal_moves(log)]
    [(1, 'passage non prévu')]
    """
    states = workflow.states
    reached: dict[str, str] = {}
    found: list[IllegalMove] = []
    for entry, move in enumerate(log):
        current = reached.get(move.change, workflow.initial)
        if move.target in states:
            reached[move.change] = move.target
        if (fault := _fault(workflow, states, current, move)) is not None:
            found.append(IllegalMove(entry=entry, move=move, reached=current, fault=fault))
    return found


def unreachable_states(workflow: Workflow) -> frozenset[str]:
    """Return the states that no change ever comes to.

    Examples
    --------
    >>> sorted(unreachable_states(Workflow(initial="a", moves={"a": ["b"], "c": ["b"]})))
    ['c']
    """
    return workflow.states - _following(workflow.moves, {workflow.initial})


def dead_ends(workflow: Workflow) -> frozenset[str]:
    """Return the states from which no final one can be reached: a change that enters one goes round for ever.

    Examples
    --------
    >>> sorted(dead_ends(Workflow(initial="a", moves={"a": ["b", "end"], "b": ["c"], "c": ["b"]})))
    ['b', 'c']
    """
    final = {state for state in workflow.states if not workflow.moves.get(state)}
    preceding = {
        state: [source for source, targets in workflow.moves.items() if state in targets] for state in workflow.states
    }
    return workflow.states - _following(preceding, final)


def _fault(workflow: Workflow, states: Collection[str], current: str, move: Move) -> MoveFault | None:
    if move.source not in states or move.target not in states:
        return MoveFault.UNKNOWN_STATE
    if not workflow.permits(move.source, move.target):
        return MoveFault.FORBIDDEN
    return MoveFault.DISCONTINUOUS if move.source != current else None


def _following(moves: Mapping[str, Collection[str]], starts: Collection[str]) -> frozenset[str]:
    reached = list(starts)
    # The list grows while it is walked.
    for state in reached:
        reached.extend(target for target in dict.fromkeys(moves.get(state, ())) if target not in reached)
    return frozenset(reached)
