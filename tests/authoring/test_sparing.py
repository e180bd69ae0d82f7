"""The tests' own proof: all submissions on the first variant, on others only what may show what that one cannot.

Of the tiny ruler's first variants only the third has its limit at 999 mm: what depends on it shows there alone.
"""

import pytest
from support.tiny_repository import COVERAGE, EXERCISE, exercise_folder, make_tiny_repository

from autograders.assignments import open_repository, read_bank
from autograders.authoring.cache import Cache
from autograders.authoring.proofs import read_proofs
from autograders.authoring.reports import CriterionOutcome, Outcome
from autograders.authoring.sparing import likely_provokers, verify_sparingly
from autograders.model.verdict import VerdictStatus

DECLARED = 'message = "Une seule lecture n’est pas une moyenne."\n'
RARE = '\n[[criteria.misconceptions]]\nid = "below-the-limit"\nmessage = "Rare."\n'
JUDGED = '"first-reading")]'
IN_METRES = "submissions/wrong/in_metres.py"


def rarely(limit_mm):
    return (
        f'("below-the-limit" if mean_mm < 10 and case.specification["limit_mm"] == {limit_mm} else "first-reading"))]'
    )


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """Shared, so that the variants are made once."""
    return Cache(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def repository(tmp_path):
    return open_repository(make_tiny_repository(tmp_path / "repository"))


def changed(repository, name, old, new):
    path = exercise_folder(repository.root) / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def with_a_rare_misconception(repository, limit_mm):
    changed(repository, "exercise.toml", DECLARED, DECLARED + RARE)
    changed(repository, "grading.py", JUDGED, rarely(limit_mm))


def saying_so(repository):
    changed(repository, IN_METRES, "# fraction = 0\n", '# fraction = 0\n# sometimes = ["below-the-limit"]\n')


def proved(repository, cache):
    return verify_sparingly(repository, exercise_folder(repository.root), cache=cache)


def test_what_the_first_variant_shows_is_proved_on_that_alone(repository, cache):
    report = proved(repository, cache)
    assert (report.faults, report.variants, report.submissions) == ((), 1, 9)
    slots = read_proofs(cache, EXERCISE).outcomes
    # The stub, the reference and the nine submissions of the bank.
    assert len(slots) == 11
    assert all(slot.endswith(" @ 1") for slot in slots)


@pytest.mark.parametrize("tell", [saying_so, lambda repository: None], ids=["said by a submission", "not said"])
def test_a_misconception_that_the_third_variant_alone_shows_is_found_there(repository, cache, tell):
    with_a_rare_misconception(repository, limit_mm=999)
    tell(repository)
    report = proved(repository, cache)
    assert (report.faults, report.variants) == ((), 3)


def test_one_that_no_variant_shows_is_a_fault(repository, cache):
    with_a_rare_misconception(repository, limit_mm=5)
    (fault,) = proved(repository, cache).faults
    assert fault.message == f"no submission of the bank provokes 'below-the-limit' on {COVERAGE}."


def test_what_is_graded_on_a_further_variant_is_held_to_what_it_states(repository, cache):
    with_a_rare_misconception(repository, limit_mm=999)
    saying_so(repository)
    changed(
        repository,
        "grading.py",
        "    right = mean_mm is not None and abs",
        '    if case.specification["limit_mm"] == 999 and mean_mm is not None and mean_mm < 10:\n'
        '        return [Check(label="moyenne", weight=1, fraction=1.0, message="", misconception="below-the-limit")]\n'
        "    right = mean_mm is not None and abs",
    )
    (fault,) = proved(repository, cache).faults
    assert (fault.where, fault.key) == (IN_METRES, COVERAGE)
    assert fault.message == "fraction 0 expected, 1 given on 1 of 1 variants (3)."


def test_the_submissions_that_say_so_are_tried_or_else_all_that_lose_the_criterion(repository):
    with_a_rare_misconception(repository, limit_mm=999)
    shown = CriterionOutcome(status=VerdictStatus.JUDGED, fraction=0.0, misconceptions=("first-reading",))
    outcomes = [Outcome(criteria={COVERAGE: shown})]

    def likely():
        package = repository.find_exercise("C2.1.3")
        return [item.where for item in likely_provokers(package, read_bank(package), outcomes)]

    assert likely() == ["submissions/wrong/first_reading.py", IN_METRES]
    saying_so(repository)
    assert likely() == [IN_METRES]
