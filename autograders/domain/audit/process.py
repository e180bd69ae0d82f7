"""A steering process as people tell it: who reports which passage from step to step, and where they contradict."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from ..bom import Workflow

Flow: TypeAlias = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What someone says of the process: that one step follows another.

    Parameters
    ----------
    interview : str
    source, target : str
        Steps.
    denied : bool
        Whether it is said that the second does not follow the first.
    """

    interview: str
    source: str
    target: str
    denied: bool = False

    @property
    def flow(self) -> Flow:
        """The passage it is about."""
        return self.source, self.target


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """A passage that some report and others deny, or tell the other way round.

    Parameters
    ----------
    flow : pair of str
    affirming, denying : frozenset of str
        Interviews.
    """

    flow: Flow
    affirming: frozenset[str]
    denying: frozenset[str]


def reported_flows(statements: Iterable[Statement]) -> dict[Flow, frozenset[str]]:
    """Return the passages that are reported, each with the interviews that do.

    Parameters
    ----------
    statements : iterable of Statement

    Examples
    --------
    >>> said = [
    ...     Statement(interview="E01", source="modéliser", target="contrôler"),
    ...     Statement(interview="E04", source="modéliser", target="contrôler"),
    ... ]
    >>> {flow: sorted(interviews) for flow, interviews in reported_flows(said).items()}
    {('modéliser', 'contrôler'): ['E01', 'E04']}
    """
    return _gathered(statement for statement in statements if not statement.denied)


def contradictions(statements: Iterable[Statement]) -> list[Contradiction]:
    """Return the passages on which interviews contradict each other, in order of name.

    A passage told the other way round contradicts, unless one same interview tells both ways: that is a loop. An
    interview that contradicts itself is on both sides.

    Parameters
    ----------
    statements : iterable of Statement

    Returns
    -------
    list of Contradiction
        Of two opposite passages both.

    Examples
    --------
    >>> said = [
    ...     Statement(interview="E01", source="diffuser", target="contrôler"),
    ...     Statement(interview="E02", source="contrôler", target="diffuser"),
    ...     Statement(interview="E03", source="contrôler", target="diffuser"),
    ... ]
    >>> [(each.flow, sorted(each.affirming), sorted(each.denying)) for each in contradictions(said)][0]
    (('contrôler', 'diffuser'), ['E02', 'E03'], ['E01'])
    """
    given = list(statements)
    affirmed = reported_flows(given)
    denied = _gathered(statement for statement in given if statement.denied)
    found = []
    for flow, affirming in sorted(affirmed.items()):
        opposite = affirmed.get((flow[1], flow[0]), frozenset())
        reversing = frozenset() if affirming & opposite else opposite
        if denying := denied.get(flow, frozenset()) | reversing:
            found.append(Contradiction(flow=flow, affirming=affirming, denying=denying))
    return found


def steering_workflow(statements: Iterable[Statement], initial: str, *, least_interviews: int = 1) -> Workflow:
    """Return the process that enough interviews report, as a state machine whose states are the steps.

    ``dead_ends`` and ``unreachable_states`` of ``autograders.domain.bom`` tell what is wrong with it: steps that go
    round for ever, steps that nothing comes to.

    Parameters
    ----------
    statements : iterable of Statement
    initial : str
        First step.
    least_interviews : int
        How many have to report a passage; 1 by default.

    Examples
    --------
    >>> said = [
    ...     Statement(interview="E01", source="modéliser", target="contrôler"),
    ...     Statement(interview="E02", source="modéliser", target="contrôler"),
    ...     Statement(interview="E02", source="contrôler", target="diffuser"),
    ... ]
    >>> steering_workflow(said, "modéliser", least_interviews=2).moves
    {'modéliser': ('contrôler',)}
    """
    moves: defaultdict[str, list[str]] = defaultdict(list)
    for (source, target), interviews in sorted(reported_flows(statements).items()):
        if len(interviews) >= least_interviews:
            moves[source].append(target)
    return Workflow(initial=initial, moves={source: tuple(targets) for source, targets in moves.items()})


def _gathered(statements: Iterable[Statement]) -> dict[Flow, frozenset[str]]:
    found: defaultdict[Flow, set[str]] = defaultdict(set)
    for statement in statements:
        found[statement.flow].add(statement.interview)
    return {flow: frozenset(interviews) for flow, interviews in found.items()}
