"""How checks add up to a verdict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograders.model.verdict import Check, VerdictStatus, verdict_of

checks = st.lists(
    st.builds(
        Check,
        label=st.just("écart-type"),
        weight=st.floats(0.01, 100),
        fraction=st.floats(0, 1),
        message=st.just(""),
    ),
    min_size=1,
    max_size=8,
)


@given(checks)
def test_a_verdict_lies_between_its_worst_and_its_best_check(items):
    fractions = [check.fraction for check in items]
    verdict = verdict_of("C2.1.2.noise", items)
    # The fraction is kept to six decimals.
    assert min(fractions) - 1e-6 <= verdict.fraction <= max(fractions) + 1e-6


@given(checks)
def test_all_checks_right_is_full_marks_exactly(items):
    right = [Check(label="", weight=check.weight, fraction=1.0, message="") for check in items]
    assert verdict_of("C2.1.2.noise", right).fraction == 1.0


def test_one_check_beyond_the_grader_s_reach_sends_the_criterion_to_review():
    unclear = Check(label="plan", weight=1, fraction=1, message="", review=True)
    assert verdict_of("C2.1.2.noise", [unclear]).status is VerdictStatus.REVIEW


def test_a_judge_that_checked_nothing_is_a_matter_for_review_not_for_zero():
    assert verdict_of("C2.1.2.noise", []).status is VerdictStatus.REVIEW


@pytest.mark.parametrize(("weight", "fraction"), [(1, 1.01), (1, -0.01), (0, 0.5), (1, float("nan"))])
def test_a_check_that_no_grader_should_produce_is_refused(weight, fraction):
    with pytest.raises(ValueError, match=r"outside 0 to 1|not positive"):
        Check(label="", weight=weight, fraction=fraction, message="")


def test_misconceptions_are_listed_in_the_order_of_the_checks():
    items = [Check(label="", weight=1, fraction=0, message="", misconception=name) for name in ("one-sigma", "", "d50")]
    assert verdict_of("C2.1.2.noise", items).misconceptions == ("one-sigma", "d50")
