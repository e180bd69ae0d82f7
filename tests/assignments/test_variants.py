"""Variants are made whole, are the same for the same seed, and are read back without being made again."""

import hashlib
import json
import re
import shutil
import stat
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.tiny_repository import DATASET, make_tiny_repository

from autograders.assignments import graded_seed, make_variant, open_repository, practice_seed, read_variant
from autograders.candidate.cases import load_case
from autograders.candidate.errors import AtelierError, FaultsError


@pytest.fixture
def repository(root):
    return open_repository(root)


def test_a_variant_has_a_public_side_and_a_truth(repository, tmp_path):
    variant = make_variant(repository, [DATASET], 7, 1, tmp_path / "v1")
    assert sorted(path.name for path in (variant.public / DATASET).iterdir()) == ["case.json", "readings.csv"]
    assert [path.name for path in variant.truth.iterdir()] == ["tiny_ruler.json"]
    case = variant.case(DATASET)
    readings = np.loadtxt(variant.public / DATASET / "readings.csv", skiprows=1)
    assert case.truth["mean_mm"] == pytest.approx(readings.mean())
    assert case.truth["probe_mm"].tolist() == [1.0, 2.0, 6.0]
    # An odd seed draws the limit of 1001 mm.
    assert case.specification["limit_mm"] == 1001.0


def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_digest(repository, tmp_path):
    first, second, other = (
        make_variant(repository, [DATASET], seed, 1, tmp_path / name) for name, seed in (("a", 7), ("b", 7), ("c", 8))
    )
    assert files_of(first.folder) == files_of(second.folder)
    assert first.digests[DATASET] != other.digests[DATASET]


def test_data_sets_made_side_by_side_are_the_same_bytes_and_a_fault_comes_back_whole(tmp_path):
    root = make_tiny_repository(tmp_path / "repository")
    shutil.copytree(root / "datasets" / DATASET, root / "datasets" / "second_ruler")
    two, repository = [DATASET, "second_ruler"], open_repository(root)
    alone = make_variant(repository, two, 7, 1, tmp_path / "alone")
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        beside = make_variant(repository, two, 7, 1, tmp_path / "beside", pool.map)
        assert files_of(alone.folder) == files_of(beside.folder)
        (root / "datasets" / "second_ruler" / "generate.py").write_text("def generate(seed, public):\n    1 / 0\n")
        with pytest.raises(FaultsError, match=r"^datasets/second_ruler/generate.py: line 2: .*ZeroDivisionError"):
            make_variant(repository, two, 7, 1, tmp_path / "faulty", pool.map)


def files_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_digest_is_the_sha256_of_the_sorted_public_files(repository, tmp_path):
    variant = make_variant(repository, [DATASET], 7, 1, tmp_path / "v1")
    public = variant.public / DATASET
    case = (public / "case.json").read_text(encoding="utf-8")
    digest = json.loads(case)["digest"]
    # Our convention, written out: path, length, content; the case counts with its digest left empty.
    emptied = case.replace(digest, "").encode()
    readings = (public / "readings.csv").read_bytes()
    expected = hashlib.sha256(
        b"case.json\0%d\0%breadings.csv\0%d\0%b" % (len(emptied), emptied, len(readings), readings)
    ).hexdigest()
    assert digest == variant.digests[DATASET] == expected


def test_a_variant_is_read_back_as_it_was_made(repository, tmp_path):
    made = make_variant(repository, [DATASET], 7, 3, tmp_path / "v3")
    read = read_variant(tmp_path / "v3")
    assert (read.number, dict(read.digests), read.public) == (3, dict(made.digests), made.public)


def test_reading_a_variant_needs_no_generator(repository, tmp_path):
    make_variant(repository, [DATASET], 7, 1, tmp_path / "v1")
    (repository.root / "datasets" / DATASET / "generate.py").unlink()
    assert read_variant(tmp_path / "v1").case(DATASET).truth["secret"] == "TRUTH-OF-THE-RULER"


def test_a_folder_without_variant_is_one_clear_error(tmp_path):
    with pytest.raises(AtelierError, match=r"variant\.json: cannot be read .* Build the activity first\."):
        read_variant(tmp_path)


def test_a_damaged_truth_is_one_clear_error(repository, tmp_path):
    variant = make_variant(repository, [DATASET], 7, 1, tmp_path / "v1")
    (variant.truth / "tiny_ruler.json").write_text("{", encoding="utf-8")
    with pytest.raises(AtelierError, match="Build the activity again"):
        variant.case(DATASET)


FAULTY = {
    "a generator that raises": ("    mean_mm =", "    raise ValueError('no')\n    mean_mm =", "ValueError: no"),
    "a file that is listed, but not written": (
        'path="readings.csv"',
        'path="reading.csv"',
        "files: 'reading.csv' is listed, but was not written",
    ),
    "a file that is written, but not listed": (
        "    mean_mm =",
        "    (public / 'truth.txt').write_text('1000')\n    mean_mm =",
        "files: 'truth.txt' was written, but is not listed",
    ),
    "a truth that is no number": ('"mean_mm": mean_mm', '"mean_mm": float("nan")', "truth: cannot be written as JSON"),
    "a truth of unknown type": ('"mean_mm": mean_mm', '"mean_mm": object()', "truth: cannot be written as JSON"),
    "a generator that returns something else": ("    return GeneratedCase(", "    return dict(", "returned dict"),
    "a generator without generate": ("def generate(", "def make(", "generate: missing"),
}


@pytest.mark.parametrize(("old", "new", "message"), FAULTY.values(), ids=FAULTY.keys())
def test_a_faulty_generator_is_reported_and_leaves_nothing(repository, tmp_path, old, new, message):
    path = repository.root / "datasets" / DATASET / "generate.py"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    target = tmp_path / "variants"
    with pytest.raises(FaultsError, match=re.escape(message)) as caught:
        make_variant(repository, [DATASET], 7, 1, target / "v1")
    assert {fault.where for fault in caught.value.faults} == {"datasets/tiny_ruler/generate.py"}
    assert list(target.iterdir()) == []


def test_a_generator_that_raises_is_reported_with_its_line(repository, tmp_path):
    path = repository.root / "datasets" / DATASET / "generate.py"
    path.write_text("\n\ndef generate(seed, public):\n    return 1 / 0\n", encoding="utf-8")
    with pytest.raises(FaultsError) as caught:
        make_variant(repository, [DATASET], 7, 1, tmp_path / "v1")
    assert str(caught.value) == (
        "datasets/tiny_ruler/generate.py: line 4: fails with seed 7: ZeroDivisionError: division by zero. Correct it."
    )


def test_a_faulty_generator_leaves_the_variant_that_was_there(repository, tmp_path):
    before = make_variant(repository, [DATASET], 7, 1, tmp_path / "v1")
    path = repository.root / "datasets" / DATASET / "generate.py"
    path.write_text("def generate(seed, public):\n    return 1 / 0\n", encoding="utf-8")
    with pytest.raises(FaultsError):
        make_variant(repository, [DATASET], 8, 1, tmp_path / "v1")
    assert dict(read_variant(tmp_path / "v1").digests) == dict(before.digests)


def test_graded_seeds_are_hmac_sha256_of_activity_and_number():
    # HMAC by its definition (RFC 2104): H((K ^ opad) | H((K ^ ipad) | text)), the key padded to 64 bytes.
    secret = bytes(range(32))
    key = secret.ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key) + b"a2_1_tiny_case:2").digest()
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in key) + inner).digest()
    # Of its first 64 bits the leading 63.
    assert graded_seed(secret, "a2_1_tiny_case", 2) == int.from_bytes(outer[:8], "big") // 2


@given(st.text(), st.text())
def test_practice_seeds_depend_on_the_text_alone_and_fit_every_library(first, second):
    assert 0 <= practice_seed(first) < 2**63
    assert (practice_seed(first) == practice_seed(second)) is (first == second)


def test_seeds_of_variants_and_of_activities_differ():
    seeds = {graded_seed(b"secret", activity, number) for activity in "abcd" for number in range(1, 51)}
    assert len(seeds) == 200


def test_a_notebook_opens_the_public_side(repository, tmp_path, package):
    from autograders.assignments import write_declarations

    variant = make_variant(repository, [DATASET], 7, 1, tmp_path / "v1")
    write_declarations([package], tmp_path / "run" / "declarations")
    (tmp_path / "run" / "data").symlink_to(variant.public)
    case = load_case("c2_1_3_tiny_ruler", tmp_path / "run")
    assert case.digest == variant.digests[DATASET]
    assert [declaration.name for declaration in case.exercise.answers] == ["mean_mm", "conform", "mean_of"]
    assert case.path("readings.csv").is_file()


def test_public_files_can_be_read_by_every_account(repository, tmp_path):
    # Grading drops to another account, which must be able to read what is mounted.
    variant = make_variant(repository, [DATASET], 7, 1, tmp_path / "v1")
    for path in (variant.folder, variant.public, variant.public / DATASET):
        assert path.stat().st_mode & stat.S_IXOTH
