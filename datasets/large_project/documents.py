"""The forms of the files that a candidate receives: tables, texts, documents with the variant's figures."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

from autograders.candidate.cases import PublicFile

Cells = Sequence[str | int | float]


def write_text(public: Path, path: str, label: str, text: str) -> PublicFile:
    """Write a text in UTF-8."""
    (public / path).write_text(text, encoding="utf-8", newline="\n")
    return PublicFile(path=path, label=label)


def write_table(public: Path, path: str, label: str, header: str, rows: Iterable[Cells]) -> PublicFile:
    """Write a table whose header is given as words, as a French spreadsheet does: semicolons, decimal commas."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(header.split())
    writer.writerows([_decimal(cell) for cell in row] for row in rows)
    return write_text(public, path, label, text.getvalue())


def write_document(public: Path, template: Path, path: str, label: str, terms: Mapping[str, Any]) -> PublicFile:
    """Write a document whose template names the figures; numbers get a decimal comma."""
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


def _decimal(cell: str | int | float) -> str:
    return cell if isinstance(cell, str) else f"{cell:.10g}".replace(".", ",")
