"""Expected figures: worked examples WE-02 and WE-09 of the domain brief, hand calculation, SciPy."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import linregress

from autograders.domain.errors import DomainError
from autograders.domain.metrology import (
    Conformity,
    decide_conformity,
    expanded_uncertainty_mm,
    fit_length_errors,
    loa_class,
    m3c2_lod95_mm,
    repeatability,
    u95_mm,
)

lengths = st.lists(st.floats(-1e4, 1e4), min_size=2, max_size=50)


def test_repeated_lengths_give_the_worked_example():
    # WE-02.
    result = repeatability([10000.8, 10001.4, 10000.9, 10001.2, 10001.2], 10000)
    assert result == pytest.approx((1.100, 0.2449, 1.1216), abs=5e-5)


@settings(max_examples=40, deadline=None)
@given(lengths, st.floats(-1e4, 1e4))
def test_square_of_rmse_is_that_of_bias_plus_the_population_variance(values, reference_mm):
    result = repeatability(values, reference_mm)
    count = len(values)
    assert result.rmse_mm**2 == pytest.approx(result.bias_mm**2 + (count - 1) / count * result.s_mm**2, abs=1e-6)


def test_zero_and_scale_agree_with_scipy():
    rng = np.random.default_rng(1)
    references = np.repeat([5_000.0, 10_000, 20_000, 30_000, 40_000], 4)
    measured = references * (1 + 80e-6) + 1.2 + rng.normal(0, 0.5, 20)
    expected = linregress(references, measured - references)
    law = fit_length_errors(references, measured)
    assert law.offset_mm == pytest.approx(expected.intercept)
    assert law.scale_ppm == pytest.approx(1e6 * expected.slope)
    assert law.scale_standard_error_ppm == pytest.approx(1e6 * expected.stderr)


def test_two_lengths_give_a_scale_without_a_standard_error():
    law = fit_length_errors([1000, 2000], [1001, 2002])
    assert law[:2] == pytest.approx((0, 1000))
    assert math.isnan(law.scale_standard_error_ppm)


def test_expanded_uncertainty_is_twice_the_root_of_the_squares():
    # 2·√(0.3² + 0.4² + 1.2²) = 2·1.3.
    assert expanded_uncertainty_mm(0.3, 0.4, 1.2) == pytest.approx(2.6)
    assert expanded_uncertainty_mm(0.3, 0.4, 1.2, coverage_factor=3) == pytest.approx(3.9)


def test_sphere_spacing_of_the_worked_example_is_inconclusive():
    # WE-09: SD +0.0340 mm, MPE 0.05, U 0.02.
    error_mm = math.dist((0, 0, 0), (300.03, 400.02, 0)) - 500
    assert error_mm == pytest.approx(0.0340, abs=5e-5)
    assert decide_conformity(error_mm, 0.05, 0.02) is Conformity.INCONCLUSIVE


@pytest.mark.parametrize(
    ("error_mm", "outcome"),
    [
        (3.0, Conformity.CONFORM),
        (-3.0, Conformity.CONFORM),
        (3.001, Conformity.INCONCLUSIVE),
        (-5.0, Conformity.INCONCLUSIVE),
        (5.001, Conformity.NON_CONFORM),
        (-9.0, Conformity.NON_CONFORM),
    ],
)
def test_decision_keeps_the_uncertainty_on_both_sides_of_the_limit(error_mm, outcome):
    assert decide_conformity(error_mm, 4.0, 1.0) is outcome


@settings(max_examples=40, deadline=None)
@given(st.floats(-10, 10), st.floats(0, 5))
def test_without_uncertainty_every_error_is_decided(error_mm, mpe_mm):
    assert decide_conformity(error_mm, mpe_mm, 0) is not Conformity.INCONCLUSIVE


def test_level_of_detection_adds_the_registration_outside_the_root():
    # 1.96·(√(2·1.41²/100) + 1); inside the root it would be 2.00.
    assert m3c2_lod95_mm(1.41, 100, 1.41, 100) == pytest.approx(0.391, abs=5e-4)
    assert m3c2_lod95_mm(1.41, 100, 1.41, 100, 1.0) == pytest.approx(2.351, abs=5e-4)


@pytest.mark.parametrize(
    ("error_mm", "level"),
    [(0.0, "LOA50"), (1.0, "LOA50"), (1.01, "LOA40"), (5, "LOA40"), (15, "LOA30"), (50, "LOA20"), (150, "LOA10")],
)
def test_levels_of_accuracy_have_their_published_bounds(error_mm, level):
    assert loa_class(error_mm) == level


def test_beyond_the_last_level_there_is_none():
    assert loa_class(150.1) is None


def test_one_sigma_would_give_a_level_too_good():
    assert loa_class(3.0) == "LOA40"
    assert loa_class(u95_mm(3.0)) == "LOA30"


def test_total_error_counts_bias_and_registration():
    # 1.96·√(2² + 3² + 6²) = 1.96·7.
    assert u95_mm(2, 3, 6) == pytest.approx(13.72)


@pytest.mark.parametrize(
    ("call", "fragment"),
    [
        (lambda: repeatability([1.0], 1.0), "2 longueurs"),
        (lambda: repeatability([1.0, math.nan], 1.0), "non finie"),
        (lambda: fit_length_errors([1, 2], [1, 2, 3]), "nombres égaux"),
        (lambda: fit_length_errors([1, 1], [1, 2]), "une seule longueur"),
        (lambda: decide_conformity(math.nan, 1, 0), "non finis"),
        (lambda: decide_conformity(0, 1, -1), "négative"),
        (lambda: m3c2_lod95_mm(1, 4, 1, 100), "5 au moins"),
        (lambda: loa_class(-1), "positive ou nulle"),
    ],
)
def test_data_that_allow_no_figure_are_refused_in_words(call, fragment):
    with pytest.raises(DomainError, match=fragment):
        call()
