"""PLY, text and binary: the header is trusted only as far as the file is long."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from .cloud import Colours, Deadline, PointCloudError, RawCloud, ReadLimits, check_count, printable

MAXIMUM_HEADER_BYTES = 65_536
BLOCK_POINTS = 200_000
TYPES = {
    **dict.fromkeys(("char", "int8"), "i1"),
    **dict.fromkeys(("uchar", "uint8"), "u1"),
    **dict.fromkeys(("short", "int16"), "i2"),
    **dict.fromkeys(("ushort", "uint16"), "u2"),
    **dict.fromkeys(("int", "int32"), "i4"),
    **dict.fromkeys(("uint", "uint32"), "u4"),
    **dict.fromkeys(("float", "float32"), "f4"),
    **dict.fromkeys(("double", "float64"), "f8"),
}
BYTE_ORDERS = {"binary_little_endian": "<", "binary_big_endian": ">", "ascii": ""}
COLOUR_NAMES = (("red", "green", "blue"), ("r", "g", "b"), ("diffuse_red", "diffuse_green", "diffuse_blue"))
INTENSITY_NAMES = ("intensity", "scalar_intensity", "scalar_Intensity", "reflectance")


@dataclass
class _Element:
    name: str
    count: int
    properties: list[tuple[str, str]]
    has_list: bool = False


def read_ply(path: Path, limits: ReadLimits, deadline: Deadline) -> RawCloud:
    """Return the vertices of a PLY file."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        layout, elements = _read_header(stream)
        ranks = [rank for rank, element in enumerate(elements) if element.name == "vertex"]
        if not ranks:
            raise PointCloudError("aucun élément « vertex » dans l’en-tête PLY.")
        before, vertex = elements[: ranks[0]], elements[ranks[0]]
        check_count(vertex.count, limits)
        names = [name for name, _ in vertex.properties]
        if len(set(names)) < len(names) or not {"x", "y", "z"} <= set(names):
            raise PointCloudError(
                f"propriétés {printable(', '.join(names), 200)} annoncées, x, y et z une fois chacune attendues."
            )
        if vertex.has_list or (layout != "ascii" and any(element.has_list for element in before)):
            raise PointCloudError("liste placée avant ou dans les points, disposition non prise en charge.")
        if layout == "ascii":
            blocks = _text_blocks(stream, before, vertex, size - stream.tell())
        else:
            blocks = _binary_blocks(stream, before, vertex, BYTE_ORDERS[layout], size)
        columns = {name: np.empty(vertex.count, dtype=kind) for name, kind in _wanted(vertex)}
        start = 0
        for block in blocks:
            for name, column in columns.items():
                column[start : start + len(block)] = block[name]
            start += len(block)
            deadline.check()
    return RawCloud(
        coordinates_m=np.column_stack([columns[axis].astype(np.float64) for axis in "xyz"]),
        colours=_colours(columns),
        intensity=next((columns[name].astype(np.float64) for name in INTENSITY_NAMES if name in columns), None),
        source_format=f"PLY {layout}",
    )


def _read_header(stream: BinaryIO) -> tuple[str, list[_Element]]:
    layout, elements = "", list[_Element]()
    # A lone carriage return ends lines in some old files.
    start = stream.read(MAXIMUM_HEADER_BYTES)
    end = start.find(b"end_header")
    line_end = min((place for place in (start.find(b"\n", end), start.find(b"\r", end)) if place >= 0), default=-1)
    if end < 0 or line_end < 0:
        raise PointCloudError("en-tête PLY sans fin (« end_header » manque) ; fichier tronqué ou d’un autre genre.")
    stream.seek(line_end + (2 if start[line_end : line_end + 2] == b"\r\n" else 1))
    for line in start[:end].decode("latin-1").splitlines()[1:]:
        match line.split():
            case [] | ["comment" | "obj_info", *_]:
                continue
            case ["format", word, _] if word in BYTE_ORDERS:
                layout = word
            case ["element", name, count] if count.isdecimal() and len(count) < 19:
                elements.append(_Element(name, int(count), []))
            case ["property", "list", size_type, value_type, _] if (
                elements and size_type in TYPES and value_type in TYPES
            ):
                elements[-1].has_list = True
            case ["property", kind, name] if elements and kind in TYPES:
                elements[-1].properties.append((name, TYPES[kind]))
            case _:
                raise PointCloudError(f"ligne d’en-tête PLY incomprise : « {printable(line)} ».")
    if not layout:
        raise PointCloudError("en-tête PLY sans ligne « format » valable.")
    return layout, elements


def _wanted(vertex: _Element) -> list[tuple[str, str]]:
    wanted = {"x", "y", "z", *INTENSITY_NAMES, *itertools.chain.from_iterable(COLOUR_NAMES)}
    return [(name, kind) for name, kind in vertex.properties if name in wanted]


def _binary_blocks(
    stream: BinaryIO, before: list[_Element], vertex: _Element, order: str, size: int
) -> Iterator[NDArray[Any]]:
    kind = np.dtype([(name, order + code) for name, code in vertex.properties])
    skipped = sum(element.count * sum(int(code[1]) for _, code in element.properties) for element in before)
    room = (size - stream.tell() - skipped) // kind.itemsize
    _check_room(vertex.count, room)
    stream.seek(skipped, 1)
    for start in range(0, vertex.count, BLOCK_POINTS):
        count = min(BLOCK_POINTS, vertex.count - start)
        data = stream.read(count * kind.itemsize)
        _check_room(
            vertex.count, start + len(data) // kind.itemsize if len(data) < count * kind.itemsize else vertex.count
        )
        yield np.frombuffer(data, dtype=kind)


def _text_blocks(stream: BinaryIO, before: list[_Element], vertex: _Element, room: int) -> Iterator[NDArray[Any]]:
    # A number takes at least one character and one separator; the last separator may lack.
    _check_room(vertex.count, (room + 1) // (2 * len(vertex.properties)))
    lines = (line for line in stream if line.strip())
    for _ in itertools.islice(lines, min(sum(element.count for element in before), room)):
        pass
    for start in range(0, vertex.count, BLOCK_POINTS):
        count = min(BLOCK_POINTS, vertex.count - start)
        block = [line.decode("latin-1") for line in itertools.islice(lines, count)]
        _check_room(vertex.count, start + len(block) if len(block) < count else vertex.count)
        try:
            table = np.loadtxt(block, dtype=np.float64, ndmin=2, comments=None)
        except ValueError:
            table = np.empty((0, 0))
        if table.shape != (count, len(vertex.properties)):
            raise PointCloudError(
                f"lignes de points illisibles entre la {start + 1}ᵉ et la {start + count}ᵉ : "
                f"{len(vertex.properties)} nombres par ligne attendus."
            )
        kind = np.dtype([(name, "f8") for name, _ in vertex.properties])
        yield np.ascontiguousarray(table).view(kind)[:, 0]


def _check_room(announced: int, room: int) -> None:
    if announced > room:
        raise PointCloudError(
            f"fichier PLY tronqué ou mensonger : {announced} points annoncés, {max(room, 0)} au plus présents."
        )


def _colours(columns: dict[str, NDArray[Any]]) -> Colours | None:
    for names in COLOUR_NAMES:
        if not set(names) <= set(columns):
            continue
        values = np.column_stack([columns[name].astype(np.float64) for name in names])
        if columns[names[0]].dtype.kind == "f":
            # Floating colours run from 0 to 1.
            values = values * 255
        elif columns[names[0]].dtype.itemsize > 1:
            # Whole numbers of 16 bits and more: 8 bits are often stored in them, as in LAS.
            values = values // 256 if values.max() > 255 else values
        return np.rint(np.clip(np.nan_to_num(values), 0, 255)).astype(np.uint8)
    return None
