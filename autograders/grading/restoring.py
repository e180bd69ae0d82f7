"""A submission set back on the released notebook: its locked cells as released, the candidate's own kept.

What was done to a locked cell is undone and told. A graded cell that was deleted, duplicated or retyped also
counts as not answered; nbgrader's own repairs then find nothing left to do.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from nbformat import NotebookNode, from_dict, v4

from .sanitising import disarmed_markdown, kept_attachments
from .submissions import Submission, SubmittedCell
from .texts import on_one_line, printable

MAXIMUM_IRREGULARITIES = 40


class Tampering(StrEnum):
    """What can be done to a released cell."""

    DELETED = "deleted"
    DUPLICATED = "duplicated"
    RETYPED = "retyped"
    EDITED = "edited"
    RELABELLED = "relabelled"
    UNKNOWN = "unknown"


_SAID = {
    Tampering.DELETED: "supprimée",
    Tampering.DUPLICATED: "dupliquée",
    Tampering.RETYPED: "changée de type",
    Tampering.EDITED: "modifiée",
    Tampering.RELABELLED: "dont les métadonnées de notation ont été modifiées",
    Tampering.UNKNOWN: "au nom inconnu",
}
_VOIDING = (Tampering.DELETED, Tampering.DUPLICATED, Tampering.RETYPED)


@dataclass(frozen=True)
class Irregularity:
    """One thing that was done to a released cell.

    Parameters
    ----------
    grade_id : str
        nbgrader's identifier of the cell.
    tampering : Tampering
    """

    grade_id: str
    tampering: Tampering

    def __str__(self) -> str:
        """Return it in French, for the run's report."""
        consequence = " ; la version distribuée fait foi" if self.tampering is not Tampering.UNKNOWN else ""
        return f"Cellule {on_one_line(self.grade_id, 80)} {_SAID[self.tampering]}{consequence}."


@dataclass(frozen=True, kw_only=True)
class Restored:
    """A submission ready to be run.

    Parameters
    ----------
    notebook : NotebookNode
        Valid, without outputs, of the released cells and the candidate's own.
    irregularities : tuple of Irregularity
    voided : mapping of str to str
        Identifiers of the graded cells that count as not answered, and why, in French.
    """

    notebook: NotebookNode
    irregularities: tuple[Irregularity, ...]
    voided: Mapping[str, str]


def restore(master: NotebookNode, submission: Submission) -> Restored:
    """Return a submission with every locked cell of the released notebook as it was released.

    Parameters
    ----------
    master : NotebookNode
        The released notebook.
    submission : Submission
        What a candidate handed in; an unreadable one gives the released notebook back.

    Returns
    -------
    Restored
        Cells in the candidate's order. A missing graded cell comes back before the released cell that followed
        it, any other missing locked cell after the one that preceded it; a missing solution does not come back:
        its empty values would replace what the candidate computed in a cell of their own.
    """
    released = {_grade_id(cell): cell for cell in master.cells if _grade_id(cell)}
    if submission.problem:
        stub = _notebook(master, [_copy(cell) for cell in master.cells])
        return Restored(notebook=stub, irregularities=(), voided={})
    prose = {printable(cell.source) for cell in master.cells if not _grade_id(cell)}
    irregularities = list(_irregularities(released, submission.cells))
    kept = list(_kept_cells(released, submission.cells, prose))
    for index, cell in enumerate(master.cells):
        name = _grade_id(cell)
        if name and name not in {kept_name for kept_name, _ in kept} and not _is_code_solution(cell):
            kept.insert(_place(cell, index, master.cells, [kept_name for kept_name, _ in kept]), (name, _copy(cell)))
    voided = {
        item.grade_id: f"La cellule notée a été {_SAID[item.tampering]} dans le carnet remis."
        for item in reversed(irregularities)
        if item.tampering in _VOIDING and _is_judged(released[item.grade_id])
    }
    return Restored(
        notebook=_notebook(master, [cell for _, cell in kept]),
        irregularities=tuple(irregularities[:MAXIMUM_IRREGULARITIES]),
        voided=voided,
    )


def _irregularities(released: Mapping[str, NotebookNode], cells: Sequence[SubmittedCell]) -> Iterator[Irregularity]:
    counts = Counter(cell.grade_id for cell in cells if cell.grade_id)
    for name in (name for name in counts if name not in released):
        yield Irregularity(name, Tampering.UNKNOWN)
    for name, original in released.items():
        if counts[name] == 0:
            yield Irregularity(name, Tampering.DELETED)
        if counts[name] > 1:
            yield Irregularity(name, Tampering.DUPLICATED)
        copies = [cell for cell in cells if cell.grade_id == name]
        if any(cell.kind != original.cell_type for cell in copies):
            yield Irregularity(name, Tampering.RETYPED)
        elif not _is_solution(original) and any(cell.source != printable(original.source) for cell in copies):
            yield Irregularity(name, Tampering.EDITED)
        claims = original.metadata["nbgrader"]
        if any(claims.get(flag) != value for cell in copies for flag, value in cell.flags.items()):
            yield Irregularity(name, Tampering.RELABELLED)


def _kept_cells(
    released: Mapping[str, NotebookNode], cells: Sequence[SubmittedCell], prose: set[str]
) -> Iterator[tuple[str, NotebookNode]]:
    """Yield the submitted cells with the identifier that they keep: the last of several bears it."""
    last = {cell.grade_id: index for index, cell in enumerate(cells) if cell.grade_id in released}
    for index, cell in enumerate(cells):
        original = released.get(cell.grade_id)
        if original is None:
            yield "", _own(cell, trusted=cell.source in prose)
        elif last[cell.grade_id] == index:
            yield cell.grade_id, _restored(original, cell)
        # A second copy of a locked cell says nothing new; one of a solution may hold work.
        elif _is_solution(original):
            yield "", _own(cell, trusted=False)


def _restored(original: NotebookNode, cell: SubmittedCell) -> NotebookNode:
    restored = _copy(original)
    if _is_solution(original) and cell.source != printable(original.source):
        markdown = restored.cell_type == "markdown"
        restored.source = disarmed_markdown(cell.source) if markdown else cell.source
        if markdown and (attachments := kept_attachments(cell.attachments)):
            restored.attachments = attachments
    return restored


def _own(cell: SubmittedCell, *, trusted: bool) -> NotebookNode:
    """Return a cell that the candidate wrote, with nothing but its source and its pictures."""
    if cell.kind == "code":
        return _cell("code", cell.source)
    if cell.kind == "raw":
        return _cell("raw", disarmed_markdown(cell.source))
    own = _cell("markdown", cell.source if trusted else disarmed_markdown(cell.source))
    if attachments := kept_attachments(cell.attachments):
        own.attachments = attachments
    return own


def _place(cell: NotebookNode, index: int, released: Sequence[NotebookNode], kept: Sequence[str]) -> int:
    if cell.metadata["nbgrader"]["grade"]:
        following = [_grade_id(other) for other in released[index + 1 :]]
        return next((kept.index(name) for name in following if name and name in kept), len(kept))
    preceding = [_grade_id(other) for other in reversed(released[:index])]
    return next((kept.index(name) + 1 for name in preceding if name and name in kept), 0)


def _notebook(master: NotebookNode, cells: Sequence[NotebookNode]) -> NotebookNode:
    for index, cell in enumerate(cells):
        cell.id = f"cell-{index:04d}"
    # Not nbformat's new_notebook, for the reason of `_cell`.
    return NotebookNode(
        cells=list(cells),
        metadata=from_dict(dict(master.metadata)),
        nbformat=v4.nbformat,
        nbformat_minor=v4.nbformat_minor,
    )


def _copy(cell: NotebookNode) -> NotebookNode:
    metadata = {"nbgrader": dict(cell.metadata["nbgrader"])} if "nbgrader" in cell.metadata else {}
    metadata |= {key: cell.metadata[key] for key in ("deletable", "editable") if key in cell.metadata}
    return _cell(cell.cell_type, cell.source, metadata)


def _cell(kind: str, source: str, metadata: Mapping[str, Any] = MappingProxyType({})) -> NotebookNode:
    # Not nbformat's new_code_cell: it validates, in a millisecond, what is known to be valid.
    ran: dict[str, Any] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    cell: NotebookNode = from_dict({"id": "", "cell_type": kind, "metadata": dict(metadata), "source": source, **ran})
    return cell


def _claims(cell: NotebookNode) -> Mapping[str, Any]:
    claims: Mapping[str, Any] = cell.metadata.get("nbgrader", {})
    return claims


def _grade_id(cell: NotebookNode) -> str:
    return str(_claims(cell).get("grade_id", ""))


def _is_solution(cell: NotebookNode) -> bool:
    return bool(_claims(cell).get("solution"))


def _is_code_solution(cell: NotebookNode) -> bool:
    return _is_solution(cell) and cell.cell_type == "code"


def _is_judged(cell: NotebookNode) -> bool:
    return bool(_claims(cell).get("grade")) and not _is_solution(cell)
