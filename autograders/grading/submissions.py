"""Notebook files as candidates hand them in: anything at all, read under bounds into plain cells."""

import json
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .texts import on_one_line, printable

# nbgrader itself takes no file above 100 MB (``CourseDirectory.max_file_size``).
MAXIMUM_FILE_BYTES = 128 * 1024**2
# Bounds what the parser builds: it needs up to 90 bytes for each of these characters.
MAXIMUM_JSON_PARTS = 8_000_000
MAXIMUM_CELLS = 2_000
MAXIMUM_SOURCE_CHARACTERS = 500_000
_FLAGS = ("grade", "solution", "locked", "points", "task", "schema_version")
_LANGUAGE = "python"
_FORMATS = (1, 2, 3, 4)


@dataclass(frozen=True, kw_only=True)
class SubmittedCell:
    """A cell as handed in; its outputs and all other metadata count for nothing.

    Parameters
    ----------
    kind : str
        ``code``, ``markdown`` or ``raw``.
    source : str
    grade_id : str
        nbgrader's identifier; empty where the cell claims none.
    flags : mapping
        What nbgrader's metadata claim of the cell.
    attachments : object
        Of a Markdown cell; of any content.
    """

    kind: str
    source: str
    grade_id: str = ""
    flags: Mapping[str, Any]
    attachments: Any = None


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What a submitted file holds.

    Parameters
    ----------
    cells : tuple of SubmittedCell
    remarks : tuple of str
        In French: what was converted or left out.
    problem : str
        In French: why nothing could be read; empty when it could.
    """

    cells: tuple[SubmittedCell, ...] = ()
    remarks: tuple[str, ...] = ()
    problem: str = ""


class UnreadableError(Exception):
    """A submitted file cannot be read; the message says why, in French."""


def read_submission(path: Path) -> Submission:
    """Return what a submitted notebook holds; a file that is none gives a problem, never an exception.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Submission
    """
    try:
        return parse_submission(submitted_bytes(path))
    except UnreadableError as error:
        return Submission(problem=str(error))


def submitted_bytes(path: Path) -> bytes:
    """Return the bytes of a submitted file.

    Parameters
    ----------
    path : Path
        Followed only if it is a plain file: a link may lead to another candidate's work, a pipe nowhere.

    Raises
    ------
    UnreadableError
        If it is no plain file, too large, or cannot be read.
    """
    try:
        details = path.lstat()
        if not stat.S_ISREG(details.st_mode):
            raise UnreadableError("Le carnet remis n’est pas un fichier ordinaire.")
        if details.st_size > MAXIMUM_FILE_BYTES:
            raise UnreadableError(f"Le carnet remis est trop volumineux ({details.st_size // 1024**2} Mio).")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"Le carnet remis est illisible ({error.strerror}).") from None


def parse_submission(content: bytes) -> Submission:
    """Return what the bytes of a notebook hold, whatever they are.

    Examples
    --------
    >>> parse_submission(b"{").problem
    'Le carnet remis n’est pas un fichier JSON valide.'
    """
    if sum(content.count(mark) for mark in (b"[", b"{", b",")) > MAXIMUM_JSON_PARTS:
        return Submission(problem="Le carnet remis contient trop de données pour être lu.")
    try:
        notebook = json.loads(content)
    # RecursionError: nested too deep. ValueError: no JSON, no UTF-8, or a number of thousands of digits.
    except (ValueError, RecursionError):
        return Submission(problem="Le carnet remis n’est pas un fichier JSON valide.")
    cells, remarks = _raw_cells(notebook)
    if cells is None:
        return Submission(problem="Le fichier remis n’est pas un carnet Jupyter.")
    if len(cells) > MAXIMUM_CELLS:
        return Submission(problem=f"Le carnet remis a {len(cells)} cellules, {MAXIMUM_CELLS} au plus sont lues.")
    read = [_cell(cell) for cell in cells]
    known = tuple(cell for cell in read if cell is not None)
    if sum(len(cell.source) for cell in known) > MAXIMUM_SOURCE_CHARACTERS:
        return Submission(problem="Le carnet remis contient trop de texte pour être lu.")
    if json.detect_encoding(content) != "utf-8":
        remarks.append("Carnet qui n’est pas en UTF-8 sans marque d’ordre, lu quand même.")
    if language := _other_language(notebook.get("metadata")):
        remarks.append(f"Carnet pour un noyau {language}, exécuté avec celui du cours.")
    if len(known) < len(read):
        remarks.append(f"{len(read) - len(known)} cellules illisibles ont été laissées de côté.")
    return Submission(cells=known, remarks=tuple(remarks))


def _raw_cells(notebook: Any) -> tuple[list[Any] | None, list[str]]:
    """Return the list of cells of format 4, or of format 3 and before, and what there is to say of it."""
    if not isinstance(notebook, dict):
        return None, []
    if isinstance(notebook.get("cells"), list):
        known = notebook.get("nbformat") in _FORMATS
        return notebook["cells"], [] if known else ["Carnet d’un format inconnu, lu comme du format 4."]
    sheets = notebook.get("worksheets")
    if not isinstance(sheets, list):
        return None, []
    lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    cells = [cell for cells in lists if isinstance(cells, list) for cell in cells]
    return cells, ["Carnet d’un ancien format (3 ou avant), converti."]


def _other_language(metadata: Any) -> str:
    """Return the language for which a notebook asks, where it is not that of the course."""
    kernel = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    language = kernel.get("language") if isinstance(kernel, dict) else None
    return on_one_line(language, 40) if isinstance(language, str) and language.lower() != _LANGUAGE else ""


def _cell(cell: Any) -> SubmittedCell | None:
    if not isinstance(cell, dict):
        return None
    kind = cell.get("cell_type")
    source = _joined(cell.get("source", cell.get("input", "")))
    if kind == "heading":  # of format 3
        level = cell.get("level")
        marks = "#" * level if isinstance(level, int) and 1 <= level <= 6 else "#"
        kind, source = "markdown", f"{marks} {source}"
    if kind not in ("code", "markdown", "raw"):
        return None
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    claims = nbgrader if isinstance(nbgrader, dict) else {}
    grade_id = claims.get("grade_id")
    return SubmittedCell(
        kind=kind,
        source=source,
        grade_id=grade_id if isinstance(grade_id, str) else "",
        flags={name: claims[name] for name in _FLAGS if name in claims},
        attachments=cell.get("attachments"),
    )


def _joined(source: Any) -> str:
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    # The ends of lines of other systems, old ones included: a carriage return alone would vanish.
    return printable(source.replace("\r\n", "\n").replace("\r", "\n")) if isinstance(source, str) else ""
