"""Limits that leave no verdict in doubt."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograders.domain.errors import DomainError
from autograders.domain.metrology import Conformity, decide_conformity
from autograders.domain.thresholds import clear_limit, clear_mpe_mm

seeds = st.integers(0, 2**32)


@given(low=st.floats(1, 50), width=st.floats(0, 5), seed=seeds, respected=st.booleans())
def test_a_limit_stays_clear_of_the_band_by_the_margin(low, width, seed, respected):
    high = low + width
    rng = np.random.default_rng(seed)
    limit = clear_limit(low, high, respected=respected, margins=(0.05, 0.2), step=0.01, rng=rng)
    if respected:
        assert limit >= 1.05 * high - 1e-6
    else:
        assert 0 < limit <= 0.95 * low + 1e-6


@given(
    error=st.floats(1.0, 5.0),
    uncertainty=st.floats(0.2, 0.6),
    sign=st.sampled_from([-1, 1]),
    outcome=st.sampled_from(Conformity),
    seed=seeds,
)
def test_estimates_that_differ_by_a_quarter_of_the_uncertainty_come_to_the_same_decision(
    error, uncertainty, sign, outcome, seed
):
    mpe = clear_mpe_mm(sign * error, uncertainty, outcome, step_mm=0.01, rng=np.random.default_rng(seed))
    for shift in (-0.25, 0, 0.25):
        assert decide_conformity(sign * error + shift * uncertainty, mpe, uncertainty) is outcome


def test_a_limit_that_cannot_be_is_refused():
    rng = np.random.default_rng(1)
    with pytest.raises(DomainError, match="aucune limite positive"):
        clear_limit(0.05, 1, respected=False, margins=(0.1, 0.1), step=0.1, rng=rng)
    with pytest.raises(DomainError, match="trop petit"):
        clear_mpe_mm(0.1, 0.5, Conformity.NON_CONFORM, step_mm=0.05, rng=rng)
