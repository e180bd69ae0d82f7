"""Notebooks of our own making are trusted by the lab's Jupyter: what they show keeps its style when they open again."""

from nbformat import NotebookNode
from nbformat.sign import NotebookNotary

from .settings import notary_folder


def trust(*notebooks: NotebookNode) -> None:
    """Mark notebooks as trusted in this lab, as Jupyter's server would after running all their cells.

    Parameters
    ----------
    notebooks : NotebookNode
        Written by us; a later change to their outputs outside the lab ends the trust.
    """
    folder = notary_folder()
    folder.mkdir(parents=True, exist_ok=True)
    notary = NotebookNotary(data_dir=str(folder))
    try:
        for notebook in notebooks:
            notary.sign(notebook)
    finally:
        notary.store.close()
