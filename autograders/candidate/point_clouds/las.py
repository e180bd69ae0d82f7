"""LAS and LAZ (ASPRS, LAS 1.0 to 1.4): header checked first, records read by blocks."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from .cloud import Colours, Deadline, PointCloudError, RawCloud, ReadLimits, check_count

# Smallest record of each point format, and where its red starts.
RECORD_BYTES = {0: 20, 1: 28, 2: 26, 3: 34, 4: 57, 5: 63, 6: 30, 7: 36, 8: 38, 9: 59, 10: 67}
COLOUR_OFFSET = {2: 20, 3: 28, 5: 28, 7: 30, 8: 30, 10: 30}
HEADER_BYTES = {0: 227, 1: 227, 2: 227, 3: 235, 4: 375}
VLR_HEADER_BYTES = 54
BLOCK_POINTS = 200_000
COMPRESSED_FLAGS = 0xC0
LASZIP_USER = b"laszip encoded"
LASZIP_RECORD = 22204
VARIABLE_CHUNKS = 0xFFFFFFFF
# The oldest LAZ files are one stream of points, without blocks or table.
WITHOUT_CHUNKS = 1
# Layers of each item of the layered formats; the extra bytes (14) have one each.
LAYERS = {10: 9, 11: 1, 12: 2, 13: 1}
EXTRA_BYTES_ITEM = 14


@dataclass(frozen=True)
class _Header:
    minor: int
    header_bytes: int
    points_offset: int
    vlr_count: int
    point_format: int
    compressed: bool
    record_bytes: int
    count: int
    scales: NDArray[np.float64]
    offsets: NDArray[np.float64]


def read_las(path: Path, limits: ReadLimits, deadline: Deadline) -> RawCloud:
    """Return the points of a LAS or LAZ file."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        header = _read_header(stream, size)
        check_count(header.count, limits)
        kind = _record_type(header)
        if header.compressed:
            blocks = _compressed_blocks(stream, header, kind, size)
        else:
            _check_plain_size(header, size)
            blocks = _plain_blocks(stream, header, kind)
        coordinates = np.empty((header.count, 3))
        intensity = np.empty(header.count, dtype=np.uint16)
        colours = np.empty((header.count, 3), dtype=np.uint16) if "red" in (kind.names or ()) else None
        start = 0
        for block in blocks:
            part = slice(start, start + len(block))
            for axis, name in enumerate(("x", "y", "z")):
                coordinates[part, axis] = block[name] * header.scales[axis] + header.offsets[axis]
            intensity[part] = block["intensity"]
            if colours is not None:
                for channel, name in enumerate(("red", "green", "blue")):
                    colours[part, channel] = block[name]
            start += len(block)
            deadline.check()
    return RawCloud(
        coordinates_m=coordinates,
        colours=None if colours is None else _as_8_bits(colours),
        intensity=intensity.astype(np.float64) if intensity.any() else None,
        source_format=f"{'LAZ' if header.compressed else 'LAS'} 1.{header.minor}, "
        f"format de points {header.point_format}",
    )


def _read_header(stream: BinaryIO, size: int) -> _Header:
    head = stream.read(HEADER_BYTES[4])
    if len(head) < HEADER_BYTES[0]:
        raise PointCloudError(f"fichier LAS tronqué : {size} octets, l’en-tête en demande {HEADER_BYTES[0]}.")
    major, minor = head[24], head[25]
    if major != 1 or minor not in HEADER_BYTES:
        raise PointCloudError(f"version LAS {major}.{minor} annoncée, 1.0 à 1.4 attendues.")
    header_bytes, points_offset, vlr_count, kind, record_bytes, count = struct.unpack_from("<HIIBHI", head, 94)
    if minor == 4:
        if len(head) < HEADER_BYTES[4]:
            raise PointCloudError(f"fichier LAS 1.4 tronqué : {size} octets, l’en-tête en demande {HEADER_BYTES[4]}.")
        (count,) = struct.unpack_from("<Q", head, 247)
    if not HEADER_BYTES[minor] <= header_bytes <= points_offset <= size:
        raise PointCloudError(
            f"en-tête LAS incohérent : {header_bytes} octets d’en-tête, points à l’octet {points_offset}, "
            f"fichier de {size} octets."
        )
    if vlr_count * VLR_HEADER_BYTES > points_offset - header_bytes:
        raise PointCloudError(f"en-tête LAS incohérent : {vlr_count} enregistrements annoncés, sans place pour eux.")
    point_format = kind & ~COMPRESSED_FLAGS
    if point_format not in RECORD_BYTES:
        raise PointCloudError(f"format de points {point_format} annoncé, 0 à 10 attendus.")
    if record_bytes < RECORD_BYTES[point_format]:
        raise PointCloudError(
            f"en-tête LAS incohérent : {record_bytes} octets par point, {RECORD_BYTES[point_format]} au moins attendus."
        )
    scales, offsets = np.frombuffer(head, "<f8", 3, 131).copy(), np.frombuffer(head, "<f8", 3, 155).copy()
    if not (np.isfinite(scales) & (scales > 0)).all() or not np.isfinite(offsets).all():
        raise PointCloudError("en-tête LAS incohérent : échelle ou décalage des coordonnées non valides.")
    return _Header(
        minor,
        header_bytes,
        points_offset,
        vlr_count,
        point_format,
        bool(kind & COMPRESSED_FLAGS),
        record_bytes,
        count,
        scales,
        offsets,
    )


def _record_type(header: _Header) -> np.dtype[Any]:
    names, kinds, places = ["x", "y", "z", "intensity"], ["<i4", "<i4", "<i4", "<u2"], [0, 4, 8, 12]
    red = COLOUR_OFFSET.get(header.point_format)
    if red is not None:
        names += ["red", "green", "blue"]
        kinds += ["<u2", "<u2", "<u2"]
        places += [red, red + 2, red + 4]
    return np.dtype({"names": names, "formats": kinds, "offsets": places, "itemsize": header.record_bytes})


def _check_plain_size(header: _Header, size: int) -> None:
    room = (size - header.points_offset) // header.record_bytes
    if header.count > room:
        raise PointCloudError(
            f"fichier LAS tronqué ou mensonger : {header.count} points annoncés, place pour {room} dans le fichier."
        )


def _plain_blocks(stream: BinaryIO, header: _Header, kind: np.dtype[Any]) -> Iterator[NDArray[Any]]:
    stream.seek(header.points_offset)
    for start in range(0, header.count, BLOCK_POINTS):
        count = min(BLOCK_POINTS, header.count - start)
        data = stream.read(count * header.record_bytes)
        if len(data) < count * header.record_bytes:
            raise PointCloudError("fichier LAS modifié ou tronqué pendant la lecture.")
        yield np.frombuffer(data, dtype=kind)


def _compressed_blocks(stream: BinaryIO, header: _Header, kind: np.dtype[Any], size: int) -> Iterator[NDArray[Any]]:
    import lazrs

    record = _laszip_record(stream, header)
    _check_chunks(stream, header, record, size)
    stream.seek(header.points_offset)
    decompressor = lazrs.LasZipDecompressor(stream, record)
    for start in range(0, header.count, BLOCK_POINTS):
        block = np.zeros(min(BLOCK_POINTS, header.count - start), dtype=kind)
        decompressor.decompress_many(block.view(np.uint8))
        yield block


def _laszip_record(stream: BinaryIO, header: _Header) -> bytes:
    stream.seek(header.header_bytes)
    for _ in range(header.vlr_count):
        user, record, length = struct.unpack(
            "<2x16sHH32x", stream.read(VLR_HEADER_BYTES).ljust(VLR_HEADER_BYTES, b"\0")
        )
        data = stream.read(length)
        if stream.tell() > header.points_offset or len(data) < length:
            break
        if record == LASZIP_RECORD and user.rstrip(b"\0") == LASZIP_USER:
            return data
    raise PointCloudError("fichier LAZ endommagé : la description de la compression manque.")


def _check_chunks(stream: BinaryIO, header: _Header, record: bytes, size: int) -> None:
    if len(record) < 34:
        raise PointCloudError("fichier LAZ endommagé : la description de la compression est tronquée.")
    compressor, chunk_points, item_count = struct.unpack_from("<H10xI16xH", record)
    if item_count == 0 or len(record) < 34 + 6 * item_count:
        raise PointCloudError("fichier LAZ endommagé : la description de la compression est tronquée.")
    items = [struct.unpack_from("<HH", record, 34 + 6 * rank) for rank in range(item_count)]
    item_bytes = sum(length for _, length in items)
    if item_bytes != header.record_bytes:
        raise PointCloudError(
            f"fichier LAZ incohérent : {item_bytes} octets par point décrits, {header.record_bytes} annoncés."
        )
    layered = any(kind in LAYERS or kind == EXTRA_BYTES_ITEM for kind, _ in items)
    if chunk_points == 0:
        raise PointCloudError("fichier LAZ à blocs de 0 point ; réenregistrez-le avec un logiciel plus récent.")
    if compressor == WITHOUT_CHUNKS and not layered:
        return
    table, chunk_count = _chunk_table(stream, header, size)
    if chunk_points != VARIABLE_CHUNKS and header.count > chunk_count * chunk_points:
        raise PointCloudError(
            f"fichier LAZ tronqué ou mensonger : {header.count} points annoncés, "
            f"{chunk_count} blocs de {chunk_points} points au plus."
        )
    if layered:
        _check_layers(stream, header, items, table, chunk_count)


def _chunk_table(stream: BinaryIO, header: _Header, size: int) -> tuple[int, int]:
    stream.seek(header.points_offset)
    (table,) = struct.unpack("<q", stream.read(8).ljust(8, b"\0"))
    # A writer that could not go back leaves -1 and puts the table's place in the last 8 bytes.
    if table == -1:
        stream.seek(size - 8)
        (table,) = struct.unpack("<q", stream.read(8))
    if not header.points_offset + 8 <= table <= size - 8:
        raise PointCloudError("fichier LAZ tronqué ou endommagé : la table des blocs est hors du fichier.")
    stream.seek(table + 4)
    (chunk_count,) = struct.unpack("<I", stream.read(4))
    # Any block holds at least its first point, uncompressed.
    if chunk_count * header.record_bytes > table - header.points_offset:
        raise PointCloudError(f"fichier LAZ incohérent : {chunk_count} blocs annoncés, sans place pour eux.")
    return table, chunk_count


def _check_layers(
    stream: BinaryIO, header: _Header, items: list[tuple[int, int]], table: int, chunk_count: int
) -> None:
    """Walk over the blocks: each says how long its layers are, and the decoder allocates what they say."""
    layers = sum(length if kind == EXTRA_BYTES_ITEM else LAYERS.get(kind, 0) for kind, length in items)
    head = struct.Struct(f"<{header.record_bytes}xI{layers}I")
    place, count = header.points_offset + 8, 0
    for _ in range(chunk_count):
        stream.seek(place)
        start = stream.read(head.size)
        if len(start) < head.size:
            break
        points, *lengths = head.unpack(start)
        place, count = place + head.size + sum(lengths), count + points
        if place > table or count >= header.count:
            break
    if place > table or count < header.count:
        raise PointCloudError("fichier LAZ endommagé : les blocs de points sont tronqués ou se chevauchent.")


def _as_8_bits(colours: NDArray[np.uint16]) -> Colours | None:
    """Return 8-bit colours: LAS asks for 16 bits, but many writers leave 8 in them; None where all are nil."""
    highest = int(colours.max())
    if highest == 0:
        return None
    return (colours >> 8 if highest > 255 else colours).astype(np.uint8)
