"""The variants that exercises are proved on serve the tests of their data sets too: each is made once."""

from pathlib import Path

import pytest

from autograders.assignments import open_repository
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
