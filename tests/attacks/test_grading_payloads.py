"""Messages made by hand that depend on the variants of a course; the others are data: see ``confuse_decoder``."""

from textwrap import dedent

from support.tiny_course import COVERAGE_CELL, built_repository, index_of, sitting, with_cell
from support.tiny_repository import COVERAGE, SUPPORT

__all__ = ["built_repository", "sitting"]

PREAMBLE = """
from autograders.candidate.wire import ANSWER_MIME


def emit(value, name="mean_mm", **more):
    claim = {"format": 1, "exercise": case.exercise.exercise, "variant": case.digest, "name": name, "value": value}
    get_ipython().display_pub.publish({"text/plain": "x", ANSWER_MIME: claim | more})
"""


def attack(sitting, code):
    notebook = sitting.released()
    return with_cell(notebook, dedent(PREAMBLE + code), at=index_of(notebook, COVERAGE_CELL) + 1)


def test_an_answer_made_on_another_candidates_variant_is_for_a_person_to_look_at(sitting):
    # "ada" and "bob" work on different variants: the same computation gives other readings.
    theirs = next(variant for variant in sitting.course.variants(sitting.activity.name)
                  if variant != sitting.course.variant_of(sitting.activity.name, "ada"))  # fmt: skip
    case = theirs.case("tiny_ruler")
    code = f"emit({case.truth['mean_mm']!r}, variant={theirs.digests['tiny_ruler']!r})"
    result = sitting.grade_one(attack(sitting, code))
    assert (result.status, dict(result.scores)) == ("to-review", {COVERAGE: None, SUPPORT: None})


def test_the_truth_of_another_variant_is_simply_wrong_under_ones_own_digest(sitting):
    theirs = next(variant for variant in sitting.course.variants(sitting.activity.name)
                  if variant != sitting.course.variant_of(sitting.activity.name, "ada"))  # fmt: skip
    result = sitting.grade_one(attack(sitting, f"emit({theirs.case('tiny_ruler').truth['mean_mm']!r})"))
    assert result.scores[COVERAGE] == 0.0
