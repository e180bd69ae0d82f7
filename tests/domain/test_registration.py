"""Registration on targets: the motion that was made comes back, and a wrong target does not hide."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from autograders.domain.errors import DomainError
from autograders.domain.registration import (
    chain_error_mm,
    check_errors_mm,
    expected_error_mm,
    leave_one_out,
    register,
    swapped_targets,
    wrong_target,
)
from autograders.domain.scanner import Pose

SEEDS = st.integers(0, 2**32 - 1)


def scattered(seed, count=7):
    rng = np.random.default_rng(seed)
    # Eight corners of a room, shaken: never in line.
    corners = np.array([[x, y, z] for x in (0, 8) for y in (0, 6) for z in (0, 3)], dtype=float)
    return corners[rng.permutation(8)[:count]] + rng.uniform(-1, 1, (count, 3)), rng


@given(SEEDS, st.integers(4, 8))
def test_a_known_motion_is_recovered(seed, count):
    seen, rng = scattered(seed, count)
    rotation, shift = Rotation.random(rng=rng).as_matrix(), rng.uniform(-100, 100, 3)
    found = register(seen, seen @ rotation.T + shift)
    assert found.pose.rotation == pytest.approx(rotation, abs=1e-9)
    assert found.pose.position_m == pytest.approx(shift, abs=1e-8)
    assert found.rmse_mm < 1e-6


@given(SEEDS)
def test_the_motion_is_that_of_an_independent_library(seed):
    seen, rng = scattered(seed)
    known = seen @ Rotation.random(rng=rng).as_matrix().T + 0.01 * rng.standard_normal(seen.shape)
    aligned, _ = Rotation.align_vectors(known - known.mean(axis=0), seen - seen.mean(axis=0))
    assert register(seen, known).pose.rotation == pytest.approx(aligned.as_matrix(), abs=1e-7)


@given(SEEDS)
def test_a_flat_set_of_targets_gives_a_rotation_and_no_reflection(seed):
    seen, rng = scattered(seed, 5)
    seen[:, 2] = 0.0
    found = register(seen, seen @ Rotation.random(rng=rng).as_matrix().T)
    assert np.linalg.det(found.pose.rotation) == pytest.approx(1.0)
    assert found.rmse_mm < 1e-6


def test_residuals_of_a_stretched_square_are_those_of_hand_calculation():
    square = np.array([[1.0, 1, 0], [-1, 1, 0], [-1, -1, 0], [1, -1, 0]])
    # Scale is not free: each corner is off by √2 mm along its diagonal.
    found = register(square, 1.001 * square)
    assert found.rmse_mm == pytest.approx(math.sqrt(2))
    # Σ|r|² = 8 mm² over 3·4 − 6 degrees of freedom.
    assert found.sigma_mm == pytest.approx(math.sqrt(8 / 6))


def test_sigma_is_the_noise_of_a_coordinate():
    rng = np.random.default_rng(3)
    variances = []
    for seed in range(400):
        seen, _ = scattered(seed)
        variances.append(register(seen, seen + 2e-3 * rng.standard_normal(seen.shape)).sigma_mm ** 2)
    # 400 · 15 degrees of freedom: the mean variance is known to 1.8 %; five of these.
    assert np.mean(variances) == pytest.approx(4.0, rel=0.09)


def test_check_points_have_no_part_in_the_motion():
    errors = check_errors_mm(Pose.levelled([1, 2, 3]), [[0, 0, 0], [1, 0, 0]], [[1.003, 2, 3.004], [2, 2, 3]])
    assert errors == pytest.approx(np.array([[3, 0, 4], [0, 0, 0]]), abs=1e-9)


@given(SEEDS, st.integers(0, 6), st.floats(12, 200))
@settings(max_examples=60)
def test_a_displaced_target_is_named(seed, index, shift_mm):
    known, rng = scattered(seed)
    direction = rng.standard_normal(3)
    seen = known + 0.5e-3 * rng.standard_normal(known.shape)
    seen[index] += 1e-3 * shift_mm * direction / np.linalg.norm(direction)
    results = leave_one_out(seen, known)
    assert min(range(7), key=lambda item: results[item].rmse_mm) == index
    assert wrong_target(seen, known) == index


def test_sound_targets_are_seldom_accused():
    accused = 0
    for seed in range(300):
        known, rng = scattered(seed)
        accused += wrong_target(known + 1e-3 * rng.standard_normal(known.shape), known) is not None
    # A convention's price: one set of seven in twenty at most.
    assert accused <= 15


@given(SEEDS, st.permutations(range(7)))
@settings(max_examples=40)
def test_two_targets_whose_names_were_exchanged_are_named(seed, order):
    known, rng = scattered(seed)
    seen = known + 0.5e-3 * rng.standard_normal(known.shape)
    first, second = sorted(order[:2])
    seen[[first, second]] = seen[[second, first]]
    assert swapped_targets(seen, known) == (first, second)


def test_the_expected_error_is_that_of_many_trials():
    targets, rng = scattered(5)
    point = np.array([25.0, -10.0, 4.0])
    squares = []
    for _ in range(2000):
        found = register(targets + 1.5e-3 * rng.standard_normal(targets.shape), targets)
        squares.append((check_errors_mm(found.pose, point[None], point[None]) ** 2).sum())
    # A first-order formula, and a mean of 2000 squares known to some 3 %.
    assert math.sqrt(np.mean(squares)) == pytest.approx(expected_error_mm(targets, point, 1.5), rel=0.06)


@given(st.floats(0.1, 10), st.integers(1, 20))
def test_equal_links_add_by_the_root_of_their_number(sigma_mm, links):
    assert chain_error_mm([sigma_mm] * links) == pytest.approx(sigma_mm * math.sqrt(links))


@pytest.mark.parametrize(
    ("scanner", "project", "message"),
    [
        ([[0, 0, 0], [1, 0, 0]], [[0, 0, 0], [1, 0, 0]], "n ≥ 3"),
        ([[0, 0, 0], [1, 0, 0], [0, 1, 0]], [[0, 0, 0], [1, 0, 0]], r"\(3, 3\) et \(2, 3\)"),
        ([[0, 0, 0], [1, 1, 1], [2, 2, 2]], [[0, 0, 0], [1, 1, 1], [2, 2, 2]], "alignées"),
    ],
)
def test_targets_that_fix_no_motion_are_refused(scanner, project, message):
    with pytest.raises(DomainError, match=message):
        register(scanner, project)
