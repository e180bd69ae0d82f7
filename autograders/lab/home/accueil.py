"""``Accueil.ipynb``: the notebook on which the lab opens, with its page already shown."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from nbformat import NotebookNode, writes
from nbformat.v4 import new_code_cell, new_notebook, new_output

from autograders.assignments.files import write_whole
from autograders.assignments.repository import Repository
from autograders.lab.catalogue import CaseStudy, practice_repository, read_case_studies

from .gathering import gather_welcome
from .pages import write_pages
from .settings import KERNEL_SPEC, LANGUAGE_INFO
from .trust import trust
from .welcome import Welcome

FILE = "Accueil.ipynb"
_SOURCE = """\
# Actualise cette page : Ctrl + Entrée.
from autograders.lab.home.accueil import current_welcome

current_welcome()"""


def current_welcome() -> Welcome:
    """Return the Accueil of the practice folder in which a kernel runs, as things stand, and the pages beside it."""
    repository = practice_repository()
    return _as_things_stand(repository, read_case_studies(repository), Path.cwd())


def write_accueil(repository: Repository, studies: Sequence[CaseStudy], home: Path) -> Welcome:
    """Write the Accueil anew, trusted, so that it is shown with its style at once; return what it shows.

    Parameters
    ----------
    repository : Repository
    studies : sequence of CaseStudy
    home : Path
        The practice folder.
    """
    page = _as_things_stand(repository, studies, home)
    notebook = accueil_notebook(page)
    write_whole(home / FILE, writes(notebook).encode())
    trust(notebook)
    return page


def _as_things_stand(repository: Repository, studies: Sequence[CaseStudy], home: Path) -> Welcome:
    now = datetime.now().astimezone()
    pages = write_pages(repository, home, now)
    return replace(gather_welcome(repository, studies, home, now), pages=pages)


def accueil_notebook(page: Welcome) -> NotebookNode:
    """Return the notebook that shows a page, with the cell that refreshes it out of the way."""
    shown = new_output("execute_result", data=page._repr_mimebundle_(), execution_count=1)
    cell = new_code_cell(
        _SOURCE,
        id="accueil",
        execution_count=1,
        outputs=[shown],
        metadata={"jupyter": {"source_hidden": True}, "editable": False, "deletable": False},
    )
    metadata = {"kernelspec": KERNEL_SPEC, "language_info": LANGUAGE_INFO, "title": "Accueil", "lang": "fr"}
    return new_notebook(cells=[cell], metadata=metadata)
