"""Files of the field that are handed in as text, and what reads them: our own code, never the submission's.

The trusted process asks for an inspection in a confined session in which no submission has run: what reads a hostile
file may fail, or never end, without harm. Candidates call the same functions on their own data.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from .answers import show_results
from .declarations import AnswerDeclaration, AnswerType, Column
from .errors import AtelierError
from .wire import unpacked


@dataclass(frozen=True)
class Inspection:
    """How one kind of file is read.

    Parameters
    ----------
    module, function : str
        Of this package; called with the text and, where the grader gives some, further arguments.
    columns : tuple of Column
        Of the rows that it returns.
    alone : bool
        Whether the text is its only argument.
    """

    module: str
    function: str
    columns: tuple[Column, ...]
    alone: bool

    def load(self) -> Callable[..., Any]:
        """Return the function, imported when it is first needed."""
        loaded: Callable[..., Any] = getattr(import_module(self.module, __package__), self.function)
        return loaded


INSPECTIONS = {
    "ids": Inspection(
        module=".bim.ids_files",
        function="checked_specifications",
        columns=(
            Column(name="specification", type="text", label="nom de la spécification"),
            Column(name="outcome", type="text", label="respectée, enfreinte, sans objet ou autre version"),
            Column(name="applicable", type="integer", label="éléments concernés"),
            Column(name="failed", type="integer", label="éléments en défaut"),
        ),
        alone=False,
    ),
    # Read back with ``process_from_rows``.
    "bpmn": Inspection(
        module=".process.rows",
        function="process_rows",
        columns=(
            Column(name="record", type="text", label="partie du diagramme : bassin, couloir, nœud, flux, donnée, lien"),
            Column(name="id", type="text", label="identifiant"),
            Column(name="name", type="text", label="nom"),
            Column(name="kind", type="text", label="nature"),
            Column(name="construct", type="text", label="construction qui n’est pas interprétée"),
            Column(name="source", type="text", label="ce dont elle part, ou à quoi elle appartient"),
            Column(name="target", type="text", label="ce à quoi elle mène, ou dans quoi elle se trouve"),
        ),
        alone=True,
    ),
    # Read back with ``page_from_rows``.
    "page": Inspection(
        module=".pages.rows",
        function="page_rows",
        columns=(
            Column(name="record", type="text", label="titre, texte, valeur marquée, renvoi, définition ou règle"),
            Column(name="key", type="text", label="niveau, clé, identifiant ou règle"),
            Column(name="value", type="text", label="valeur, sens, terme ou constat"),
            Column(name="text", type="text", label="ce qui se lit"),
            Column(name="path", type="text", label="titres au-dessus"),
        ),
        alone=True,
    ),
}
MAXIMUM_ROWS = 1_000


def reading_fault(inspection: str, text: str) -> str:
    r"""Return why a file cannot be read, as far as that shows in the file alone; empty where it can.

    Parameters
    ----------
    inspection : str
        A key of ``INSPECTIONS``.
    text : str

    Examples
    --------
    >>> reading_fault("page", "<html><body><p>Étapes</p></body></html>")
    ''
    >>> reading_fault("page", "Étapes").replace("\xa0", " ")
    'Page sans <body> reçue ; <html>, <head> et <body> attendus.'
    """
    found = INSPECTIONS[inspection]
    try:
        if found.alone:
            found.load()(text)
    except AtelierError as error:
        return str(error)
    return ""


def inspection_result(declaration: AnswerDeclaration) -> AnswerDeclaration:
    """Return what each inspection of an answer must return, declared like an answer.

    Parameters
    ----------
    declaration : AnswerDeclaration
        Of a text with an ``inspection``.
    """
    return AnswerDeclaration(
        name=declaration.name,
        type=AnswerType.TABLE,
        label=declaration.label,
        columns=INSPECTIONS[declaration.inspection].columns,
        maximum_rows=MAXIMUM_ROWS,
    )


def inspect(declaration: str, text: str, calls: str) -> None:
    """Read a text that was handed in, once for each call, and show the rows; the trusted process asks for this.

    Parameters
    ----------
    declaration : str
        Of the answer, as JSON.
    text : str
        As JSON.
    calls : str
        As ``packed`` returns it; JSON: a list of calls, each a list of further arguments (numbers, text, rows, or
        encoded arrays).
    """
    declared = AnswerDeclaration.model_validate_json(declaration)
    function, handed_in = INSPECTIONS[declared.inspection].load(), json.loads(text)
    result = inspection_result(declared)
    show_results(result, lambda *arguments: function(handed_in, *arguments), json.loads(unpacked(calls)))
