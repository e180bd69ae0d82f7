"""One model in several encodings, written and read back with what the field uses.

IFC in the STEP encoding and ifcZIP hold the model; glTF holds the triangles and the identifiers of the elements. ifcXML
and ifcJSON are not there: IfcOpenShell's Python module writes neither. Nor is STEP: its serializer writes AP214, not
AP242, and takes a time that grows with the square of the number of elements.
"""

import io
import os
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from autograders.candidate.bim.geometry import geometry_iterator
from autograders.candidate.bim.ifc_files import MAXIMUM_BYTES, IfcFileError, ifc_from_text

from ..errors import DomainError
from .inventory import elements_of
from .shapes import Shape, shape_of

GLOBAL_ID_LENGTH = 22
# The earliest date that an archive can bear, for files that depend on nothing but the model.
_NO_DATE = (1980, 1, 1, 0, 0, 0)
# From the axes of glTF, y up, to those of IFC, z up (glTF 2.0, 3.4).
_Z_UP = np.array([[1.0, 0, 0, 0], [0, 0, -1, 0], [0, 1, 0, 0], [0, 0, 0, 1]])


def write_ifc(model: Any, path: str | os.PathLike[str]) -> None:
    """Write a model in the STEP encoding (ISO 10303-21)."""
    Path(path).write_text(model.to_string(), encoding="utf-8", newline="\n")


def write_ifc_zip(model: Any, path: str | os.PathLike[str]) -> None:
    """Write a model in the STEP encoding, compressed into an archive of one file."""
    file = Path(path)
    with zipfile.ZipFile(file, "w") as archive:
        entry = zipfile.ZipInfo(f"{file.stem}.ifc", _NO_DATE)
        archive.writestr(entry, model.to_string(), compress_type=zipfile.ZIP_DEFLATED)


def read_ifc_zip(path: str | os.PathLike[str]) -> Any:
    """Return the model of an ifcZIP archive, if all of it could be read; nothing is written to the disk.

    Parameters
    ----------
    path : str or path

    Raises
    ------
    IfcFileError
        If it is no archive of one IFC file in the STEP encoding, or if that is damaged or too large.
    """
    file = Path(path)
    try:
        with zipfile.ZipFile(file) as archive:
            names = [entry for entry in archive.infolist() if entry.filename.lower().endswith(".ifc")]
            if len(names) != 1:
                raise IfcFileError(f"{file.name} : {len(names)} fichiers .ifc dans l’archive, un seul attendu.")
            with archive.open(names[0]) as member:
                # What the archive says of the size is not to be trusted.
                content = member.read(MAXIMUM_BYTES + 1)
    except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError):
        raise IfcFileError(f"{file.name} : archive illisible ou endommagée. Refaites-la.") from None
    if len(content) > MAXIMUM_BYTES:
        raise IfcFileError(f"{file.name} : plus de {MAXIMUM_BYTES / 1e6:.0f} Mo une fois décompressé. Découpez-le.")
    return ifc_from_text(content.decode("utf-8", errors="replace"), name=file.name)


def write_gltf(model: Any, path: str | os.PathLike[str]) -> None:
    """Write the triangles of a model's elements as binary glTF 2.0, each node named by its GlobalId.

    Parameters
    ----------
    model : ifcopenshell.file
    path : str or path
        Ends in ``.glb``.

    Raises
    ------
    DomainError
        If no element has a shape.
    """
    import ifcopenshell.geom

    settings = ifcopenshell.geom.settings()
    settings.set("weld-vertices", True)
    settings.set("use-element-guids", True)
    serializer = ifcopenshell.geom.serializers.gltf(os.fspath(path), settings)
    serializer.setFile(model)
    serializer.setUnitNameAndMagnitude("METER", 1.0)
    serializer.writeHeader()
    written = 0
    # One at a time: what the iterator made is its own, and goes when it goes on.
    for made in geometry_iterator(model, elements_of(model), settings):
        serializer.write(made)
        written += 1
    if not written:
        raise DomainError("aucun élément avec géométrie dans la maquette reçue, un au moins attendu")
    serializer.finalize()


def read_gltf(path: str | os.PathLike[str]) -> dict[str, Shape]:
    """Return the shapes of a binary glTF by the GlobalIds of their nodes, in the axes of IFC.

    Coordinates are single precision: seven digits from the origin of each node.

    Parameters
    ----------
    path : str or path

    Raises
    ------
    DomainError
        If it is not such a file.
    """
    try:
        shapes = _scene_shapes(Path(path).read_bytes())
    except Exception as error:  # noqa: BLE001 - the library checks little, and runs into anything
        raise DomainError(f"glTF illisible ({type(error).__name__}) : attendu un fichier .glb de glTF 2.0") from None
    if not all(np.isfinite([*shape.minimum_m, *shape.maximum_m]).all() for shape in shapes.values()):
        raise DomainError("glTF dont des coordonnées ne sont pas des nombres finis : refaire l’export")
    return shapes


def _scene_shapes(content: bytes) -> dict[str, Shape]:
    import trimesh

    scene = trimesh.load_scene(io.BytesIO(content), file_type="glb", process=False)
    pieces: dict[str, list[tuple[Any, Any]]] = {}
    for node in scene.graph.nodes_geometry:
        matrix, name = scene.graph[node]
        mesh = scene.geometry[name]
        vertices = np.c_[np.asarray(mesh.vertices), np.ones(len(mesh.vertices))] @ (_Z_UP @ matrix).T
        # An element of several materials has several meshes, whose nodes have its name and more.
        pieces.setdefault(node[:GLOBAL_ID_LENGTH], []).append((vertices[:, :3], np.asarray(mesh.faces)))
    return {key: _joined(parts) for key, parts in sorted(pieces.items())}


def _joined(parts: list[tuple[Any, Any]]) -> Shape:
    starts = np.cumsum([0, *(len(vertices) for vertices, _ in parts)])
    faces = [triangles + start for (_, triangles), start in zip(parts, starts, strict=False)]
    return shape_of(np.vstack([vertices for vertices, _ in parts]), np.vstack(faces))
