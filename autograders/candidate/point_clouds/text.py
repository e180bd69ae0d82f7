"""Points as text: PTS, XYZ and CSV, with the separators that the field uses."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from .cloud import Deadline, PointCloudError, RawCloud, ReadLimits, check_count, printable

TEXT_SUFFIXES = frozenset({".pts", ".xyz", ".txt", ".asc", ".csv"})
BLOCK_LINES = 100_000
MAXIMUM_LINE_CHARACTERS = 4_096
# What columns without names hold, by their number.
UNNAMED = {
    3: ("x", "y", "z"),
    4: ("x", "y", "z", "intensity"),
    6: ("x", "y", "z", "red", "green", "blue"),
    7: ("x", "y", "z", "intensity", "red", "green", "blue"),
}
ALIASES = {"r": "red", "g": "green", "b": "blue", "i": "intensity", "intensite": "intensity", "intensité": "intensity"}


def read_text(path: Path, limits: ReadLimits, deadline: Deadline) -> RawCloud:
    """Return the points of a text file, one a line, with or without a line of names or of the count."""
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        lines = _lines(stream)
        first = next(lines, "")
        announced = int(first) if first.isdecimal() and len(first) < 19 else None
        if announced is not None:
            check_count(announced, limits)
            first = next(lines, "")
        separator = next((mark for mark in (";", "\t", ",") if mark in first), None)
        names, lines = _names(first, separator, lines)
        tables, start = list[NDArray[np.float64]](), 0
        while block := list(itertools.islice(lines, BLOCK_LINES)):
            tables.append(_table(block, separator, len(names), start))
            start += len(block)
            if start > limits.maximum_points:
                raise PointCloudError(f"plus de {limits.maximum_points} points, {limits.maximum_points} au plus admis.")
            deadline.check()
    if start == 0:
        raise PointCloudError("aucune ligne de points dans le fichier.")
    if announced is not None and announced != start:
        raise PointCloudError(f"fichier tronqué ou mensonger : {announced} points annoncés, {start} lus.")
    columns = dict(zip(names, np.vstack(tables).T, strict=True))
    colours = None
    if {"red", "green", "blue"} <= set(columns):
        values = np.column_stack([columns[name] for name in ("red", "green", "blue")])
        if not ((values >= 0) & (values <= 255)).all():
            raise PointCloudError("composante de couleur hors de 0 à 255.")
        colours = np.rint(values).astype(np.uint8)
    return RawCloud(
        coordinates_m=np.column_stack([columns[axis] for axis in "xyz"]),
        colours=colours,
        intensity=columns.get("intensity"),
        source_format=f"texte {path.suffix.lower()}",
    )


def _lines(stream: TextIO) -> Iterator[str]:
    while line := stream.readline(MAXIMUM_LINE_CHARACTERS + 1):
        if len(line) > MAXIMUM_LINE_CHARACTERS:
            raise PointCloudError(
                f"ligne de plus de {MAXIMUM_LINE_CHARACTERS} caractères ; ce n’est pas un texte de points."
            )
        stripped = line.strip()
        if stripped and not stripped.startswith(("#", "//")):
            yield stripped


def _names(first: str, separator: str | None, rest: Iterator[str]) -> tuple[tuple[str, ...], Iterator[str]]:
    cells = [cell.strip().strip('"').casefold() for cell in first.split(separator)]
    if any(re.search(r"[a-z]{2}|^[xyzrgbi]", cell) for cell in cells):
        # A unit may follow the name: « x_m », « z (m) ».
        short = (re.sub(r"(_m|\s*[(\[]m[)\]])$", "", cell) for cell in cells)
        names = tuple(ALIASES.get(cell, cell) for cell in short)
        if len(set(names)) < len(names) or not {"x", "y", "z"} <= set(names):
            raise PointCloudError(
                f"colonnes {printable(', '.join(cells), 200)} lues, x, y et z une fois chacune attendues."
            )
        return names, rest
    if len(cells) not in UNNAMED:
        raise PointCloudError(
            f"{len(cells)} colonnes sans nom ; 3 (x y z), 4 (x y z i), 6 (x y z r g b) ou 7 (x y z i r g b) attendues."
        )
    return UNNAMED[len(cells)], itertools.chain([first], rest)


def _table(block: list[str], separator: str | None, width: int, start: int) -> NDArray[np.float64]:
    if separator in (";", "\t"):
        # With these separators a comma can only be the decimal mark.
        block = [line.replace(",", ".") for line in block]
    try:
        table = np.loadtxt(block, dtype=np.float64, ndmin=2, delimiter=separator, comments=None)
    except ValueError:
        table = np.empty((0, 0))
    if table.shape != (len(block), width):
        raise PointCloudError(
            f"points illisibles entre le {start + 1}ᵉ et le {start + len(block)}ᵉ : {width} nombres par ligne attendus."
        )
    return table
