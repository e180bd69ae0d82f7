"""What a worker needs of a course, as archives known by the digest of what they hold."""

import io
import json
import tarfile
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from autograders.assignments import ActivityPackage, Course, Variant
from autograders.assignments.course import SETTINGS_FILE
from autograders.assignments.files import digest_of
from autograders.assignments.repository import REFERENTIAL

MAXIMUM_KEPT = 16
_DATASET_FILES = ("dataset.toml", "generate.py")


class Bundle(BaseModel):
    """A folder as one archive; a frozen type that travels as JSON.

    Parameters
    ----------
    digest : str
        SHA-256 of the names and contents of its files.
    content : bytes
        Of a tar archive.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64")

    digest: str
    content: bytes


def course_bundle(course: Course, activity: ActivityPackage) -> Bundle:
    """Return a course of its own for one activity: graders, released notebooks and settings, without any variant.

    Nothing of it is a secret of the course's: neither the addresses of its databases nor the key of its seeds.
    """
    root = course.repository.root
    files = {f"exercises/{activity.name}/{name}": path for name, path in _files(activity.folder)}
    for slug in activity.datasets:
        files |= {f"datasets/{slug}/{name}": root / "datasets" / slug / name for name in _DATASET_FILES}
    files[REFERENTIAL.as_posix()] = root / REFERENTIAL
    release = course.release(activity.name)
    for package in activity.exercises:
        name = f"{package.name}.ipynb"
        files[f"course/release/{activity.name}/{name}"] = release / name
    contents = {name: path.read_bytes() for name, path in files.items()}
    contents[f"course/{SETTINGS_FILE}"] = _settings(course).encode()
    return _bundle(contents)


def variant_bundle(variant: Variant) -> Bundle:
    """Return one variant of the data: what the candidate got, and the truth."""
    return _bundle({name: path.read_bytes() for name, path in _files(variant.folder)})


class Bundles:
    """The bundles of one activity, by digest; those of variants are read again when they are asked for again later.

    Parameters
    ----------
    course : Course
    activity : ActivityPackage
    """

    def __init__(self, course: Course, activity: ActivityPackage) -> None:
        self._course = course_bundle(course, activity)
        self._variants: dict[str, Variant] = {}
        self._digests: dict[int, str] = {}
        self._kept: OrderedDict[str, Bundle] = OrderedDict()

    @property
    def course(self) -> str:
        """Digest of the course's bundle."""
        return self._course.digest

    def of(self, variant: Variant) -> str:
        """Return the digest of a variant's bundle."""
        if variant.number not in self._digests:
            bundle = variant_bundle(variant)
            self._digests[variant.number] = bundle.digest
            self._variants[bundle.digest] = variant
            self._keep(bundle)
        return self._digests[variant.number]

    def __getitem__(self, digest: str) -> Bundle:
        """Return a bundle by its digest."""
        if digest == self._course.digest:
            return self._course
        if digest not in self._kept:
            self._keep(variant_bundle(self._variants[digest]))
        return self._kept[digest]

    def _keep(self, bundle: Bundle) -> None:
        self._kept[bundle.digest] = bundle
        while len(self._kept) > MAXIMUM_KEPT:
            self._kept.popitem(last=False)


def unpack(bundle: Bundle, folder: Path) -> None:
    """Write the files of a bundle into a new folder.

    Parameters
    ----------
    bundle : Bundle
    folder : Path
        Must not exist.
    """
    folder.mkdir(parents=True)
    with tarfile.open(fileobj=io.BytesIO(bundle.content)) as archive:
        archive.extractall(folder, filter="data")


def _settings(course: Course) -> str:
    kept = {
        "format": 1,
        "course_id": course.settings.course_id,
        "variants": 1,
        "accept_reduced_confinement": course.settings.accept_reduced_confinement,
    }
    # Numbers, truth values and such names are written alike in JSON and TOML.
    return "".join(f"{name} = {json.dumps(value)}\n" for name, value in kept.items())


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix(), path


def _bundle(contents: dict[str, bytes]) -> Bundle:
    names = sorted(contents)
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name in names:
            entry = tarfile.TarInfo(name)
            entry.size = len(contents[name])
            archive.addfile(entry, io.BytesIO(contents[name]))
    return Bundle(digest=digest_of((name, contents[name]) for name in names), content=buffer.getvalue())
