"""What is true of every data set: the same seed gives the same bytes, and it says what it is."""

from pathlib import Path

import pytest

from autograders.assignments import make_variant, open_repository, practice_seed
from autograders.assignments.datasets import load_dataset
from autograders.authoring.practice import practice_variants

REPOSITORY = open_repository(Path(__file__).resolve().parents[2])
DATASETS = sorted(path.parent.name for path in (REPOSITORY.root / "datasets").glob("*/generate.py"))

each_data_set = pytest.mark.parametrize("dataset", DATASETS)


def everything_in(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@each_data_set
def test_it_says_what_it_is(dataset):
    assert load_dataset(REPOSITORY.root, dataset).licence == "MIT"


@each_data_set
def test_the_same_seed_gives_the_same_bytes(dataset, practice_cache, tmp_path):
    # Made in another process, with hash seeds and memory of its own.
    [kept] = practice_variants(REPOSITORY, dataset, 1, practice_cache)
    again = make_variant(REPOSITORY, [dataset], practice_seed(f"{dataset} 1"), 1, tmp_path / "again")
    assert everything_in(again.folder) == everything_in(kept.folder)
