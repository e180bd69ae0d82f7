"""Variants: the public files that a candidate gets, and the truth that graders keep."""

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, TypeAlias, TypeVar

from pydantic import BaseModel, Field, ValidationError

from autograders.candidate.cases import PublicCase, Specification
from autograders.candidate.declarations import Public
from autograders.candidate.errors import AtelierError, Fault, FaultsError
from autograders.model.case import GeneratedCase, JudgedCase, truth_from_json, truth_to_json

from .datasets import generator_version, load_generator
from .files import digest_of, replacing
from .modules import line_in
from .repository import Repository

CASE_FILE = "case.json"
RECORD_FILE = "variant.json"
Model = TypeVar("Model", bound=BaseModel)
Mapped: TypeAlias = Callable[[Callable[[str], str], Iterable[str]], Iterable[str]]
# Seeds fit the signed integers of every library.
_SEED_BITS = 63


@dataclass(frozen=True, kw_only=True)
class Variant:
    """One variant of the data sets of an activity.

    Parameters
    ----------
    number : int
        From 1 in a graded assignment.
    folder : Path
    public : Path
        What the candidate gets, one folder a data set; mounted as ``data/`` where a notebook runs.
    truth : Path
        One JSON file a data set; for the trusted side alone.
    digests : mapping
        By data set; every answer carries that of the variant it was made on.
    """

    number: int
    folder: Path
    public: Path
    truth: Path
    digests: Mapping[str, str]

    def case(self, dataset: str) -> JudgedCase:
        """Return a data set's case as a grader sees it.

        Raises
        ------
        AtelierError
            If the variant has no such data set, or its files are damaged.
        """
        public = _read_json(self.public / dataset / CASE_FILE, PublicCase)
        path = self.truth / f"{dataset}.json"
        try:
            truth = truth_from_json(json.loads(path.read_bytes()))
        except (OSError, ValueError) as error:
            raise AtelierError(f"{path}: cannot be read ({error}). Build the activity again.") from None
        return JudgedCase(specification=Specification(public.specification), truth=truth)


class _Record(Public):
    """What ``variant.json`` holds: how the variant was made."""

    format: Annotated[int, Field(ge=1, le=1)] = 1
    number: int
    seed: int
    digests: dict[str, str]
    generators: dict[str, str]


def practice_seed(text: str) -> int:
    """Return the seed of a practice variant, from any text that a person chooses.

    Examples
    --------
    >>> practice_seed("essai 1") == practice_seed("essai 1")
    True
    """
    return _seed(hashlib.sha256(f"practice:{text}".encode()).digest())


def graded_seed(secret: bytes, activity: str, number: int) -> int:
    """Return the seed of a variant of a graded assignment: HMAC-SHA256 with the course's secret.

    Parameters
    ----------
    secret : bytes
        Without it the public code does not tell the seed, and so not the truth.
    activity : str
        Name of the activity's folder.
    number : int
        Of the variant.

    Returns
    -------
    int
        0 to 2⁶³ − 1.
    """
    return _seed(hmac.digest(secret, f"{activity}:{number}".encode(), "sha256"))


def _seed(digest: bytes) -> int:
    return int.from_bytes(digest[:8], "big") >> (64 - _SEED_BITS)


def make_variant(
    repository: Repository,
    datasets: Sequence[str],
    seed: int,
    number: int,
    folder: Path,
    mapped: Mapped = map,
) -> Variant:
    """Generate the data of a variant into a folder, which then holds all of it or is as it was.

    Parameters
    ----------
    repository : Repository
    datasets : sequence of str
        Slugs.
    seed : int
        Each generator receives it.
    number : int
    folder : Path
        ``public/<dataset>/``, ``truth/<dataset>.json`` and ``variant.json`` are put there.
    mapped : callable
        How to make one data set after the other: the ``map`` of an executor makes them side by side.

    Raises
    ------
    FaultsError
        If a generator is faulty, or what it made is.
    """
    generators = {slug: generator_version(repository.root, slug) for slug in datasets}
    with replacing(folder) as new:
        made = mapped(partial(_make_dataset, repository.root, seed=seed, folder=new), datasets)
        digests = dict(zip(datasets, made, strict=True))
        record = _Record(number=number, seed=seed, digests=digests, generators=generators)
        (new / RECORD_FILE).write_text(record.model_dump_json(indent=1), encoding="utf-8")
    return read_variant(folder)


def read_variant(folder: Path) -> Variant:
    """Return a variant that was made before, without generating anything.

    Raises
    ------
    AtelierError
        If the folder is not that of a variant, or is damaged.
    """
    record = _read_json(folder / RECORD_FILE, _Record)
    return Variant(
        number=record.number,
        folder=folder,
        public=folder / "public",
        truth=folder / "truth",
        digests=MappingProxyType(record.digests),
    )


def is_current(repository: Repository, datasets: Sequence[str], seed: int, number: int, folder: Path) -> bool:
    """Return whether a folder holds the very variant that ``make_variant`` would make there."""
    try:
        record = _read_json(folder / RECORD_FILE, _Record)
        intact = all(_digest_of(folder / "public" / slug) == record.digests.get(slug) for slug in datasets)
    except AtelierError:
        return False
    generators = {slug: generator_version(repository.root, slug) for slug in datasets}
    return intact and (record.number, record.seed, record.generators) == (number, seed, generators)


def _make_dataset(root: Path, slug: str, *, seed: int, folder: Path) -> str:
    """Generate one data set into a variant's folder and return its digest."""
    where = f"datasets/{slug}/generate.py"
    generate = load_generator(root, slug)
    public = folder / "public" / slug
    public.mkdir(parents=True)
    try:
        generated: object = generate(seed, public)
    except OSError:
        # A full disk, missing rights: no fault of the generator; whoever asked for the variant reports it.
        raise
    # Whatever else an author's generator raises is a fault of its file.
    except Exception as error:  # noqa: BLE001
        line = line_in(error, (root / where).resolve())
        message = f"fails with seed {seed}: {type(error).__name__}: {error}."
        raise FaultsError([Fault(where, f"line {line}" if line else "", message, "Correct it.")]) from None
    if not isinstance(generated, GeneratedCase):
        message = f"generate() returned {type(generated).__name__}, a GeneratedCase expected."
        raise FaultsError([Fault(where, "generate", message, "Return one.")])
    faults = list(_generated_faults(generated, public, where))
    if faults:
        raise FaultsError(faults)
    case = PublicCase(dataset=slug, digest="", specification=generated.specification, files=generated.files)
    (public / CASE_FILE).write_text(_case_text(case), encoding="utf-8")
    digest = _digest_of(public)
    (public / CASE_FILE).write_text(_case_text(case.model_copy(update={"digest": digest})), encoding="utf-8")
    truth = folder / "truth" / f"{slug}.json"
    truth.parent.mkdir(exist_ok=True)
    truth.write_text(json.dumps(truth_to_json(generated.truth), ensure_ascii=False, allow_nan=False), encoding="utf-8")
    return digest


def _generated_faults(generated: GeneratedCase, public: Path, where: str) -> Iterator[Fault]:
    written = {path.relative_to(public).as_posix() for path in public.rglob("*") if not path.is_dir()}
    listed = [file.path for file in generated.files]
    for path in sorted(set(listed) - written):
        yield Fault(where, "files", f"'{path}' is listed, but was not written.", "Write it into the public folder.")
    # An unlisted file might be one that was never meant for candidates.
    for path in sorted(written - set(listed)):
        yield Fault(where, "files", f"'{path}' was written, but is not listed.", "List it, or do not write it.")
    keys = Counter(value.key for value in generated.specification)
    for key in (key for key, count in keys.items() if count > 1):
        yield Fault(where, "specification", f"'{key}' stands there {keys[key]} times.", "Keep one.")
    try:
        json.dumps(truth_to_json(generated.truth), allow_nan=False)
    except (TypeError, ValueError) as error:
        message = f"cannot be written as JSON: {error}."
        yield Fault(where, "truth", message, "Keep to finite numbers, text, lists, dictionaries and arrays.")


def _digest_of(public: Path) -> str:
    """Return the SHA-256 over the sorted public files; ``case.json`` counts with its digest left empty."""
    paths = sorted(path for path in public.rglob("*") if path.is_file())
    return digest_of((path.relative_to(public).as_posix(), _content(path, public)) for path in paths)


def _content(path: Path, public: Path) -> bytes:
    if path != public / CASE_FILE:
        return path.read_bytes()
    return _case_text(_read_json(path, PublicCase).model_copy(update={"digest": ""})).encode()


def _case_text(case: PublicCase) -> str:
    return case.model_dump_json(indent=1) + "\n"


def _read_json(path: Path, model: type[Model]) -> Model:
    try:
        return model.model_validate_json(path.read_bytes())
    except OSError as error:
        raise AtelierError(f"{path}: cannot be read ({error.strerror}). Build the activity first.") from None
    except ValidationError:
        raise AtelierError(f"{path}: is damaged. Build the activity again.") from None
