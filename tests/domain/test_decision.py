"""Multicriteria decision: expected values by hand, by another algorithm, or from Saaty's book; laws as properties."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import Bounds, LinearConstraint, milp

from autograders.domain.decision import (
    RANDOM_INDICES,
    Direction,
    affordable,
    best_selections,
    consistency_index,
    consistency_ratio,
    dominated_by,
    geometric_mean_weights,
    is_reciprocal,
    min_max_scaled,
    normalised_column_weights,
    principal_eigenvalue,
    principal_weights,
    ranks,
    stable_weight_interval,
    topsis_closeness,
    vector_scaled,
    weighted_sums,
)
from autograders.domain.errors import DomainError

MAXIMISE, MINIMISE = Direction.MAXIMISE, Direction.MINIMISE
COHERENT = np.array([[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]])
INCOHERENT = np.array([[1, 2, 5], [1 / 2, 1, 1 / 3], [1 / 5, 3, 1]])

saaty = st.sampled_from([*range(1, 10), *(1 / n for n in range(2, 10))])
figures = st.floats(0.1, 1000)
matrices = st.tuples(st.integers(2, 7), st.integers(2, 6)).flatmap(lambda shape: arrays(float, shape, elements=figures))


@st.composite
def judgement_matrices(draw):
    count = draw(st.integers(3, 8))
    matrix = np.ones((count, count))
    for row, column in zip(*np.triu_indices(count, 1), strict=True):
        matrix[row, column] = draw(saaty)
        matrix[column, row] = 1 / matrix[row, column]
    return matrix


@st.composite
def problems(draw):
    """Options, weights that sum to 1, directions."""
    values = draw(matrices)
    count = values.shape[1]
    weights = np.array(draw(st.lists(st.floats(0.05, 1), min_size=count, max_size=count)))
    directions = draw(st.lists(st.sampled_from(Direction), min_size=count, max_size=count))
    return values, weights / weights.sum(), directions


def power_iteration(matrix):
    """Principal eigenvector by another route than an eigenvalue solver: repeated products."""
    vector = np.ones(len(matrix))
    for _ in range(500):
        vector = matrix @ vector
        vector /= vector.sum()
    return vector


def test_weights_and_ratio_of_a_coherent_matrix_of_three_are_those_of_the_textbook():
    # Saaty's 3 × 3 example; for n = 3 the geometric mean and the eigenvector coincide.
    for weights in (principal_weights(COHERENT), geometric_mean_weights(COHERENT)):
        assert weights == pytest.approx([0.6370, 0.2583, 0.1047], abs=5e-5)
        assert principal_eigenvalue(COHERENT, weights) == pytest.approx(3.0385, abs=5e-5)
        assert consistency_ratio(COHERENT, weights) == pytest.approx(0.0332, abs=5e-5)


def test_circular_judgements_are_inconsistent():
    # By hand: a reciprocal 3 × 3 matrix has λ³ − 3λ² = det, here 5.6333, so λ = 3.4683.
    assert consistency_ratio(INCOHERENT, principal_weights(INCOHERENT)) == pytest.approx(0.4037, abs=5e-5)


def test_consistency_index_by_hand():
    assert consistency_index(6.31, 6) == pytest.approx(0.062)
    assert RANDOM_INDICES[6] == 1.24


def test_a_ratio_is_refused_where_there_is_no_random_index():
    with pytest.raises(ValueError, match="from 3 to 10"):
        consistency_ratio([[1, 2], [0.5, 1]], [2 / 3, 1 / 3])


@pytest.mark.parametrize(
    "matrix",
    [
        [[1, 2], [2, 1]],
        [[2, 2], [0.5, 2]],
        [[1, 0], [0, 1]],
        [[1, -2], [-0.5, 1]],
        [[1, 2, 3], [0.5, 1, 1]],
        [1, 1],
        [[1, np.nan], [1, 1]],
    ],
)
def test_what_is_no_judgement_matrix_is_recognised(matrix):
    assert not is_reciprocal(matrix)


@given(judgement_matrices())
def test_the_eigenvector_is_what_repeated_products_converge_to(matrix):
    assert is_reciprocal(matrix)
    weights = principal_weights(matrix)
    assert weights == pytest.approx(power_iteration(matrix), abs=1e-6)
    # λmax of a reciprocal matrix is at least n.
    assert principal_eigenvalue(matrix, weights) >= len(matrix) - 1e-9


@given(judgement_matrices())
def test_weights_sum_to_one_and_are_positive(matrix):
    for method in (principal_weights, geometric_mean_weights, normalised_column_weights):
        weights = method(matrix)
        assert weights.sum() == pytest.approx(1)
        assert np.all(weights > 0)


@given(st.lists(st.floats(0.05, 1), min_size=3, max_size=8).map(np.array))
def test_judgements_made_of_weights_give_them_back_with_a_ratio_of_zero(weights):
    weights = weights / weights.sum()
    matrix = weights[:, None] / weights
    for method in (principal_weights, geometric_mean_weights, normalised_column_weights):
        assert method(matrix) == pytest.approx(weights, abs=1e-9)
    assert consistency_ratio(matrix, weights) == pytest.approx(0, abs=1e-9)


def test_min_max_by_hand():
    # Accuracy 2, 4, 5 mm (less is better); rate 1, 3, 2 (more is better); the third column decides nothing.
    scaled = min_max_scaled([[2, 1, 7], [4, 3, 7], [5, 2, 7]], [MINIMISE, MAXIMISE, MAXIMISE])
    assert scaled == pytest.approx(np.array([[1, 0, 0], [1 / 3, 1, 0], [0, 0.5, 0]]))


def test_a_column_of_zeros_has_no_norm_and_stays_zero():
    assert vector_scaled([[0.0, 3.0], [0.0, 4.0]]).tolist() == [[0.0, 0.6], [0.0, 0.8]]


@given(problems(), st.floats(0.001, 1000))
def test_no_unit_changes_a_score(problem, factor):
    values, weights, directions = problem
    other = values * np.where(np.arange(values.shape[1]) == 0, factor, 1.0)
    sums = [weighted_sums(min_max_scaled(each, directions), weights) for each in (values, other)]
    assert sums[0] == pytest.approx(sums[1], abs=1e-6)
    closeness = [topsis_closeness(each, weights, directions) for each in (values, other)]
    assert closeness[0] == pytest.approx(closeness[1], abs=1e-6)


@given(problems())
def test_scores_lie_between_zero_and_one(problem):
    values, weights, directions = problem
    for scores in (
        weighted_sums(min_max_scaled(values, directions), weights),
        topsis_closeness(values, weights, directions),
    ):
        assert np.all((scores >= -1e-12) & (scores <= 1 + 1e-12))


@given(problems())
def test_a_dominated_option_is_never_alone_in_front(problem):
    values, weights, directions = problem
    scores = weighted_sums(min_max_scaled(values, directions), weights)
    for option, others in dominated_by(values, directions).items():
        assert all(scores[other] >= scores[option] - 1e-12 for other in others)


def test_topsis_on_one_criterion_is_the_relative_place_between_worst_and_best():
    assert topsis_closeness([[2.0], [5.0], [10.0]], [1.0], [MAXIMISE]) == pytest.approx([0, 3 / 8, 1])
    assert topsis_closeness([[2.0], [5.0], [10.0]], [1.0], [MINIMISE]) == pytest.approx([1, 5 / 8, 0])


def test_topsis_on_two_criteria_by_hand():
    # Columns (3, 4, 0) and (0, 6, 8) become (0.6, 0.8, 0) and (0, 0.6, 0.8); weights 0.5; the second is to minimise.
    # Weighted: A (0.3, 0), B (0.4, 0.3), C (0, 0.4); ideal (0.4, 0), anti-ideal (0, 0.4).
    distances = {"A": (0.1, 0.5), "B": (0.3, np.hypot(0.4, 0.1)), "C": (np.hypot(0.4, 0.4), 0.0)}
    expected = [worst / (best + worst) for best, worst in distances.values()]
    found = topsis_closeness([[3, 0], [4, 6], [0, 8]], [0.5, 0.5], [MAXIMISE, MINIMISE])
    assert found == pytest.approx(expected)


def test_options_all_alike_are_as_close_as_one_another():
    assert topsis_closeness([[1.0, 2.0], [1.0, 2.0]], [0.5, 0.5], [MAXIMISE, MINIMISE]).tolist() == [0.0, 0.0]


def test_equal_scores_share_their_rank():
    assert ranks([0.5, 0.7, 0.5, 0.1]) == [2, 1, 2, 4]


def test_dominance_by_hand():
    # The third is worse than the first everywhere; equal options do not dominate each other.
    values = [[2, 10], [3, 20], [2.5, 9], [2, 10]]
    assert dominated_by(values, [MINIMISE, MAXIMISE]) == {2: [0, 3]}


def test_the_interval_of_a_weight_by_hand():
    # Leads of the first over the second: −1 on criterion 0, +0.5 on the rest (weights 0.4 and 0.4, scaled to 0.5):
    # −t + 0.5·(1 − t) = 0 at t = 1/3.
    low, high = stable_weight_interval([[0, 1, 0.5], [1, 0, 0.5]], [0.2, 0.4, 0.4], 0)
    assert (low, high) == (0.0, pytest.approx(1 / 3))


def test_the_interval_is_refused_where_the_other_weights_are_zero():
    with pytest.raises(ValueError, match="weigh nothing"):
        stable_weight_interval([[0, 1], [1, 0]], [1.0, 0.0], 0)


@given(problems(), st.data())
def test_the_interval_is_the_one_that_scanning_the_weight_finds(problem, data):
    values, weights, directions = problem
    scaled = min_max_scaled(values, directions)
    criterion = data.draw(st.integers(0, len(weights) - 1))
    scores = weighted_sums(scaled, weights)
    winner = int(np.argmax(scores))
    assume(np.sum(scores >= scores[winner] - 1e-6) == 1)
    low, high = stable_weight_interval(scaled, weights, criterion)
    assert low <= weights[criterion] <= high
    rest = np.delete(weights, criterion)
    for weight in np.linspace(0, 1, 101):
        trial = np.insert(rest * (1 - weight) / rest.sum(), criterion, weight)
        lead = scaled @ trial
        if low + 1e-6 < weight < high - 1e-6:
            assert lead[winner] >= lead.max() - 1e-9
        elif not low - 1e-6 <= weight <= high + 1e-6:
            assert lead[winner] < lead.max()


def test_the_knapsack_of_the_textbook():
    # Cormen, Leiserson, Rivest and Stein, chapter on greedy algorithms: worth per euro picks a and b, 160; best is 220.
    worths = {"a": 60, "b": 100, "c": 120}
    best = best_selections({"a": 10, "b": 20, "c": 30}, 50, lambda chosen: sum(worths[option] for option in chosen))
    assert [(set(each.options), each.cost, each.worth) for each in best] == [({"b", "c"}, 50, 220)]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=9), st.integers(0, 100))
def test_the_best_selection_is_that_of_an_integer_programme(options, budget):
    costs = {str(rank): cost for rank, (cost, _) in enumerate(options)}
    best = best_selections(costs, budget, lambda chosen: sum(options[int(option)][1] for option in chosen))[0]
    solved = milp(
        c=[-worth for _, worth in options],
        constraints=LinearConstraint([[cost for cost, _ in options]], ub=budget),
        integrality=np.ones(len(options)),
        bounds=Bounds(0, 1),
    )
    assert best.cost <= budget
    assert best.worth == pytest.approx(-solved.fun)


def test_options_of_equal_worth_are_all_given_at_the_least_cost():
    best = best_selections({"a": 2, "b": 2, "c": 3}, 3, lambda chosen: float(len(chosen) == 1))
    assert [set(each.options) for each in best] == [{"a"}, {"b"}]


def test_a_second_figure_decides_where_the_first_ones_are_equal():
    figures = {"a": (1, 5), "b": (1, 7), "c": (0, 9)}
    best = best_selections(
        dict.fromkeys(figures, 1.0), 1, lambda chosen: max((figures[option] for option in chosen), default=(0, 0))
    )
    assert [(set(each.options), each.worth) for each in best] == [({"b"}, (1, 7))]


def test_what_is_left_of_a_budget_pays_for_no_more():
    assert set(affordable({"a": 2, "b": 1, "c": 0}, 2)) == {
        frozenset(names) for names in ("", "a", "b", "c", "ac", "bc")
    }


def test_twenty_options_are_not_too_many():
    best = best_selections({str(rank): 1 for rank in range(20)}, 1, lambda chosen: float("7" in chosen))
    assert [each.options for each in best] == [{"7"}]


def test_a_budget_reached_exactly_is_respected():
    # 0.1 + 0.2 is a hair above 0.3 in binary.
    assert frozenset({"a", "b"}) in set(affordable({"a": 0.1, "b": 0.2}, 0.3))


@pytest.mark.parametrize(
    ("costs", "budget"),
    [({"a": -1}, 3), ({"a": float("nan")}, 3), ({"a": 1}, -1), ({str(rank): 1 for rank in range(21)}, 3)],
)
def test_budgets_that_make_no_sense_are_refused(costs, budget):
    with pytest.raises(DomainError, match="attendu"):
        best_selections(costs, budget, len)
