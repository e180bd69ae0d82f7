"""Item analysis against other ways to compute it: pandas, scipy, enumeration, closed testing, simulated tests."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from autograders.domain.item_analysis import (
    ability_adjusted,
    alpha_without,
    compare_variants,
    correlation_interval,
    cronbach_alpha,
    difficulty,
    difficulty_interval,
    discrimination,
    holm,
    known_shares,
    probability_below,
    upper_lower_difference,
)


def class_of(seed, candidates=40, items=8, steps=1, missing=0.0):
    """Return scores of a logistic model: 0 to 1 in some steps, some of them not established."""
    rng = np.random.default_rng(seed)
    ability, hardness = rng.normal(0, 1, candidates), rng.normal(0, 1, items)
    right = 1 / (1 + np.exp(-1.5 * (ability[:, None] - hardness)))
    scores = rng.binomial(steps, right) / steps
    return np.where(rng.random(scores.shape) < missing, np.nan, scores)


SCORES = st.builds(
    class_of,
    seed=st.integers(0, 10_000),
    candidates=st.integers(2, 30),
    items=st.integers(2, 6),
    steps=st.integers(1, 4),
    missing=st.sampled_from([0.0, 0.1, 0.6]),
)


def test_on_right_or_wrong_items_the_figures_are_those_of_scipy_and_pandas():
    scores = class_of(1)
    table = pd.DataFrame(scores)
    maxima = np.ones(8)
    for item in table:
        found = discrimination(scores, maxima, item)
        rest = table.drop(columns=item).sum(axis=1)
        assert found.item_rest == pytest.approx(stats.pointbiserialr(table[item] == 1, rest).statistic, abs=1e-12)
        assert difficulty(scores[:, item], 1.0) == pytest.approx((table[item] == 1).mean())
    # Kuder and Richardson's formula 20 (1937), which alpha is for such items.
    p, total = table.mean(), table.sum(axis=1)
    kr20 = 8 / 7 * (1 - (p * (1 - p)).sum() / total.var(ddof=0))
    assert cronbach_alpha(scores).value == pytest.approx(kr20, abs=1e-12)


def test_the_intervals_of_difficulty_and_correlation_are_those_of_scipy():
    scores = class_of(9, candidates=25)
    for item in range(8):
        right = int(scores[:, item].sum())
        expected = stats.binomtest(right, 25).proportion_ci(method="wilson")
        assert difficulty_interval(right / 25, 25) == pytest.approx(tuple(expected))
        rest = np.delete(scores, item, axis=1).sum(axis=1)
        found = stats.pearsonr(scores[:, item], rest)
        assert correlation_interval(found.statistic, 25) == pytest.approx(tuple(found.confidence_interval(0.95)))
    assert [difficulty_interval(value, 9)[index] for index, value in enumerate((0.0, 1.0))] == [0.0, 1.0]
    assert correlation_interval(0.5, 3) is None


def test_with_parts_of_points_and_what_is_missing_the_figures_are_those_of_pandas():
    scores, maxima = class_of(2, candidates=60, items=6, steps=4, missing=0.15), np.array([1.0, 0.5, 0.5, 1, 1, 1])
    scores = scores * maxima
    table = pd.DataFrame(scores)
    possible = table.notna() * maxima
    for item in table:
        others = table.columns != item
        rest = table.loc[:, others].sum(axis=1) / possible.loc[:, others].sum(axis=1)
        rest = rest.where(possible.loc[:, others].sum(axis=1) >= maxima[others].sum() / 2)
        found = discrimination(scores, maxima, item)
        assert found.item_rest == pytest.approx(table[item].corr(rest), abs=1e-12)
        assert found.candidates == (table[item].notna() & rest.notna()).sum()
        assert difficulty(scores[:, item], maxima[item]) == pytest.approx(table[item].mean() / maxima[item])
    # Alpha by the mean variance and the mean covariance of the items (standard identity).
    covariance = table.dropna().cov().to_numpy()
    mean_variance = np.diag(covariance).mean()
    mean_covariance = (covariance.sum() - np.trace(covariance)) / 30
    expected = 6 * mean_covariance / (mean_variance + 5 * mean_covariance)
    found = cronbach_alpha(scores)
    assert (found.value, found.candidates) == (pytest.approx(expected, abs=1e-12), len(table.dropna()))
    without = table.dropna().drop(columns=3).cov().to_numpy()
    expected = 5 / 4 * (1 - np.trace(without) / without.sum())
    assert alpha_without(scores, 3) == pytest.approx(expected, abs=1e-12)


def test_the_groups_are_the_best_and_the_worst_27_percent():
    totals = np.random.default_rng(3).permutation(100) / 100
    shares = np.random.default_rng(4).random(100)
    ranked = pd.Series(shares, index=totals).sort_index()
    assert upper_lower_difference(shares, totals) == pytest.approx(ranked[-27:].mean() - ranked[:27].mean())
    # Of three places, one is above the border, and five tied share the two that are left.
    tied = np.array([9, 7, 7, 7, 7, 7, 3, 2, 1, 0], dtype=float)
    own = np.array([1, 1, 1, 0, 0, 0, 1, 0, 0, 0], dtype=float)
    assert upper_lower_difference(own, tied) == pytest.approx((1 + 2 * 2 / 5) / 3)


def test_the_interval_of_alpha_holds_the_true_one_as_often_as_it_says():
    # Parallel items: true variance 1, error variance 2, six items: alpha is 6 / (6 + 2).
    rng = np.random.default_rng(5)
    held = []
    for _ in range(400):
        found = cronbach_alpha(rng.normal(size=(30, 1)) + rng.normal(0, np.sqrt(2), (30, 6)))
        held.append(found.lower <= 0.75 <= found.upper)
    # 95 % of 400, within three standard deviations.
    assert 0.917 <= np.mean(held) <= 0.983


def test_a_correlation_below_the_benchmark_is_as_rare_as_it_says():
    rng = np.random.default_rng(6)
    first, noise = rng.normal(size=(2, 2000, 40))
    second = 0.2 * first + np.sqrt(1 - 0.2**2) * noise
    centred = [sample - sample.mean(axis=1, keepdims=True) for sample in (first, second)]
    found = np.prod(centred, axis=0).sum(axis=1) / np.sqrt(np.prod([(one**2).sum(axis=1) for one in centred], axis=0))
    said = [probability_below(correlation, 40) for correlation in found]
    # 5 % of 2000, within three standard deviations.
    assert 0.035 <= np.mean(np.array(said) < 0.05) <= 0.065


def test_the_probability_of_a_difference_is_that_of_all_ways_to_deal_two_variants():
    values = np.array([0.0, 0.1, 0.2, 0.4, 0.3, 0.8, 0.9, 1.0, 0.7])
    variants = ["1"] * 4 + ["2"] * 5

    def standing_out(group):
        others = [index for index in range(9) if index not in group]
        return abs(values[list(group)].mean() - values[others].mean())

    ways = [standing_out(group) for group in combinations(range(9), 4)]
    exact = np.mean(np.array(ways) >= standing_out(range(4)) - 1e-12)
    (found,) = compare_variants(values[:, None], variants)
    # Within four standard deviations of 4999 draws.
    assert found.probability == pytest.approx(exact, abs=4 * np.sqrt(exact / 4999))
    assert found.differences[0].difference == pytest.approx(values[:4].mean() - values[4:].mean())
    assert found.differences[0].standardised == pytest.approx(found.differences[0].difference / values.std())


def test_what_ability_explains_is_taken_away_by_the_line_of_least_squares():
    rest = np.random.default_rng(7).random(30)
    shares = 0.2 + 0.5 * rest + np.random.default_rng(8).normal(0, 0.1, 30)
    line = stats.linregress(rest, shares)
    assert ability_adjusted(shares, rest) == pytest.approx(shares - line.intercept - line.slope * rest, abs=1e-12)


@settings(max_examples=40)
@given(st.lists(st.sampled_from([0.001, 0.004, 0.01, 0.02, 0.03, 0.2, 0.9]), min_size=1, max_size=5))
def test_holm_is_bonferroni_on_every_set_of_questions_that_holds_one(probabilities):
    sets = [chosen for size in range(1, 6) for chosen in combinations(range(len(probabilities)), size)]
    for index, adjusted in enumerate(holm(probabilities)):
        closed = max(min(1.0, len(one) * min(probabilities[i] for i in one)) for one in sets if index in one)
        assert adjusted == pytest.approx(closed)


@settings(max_examples=40)
@given(SCORES)
def test_whatever_the_scores_figures_stay_within_their_bounds(scores):
    maxima = np.ones(scores.shape[1])
    for item in range(scores.shape[1]):
        hardness, found = difficulty(scores[:, item], 1.0), discrimination(scores, maxima, item)
        assert hardness is None or 0 <= hardness <= 1
        assert all(value is None or -1 <= value <= 1 for value in (found.upper_lower, found.item_rest))
    alpha = cronbach_alpha(scores)
    assert alpha.value is None or alpha.lower <= alpha.value <= alpha.upper <= 1


@settings(max_examples=40)
@given(SCORES, st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_changes_nothing(scores, random):
    order = random.sample(range(len(scores)), len(scores))
    maxima, variants = np.ones(scores.shape[1]), [str(index % 3) for index in range(len(scores))]
    for item in range(scores.shape[1]):
        former, latter = (discrimination(table, maxima, item) for table in (scores, scores[order]))
        assert former.upper_lower == pytest.approx(latter.upper_lower, abs=1e-9)
        assert former.item_rest == pytest.approx(latter.item_rest, abs=1e-9)
    assert cronbach_alpha(scores).value == pytest.approx(cronbach_alpha(scores[order]).value, abs=1e-9)
    former = compare_variants(scores, variants, 50)
    latter = compare_variants(scores[order], [variants[index] for index in order], 50)
    for one, other in zip(former, latter, strict=True):
        assert one.probability == other.probability
        assert [item.variant for item in one.differences] == [item.variant for item in other.differences]


@settings(max_examples=40)
@given(SCORES, st.floats(-3, 3), st.floats(0.1, 10))
def test_points_in_another_unit_change_neither_correlation_nor_alpha(scores, added, unit):
    maxima = np.ones(scores.shape[1])
    before, after = (discrimination(scores * factor, maxima * factor, 0).item_rest for factor in (1.0, unit))
    assert before == pytest.approx(after, abs=1e-6)
    shifted = cronbach_alpha(scores * unit + added)
    assert cronbach_alpha(scores).value == pytest.approx(shifted.value, abs=1e-6)


def test_nothing_is_said_where_there_is_nothing_to_say():
    nobody, alike = np.empty((0, 3)), np.ones((5, 3))
    assert difficulty(nobody[:, 0], 1.0) is None
    for scores in (nobody, alike, np.full((5, 3), np.nan)):
        found = discrimination(scores, np.ones(3), 0)
        assert (found.upper_lower, found.item_rest) == (None, None)
        assert cronbach_alpha(scores).value is None
        variants = [str(index % 2) for index in range(len(scores))]
        assert [(item.differences, item.probability) for item in compare_variants(scores, variants)] == [((), 1.0)] * 3
    # Two candidates on a variant are compared with nothing.
    (found,) = compare_variants(np.array([[0.0], [0.0], [1.0], [1.0], [0.5]]), ["1", "1", "2", "2", "2"])
    assert found.differences == ()
    assert np.isnan(known_shares(np.array([[1.0, np.nan, np.nan]]), np.ones(3))).all()
