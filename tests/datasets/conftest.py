"""Each variant is made once: those that exercises are proved on serve the tests of their data sets too."""

from functools import cache
from pathlib import Path

import pytest

from autograders.assignments import open_repository
from autograders.assignments.datasets import load_generator
from autograders.assignments.variants import CASE_FILE
from autograders.authoring.practice import practice_variants
from autograders.authoring.trials import OTHERS_ON
from autograders.candidate.cases import PublicCase
from autograders.model.case import GeneratedCase

REPOSITORY = open_repository(Path(__file__).resolve().parents[2])


@pytest.fixture(scope="session")
def practice_case(practice_cache):
    """Return a function of data set and number: the variant's public folder and its case; not to be changed."""

    def made(dataset, number):
        variant = practice_variants(REPOSITORY, dataset, OTHERS_ON, practice_cache)[number - 1]
        public = variant.public / dataset
        case = PublicCase.model_validate_json((public / CASE_FILE).read_bytes())
        truth = variant.case(dataset).truth
        return public, GeneratedCase(specification=case.specification, files=case.files, truth=truth)

    return made


@pytest.fixture(scope="session")
def generated_case(tmp_path_factory):
    """Return a function of data set and seed: the public folder and what the generator returns; not to be changed."""

    @cache
    def made(dataset, seed):
        public = tmp_path_factory.mktemp(f"{dataset}-{seed}")
        return public, load_generator(REPOSITORY.root, dataset)(seed, public)

    return made
