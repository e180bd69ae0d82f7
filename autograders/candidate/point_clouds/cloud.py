"""What a reader returns, the bounds it works under, and the one error it raises."""

import time
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import AtelierError

Floats = NDArray[np.float64]
Colours = NDArray[np.uint8]

# A float32 keeps 0.06 mm up to here: beyond, coordinates are shifted.
LARGEST_LOCAL_COORDINATE_M = 1_000.0
LARGEST_COORDINATE_M = 1e9


class PointCloudError(AtelierError):
    """A file of points is missing, damaged, empty, too large or of another kind; said in French."""


@dataclass(frozen=True, kw_only=True)
class ReadLimits:
    """Bounds under which a file is read.

    Parameters
    ----------
    maximum_bytes : int
        Size of the file.
    maximum_points : int
        Points of the file, all scans together.
    maximum_seconds : float
        Time spent reading, looked at between blocks of points.
    """

    maximum_bytes: int = 2 * 2**30
    maximum_points: int = 20_000_000
    maximum_seconds: float = 60.0


class Deadline:
    """The end of the time that reading one file may take."""

    def __init__(self, limits: ReadLimits) -> None:
        self._seconds = limits.maximum_seconds
        self._end = time.monotonic() + limits.maximum_seconds

    def check(self) -> None:
        """Raise if the time is over."""
        if time.monotonic() >= self._end:
            raise PointCloudError(f"la lecture dépasse {self._seconds:g} s ; fichier trop lourd ou piégé.")


@dataclass(frozen=True, eq=False, kw_only=True)
class Station:
    """Where one scan of an E57 file was taken from.

    Parameters
    ----------
    name : str
    position_m : ndarray, shape (3,), m
        In the frame of the cloud's ``points_m``.
    rotation : ndarray, shape (3, 3)
        Turns the scanner's axes into those of the cloud.
    """

    name: str
    position_m: Floats
    rotation: Floats


@dataclass(frozen=True, eq=False, kw_only=True)
class PointCloud:
    """Points in metres, in a frame near them.

    Parameters
    ----------
    points_m : ndarray of float64, shape (n, 3), m
        Relative to ``origin_m``.
    origin_m : ndarray of float64, shape (3,), m
        To be added to get the file's coordinates; zero unless these exceed 1 000 m, as they do in Lambert-93.
    colours : ndarray of uint8, shape (n, 3), or None
        Red, green, blue.
    intensity : ndarray of float64, shape (n,), or None
        As the file gives it: scales differ between formats and scanners.
    scan_index : ndarray of int32, shape (n,), or None
        Rank in ``stations`` of the scan that each point comes from; None for formats without scans.
    stations : tuple of Station
        Of all scans of the file; empty for formats without scans.
    source_format : str
        Such as ``LAZ 1.4, format de points 7``.
    dropped : int
        Points that the file marks as invalid, or gives without finite coordinates, and that were left out.
    """

    points_m: Floats
    origin_m: Floats
    colours: Colours | None = None
    intensity: Floats | None = None
    scan_index: NDArray[np.int32] | None = None
    stations: tuple[Station, ...] = ()
    source_format: str = ""
    dropped: int = 0

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.points_m)

    def __repr__(self) -> str:
        """Return one line in French: count, format, what there is beside coordinates."""
        parts = [f"{len(self)} points", self.source_format]
        parts += ["couleurs"] if self.colours is not None else []
        parts += ["intensité"] if self.intensity is not None else []
        parts += [f"origine {tuple(self.origin_m.tolist())} m"] if self.origin_m.any() else []
        return f"<PointCloud : {', '.join(part for part in parts if part)}>"

    @property
    def file_coordinates_m(self) -> Floats:
        """Coordinates as in the file, shape (n, 3), m; never store them as float32."""
        return self.points_m + self.origin_m

    def select(self, mask: NDArray[Any]) -> "PointCloud":
        """Return the cloud of some of the points.

        Parameters
        ----------
        mask : ndarray of bool, shape (n,), or of int
            Points to keep.
        """
        return replace(
            self,
            points_m=self.points_m[mask],
            colours=None if self.colours is None else self.colours[mask],
            intensity=None if self.intensity is None else self.intensity[mask],
            scan_index=None if self.scan_index is None else self.scan_index[mask],
        )

    def of_scan(self, scan: int | str) -> "PointCloud":
        """Return the points of one scan.

        Parameters
        ----------
        scan : int or str
            Rank, from 0, or name.

        Raises
        ------
        PointCloudError
            If the file has no such scan.
        """
        names = [station.name for station in self.stations]
        return self.select(np.asarray(self.scan_index == scan_rank(names, scan)))

    def to_open3d(self) -> Any:
        """Return an ``open3d.geometry.PointCloud`` in the local frame."""
        import open3d

        cloud = open3d.geometry.PointCloud(open3d.utility.Vector3dVector(self.points_m))
        if self.colours is not None:
            cloud.colors = open3d.utility.Vector3dVector(self.colours / 255)
        return cloud


@dataclass(frozen=True, eq=False, kw_only=True)
class RawCloud:
    """What a format's reader hands over: coordinates as in the file, finite or not."""

    coordinates_m: Floats
    colours: Colours | None = None
    intensity: Floats | None = None
    scan_index: NDArray[np.int32] | None = None
    stations: tuple[Station, ...] = ()
    source_format: str
    dropped: int = 0


def localised(raw: RawCloud) -> PointCloud:
    """Return the cloud without its non-finite points, in a frame near the rest.

    Raises
    ------
    PointCloudError
        If no point is left or coordinates are absurd.
    """
    finite: NDArray[np.bool_] = np.asarray(np.isfinite(raw.coordinates_m).all(axis=1))
    if not finite.any():
        raise PointCloudError("aucun point valide dans le fichier.")
    cloud = PointCloud(
        points_m=raw.coordinates_m,
        origin_m=np.zeros(3),
        colours=raw.colours,
        intensity=raw.intensity,
        scan_index=raw.scan_index,
        source_format=raw.source_format,
        dropped=raw.dropped + int(np.sum(~finite)),
    )
    if not finite.all():
        cloud = cloud.select(finite)
    lowest, highest = cloud.points_m.min(axis=0), cloud.points_m.max(axis=0)
    largest = float(np.abs([lowest, highest]).max())
    if largest > LARGEST_COORDINATE_M:
        raise PointCloudError(f"coordonnée démesurée ({largest:.3g} m) ; fichier sans doute endommagé.")
    origin = np.floor(lowest) if largest > LARGEST_LOCAL_COORDINATE_M else np.zeros(3)
    stations = tuple(replace(station, position_m=station.position_m - origin) for station in raw.stations)
    return replace(cloud, points_m=cloud.points_m - origin, origin_m=origin, stations=stations)


def printable(text: str, characters: int = 80) -> str:
    r"""Return the start of a text taken from a file, fit for a message.

    Examples
    --------
    >>> printable("mur\x1b[31m")
    'mur�[31m'
    """
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:characters])


def scan_rank(names: list[str], scan: int | str) -> int:
    """Return the rank of a scan given by rank or name.

    Raises
    ------
    PointCloudError
        If there is none, or several of that name.
    """
    if isinstance(scan, str):
        ranks = [rank for rank, name in enumerate(names) if name == scan]
        if len(ranks) == 1:
            return ranks[0]
        if ranks:
            raise PointCloudError(
                f"{len(ranks)} scans portent le nom « {printable(scan, 40)} » ; donnez un rang, à partir de 0."
            )
    elif 0 <= scan < len(names):
        return scan
    known = ", ".join(f"{rank} « {printable(name, 40)} »" for rank, name in enumerate(names[:20])) or "aucun"
    raise PointCloudError(f"scan {scan!r} demandé ; scans du fichier : {known}.")


def check_count(count: int, limits: ReadLimits) -> None:
    """Raise if the file announces no point or too many."""
    if count == 0:
        raise PointCloudError("le fichier annonce 0 point.")
    if count > limits.maximum_points:
        raise PointCloudError(f"{count} points annoncés, {limits.maximum_points} au plus admis.")
