"""Cohen's kappas, against what he published and against other ways to the same numbers."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from autograders.domain.agreement import agreement, kappa, otherwise, squared_difference

# The table of J. Cohen's papers of 1960 and 1968: two hundred cases in three categories, by first and second judge.
COHEN = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
# The weights of disagreement that he chose in 1968.
WEIGHTS_1968 = ((0, 1, 3), (1, 0, 6), (3, 6, 0))
RATINGS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=40)


def ratings_of(table):
    return [(row, column) for row, counts in enumerate(table) for column, n in enumerate(counts) for _ in range(n)]


def test_the_example_of_cohen_s_paper_of_1960():
    found = agreement(ratings_of(COHEN))
    # As printed there: 140 of 200 agree, 82 would by chance, kappa .492.
    assert (found.pieces, found.observed, found.kappa) == (200, Fraction(140, 200), Fraction(140 - 82, 200 - 82))
    assert round(float(found.kappa), 3) == 0.492


def test_the_example_of_cohen_s_paper_of_1968():
    found = kappa(ratings_of(COHEN), lambda first, second: WEIGHTS_1968[first][second])
    # As printed there.
    assert round(float(found), 3) == 0.348


@given(RATINGS)
def test_squared_weights_give_the_concordance_of_the_two_series(ratings):
    first, second = np.array(ratings).T
    # Fleiss and Cohen (1973): without a correction for small samples, the intraclass correlation.
    spread = first.var() + second.var() + (first.mean() - second.mean()) ** 2
    assume(spread > 0)
    concordance = 2 * ((first - first.mean()) * (second - second.mean())).mean() / spread
    assert float(kappa(ratings, squared_difference)) == pytest.approx(concordance, abs=1e-9)


@given(RATINGS)
def test_it_does_not_matter_who_is_called_the_first_nor_what_the_levels_are_called(ratings):
    other = [(4 - second, 4 - first) for first, second in ratings]
    assert agreement(other) == agreement(ratings)


@given(RATINGS)
def test_kappa_is_one_for_the_same_levels_only(ratings):
    found = kappa(ratings, otherwise)
    assume(found is not None)
    assert (found == 1) == all(first == second for first, second in ratings)


def test_levels_that_are_far_apart_weigh_more():
    near, far = [(0, 0), (4, 4), (2, 3), (1, 1)], [(0, 0), (4, 4), (0, 4), (1, 1)]
    assert kappa(near, squared_difference) > kappa(far, squared_difference)


@pytest.mark.parametrize("ratings", [[], [(3, 3)], [(3, 3)] * 20])
def test_where_chance_alone_agrees_on_everything_there_is_no_kappa(ratings):
    found = agreement(ratings)
    assert (found.kappa, found.weighted_kappa) == (None, None)
    assert found.observed == (1 if ratings else None)
