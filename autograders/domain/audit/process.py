"""A steering process as people tell it: who reports which passage from step to step, and on what they contradict."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from ..bom import Workflow

Flow: TypeAlias = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What someone reports of the process: that one step follows another.

    Parameters
    ----------
    interview : str
    source, target : str
        Steps.
    """

    interview: str
    source: str
    target: str


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What someone says of something on which others may say otherwise.

    Parameters
    ----------
    interview : str
    subject : str
        Such as a control, a person in charge, which of two steps comes first.
    value : str
        What is said of it.
    """

    interview: str
    subject: str
    value: str


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
    found: defaultdict[Flow, set[str]] = defaultdict(set)
    for statement in statements:
        found[statement.source, statement.target].add(statement.interview)
    return {flow: frozenset(interviews) for flow, interviews in found.items()}


def contradictions(claims: Iterable[Claim]) -> dict[str, dict[str, frozenset[str]]]:
    """Return the subjects of which several values are told, with the interviews that tell each.

    An interview that contradicts itself stands under several values.

    Parameters
    ----------
    claims : iterable of Claim

    Returns
    -------
    dict of dict of frozenset of str
        Interviews by value, by subject.

    Examples
    --------
    >>> said = [
    ...     Claim(interview="E01", subject="autocontrôle", value="fait"),
    ...     Claim(interview="E04", subject="autocontrôle", value="sauté"),
    ...     Claim(interview="E05", subject="autocontrôle", value="sauté"),
    ...     Claim(interview="E05", subject="archivage", value="fait"),
    ... ]
    >>> for subject, told in contradictions(said).items():
    ...     print(subject, {value: sorted(interviews) for value, interviews in told.items()})
    autocontrôle {'fait': ['E01'], 'sauté': ['E04', 'E05']}
    """
    told: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        told[claim.subject][claim.value].add(claim.interview)
    return {
        subject: {value: frozenset(interviews) for value, interviews in values.items()}
        for subject, values in told.items()
        if len(values) > 1
    }


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
