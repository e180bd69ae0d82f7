"""A board on which a process is drawn, with the modeller of bpmn.io; the drawing is kept in a file and in a cell.

A submission is a notebook, and a confined session has no browser: what is drawn is handed in as the text that the board
writes into the cell which keeps it.
"""

import json
import os
import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from ..errors import AtelierError
from ..process import ProcessBuilder, ProcessDiagram, ProcessError, process_steps, process_xml, read_process
from ..process.reading import MAXIMUM_CHARACTERS
from .cells import METHOD, with_text_kept

_FOLDER = Path(__file__).parent
_LIBRARY = tuple(
    _FOLDER / "bpmn_js" / name
    for name in ("bpmn-modeler.production.min.js", "bpmn.woff2", "diagram-js.css", "bpmn-js.css", "bpmn-codes.css")
)
_WIDGET = "application/vnd.jupyter.widget-view+json"


class Board(anywidget.AnyWidget):
    """What a browser shows; it asks for the library once for each page, and tells what is drawn.

    Parameters
    ----------
    on_show, on_draw : callable
        The first returns the text to show; the second is given a text, and keeps it.
    """

    _esm = "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in ("panel.js", "modeller.js"))
    _css = _FOLDER / "modeller.css"
    status = traitlets.Unicode("").tag(sync=True)
    steps = traitlets.List(traitlets.Unicode()).tag(sync=True)
    place = traitlets.Unicode("").tag(sync=True)

    def __init__(self, *, place: str, on_show: Callable[[], str], on_draw: Callable[[str], None]) -> None:
        super().__init__(place=place)
        self._on_show, self._on_draw = on_show, on_draw
        self._views: set[int] = set()
        self.on_msg(self._receive)

    def show(self, xml: str, *, drawn_in: int = 0) -> None:
        """Show a text in all views but the one that it was drawn in."""
        self.send({"kind": "diagram", "xml": xml, "view": drawn_in})

    def _receive(self, widget: Any, content: Any, buffers: Any) -> None:
        match content:
            case {"kind": "ready", "library": True, "view": int(view)}:
                self._views.add(view)
                self.show(self._on_show())
            case {"kind": "ready"}:
                french = json.loads((_FOLDER / "french.json").read_text(encoding="utf-8"))
                self.send({"kind": "library", "french": french}, [path.read_bytes() for path in _LIBRARY])
            case {"kind": "drawn", "view": int(view), "revision": int(revision), "xml": str(xml)}:
                self._on_draw(xml)
                self.send({"kind": "kept", "view": view, "revision": revision})
                if self._views - {view}:
                    self.show(xml, drawn_in=view)


class ProcessModeller:
    """A board on which a process is drawn; shown where it is the last expression of a cell.

    Every change is written into the file, from which the board starts the next time.

    Parameters
    ----------
    file : str or Path
        Where the drawing is kept, beside the notebook.
    start : ProcessBuilder, ProcessDiagram or str, optional
        What is drawn at first where there is no such file; a text is BPMN 2.0. A participant without a name otherwise.

    Raises
    ------
    ProcessError
        If the file is too large or no text, or its folder is missing.

    Examples
    --------
    >>> import tempfile
    >>> team = ProcessBuilder("Revue")
    >>> lane = team.pool("Groupement")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     board = ProcessModeller(f"{folder}/processus.bpmn", start=team)
    >>> board.xml == team.xml()
    True
    """

    def __init__(
        self,
        file: str | os.PathLike[str] = "processus.bpmn",
        *,
        start: ProcessBuilder | ProcessDiagram | str | None = None,
    ) -> None:
        self._path = Path(file).absolute()
        if self._path.suffix != ".bpmn" or not self._path.parent.is_dir():
            raise ProcessError(f"fichier « {file} » reçu ; un nom en .bpmn attendu, dans un dossier qui existe.")
        self._start, self._start_diagram = _start_of(start)
        drawn = _read(self._path)
        self._drawn = drawn is not None
        self._text = self._start if drawn is None else drawn
        # What the cell that keeps the drawing held when it last ran, and what its notebook was asked to write there;
        # whether a notebook does so is told by the cell alone, when it runs again. What the file holds, as we left it.
        self._in_cell = self._asked = ""
        self._in_file = drawn
        self._problem = ""
        self._board: Board | None = None

    @property
    def xml(self) -> str:
        """The drawing as it stands, BPMN 2.0."""
        return self._text

    def keep(self, text: str = "") -> str:
        """Return the drawing, after writing it into the cell that calls this.

        In a notebook that is run where nothing was drawn, such as where it is graded, the text that the cell holds is
        the drawing, and the board shows it.

        Parameters
        ----------
        text : str
            What the cell held so far, in the call itself: the board writes it there, nobody types it.

        Returns
        -------
        str
            BPMN 2.0, which ``answer`` takes.

        Raises
        ------
        ProcessError
            If the text is too long, or the cell is written in another way than ``process = board.keep("")``.
        """
        _bounded(text)
        if not self._drawn and text not in ("", self._text):
            self._text = text
            if self._board is not None:
                self._board.show(text)
        elif self._drawn and text != self._text:
            if text:
                _write(self._former, text)
            self._asked = self._text if _write_cell(self, self._text) else ""
        self._in_cell = text
        self._tell()
        return self._text

    def restart(self) -> None:
        """Draw again from the start; what was drawn so far is kept in a file beside, called ``….precedent.bpmn``."""
        if self._in_file is not None:
            _write(self._former, self._text)
            self._path.unlink(missing_ok=True)
        self._text, self._drawn, self._in_file = self._start, False, None
        self._in_cell = self._asked = ""
        self._tell()
        if self._board is not None:
            self._board.show(self._text)

    def __repr__(self) -> str:
        """Return the steps of the process, in words."""
        status, steps = self._told()
        return "\n".join([status, *steps])

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        if self._board is None:
            self._board = Board(place=str(self._path), on_show=lambda: self.xml, on_draw=self._draw)
        self._tell()
        status, steps = self._told()
        listed = "".join(f"<li>{escape(step.partition('. ')[2])}</li>" for step in steps)
        return {
            _WIDGET: {"version_major": 2, "version_minor": 0, "model_id": self._board.model_id},
            "text/html": f'<section lang="fr"><p>{escape(status)}</p><ol>{listed}</ol></section>',
            "text/plain": repr(self),
        }

    @property
    def _former(self) -> Path:
        return self._path.with_suffix(".precedent.bpmn")

    def _draw(self, xml: str) -> None:
        """Keep what a browser drew; nobody sees what is raised here."""
        try:
            _bounded(xml)
            if _read(self._path) != self._in_file:
                raise ProcessError(
                    f"{self._path.name} a été changé ailleurs, par un autre carnet ou une autre cellule : "
                    "réexécutez cette cellule pour reprendre ce qui s’y trouve. Rien n’a été écrit par-dessus."
                )
            self._text, self._drawn = xml, True
            _write(self._path, xml)
            self._in_file, self._problem = xml, ""
        except AtelierError as error:
            self._problem = str(error)
        self._tell()

    def _tell(self) -> None:
        if self._board is not None:
            self._board.status, steps = self._told()
            self._board.steps = [step.partition(". ")[2] for step in steps]

    def _told(self) -> tuple[str, tuple[str, ...]]:
        """Return how it stands with the drawing, and its steps."""
        if self._problem:
            return self._problem, ()
        if self._drawn:
            kept = f"Dessin gardé dans {self._path.name}. {self._told_of_cell()}"
        else:
            kept = "Dessin repris de ce carnet." if self._in_cell else "Rien n’est encore dessiné ici."
        try:
            unchanged = self._start_diagram if self._text == self._start else None
            diagram = unchanged or read_process(self._text)
        except ProcessError as error:
            return f"{kept} Il ne se lit pas encore : {str(error)[:300]}", ()
        nodes, flows = len(diagram.nodes), len(diagram.sequence_flows)
        return f"{kept} Nœuds : {nodes}, flux : {flows}.", process_steps(diagram)

    def _told_of_cell(self) -> str:
        if self._in_cell == self._text:
            return "Le carnet le contient."
        if self._asked == self._text:
            return (
                f"La cellule de {METHOD} doit maintenant le montrer : vérifiez-le, puis enregistrez. Si elle ne le "
                f"montre pas, « Copier le texte BPMN » et collez-le dans {METHOD}(r'''…''')."
            )
        return f"Le carnet ne le contient pas encore : exécutez la cellule de {METHOD}, puis enregistrez."


def _start_of(start: ProcessBuilder | ProcessDiagram | str | None) -> tuple[str, ProcessDiagram | None]:
    """Return a text, and the diagram that it holds where that is known without reading it."""
    match start:
        case None:
            empty = ProcessBuilder("Processus")
            empty.pool("Participant")
            return empty.xml(), empty.build()
        case ProcessBuilder():
            return start.xml(), start.build()
        case ProcessDiagram():
            return process_xml(start), start
        case str():
            return _bounded(start), None
    raise ProcessError(f"départ de type {type(start).__name__} reçu ; un ProcessBuilder ou un texte BPMN attendu.")


def _bounded(text: str) -> str:
    if not isinstance(text, str):
        raise ProcessError(f"dessin de type {type(text).__name__} reçu ; un texte attendu.")
    if len(text) > MAXIMUM_CHARACTERS:
        raise ProcessError(f"dessin de {len(text)} caractères reçu, {MAXIMUM_CHARACTERS} au plus attendus.")
    return text


def _read(path: Path) -> str | None:
    """Return what a file holds; None where there is none."""
    try:
        if path.stat().st_size > 4 * MAXIMUM_CHARACTERS:
            raise ProcessError(
                f"{path.name} : {path.stat().st_size} octets, trop pour un dessin ; renommez ce fichier."
            )
        return _bounded(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        raise ProcessError(f"{path.name} : ce fichier ne se lit pas comme un texte ; renommez-le.") from None


def _write(path: Path, text: str) -> None:
    """Write a file whole, or leave it as it is."""
    try:
        descriptor, other = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        Path(other).replace(path)
    except OSError as error:
        raise ProcessError(f"{path.name} n’a pas pu être écrit ({error.strerror}) : copiez le texte BPMN.") from None


def _write_cell(board: ProcessModeller, text: str) -> bool:
    """Ask the notebook to write a text into the cell that runs, and return whether there is one."""
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    source = shell.get_parent().get("content", {}).get("code") if hasattr(shell, "get_parent") else None
    if source is None:
        return False
    names = {name for name, value in shell.user_ns.items() if value is board}
    shell.set_next_input(with_text_kept(source, names, text), replace=True)
    return True
