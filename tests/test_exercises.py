"""Every exercise of the repository proves itself: its folder, its bank of submissions, its graders against junk."""

from pathlib import Path

import pytest

from autograders.assignments import open_repository
from autograders.authoring.cache import Cache
from autograders.authoring.verify import verify_exercise

REPOSITORY = open_repository(Path(__file__).resolve().parents[1])
EXERCISES = REPOSITORY.exercise_folders()
# Some misconceptions only show where a variant's figures fall on either side of a limit: `atelier verify` has them all.
NEEDS_MORE_VARIANTS = "no submission of the bank provokes"


@pytest.mark.parametrize("folder", EXERCISES, ids=lambda folder: folder.name)
def test_one_variant_of_everything_is_graded_anew(folder, tmp_path):
    report = verify_exercise(REPOSITORY, folder, variants=1, cache=Cache(tmp_path))
    assert report.submissions > 0
    assert [str(fault) for fault in report.faults if NEEDS_MORE_VARIANTS not in fault.message] == []
