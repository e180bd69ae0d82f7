"""The files that a data set hands out: tables, texts, documents with the variant's figures, in French forms."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

from autograders.candidate.cases import PublicFile

Cells = Sequence[str | int | float]


def write_text(public: Path, path: str, label: str, text: str) -> PublicFile:
    """Write a text in UTF-8, with line ends that are the same on every system.

    Parameters
    ----------
    public : Path
        Folder of the public files; that of ``path`` is there.
    path : str
        In it.
    label : str
        What it is, in French.
    text : str
    """
    (public / path).write_text(text, encoding="utf-8", newline="\n")
    return PublicFile(path=path, label=label)


def write_table(public: Path, path: str, label: str, header: str, rows: Iterable[Cells]) -> PublicFile:
    """Write a table as a French spreadsheet does: semicolons, decimal commas.

    Parameters
    ----------
    public, path, label
        As for ``write_text``.
    header : str
        The columns' names, blanks between them.
    rows : iterable of sequences
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(header.split())
    writer.writerows([_decimal(cell) for cell in row] for row in rows)
    return write_text(public, path, label, text.getvalue())


def write_document(public: Path, template: Path, path: str, label: str, terms: Mapping[str, Any]) -> PublicFile:
    """Write a document whose template names the variant's figures, which are printed as in French prose.

    Parameters
    ----------
    public, path, label
        As for ``write_text``.
    template : Path
        A text of ``string.Template``.
    terms : mapping of str to str, int or float
        All that it names.
    """
    printed = {key: printed_number(value) for key, value in terms.items()}
    return write_text(public, path, label, Template(template.read_text(encoding="utf-8")).substitute(printed))


def printed_number(value: str | int | float) -> str:
    """Return a figure as French prose writes it: thousands apart from five digits on, and a decimal comma.

    Examples
    --------
    >>> printed_number(0.18), printed_number(8760), printed_number(52000)
    ('0,18', '8760', '52\u202f000')
    """
    if isinstance(value, int) and value >= 10_000:
        return f"{value:,}".replace(",", "\u202f")
    return _decimal(value)


def without_gaps(text: str) -> str:
    r"""Return a text made of parts of which some are empty: without empty paragraphs or spaces in a row.

    Examples
    --------
    >>> without_gaps("Un.  Trois.\n\n \n\nQuatre.")
    'Un. Trois.\n\nQuatre.'
    """
    # Ordinary spaces alone: those that French typography does not break at stay.
    paragraphs = (" ".join(filter(None, paragraph.split(" "))) for paragraph in text.strip().split("\n\n"))
    return "\n\n".join(filter(None, paragraphs))


def _decimal(cell: str | int | float) -> str:
    return cell if isinstance(cell, str) else f"{cell:.10g}".replace(".", ",")
