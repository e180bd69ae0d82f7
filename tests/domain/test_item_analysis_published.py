"""Item analysis against figures that others printed for data that others gave."""

from itertools import product

import numpy as np
import pytest

from autograders.domain.item_analysis import (
    alpha_without,
    cronbach_alpha,
    difficulty,
    discrimination,
    upper_lower_difference,
)

# Section 7 of the Law School Admission Test, five items, 1000 candidates: how many answered as in each of the 32
# patterns 00000, 00001, ... 11111. R. D. Bock and M. Lieberman, "Fitting a response model for n dichotomously scored
# items", Psychometrika 35 (1970), table 1.
LSAT7_COUNTS = (
    12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28,
    7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35, 18, 136, 32, 308,
)  # fmt: skip
# What R's package mirt prints for them in the manual of its function itemstats (R. P. Chalmers, Journal of Statistical
# Software 48 (2012), no. 6): mean, correlation with the total, the same without the item, alpha without the item.
# Versions from 1.46 on leave out the second.
LSAT7_PRINTED = (
    (0.828, 0.530, 0.246, 0.396),
    (0.658, 0.600, 0.247, 0.394),
    (0.772, 0.611, 0.313, 0.345),
    (0.606, 0.592, 0.223, 0.415),
    (0.843, 0.461, 0.175, 0.438),
)
LSAT7_ALPHA = 0.453

# The data set "cronbach_alpha" of the Python package pingouin (R. Vallat, Journal of Open Source Software 3 (2018),
# no. 1026), fifteen persons and ten items; its manual prints alpha and its interval by Feldt's method.
PINGOUIN_ROWS = (
    "3241451432", "5463512555", "7355643365", "2433222663", "6565444675", "1234252352", "4353521243", "2443722465",
    "6555165232", "5464353172", "4352532341", "4232534234", "5562332445", "6554221465", "4355313234",
)  # fmt: skip
PINGOUIN_PRINTED = (0.5917188485995826, 0.195, 0.840)
# Its data set "cronbach_wide_missing"; the manual prints alpha of those with every answer, which is that of R's psych.
# (The interval that it prints beside counts all twelve persons.)
PINGOUIN_ROWS_WITH_HOLES = (
    "11111111111", "11111111010", "_011_111100", "11101101100", "11111000100", "01_01111000",
    "11110010000", "11111000000", "01011000010", "10010100_00", "11100000000", "10010000000",
)  # fmt: skip
PINGOUIN_PRINTED_COMPLETE = (0.8016949152542373, 9)

# An item analysis worksheet for teachers (studylib.net/doc/25270846): ten students, best first, ten questions; right
# answers in the upper and in the lower half, and D.
WORKSHEET_ROWS = (
    "1111111111", "1111111101", "1101111100", "0111110101", "1110111001",
    "1110110100", "0110110101", "0111001010", "1110100001", "0100010010",
)  # fmt: skip
WORKSHEET_PRINTED = (0.4, 0.0, 0.0, 0.6, 0.4, 0.4, 0.6, 0.4, -0.2, 0.4)


def table_of(rows):
    return np.array([[np.nan if mark == "_" else float(mark) for mark in row] for row in rows])


def test_alpha_and_point_biserial_of_the_law_school_test_are_those_that_mirt_prints():
    scores = np.repeat(np.array(list(product((0.0, 1.0), repeat=5))), LSAT7_COUNTS, axis=0)
    assert len(scores) == 1000
    assert round(cronbach_alpha(scores).value, 3) == LSAT7_ALPHA
    total = scores.sum(axis=1)
    for item, (mean, with_itself, corrected, without) in enumerate(LSAT7_PRINTED):
        assert round(difficulty(scores[:, item], 1.0), 3) == mean
        # The point-biserial correlation as it was before it was corrected is no figure of ours.
        assert round(np.corrcoef(scores[:, item], total)[0, 1], 3) == with_itself
        assert round(discrimination(scores, np.ones(5), item).item_rest, 3) == corrected
        assert round(alpha_without(scores, item), 3) == without


def test_alpha_and_its_interval_are_those_that_pingouin_prints():
    found = cronbach_alpha(table_of(PINGOUIN_ROWS))
    value, lower, upper = PINGOUIN_PRINTED
    assert found.value == pytest.approx(value, abs=1e-12)
    assert (round(found.lower, 3), round(found.upper, 3)) == (lower, upper)


def test_alpha_of_those_with_every_answer_is_what_pingouin_prints():
    found = cronbach_alpha(table_of(PINGOUIN_ROWS_WITH_HOLES))
    value, complete = PINGOUIN_PRINTED_COMPLETE
    assert (found.value, found.candidates) == (pytest.approx(value, abs=1e-12), complete)


def test_upper_less_lower_group_is_what_a_worksheet_for_teachers_gives():
    scores = table_of(WORKSHEET_ROWS)
    found = [upper_lower_difference(scores[:, item], scores.mean(axis=1), group_share=0.5) for item in range(10)]
    assert found == pytest.approx(WORKSHEET_PRINTED)


def test_27_percent_of_forty_are_eleven():
    # A question of an examination on test theory (examoo.com/mcqs/6797): 9 of the upper 11 right and 3 of the lower
    # 11, hence D = 0.55.
    right = np.zeros(40)
    right[[*range(3), *range(29, 38)]] = 1
    assert round(upper_lower_difference(right, np.arange(40.0)), 2) == 0.55
