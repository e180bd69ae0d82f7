"""The matrix of responsibilities that ISO 19650-2 calls for, as RACI: who does, answers, is asked, is told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

_LETTERS = set("RACI")


class RaciFault(StrEnum):
    """What is wrong with a matrix."""

    UNKNOWN_ACTIVITY = "activité inconnue"
    UNKNOWN_ROLE = "rôle inconnu"
    UNKNOWN_LETTER = "lettre inconnue"
    NO_ACCOUNTABLE = "personne ne rend compte de l’activité (A)"
    SEVERAL_ACCOUNTABLE = "plusieurs rendent compte de l’activité (A)"
    NO_RESPONSIBLE = "personne ne réalise l’activité (R)"
    NO_AUTHORITY = "rend compte (A) sans l’autorité nécessaire"
    TOLD_WHAT_IT_DOES = "informé ou consulté de ce qu’il réalise ou dont il rend compte"
    IDLE_ROLE = "rôle sans aucune lettre"


@dataclass(frozen=True, kw_only=True)
class RaciProblem:
    """A fault and where it is.

    Parameters
    ----------
    fault : RaciFault
    activity, role : str
        Empty where the fault is of the whole row, or of the whole column.
    """

    fault: RaciFault
    activity: str = ""
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class RaciRules:
    """What a matrix must cover.

    Parameters
    ----------
    activities, roles : tuple of str
    authority : mapping of int by role
        Level of decision; a role that is not named has level 0.
    needed_authority : mapping of int by activity
        Level that who answers for it has at least; 0 for an activity that is not named.
    """

    activities: tuple[str, ...]
    roles: tuple[str, ...]
    authority: Mapping[str, int] = field(default_factory=dict)
    needed_authority: Mapping[str, int] = field(default_factory=dict)


def raci_problems(matrix: Mapping[tuple[str, str], str], rules: RaciRules) -> list[RaciProblem]:
    """Return what is wrong with a matrix of responsibilities.

    Exactly one role answers for each activity (A), and has the authority for it; at least one does it (R); every role
    has a letter somewhere; nobody is asked or told (C, I) what they do or answer for. A role may do what it answers
    for, "AR".

    Parameters
    ----------
    matrix : mapping of str by (activity, role)
        Letters; empty, or left out, for none.
    rules : RaciRules

    Examples
    --------
    >>> rules = RaciRules(activities=("contrôler", "publier"), roles=("BIM manager", "projeteur"))
    >>> matrix = {("contrôler", "BIM manager"): "AR", ("publier", "BIM manager"): "A", ("publier", "projeteur"): "A"}
    >>> [(problem.fault.name, problem.activity) for problem in raci_problems(matrix, rules)]
    [('SEVERAL_ACCOUNTABLE', 'publier'), ('NO_RESPONSIBLE', 'publier')]
    """
    cells = {cell: letters.replace("/", "").replace(" ", "").upper() for cell, letters in matrix.items() if letters}
    return [
        *_cell_problems(cells, rules),
        *(problem for activity in rules.activities for problem in _row_problems(cells, activity, rules)),
        *(RaciProblem(fault=RaciFault.IDLE_ROLE, role=role) for role in _roles_without(cells, rules.roles)),
    ]


def _cell_problems(cells: Mapping[tuple[str, str], str], rules: RaciRules) -> Iterator[RaciProblem]:
    for (activity, role), letters in cells.items():
        held = set(letters)
        problems = {
            RaciFault.UNKNOWN_ACTIVITY: activity not in rules.activities,
            RaciFault.UNKNOWN_ROLE: role not in rules.roles,
            RaciFault.UNKNOWN_LETTER: not held <= _LETTERS,
            RaciFault.TOLD_WHAT_IT_DOES: bool(held & set("RA")) and bool(held & set("CI")),
            RaciFault.NO_AUTHORITY: "A" in held
            and rules.authority.get(role, 0) < rules.needed_authority.get(activity, 0),
        }
        yield from (
            RaciProblem(fault=fault, activity=activity, role=role) for fault, holds in problems.items() if holds
        )


def _row_problems(cells: Mapping[tuple[str, str], str], activity: str, rules: RaciRules) -> Iterator[RaciProblem]:
    row = [cells.get((activity, role), "") for role in rules.roles]
    accountable = sum("A" in letters for letters in row)
    if not accountable:
        yield RaciProblem(fault=RaciFault.NO_ACCOUNTABLE, activity=activity)
    if accountable > 1:
        yield RaciProblem(fault=RaciFault.SEVERAL_ACCOUNTABLE, activity=activity)
    if not any("R" in letters for letters in row):
        yield RaciProblem(fault=RaciFault.NO_RESPONSIBLE, activity=activity)


def _roles_without(cells: Mapping[tuple[str, str], str], roles: Sequence[str]) -> list[str]:
    busy = {role for _, role in cells}
    return [role for role in roles if role not in busy]
