"""E57 (ASTM E2807): the description is read and checked here, the points by libE57."""

import math
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

import numpy as np
from numpy.typing import NDArray

from .cloud import (
    Colours,
    Deadline,
    Floats,
    PointCloudError,
    RawCloud,
    ReadLimits,
    Station,
    check_count,
    printable,
    scan_rank,
)

HEADER_BYTES = 48
PAGE_BYTES = 1024
CHECKSUM_BYTES = 4
MAXIMUM_XML_BYTES = 16 * 2**20
MAXIMUM_XML_DEPTH = 32
MAXIMUM_XML_NODES = 100_000
UNPARSED = ((b"<![CDATA[", b"]]>"), (b"<!--", b"-->"))
BLOCK_POINTS = 200_000
NAMESPACE = "{http://www.astm.org/COMMIT/E57/2010-e57-v1.0}"
CARTESIAN = ("cartesianX", "cartesianY", "cartesianZ")
SPHERICAL = ("sphericalRange", "sphericalAzimuth", "sphericalElevation")
COLOURS = ("colorRed", "colorGreen", "colorBlue")


@dataclass(frozen=True)
class _Scan:
    rank: int
    name: str
    count: int
    fields: frozenset[str]
    bits: int
    colour_maximum: float
    rotation: Floats
    position_m: Floats

    @property
    def coordinates(self) -> tuple[str, str, str]:
        if self.fields.issuperset(CARTESIAN):
            return CARTESIAN
        if self.fields.issuperset(SPHERICAL):
            return SPHERICAL
        raise PointCloudError(
            f"scan « {printable(self.name, 40)} » sans coordonnées cartésiennes ni sphériques complètes."
        )

    @property
    def validity(self) -> str | None:
        name = "cartesianInvalidState" if self.coordinates == CARTESIAN else "sphericalInvalidState"
        return name if name in self.fields else None


def read_e57(path: Path, limits: ReadLimits, deadline: Deadline, scan: int | str | None = None) -> RawCloud:
    """Return the valid points of all scans, or of one, in the frame common to the scans."""
    from pye57 import libe57

    size = path.stat().st_size
    scans = _described_scans(_description(path, size))
    chosen = scans if scan is None else [scans[scan_rank([described.name for described in scans], scan)]]
    check_count(sum(described.count for described in chosen), limits)
    for described in chosen:
        _check_room(described, size)
    image = libe57.ImageFile(str(path), "r")
    try:
        vector = libe57.VectorNode(image.root().get("data3D"))
        parts = [_read_scan(libe57, image, vector, described, deadline) for described in chosen if described.count]
    finally:
        image.close()
    return _joined(parts, scans)


@dataclass(frozen=True)
class _Part:
    rank: int
    coordinates_m: Floats
    colours: Colours | None
    intensity: Floats | None
    dropped: int


def _joined(parts: list[_Part], scans: list[_Scan]) -> RawCloud:
    def stacked(name: str) -> Any:
        arrays = [getattr(part, name) for part in parts]
        # Scans with and without colours in one file: black or nil stands for what is missing.
        if all(array is None for array in arrays):
            return None
        sizes = [len(part.coordinates_m) for part in parts]
        like = next(array for array in arrays if array is not None)
        filled = [
            np.zeros((count, *like.shape[1:]), like.dtype) if array is None else array
            for array, count in zip(arrays, sizes, strict=True)
        ]
        return np.concatenate(filled)

    return RawCloud(
        coordinates_m=stacked("coordinates_m"),
        colours=stacked("colours"),
        intensity=stacked("intensity"),
        scan_index=np.repeat(
            np.array([part.rank for part in parts], dtype=np.int32), [len(part.coordinates_m) for part in parts]
        ),
        stations=tuple(Station(name=scan.name, position_m=scan.position_m, rotation=scan.rotation) for scan in scans),
        source_format=f"E57, {len(scans)} scan{'s' if len(scans) > 1 else ''}",
        dropped=sum(part.dropped for part in parts),
    )


def _description(path: Path, size: int) -> Element:
    """Return the XML section as a tree, its pages freed of their checksums."""
    with path.open("rb") as stream:
        head = stream.read(HEADER_BYTES)
        if len(head) < HEADER_BYTES:
            raise PointCloudError(f"fichier E57 tronqué : {size} octets, l’en-tête en demande {HEADER_BYTES}.")
        length, xml_place, xml_bytes, page_bytes = struct.unpack_from("<QQQQ", head, 16)
        if length != size:
            raise PointCloudError(f"fichier E57 tronqué ou mensonger : {length} octets annoncés, {size} présents.")
        if page_bytes != PAGE_BYTES or not HEADER_BYTES <= xml_place < size:
            raise PointCloudError("en-tête E57 incohérent : pages ou description hors norme.")
        if not 0 < xml_bytes <= min(MAXIMUM_XML_BYTES, size):
            raise PointCloudError(f"description E57 de {xml_bytes} octets annoncée, {MAXIMUM_XML_BYTES} au plus admis.")
        stream.seek(xml_place - xml_place % PAGE_BYTES)
        pages = stream.read((xml_bytes // (PAGE_BYTES - CHECKSUM_BYTES) + 2) * PAGE_BYTES)
    data = b"".join(pages[start : start + PAGE_BYTES - CHECKSUM_BYTES] for start in range(0, len(pages), PAGE_BYTES))
    xml = data[xml_place % PAGE_BYTES :][:xml_bytes]
    if len(xml) < xml_bytes:
        raise PointCloudError("fichier E57 tronqué : la description est incomplète.")
    return _parsed(xml)


def _parsed(xml: bytes) -> Element:
    declaration = re.match(rb"\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)", xml)
    if declaration is not None and declaration[1].lower() != b"utf-8":
        raise PointCloudError("description E57 dans un autre codage que l’UTF-8 de la norme.")
    # Without a document type there are no entities, hence none that grow.
    if _has_declarations(xml):
        raise PointCloudError("description E57 avec une déclaration de type, que la norme exclut.")
    parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
    depth = nodes = 0
    root: Element | None = None
    try:
        for start in range(0, len(xml), 65_536):
            parser.feed(xml[start : start + 65_536])
            for event, element in cast("Iterator[tuple[str, Element]]", parser.read_events()):
                root = element if root is None else root
                depth += 1 if event == "start" else -1
                nodes += event == "start"
                if depth > MAXIMUM_XML_DEPTH or nodes > MAXIMUM_XML_NODES:
                    raise PointCloudError("description E57 trop profonde ou trop longue.")
        parser.close()
    except (ParseError, ValueError):
        raise PointCloudError("fichier E57 endommagé : sa description n’est pas un XML valide.") from None
    if root is None:
        raise PointCloudError("fichier E57 endommagé : sa description est vide.")
    return root


def _has_declarations(xml: bytes) -> bool:
    """Tell whether anything but comments and character data starts with ``<!``; one pass, whatever the content."""
    place = 0
    while (place := xml.find(b"<!", place)) >= 0:
        end = next((end for start, end in UNPARSED if xml.startswith(start, place)), None)
        close = -1 if end is None else xml.find(end, place)
        if close < 0:
            return True
        place = close
    return False


def _described_scans(root: Element) -> list[_Scan]:
    nodes = root.findall(f"{NAMESPACE}data3D/*")
    if not nodes:
        raise PointCloudError("aucun scan dans ce fichier E57.")
    return [_described(rank, node) for rank, node in enumerate(nodes)]


def _described(rank: int, node: Element) -> _Scan:
    points = node.find(f"{NAMESPACE}points")
    prototype = None if points is None else points.find(f"{NAMESPACE}prototype")
    if points is None or prototype is None:
        raise PointCloudError(f"scan de rang {rank} sans points décrits.")
    count = points.get("recordCount", "")
    if not count.isdecimal() or len(count) > 18:
        raise PointCloudError(f"scan de rang {rank} : nombre de points « {printable(count, 20)} » illisible.")
    colour_maxima = [_number(node, f"colorLimits/color{channel}Maximum", 255.0) for channel in ("Red", "Green", "Blue")]
    quaternion = np.array([_number(node, f"pose/rotation/{part}", float(part == "w")) for part in "wxyz"])
    norm = float(np.linalg.norm(quaternion))
    if not 0.5 < norm < 2:
        raise PointCloudError(f"scan de rang {rank} : rotation de la pose non valide.")
    return _Scan(
        rank=rank,
        name=node.findtext(f"{NAMESPACE}name") or f"Scan {rank}",
        count=int(count),
        fields=frozenset(field.tag.removeprefix(NAMESPACE) for field in prototype),
        bits=sum(_bits(field) for field in prototype),
        colour_maximum=max(colour_maxima),
        rotation=_rotation_matrix(quaternion / norm),
        position_m=np.array([_number(node, f"pose/translation/{axis}", 0.0) for axis in "xyz"]),
    )


def _number(node: Element, path: str, default: float) -> float:
    found = node.find("/".join(NAMESPACE + step for step in path.split("/")))
    if found is None:
        return default
    # An empty element is the format's zero.
    try:
        number = float(found.text or 0)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise PointCloudError(f"description E57 : « {path} » n’est pas un nombre.")
    return number


def _bits(field: Element) -> int:
    """Return how many bits a field takes in each record, 0 where it is constant."""
    match field.get("type"):
        case "Float":
            return 32 if field.get("precision") == "single" else 64
        case "Integer" | "ScaledInteger":
            try:
                low, high = int(field.get("minimum", -(2**63))), int(field.get("maximum", 2**63 - 1))
            except ValueError:
                raise PointCloudError("description E57 : bornes d’un champ illisibles.") from None
            return max(high - low, 0).bit_length()
        case _:
            return 0


def _rotation_matrix(quaternion: Floats) -> Floats:
    w, x, y, z = quaternion
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
            [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
            [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
        ]
    )


def _check_room(scan: _Scan, size: int) -> None:
    # Without variable fields any number of records takes no room: such a scan is one point repeated.
    if scan.count > 1 and scan.count * scan.bits > 8 * size:
        place = f"le scan « {printable(scan.name, 40)} »"
        raise PointCloudError(
            f"fichier E57 mensonger : {scan.count} points annoncés pour {place}, sans place pour eux."
        )
    if scan.count > BLOCK_POINTS and scan.bits == 0:
        raise PointCloudError(f"fichier E57 mensonger : {scan.count} points annoncés, tous confondus.")


def _read_scan(libe57: Any, image: Any, vector: Any, scan: _Scan, deadline: Deadline) -> _Part:
    names = list(scan.coordinates)
    names += [name for name in ("intensity", *COLOURS) if name in scan.fields]
    names += [scan.validity] if scan.validity else []
    read = {name: np.empty(scan.count) for name in names}
    start = 0
    for block, count in _blocks(libe57, image, vector, scan, names):
        if start + count > scan.count:
            break
        for name, array in block.items():
            read[name][start : start + count] = array[:count]
        start += count
        deadline.check()
    if start != scan.count:
        raise PointCloudError(f"scan « {printable(scan.name, 40)} » : {scan.count} points annoncés, {start} lus.")
    coordinates = np.column_stack([read[name] for name in scan.coordinates])
    if scan.coordinates == SPHERICAL:
        coordinates = _cartesian(coordinates)
    # 0 is valid, 1 has a direction only, 2 has nothing.
    valid = np.ones(scan.count, dtype=np.bool_) if scan.validity is None else read[scan.validity] == 0
    colours = np.column_stack([read[name] for name in COLOURS]) if set(COLOURS) <= set(read) else None
    return _Part(
        rank=scan.rank,
        coordinates_m=coordinates[valid] @ scan.rotation.T + scan.position_m,
        colours=None if colours is None else _as_8_bits(colours[valid], scan.colour_maximum),
        intensity=read["intensity"][valid] if "intensity" in read else None,
        dropped=int(np.sum(~valid)),
    )


def _blocks(
    libe57: Any, image: Any, vector: Any, scan: _Scan, names: list[str]
) -> Iterator[tuple[dict[str, Floats], int]]:
    points = libe57.CompressedVectorNode(libe57.StructureNode(vector.get(scan.rank)).get("points"))
    capacity = min(BLOCK_POINTS, scan.count)
    arrays = {name: np.zeros(capacity) for name in names}
    buffers = libe57.VectorSourceDestBuffer()
    for name, array in arrays.items():
        buffers.append(libe57.SourceDestBuffer(image, name, array, capacity, True, True))
    reader = points.reader(buffers)
    try:
        while count := reader.read():
            yield arrays, count
    finally:
        reader.close()


def _cartesian(spherical: Floats) -> Floats:
    distance, azimuth, elevation = spherical.T
    across = distance * np.cos(elevation)
    return np.column_stack([across * np.cos(azimuth), across * np.sin(azimuth), distance * np.sin(elevation)])


def _as_8_bits(colours: Floats, maximum: float) -> NDArray[np.uint8]:
    scale = 1.0 if maximum <= 0 or maximum == 255 else 255 / maximum
    return np.rint(np.clip(np.nan_to_num(colours) * scale, 0, 255)).astype(np.uint8)
