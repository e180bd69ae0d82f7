"""Leading change: each resistance that was found is met by an action, each action has a place in the process."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, kw_only=True)
class Resistance:
    """What holds someone back.

    Parameters
    ----------
    code : str
    group : str
        Whose it is.
    """

    code: str
    group: str


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something that is done about resistances.

    Parameters
    ----------
    code : str
    resistances : tuple of str
        Codes of those that it meets.
    groups : tuple of str
        Whom it reaches.
    node : str
        Id of the node of the process in which it is done.
    """

    code: str
    resistances: tuple[str, ...]
    groups: tuple[str, ...]
    node: str


class ChangeFault(StrEnum):
    """What is wrong with a plan of actions."""

    NOT_MET = "aucune action ne traite ce frein"
    NOT_REACHED = "aucune action qui traite ce frein n’atteint ceux qu’il retient"
    UNKNOWN_RESISTANCE = "cite un frein que les entretiens n’ont pas relevé"
    WITHOUT_RESISTANCE = "ne traite aucun frein"
    OUTSIDE_PROCESS = "n’est portée par aucune étape du processus"


@dataclass(frozen=True, kw_only=True)
class ChangeProblem:
    """A fault and the code of the resistance or action that has it."""

    fault: ChangeFault
    code: str


def change_problems(
    resistances: Sequence[Resistance], actions: Sequence[Action], nodes: Collection[str]
) -> list[ChangeProblem]:
    """Return what is wrong with a plan of actions against the resistances that were found.

    Parameters
    ----------
    resistances : sequence of Resistance
    actions : sequence of Action
    nodes : collection of str
        Ids of the nodes of the process.

    Examples
    --------
    >>> resistances = [Resistance(code="F1", group="projeteurs"), Resistance(code="F2", group="entreprises")]
    >>> actions = [Action(code="A1", resistances=("F1",), groups=("entreprises",), node="")]
    >>> [(problem.code, problem.fault.name) for problem in change_problems(resistances, actions, {"former"})]
    [('F1', 'NOT_REACHED'), ('F2', 'NOT_MET'), ('A1', 'OUTSIDE_PROCESS')]
    """
    return [*_unmet(resistances, actions), *_misplaced(resistances, actions, nodes)]


def _unmet(resistances: Sequence[Resistance], actions: Sequence[Action]) -> Iterator[ChangeProblem]:
    for resistance in resistances:
        meeting = [action for action in actions if resistance.code in action.resistances]
        if not meeting:
            yield ChangeProblem(fault=ChangeFault.NOT_MET, code=resistance.code)
        elif not any(resistance.group in action.groups for action in meeting):
            yield ChangeProblem(fault=ChangeFault.NOT_REACHED, code=resistance.code)


def _misplaced(
    resistances: Sequence[Resistance], actions: Sequence[Action], nodes: Collection[str]
) -> Iterator[ChangeProblem]:
    known = {resistance.code for resistance in resistances}
    for action in actions:
        if not action.resistances:
            yield ChangeProblem(fault=ChangeFault.WITHOUT_RESISTANCE, code=action.code)
        if not known.issuperset(action.resistances):
            yield ChangeProblem(fault=ChangeFault.UNKNOWN_RESISTANCE, code=action.code)
        if action.node not in nodes:
            yield ChangeProblem(fault=ChangeFault.OUTSIDE_PROCESS, code=action.code)
