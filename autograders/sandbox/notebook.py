"""A whole notebook in one session."""

from typing import Any

from .copies import copied
from .runs import CellRun, CellStatus, NotebookRun
from .session import Session


def run_cells(session: Session, notebook: Any) -> NotebookRun:
    """Run all code cells in order, going on after an exception.

    Parameters
    ----------
    session : Session
        An open session.
    notebook : NotebookNode
        Format 4; it is not changed.

    Returns
    -------
    NotebookRun
    """
    executed = copied(notebook)
    cells: list[CellRun | None] = []
    for cell in executed.cells:
        if cell.cell_type != "code":
            cells.append(None)
            continue
        blank = not cell.source.strip()
        # As nbclient: nothing is sent for an empty cell.
        run = CellRun([], None, CellStatus.OK) if blank else session.execute(cell.source)
        cell.outputs = run.outputs
        cell.execution_count = run.execution_count
        cells.append(run)
    # A session that lives on may yet change what it has shown; the result may not.
    return NotebookRun(copied(executed), tuple(cells), session.ending)
