"""Twelve simulated candidates of different strength, drawn from the submission banks of an activity."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograders.assignments import (
    BankSubmission,
    ExercisePackage,
    Role,
    apply_submission,
    read_bank,
    reference_notebook,
    release_notebook,
)
from autograders.assignments.percent import without_markers

Bank = Sequence[BankSubmission]
_Make = Callable[[ExercisePackage, Bank], NotebookNode]


@dataclass(frozen=True)
class SimulatedCandidate:
    """A fictional candidate.

    Parameters
    ----------
    identifier : str
    story : str
        What kind of submission it is, in a few words of English.
    make : callable
        Returns the notebook handed in for an exercise, from its package and its bank.
    """

    identifier: str
    story: str
    make: _Make

    def notebook(self, package: ExercisePackage) -> NotebookNode:
        """Return what this candidate hands in for an exercise."""
        return self.make(package, read_bank(package))


def _reference(package: ExercisePackage, bank: Bank) -> NotebookNode:
    notebook = reference_notebook(package)
    for cell in notebook.cells:
        cell.source = without_markers(cell.source)
    return notebook


def _empty(package: ExercisePackage, bank: Bank) -> NotebookNode:
    return release_notebook(package)


def _drawn(package: ExercisePackage, bank: Bank, *, kind: str, index: int) -> NotebookNode:
    drawn = [submission for submission in bank if submission.kind == kind]
    if not drawn:
        return _reference(package, bank)
    # Its own names may be others than those that the worked solution's figures draw.
    cells = [replace(cell, source="") if cell.figure and cell.role is Role.SOLUTION else cell for cell in package.cells]
    return apply_submission(replace(package, cells=tuple(cells)), drawn[index % len(drawn)])


def _mistaken(package: ExercisePackage, bank: Bank, *, mistakes: int, start: int) -> NotebookNode:
    """Make several of the bank's mistakes at once, each in another place."""
    wrong = [submission for submission in bank if submission.kind == "wrong"]
    chosen: list[BankSubmission] = []
    for submission in wrong[start:] + wrong[:start]:
        if len(chosen) < mistakes and all(_places(submission).isdisjoint(_places(other)) for other in chosen):
            chosen.append(submission)
    if not chosen:
        return _reference(package, bank)
    return apply_submission(package, replace(chosen[0], cells=tuple(cell for item in chosen for cell in item.cells)))


def _places(submission: BankSubmission) -> set[str]:
    return {cell.name for cell in submission.cells if cell.role in (Role.SOLUTION, Role.AMENDMENT)}


def _broken_off(package: ExercisePackage, bank: Bank, *, source: str) -> NotebookNode:
    """Solve everything, but with a cell that ends the run before the last criterion."""
    notebook = _reference(package, bank)
    graded = [index for index, cell in enumerate(notebook.cells) if _is_graded(cell)]
    notebook.cells.insert(graded[-1], new_code_cell(source, id="broken-off"))
    return notebook


def _is_graded(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and bool(cell.metadata.get("nbgrader", {}).get("grade"))


COHORT = (
    SimulatedCandidate("amandine.roussel", "right, one method", partial(_drawn, kind="accepted", index=0)),
    SimulatedCandidate("bilal.haddad", "right, another method", partial(_drawn, kind="accepted", index=1)),
    SimulatedCandidate("chloe.lemaire", "the worked solution", _reference),
    SimulatedCandidate("david.nguyen", "partly done", partial(_drawn, kind="partial", index=0)),
    SimulatedCandidate("elodie.marchand", "partly done", partial(_drawn, kind="partial", index=1)),
    SimulatedCandidate("farid.benali", "one mistake", partial(_mistaken, mistakes=1, start=0)),
    SimulatedCandidate("gaelle.kermarrec", "two mistakes", partial(_mistaken, mistakes=2, start=5)),
    SimulatedCandidate("hugo.perrin", "many mistakes", partial(_mistaken, mistakes=99, start=1)),
    SimulatedCandidate("ines.carvalho", "handed in empty", _empty),
    SimulatedCandidate("julien.morel", "crashes", partial(_broken_off, source="import os\n\nos._exit(1)")),
    SimulatedCandidate("karim.ouazzani", "loops for ever", partial(_broken_off, source="while True:\n    pass")),
    SimulatedCandidate("lea.fontaine", "tries to forge its score", partial(_drawn, kind="forged", index=0)),
)
