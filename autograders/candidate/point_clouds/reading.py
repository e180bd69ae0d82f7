"""Recognises a file by its content and reads it under bounds."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from stat import S_ISREG

from .cloud import Deadline, PointCloud, PointCloudError, RawCloud, ReadLimits, localised, printable
from .e57 import read_e57
from .las import read_las
from .ply import read_ply
from .text import TEXT_SUFFIXES, read_text

Reader = Callable[[Path, ReadLimits, Deadline], RawCloud]
DEFAULT_LIMITS = ReadLimits()
SIGNATURES: tuple[tuple[bytes, Reader], ...] = (
    (rb"LASF", read_las),
    (rb"ply\s", read_ply),
)
E57_SIGNATURE = b"ASTM-E57"
DETAIL_CHARACTERS = 160


def read_point_cloud(
    path: str | os.PathLike[str], *, scan: int | str | None = None, limits: ReadLimits = DEFAULT_LIMITS
) -> PointCloud:
    r"""Read a point cloud, whatever its format, or say in French why it cannot be read.

    The format is recognised by the content, the extension deciding only between text files. What the header
    announces is checked against the size of the file before anything is allocated, and against what was read
    afterwards.

    Parameters
    ----------
    path : str or path
        LAS or LAZ (1.0 to 1.4), E57 (all scans, in the common frame, invalid points left out), PLY (text or
        binary), or text: ``.pts``, ``.xyz``, ``.txt``, ``.asc``, ``.csv``. Coordinates are taken as metres.
    scan : int or str, optional
        Only this scan of an E57 file, by rank from 0 or by name.
    limits : ReadLimits
        Bounds on size, points and time.

    Returns
    -------
    PointCloud
        At least one point.

    Raises
    ------
    PointCloudError
        If the file is missing, unreadable, damaged, empty, beyond the bounds or of another kind.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "mur.xyz"
    ...     _ = file.write_text("652000.10 6862000.00 35.0\n652000.20 6862000.00 35.0\n")
    ...     cloud = read_point_cloud(file)
    >>> len(cloud), cloud.origin_m.tolist(), cloud.points_m.round(6).tolist()
    (2, [652000.0, 6862000.0, 35.0], [[0.1, 0.0, 0.0], [0.2, 0.0, 0.0]])
    """
    if not isinstance(path, str | os.PathLike):
        raise PointCloudError(f"chemin de fichier attendu, objet de type {type(path).__name__} reçu.")
    file = Path(path)
    try:
        return localised(_read(file, scan, limits))
    except PointCloudError as error:
        raise PointCloudError(f"« {file.name} » : {error}") from None
    except PermissionError:
        raise PointCloudError(f"« {file.name} » : droits insuffisants pour lire ce fichier.") from None
    except OSError as error:
        raise PointCloudError(f"« {file.name} » : lecture impossible ({error.strerror or 'erreur système'}).") from None
    except MemoryError:
        raise PointCloudError(f"« {file.name} » : mémoire insuffisante pour ce fichier.") from None
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # noqa: BLE001
        # The boundary with native libraries: some raise a Rust panic, which is no Exception.
        detail = printable(str(error).partition("\n")[0], DETAIL_CHARACTERS) or type(error).__name__
        raise PointCloudError(f"« {file.name} » : fichier endommagé (détail technique : {detail}).") from None


def _read(file: Path, scan: int | str | None, limits: ReadLimits) -> RawCloud:
    try:
        status = file.stat()
    except FileNotFoundError:
        raise PointCloudError("fichier introuvable ; vérifiez le nom et le dossier.") from None
    if not S_ISREG(status.st_mode):
        raise PointCloudError("ce n’est pas un fichier ; donnez le chemin d’un fichier de points.")
    if status.st_size == 0:
        raise PointCloudError("fichier vide.")
    if status.st_size > limits.maximum_bytes:
        raise PointCloudError(f"{status.st_size} octets, {limits.maximum_bytes} au plus admis.")
    with file.open("rb") as stream:
        start = stream.read(16)
    deadline = Deadline(limits)
    deadline.check()
    if start.startswith(E57_SIGNATURE):
        return read_e57(file, limits, deadline, scan)
    if scan is not None:
        raise PointCloudError(f"scan {scan!r} demandé, mais seul un fichier E57 contient des scans distincts.")
    for signature, reader in SIGNATURES:
        if re.match(signature, start):
            return reader(file, limits, deadline)
    if not start.strip(b"\0"):
        raise PointCloudError("contenu rempli de zéros ; fichier sans doute mal copié ou mal téléchargé.")
    if file.suffix.lower() in TEXT_SUFFIXES:
        return read_text(file, limits, deadline)
    raise PointCloudError(
        "contenu non reconnu ; LAS, LAZ, E57, PLY ou texte (" + ", ".join(sorted(TEXT_SUFFIXES)) + ") attendu."
    )
