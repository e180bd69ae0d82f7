"""Scans written as the field exchanges them, with the same bytes for the same points.

Dates, identifiers and the name of the software are fixed or follow from the content, so that a generated data set
can be told by its digest.
"""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .errors import DomainError

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]

SOFTWARE = "atelier-maquette"
CREATION_DATE = date(2025, 1, 1)
# 8-bit colours fill the 16 bits of LAS: 255 becomes 65 535.
COLOUR_8_TO_16 = 257
INTENSITY_STEPS = 65_535
IDENTITY_ROTATION = (1.0, 0.0, 0.0, 0.0)
LARGEST_INTEGER = 2**31 - 1
# libE57 keeps its buffers for the whole file: written by blocks, large scans stay small in memory.
E57_BLOCK = 100_000


@dataclass(frozen=True, eq=False, kw_only=True)
class Scan:
    """One station's points, in the scanner's own frame, and where the scanner stood.

    Parameters
    ----------
    name : str
    points_m : ndarray, shape (n, 3), m
        In the scanner's frame; a point p lies at R·p + t in the common frame.
    colours : ndarray of uint8, shape (n, 3), optional
    intensity : ndarray, shape (n,), 0 to 1, optional
    position_m : tuple of three float, m
        t.
    rotation : tuple of four float
        R as a unit quaternion (w, x, y, z).
    """

    name: str
    points_m: Floats
    colours: Bytes | None = None
    intensity: Floats | None = None
    position_m: tuple[float, float, float] = (0.0, 0.0, 0.0)
    rotation: tuple[float, float, float, float] = IDENTITY_ROTATION

    def __post_init__(self) -> None:
        """Refuse what no format could hold."""
        _check(self.points_m, self.colours, self.intensity)


def write_las(
    path: Path,
    points_m: ArrayLike,
    *,
    colours: Bytes | None = None,
    intensity: Floats | None = None,
    scale_m: float = 1e-4,
) -> None:
    """Write one cloud as LAS 1.2, compressed where the name ends in ``.laz``.

    Point format 2 with colours, 0 without. Coordinates are rounded to the scale, which alone adds a noise of
    scale/√12; the offset is the whole metre below the smallest coordinates.

    Parameters
    ----------
    path : Path
        Ends in ``.las`` or ``.laz``.
    points_m : array_like, shape (n, 3), m
    colours : ndarray of uint8, shape (n, 3), optional
    intensity : ndarray, shape (n,), 0 to 1, optional
    scale_m : float, m

    Raises
    ------
    DomainError
        If there is no point, shapes differ, or the extent is too large for 32 bits at this scale.
    """
    import laspy

    points = np.asarray(points_m, dtype=np.float64)
    _check(points, colours, intensity)
    offsets = np.floor(points.min(axis=0))
    if np.ptp(points, axis=0).max() + 1 > scale_m * LARGEST_INTEGER:
        raise DomainError(f"nuage trop étendu pour des entiers de 32 bits au pas de {scale_m:g} m")
    header = laspy.LasHeader(version="1.2", point_format=0 if colours is None else 2)
    header.scales = np.full(3, scale_m)
    header.offsets = offsets
    header.creation_date = CREATION_DATE
    header.system_identifier = SOFTWARE
    header.generating_software = SOFTWARE
    header.uuid = _guid(points, colours, intensity)
    record = laspy.LasData(header)
    # Integers are set, not coordinates: laspy's own division rounds differently on some versions.
    steps = np.rint((points - offsets) / scale_m).astype(np.int32)
    record.X, record.Y, record.Z = steps[:, 0], steps[:, 1], steps[:, 2]
    record.return_number[:] = 1
    record.number_of_returns[:] = 1
    if intensity is not None:
        record.intensity = np.rint(intensity * INTENSITY_STEPS).astype(np.uint16)
    if colours is not None:
        record.red, record.green, record.blue = (colours.astype(np.uint16) * COLOUR_8_TO_16).T
    # One thread: the parallel back end may cut chunks by the number of cores.
    record.write(str(path), laz_backend=laspy.LazBackend.Lazrs)


def write_ply(path: Path, points_m: ArrayLike, *, colours: Bytes | None = None) -> None:
    """Write one cloud as binary little-endian PLY with coordinates in double precision.

    Parameters
    ----------
    path : Path
    points_m : array_like, shape (n, 3), m
    colours : ndarray of uint8, shape (n, 3), optional

    Raises
    ------
    DomainError
        If there is no point or shapes differ.
    """
    points = np.asarray(points_m, dtype=np.float64)
    _check(points, colours, None)
    fields = [(name, "<f8") for name in "xyz"]
    if colours is not None:
        fields += [(name, "u1") for name in ("red", "green", "blue")]
    vertices = np.zeros(len(points), dtype=fields)
    for axis, name in enumerate("xyz"):
        vertices[name] = points[:, axis]
    if colours is not None:
        for channel, name in enumerate(("red", "green", "blue")):
            vertices[name] = colours[:, channel]
    types = {"<f8": "double", "u1": "uchar"}
    properties = "".join(f"property {types[kind]} {name}\n" for name, kind in fields)
    header = f"ply\nformat binary_little_endian 1.0\nelement vertex {len(points)}\n{properties}end_header\n"
    path.write_bytes(header.encode("ascii") + vertices.tobytes())


def write_e57(path: Path, scans: Sequence[Scan], *, scale_m: float = 1e-4) -> None:
    """Write scans with their poses as one E57 file (ASTM E2807), coordinates as scaled integers.

    Parameters
    ----------
    path : Path
    scans : sequence of Scan
        At least one; names need not differ.
    scale_m : float, m
        Step of the coordinates in the scanner's frame.

    Raises
    ------
    DomainError
        If there is no scan, or one reaches too far for 32 bits at this scale.
    """
    from pye57 import libe57

    if not scans:
        raise DomainError("aucun scan reçu, un au moins attendu")
    image = libe57.ImageFile(str(path), "w")
    try:
        root = image.root()
        image.extensionsAdd("", libe57.E57_V1_0_URI)
        guids = [_guid(scan.points_m, scan.colours, scan.intensity, label=scan.name) for scan in scans]
        _set(libe57, image, root, "formatName", "ASTM E57 3D Imaging Data File")
        _set(libe57, image, root, "guid", f"{{{uuid.uuid5(guids[0], ' '.join(map(str, guids)))}}}")
        _set(libe57, image, root, "versionMajor", libe57.E57_FORMAT_MAJOR)
        _set(libe57, image, root, "versionMinor", libe57.E57_FORMAT_MINOR)
        _set(libe57, image, root, "e57LibraryVersion", SOFTWARE)
        _set(libe57, image, root, "coordinateMetadata", "")
        vector = libe57.VectorNode(image, True)
        root.set("data3D", vector)
        for scan, guid in zip(scans, guids, strict=True):
            _append_e57(libe57, image, vector, scan, guid, scale_m)
        root.set("images2D", libe57.VectorNode(image, True))
    finally:
        image.close()


def _append_e57(libe57: Any, image: Any, vector: Any, scan: Scan, guid: uuid.UUID, scale_m: float) -> None:
    node = libe57.StructureNode(image)
    _set(libe57, image, node, "guid", f"{{{guid}}}")
    _set(libe57, image, node, "name", scan.name)
    pose = libe57.StructureNode(image)
    node.set("pose", pose)
    for part, names, numbers in (("rotation", "wxyz", scan.rotation), ("translation", "xyz", scan.position_m)):
        child = libe57.StructureNode(image)
        pose.set(part, child)
        for name, number in zip(names, numbers, strict=True):
            _set(libe57, image, child, name, float(number))
    if np.abs(scan.points_m).max() > scale_m * LARGEST_INTEGER:
        raise DomainError(f"nuage trop étendu pour des entiers de 32 bits au pas de {scale_m:g} m")
    prototype = libe57.StructureNode(image)
    # Whole numbers as doubles: pye57 takes numpy's 64-bit integers for 32-bit ones and refuses 32-bit ones.
    columns: dict[str, Floats] = {}
    for axis, name in enumerate(("cartesianX", "cartesianY", "cartesianZ")):
        steps = np.rint(scan.points_m[:, axis] / scale_m)
        low, high = int(steps.min()), int(steps.max())
        prototype.set(name, libe57.ScaledIntegerNode(image, low, low, high, scale_m, 0.0))
        columns[name] = steps
    if scan.intensity is not None:
        _set_limits(libe57, image, node, "intensity", ("",), 1.0)
        prototype.set("intensity", libe57.ScaledIntegerNode(image, 0, 0, INTENSITY_STEPS, 1 / INTENSITY_STEPS, 0.0))
        columns["intensity"] = np.rint(scan.intensity * INTENSITY_STEPS)
    if scan.colours is not None:
        _set_limits(libe57, image, node, "color", ("Red", "Green", "Blue"), 255)
        for channel, name in enumerate(("colorRed", "colorGreen", "colorBlue")):
            prototype.set(name, libe57.IntegerNode(image, 0, 0, 255))
            columns[name] = scan.colours[:, channel].astype(np.float64)
    points = libe57.CompressedVectorNode(image, prototype, libe57.VectorNode(image, True))
    node.set("points", points)
    vector.append(node)
    block = min(E57_BLOCK, len(scan.points_m))
    arrays = {name: np.zeros(block, dtype=np.float64) for name in columns}
    buffers = libe57.VectorSourceDestBuffer()
    for name, array in arrays.items():
        buffers.append(libe57.SourceDestBuffer(image, name, array, block, True, False))
    writer = points.writer(buffers)
    for start in range(0, len(scan.points_m), block):
        count = min(block, len(scan.points_m) - start)
        for name, array in arrays.items():
            array[:count] = columns[name][start : start + count]
        writer.write(count)
    writer.close()


def _set(libe57: Any, image: Any, node: Any, name: str, value: str | float) -> None:
    kinds = {str: libe57.StringNode, int: libe57.IntegerNode, float: libe57.FloatNode}
    node.set(name, kinds[type(value)](image, value))


def _set_limits(libe57: Any, image: Any, node: Any, name: str, parts: Sequence[str], high: float) -> None:
    limits = libe57.StructureNode(image)
    node.set(f"{name}Limits", limits)
    for part in parts:
        _set(libe57, image, limits, f"{name}{part}Minimum", type(high)(0))
        _set(libe57, image, limits, f"{name}{part}Maximum", high)


def _check(points: NDArray[Any], colours: NDArray[Any] | None, intensity: NDArray[Any] | None) -> None:
    if points.ndim != 2 or points.shape[1] != 3 or len(points) == 0 or not np.isfinite(points).all():
        raise DomainError(f"tableau de forme {points.shape} reçu, points finis de forme (n, 3) attendus, un au moins")
    if colours is not None and (colours.shape != points.shape or colours.dtype != np.uint8):
        raise DomainError(f"couleurs {colours.dtype} de forme {colours.shape} reçues, uint8 {points.shape} attendues")
    if intensity is not None and (intensity.shape != (len(points),) or not ((intensity >= 0) & (intensity <= 1)).all()):
        raise DomainError(f"intensités de forme {intensity.shape} reçues, ({len(points)},) entre 0 et 1 attendues")


def _guid(
    points: NDArray[Any], colours: NDArray[Any] | None, intensity: NDArray[Any] | None, *, label: str = ""
) -> uuid.UUID:
    digest = hashlib.sha256(label.encode())
    for array in (points, colours, intensity):
        digest.update(b"-" if array is None else np.ascontiguousarray(array).tobytes())
    return uuid.UUID(bytes=digest.digest()[:16])
