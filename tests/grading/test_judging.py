"""From answers to verdicts and points, whatever goes wrong in a grader."""

from dataclasses import replace

import numpy as np
import pytest
from support.tiny_repository import COVERAGE, SUPPORT

from autograders.candidate.cases import Specification, SpecificationValue
from autograders.grading import judge_answers, score
from autograders.grading.judging import GRADER_FAULT, OTHER_VARIANT, automatic_points, judge_each
from autograders.model.answers import Answer, Answers, AnswerState, ProbeResult
from autograders.model.case import JudgedCase
from autograders.model.exercise import Grading
from autograders.model.verdict import Check, Verdict, VerdictStatus, not_answered, to_review

CASE = JudgedCase(
    specification=Specification((SpecificationValue(key="limit_mm", label="Limite", value=1001.0, unit="mm"),)),
    truth={"mean_mm": 1000.0, "probe_mm": np.array([1.0, 2.0, 6.0])},
)


class Panic(BaseException):
    """As a library written in Rust raises it: no Exception."""


def answers(package, **changes):
    """Return right answers: 1000 mm is the truth, 1000 <= 1001 conforms, the mean of 1, 2, 6 is 3."""
    given = {
        "mean_mm": {"value": 1000.0, "wire": 1000.0},
        "conform": {"value": True, "wire": True},
        "mean_of": {"wire": {"callable": True}, "probes": (ProbeResult(3.0),)},
    }
    return Answers(
        [
            Answer(declaration=item, **({"state": AnswerState.GIVEN} | given[item.name] | changes.get(item.name, {})))
            for item in package.exercise.answers
        ]
    )


MISSING = {"state": AnswerState.MISSING, "value": None, "wire": None, "probes": ()}
ELSEWHERE = {"state": AnswerState.OTHER_VARIANT, "value": None}


def with_judge(package, judge, criterion=COVERAGE):
    return replace(package, judges={**package.judges, criterion: judge})


def test_right_answers_get_full_marks(package):
    verdicts = judge_answers(package, answers(package), CASE)
    assert [(v.criterion, v.status, v.fraction) for v in verdicts] == [
        (COVERAGE, VerdictStatus.JUDGED, 1.0),
        (SUPPORT, VerdictStatus.JUDGED, 1.0),
    ]


def test_a_criterion_whose_answers_are_all_missing_is_not_answered(package):
    coverage, support = judge_answers(package, answers(package, mean_mm=MISSING), CASE)
    assert (coverage.status, coverage.fraction) == (VerdictStatus.NOT_ANSWERED, 0.0)
    assert "« mean_mm »" in coverage.message
    assert support.status is VerdictStatus.JUDGED


@pytest.mark.parametrize("error", [KeyError("x"), ZeroDivisionError(), RecursionError(), MemoryError(), Panic("boom")])
def test_a_fault_in_a_grader_is_for_review_and_the_other_criteria_are_graded(package, error):
    def judge(answers, case):
        raise error

    coverage, support = judge_each(with_judge(package, judge), answers(package), CASE)
    assert coverage.verdict == to_review(COVERAGE, GRADER_FAULT)
    assert type(error).__name__ in coverage.fault
    assert "test_judging.py, line" in coverage.fault
    assert (support.verdict.fraction, support.fault) == (1.0, "")


@pytest.mark.parametrize("returned", [None, [], 5, ["bien"], [None], True])
def test_a_grader_that_returns_no_checks_gives_a_review_never_points(package, returned):
    coverage, support = judge_answers(with_judge(package, lambda answers, case: returned), answers(package), CASE)
    assert (coverage.status, coverage.fraction) == (VerdictStatus.REVIEW, 0.0)
    assert support.fraction == 1.0


def test_an_instructor_can_still_stop_a_run(package):
    def judge(answers, case):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        judge_answers(with_judge(package, judge), answers(package), CASE)


def test_an_answer_of_another_variant_is_for_review_never_zero_and_never_points(package):
    coverage, support = judge_answers(package, answers(package, mean_mm=ELSEWHERE), CASE)
    assert (coverage.status, coverage.message) == (VerdictStatus.REVIEW, OTHER_VARIANT)
    assert support.status is VerdictStatus.REVIEW  # it reads the mean, too
    criterion = package.exercise.criterion(COVERAGE)
    assert score(coverage, criterion) is None


def test_points_are_the_fraction_of_what_the_grader_decides(package):
    criterion = package.exercise.criterion(COVERAGE)  # 5 points
    verdict = Verdict(criterion=COVERAGE, status=VerdictStatus.JUDGED, fraction=0.7)
    assert score(verdict, criterion) == 3.5
    assert score(not_answered(COVERAGE, ""), criterion) == 0.0
    mixed = criterion.model_copy(update={"how": Grading.MIXED})
    assert automatic_points(mixed) == 2.5
    assert score(verdict, mixed) == 1.75


def test_points_never_exceed_the_maximum_nor_carry_the_noise_of_floats(package):
    thirds = tuple(Check(label="x", weight=1 / 3, fraction=1.0, message="") for _ in range(3))
    verdict = Verdict(criterion=COVERAGE, status=VerdictStatus.JUDGED, fraction=1 / 3, checks=thirds)
    assert score(verdict, package.exercise.criterion(COVERAGE)) == 1.6667
