"""Expected figures: worked examples WE-01 to WE-07 of the domain brief, hand calculation, Open3D and SciPy."""

import math

import numpy as np
import open3d
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import KDTree
from scipy.spatial.transform import Rotation

from autograders.domain.errors import DomainError
from autograders.domain.point_cloud import (
    directional_spacing,
    dome_point_count,
    find_plane,
    find_sphere,
    fine_detail_quality,
    fit_noise_law,
    fit_plane,
    fit_sphere,
    gaussian_spot_diameter_mm,
    mad_plane_noise_mm,
    nearest_neighbour_spacing,
    plane_noise_mm,
    population_plane_noise_mm,
    robust_plane_noise_mm,
    smallest_resolved_radius,
    spot_diameter_mm,
    star_slot_width_mm,
    theoretical_spacing_mm,
)

SADDLE = np.array([[x, y, 0.001 * x * y] for x in (-1, 0, 1) for y in (-1, 0, 1)])
seeds = st.integers(0, 10_000)


def panel(count, *, sigma_mm=2.0, seed=1, outliers=0.0):
    """Make a 1 m panel with normal noise; the outliers lie 5 to 30 cm before or behind it."""
    rng = np.random.default_rng(seed)
    points = np.column_stack([rng.uniform(-0.5, 0.5, (count, 2)), rng.normal(0, sigma_mm / 1e3, count)])
    wrong = rng.permutation(count)[: round(outliers * count)]
    points[wrong, 2] += rng.choice([-1, 1], len(wrong)) * rng.uniform(0.05, 0.3, len(wrong))
    return points


def moved(points, seed, distance_m=30.0):
    rng = np.random.default_rng(seed)
    return Rotation.random(random_state=seed).apply(points) + rng.uniform(-distance_m, distance_m, 3)


def cap(count, *, radius_m=0.0725, sigma_mm=1.0, seed=1, trailing=0.0):
    """Make the half of a sphere that a scanner sees along y; mixed pixels trail behind it."""
    rng = np.random.default_rng(seed)
    rays = rng.normal(size=(count, 3))
    rays[:, 1] = -np.abs(rays[:, 1])
    rays /= np.linalg.norm(rays, axis=1)[:, None]
    points = rays * (radius_m + rng.normal(0, sigma_mm / 1e3, count))[:, None]
    points[: round(trailing * count), 1] += rng.uniform(0.02, 0.4, round(trailing * count))
    return points


def star(*, pitch_mm=4.0, sigma_mm=0.5, blurred_below_mm=0.0, seed=1):
    """Make a Böhler star facing z, 24 bars at 0 and 24 recesses 50 mm behind, blurred towards its centre."""
    rng = np.random.default_rng(seed)
    axis = np.arange(-170, 170, pitch_mm) / 1e3
    x, y = (grid.ravel() for grid in np.meshgrid(axis, axis))
    sector = np.floor(np.arctan2(y, x) / (2 * math.pi) * 48).astype(int) % 2
    heights = np.where(np.maximum(np.abs(x), np.abs(y)) <= 0.15, -0.05 * sector, -0.05)
    heights = np.where(np.hypot(x, y) < blurred_below_mm / 1e3, rng.uniform(-0.05, 0, x.size), heights)
    return np.column_stack([x, y, heights + rng.normal(0, sigma_mm / 1e3, x.size)])


def test_saddle_has_the_noise_of_the_worked_example():
    # WE-01: √(4/9) and √(4/6) mm.
    assert population_plane_noise_mm(SADDLE) == pytest.approx(0.6667, abs=5e-5)
    assert plane_noise_mm(SADDLE) == pytest.approx(0.8165, abs=5e-5)


def test_plane_noise_is_that_of_the_smallest_eigenvalue_in_open3d():
    # Open3D divides the covariance by n.
    points = moved(panel(400), 3)
    cloud = open3d.geometry.PointCloud(open3d.utility.Vector3dVector(points))
    _, covariance = cloud.compute_mean_and_covariance()
    expected = 1e3 * math.sqrt(np.linalg.eigvalsh(covariance)[0])
    assert population_plane_noise_mm(points) == pytest.approx(expected, rel=1e-6)
    assert plane_noise_mm(points) == pytest.approx(expected * math.sqrt(400 / 397), rel=1e-6)


@settings(max_examples=25, deadline=None)
@given(seeds, st.integers(12, 300))
def test_noise_does_not_depend_on_where_the_panel_hangs(seed, count):
    points = panel(count, seed=seed, outliers=0.1)
    for estimate in (plane_noise_mm, robust_plane_noise_mm, mad_plane_noise_mm):
        assert estimate(moved(points, seed)) == pytest.approx(estimate(points), rel=1e-6)


@settings(max_examples=25, deadline=None)
@given(seeds, st.floats(0.01, 100))
def test_noise_scales_with_the_panel(seed, factor):
    points = panel(60, seed=seed)
    for estimate in (plane_noise_mm, robust_plane_noise_mm, mad_plane_noise_mm):
        assert estimate(factor * points) == pytest.approx(factor * estimate(points), rel=1e-6)


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_residuals_are_signed_distances_that_sum_to_nothing(seed):
    points = moved(panel(50, seed=seed), seed)
    plane = fit_plane(points)
    assert np.linalg.norm(plane.normal) == pytest.approx(1)
    assert plane.residuals_m.sum() == pytest.approx(0, abs=1e-9)
    assert plane.distances_m(points) == pytest.approx(plane.residuals_m, abs=1e-12)


def test_coordinates_in_the_plane_keep_distances():
    points = moved(panel(30, sigma_mm=0.0), 4)
    plane = fit_plane(points)
    flat = plane.coordinates_m(points)
    assert np.linalg.norm(flat[1:] - flat[0], axis=1) == pytest.approx(np.linalg.norm(points[1:] - points[0], axis=1))


@pytest.mark.parametrize("outliers", [0.0, 0.1, 0.3])
@pytest.mark.parametrize("sigma_mm", [0.3, 2.0, 6.0])
def test_outliers_leave_the_robust_noise_as_planted(sigma_mm, outliers):
    # Within four relative standard errors of 1/√(2(n − 1)); the MAD is less efficient and sees the outliers' share.
    points = moved(panel(2000, sigma_mm=sigma_mm, outliers=outliers), 5)
    assert robust_plane_noise_mm(points) == pytest.approx(sigma_mm, rel=4 / math.sqrt(2 * 1999 * (1 - outliers)))
    clean = 1 - outliers
    # Median of |r| over all points is the 0.5/clean quantile of the clean ones.
    inflation = 1.4826 * math.sqrt(2) * _erfinv(0.5 / clean)
    assert mad_plane_noise_mm(points) == pytest.approx(inflation * sigma_mm, rel=0.12)


def _erfinv(share):
    from scipy.special import erfinv

    return float(erfinv(share))


def test_narrow_inliers_would_truncate_the_noise_and_are_not_used():
    # Normal law cut at ±1σ: 0.54σ. The domain brief measured 1.59 mm for 3 mm.
    points = panel(20_000, sigma_mm=3.0)
    residuals = fit_plane(points).residuals_m
    truncated_mm = 1e3 * residuals[np.abs(residuals) <= 0.003].std()
    assert truncated_mm == pytest.approx(1.62, abs=0.05)
    assert robust_plane_noise_mm(points) == pytest.approx(3.0, rel=0.02)


def test_few_clean_points_keep_an_unbiased_noise_on_average():
    # Root mean square of 300 estimates, standard error 1/√(2·300·(n − 3)) ≈ 2 %; 10 % of slack for the gate.
    for count in (4, 6, 10):
        estimates = [robust_plane_noise_mm(panel(count, seed=seed)) for seed in range(300)]
        assert math.sqrt(np.mean(np.square(estimates))) == pytest.approx(2.0, rel=0.12)


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_points_within_six_sigma_are_all_kept(seed):
    points = panel(200, seed=seed)
    plane = find_plane(points)
    assert plane.inliers.all()
    assert robust_plane_noise_mm(points) == pytest.approx(plane_noise_mm(points))


def test_the_same_points_always_give_the_same_figure():
    points = panel(5000, outliers=0.2)
    assert robust_plane_noise_mm(points) == robust_plane_noise_mm(points.copy())


def test_a_perfectly_flat_panel_has_no_noise():
    points = moved(panel(200, sigma_mm=0.0), 6)
    assert robust_plane_noise_mm(points) == pytest.approx(0, abs=1e-9)


def test_large_coordinates_do_not_spoil_the_noise():
    # Lambert-93 northings leave double precision 1e-9 m.
    points = panel(500) + np.array([652_000.0, 6_862_000.0, 35.0])
    assert plane_noise_mm(points) == pytest.approx(plane_noise_mm(panel(500)), rel=1e-5)


@settings(deadline=None)
@given(st.floats(0.1, 3), st.floats(0.0, 0.2))
def test_a_noise_law_is_found_again_from_its_own_values(a_mm, b_mm_per_m):
    ranges_m = np.array([5.0, 10, 15, 20, 30])
    law = fit_noise_law(ranges_m, a_mm + b_mm_per_m * ranges_m)
    assert law == pytest.approx((a_mm, b_mm_per_m), abs=1e-9)
    assert law.sigma_mm(25) == pytest.approx(a_mm + 25 * b_mm_per_m)


def test_spacing_of_a_square_grid_is_its_pitch_however_noisy_the_range():
    rng = np.random.default_rng(1)
    x, y = (grid.ravel() * 0.007 for grid in np.meshgrid(np.arange(60), np.arange(60)))
    points = np.column_stack([x, y, rng.normal(0, 0.006, x.size)])
    spacing = nearest_neighbour_spacing(moved(points, 2))
    assert spacing.median_mm == pytest.approx(7.0, rel=0.01)
    # In space the same noise adds: the trap that the projection avoids.
    assert 1e3 * np.median(KDTree(points).query(points, k=2)[0][:, 1]) > 7.2


def test_mean_spacing_of_random_points_follows_their_density():
    # Poisson surface process: E[NN] = 0.5/√ρ, median √(ln 2/(πρ)); ρ = 40 000 a square metre.
    rng = np.random.default_rng(2)
    points = np.column_stack([rng.uniform(0, 1, (40_000, 2)), rng.normal(0, 1e-4, 40_000)])
    expected_mm = 1e3 * math.sqrt(math.log(2) / (math.pi * 40_000))
    assert nearest_neighbour_spacing(points).median_mm == pytest.approx(expected_mm, rel=0.02)


def test_spacing_along_the_slope_is_stretched_by_the_incidence_and_across_is_not():
    # A target tilted by 60° about x at 12 m, met by beams along y on a 1 mrad grid.
    step, tilt = 0.001, math.radians(60)
    azimuth, elevation = (grid.ravel() * step for grid in np.meshgrid(np.arange(-25, 26), np.arange(-25, 26)))
    rays = np.column_stack([np.tan(azimuth), np.ones_like(azimuth), np.tan(elevation)])
    normal = np.array([0, -math.cos(tilt), math.sin(tilt)])
    points = rays * (12 * normal[1] / (rays @ normal))[:, None]
    along = directional_spacing(points, [0, 1, 0])
    assert along.median_mm == pytest.approx(theoretical_spacing_mm(12, step, tilt), rel=0.01)
    assert directional_spacing(points, [1, 0, 0]).median_mm == pytest.approx(12.0, rel=0.01)
    assert nearest_neighbour_spacing(points).median_mm == pytest.approx(12.0, rel=0.01)


def test_worked_examples_of_geometry():
    # WE-04 and WE-06.
    assert theoretical_spacing_mm(10, math.radians(0.009)) == pytest.approx(1.571, abs=5e-4)
    assert theoretical_spacing_mm(10, 1e-3, math.radians(60)) == pytest.approx(2 * theoretical_spacing_mm(10, 1e-3))
    assert dome_point_count(math.radians(0.036), math.radians(300)) == 41_666_667
    assert spot_diameter_mm(25, 6, 0.3) == pytest.approx(13.5)
    assert gaussian_spot_diameter_mm(25, 6, 0.3) == pytest.approx(9.60, abs=5e-3)
    assert fine_detail_quality(2, 6) == pytest.approx(0.667, abs=5e-4)
    assert fine_detail_quality(1.0, 20) == pytest.approx(0.95)


def test_slot_width_of_the_star_is_the_worked_example():
    # WE-07.
    assert star_slot_width_mm(60) == pytest.approx(7.854, abs=5e-4)
    assert star_slot_width_mm(38.20) == pytest.approx(5.0, abs=5e-4)


@pytest.mark.parametrize("sigma_mm", [0.0, 0.5, 2.0])
@pytest.mark.parametrize("blurred_below_mm", [40, 60, 100])
def test_the_star_is_resolved_down_to_where_it_is_blurred(sigma_mm, blurred_below_mm):
    points = moved(star(sigma_mm=sigma_mm, blurred_below_mm=blurred_below_mm), 7)
    centre = moved(np.zeros((1, 3)), 7)[0]
    result = smallest_resolved_radius(points, centre)
    assert result.radius_mm == pytest.approx(blurred_below_mm + 5)
    assert result.slot_width_mm == pytest.approx(2 * math.pi * (blurred_below_mm + 5) / 48)
    assert result.separation_mm == pytest.approx(50, abs=0.5)
    assert result.sigma_mm == pytest.approx(sigma_mm, rel=0.15, abs=1e-6)
    assert len(result.annuli) == 15


def test_a_star_blurred_everywhere_resolves_nothing():
    result = smallest_resolved_radius(star(blurred_below_mm=149.0), [0, 0, 0])
    assert result.radius_mm is None
    assert result.slot_width_mm is None


def test_a_ring_of_few_points_proves_nothing():
    result = smallest_resolved_radius(star(pitch_mm=12), [0, 0, 0])
    assert all(ring.resolved == (ring.count >= 12) for ring in result.annuli if ring.radius_mm > 60)
    assert not any(ring.resolved for ring in result.annuli if ring.count < 12)


def test_a_bare_board_is_no_star():
    with pytest.raises(DomainError, match="une seule face"):
        smallest_resolved_radius(panel(2000) * [0.3, 0.3, 1], [0, 0, 0])


@settings(max_examples=20, deadline=None)
@given(seeds, st.floats(0.01, 2))
def test_a_perfect_cap_gives_its_sphere(seed, radius_m):
    points = moved(cap(40, radius_m=radius_m, sigma_mm=0, seed=seed), seed)
    centre = moved(np.zeros((1, 3)), seed)[0]
    for sphere in (fit_sphere(points), find_sphere(points), find_sphere(points, radius_m)):
        assert sphere.centre_m == pytest.approx(centre, abs=1e-6)
        assert sphere.radius_m == pytest.approx(radius_m, abs=1e-6)


def test_geometric_fit_is_the_minimum_that_scipy_finds_from_afar():
    from scipy.optimize import minimize

    points = cap(60, sigma_mm=3, seed=4)

    def cost(unknowns):
        return np.sum((1e3 * (np.linalg.norm(points - unknowns[:3], axis=1) - unknowns[3])) ** 2)

    options = {"xatol": 1e-10, "fatol": 1e-10, "maxiter": 20_000, "maxfev": 20_000}
    found = minimize(cost, [0.01, 0.02, -0.01, 0.1], method="Nelder-Mead", options=options)
    sphere = fit_sphere(points)
    assert [*sphere.centre_m, sphere.radius_m] == pytest.approx(found.x, abs=1e-7)


@pytest.mark.parametrize("radius_m", [None, 0.0725])
def test_trailing_mixed_pixels_do_not_pull_the_sphere(radius_m):
    # Radial noise 1 mm on 800 points: the centre is good to about 0.1 mm along the beam, better across.
    sphere = find_sphere(cap(1000, trailing=0.2), radius_m)
    assert np.linalg.norm(sphere.centre_m) < 0.3e-3
    assert sphere.radius_m == pytest.approx(0.0725, abs=0.3e-3)
    assert sphere.inliers[:200].mean() < 0.05
    naive = fit_sphere(cap(1000, trailing=0.2), radius_m)
    assert np.linalg.norm(naive.centre_m) > 5e-3


@pytest.mark.parametrize(
    ("call", "fragment"),
    [
        (lambda: fit_plane([[0, 0, 0], [1, 0, 0]]), "2 points reçus"),
        (lambda: fit_plane([[0, 0, 0], [1, 1, 1], [2, 2, 2], [3, 3, 3]]), "alignés"),
        (lambda: fit_plane([[0, 0], [1, 1], [2, 2]]), r"\(n, 3\)"),
        (lambda: plane_noise_mm([[0, 0, 0], [1, 0, 0], [0, 1, 0]]), "4 au moins"),
        (lambda: plane_noise_mm([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, np.nan]]), "non finie"),
        (lambda: find_plane([[k, 2 * k, 0] for k in range(20)]), "alignés"),
        (lambda: find_plane(np.zeros((20, 3))), "alignés"),
        (lambda: fit_noise_law([5, 5], [1, 2]), "une seule distance"),
        (lambda: fit_noise_law([5, 6], [1, 2, 3]), "même longueur"),
        (lambda: theoretical_spacing_mm(10, 0.001, math.pi / 2), "angles aigus"),
        (lambda: fine_detail_quality(1, 0), "longueur positive"),
        (lambda: directional_spacing(panel(50), [0, 0, 1]), "perpendiculaire"),
        (lambda: smallest_resolved_radius(star() + np.array([9, 0, 0]), [0, 0, 0]), "autour de l’étoile"),
        (lambda: smallest_resolved_radius(star(), [0, 0, 0], annulus_width_mm=0), "anneaux"),
        (lambda: fit_sphere(panel(50, sigma_mm=0)), "même plan"),
        (lambda: find_sphere(panel(50, sigma_mm=0)), "même plan"),
        (lambda: fit_sphere(cap(50), 0.0), "rayon"),
    ],
)
def test_data_that_allow_no_figure_are_refused_in_words(call, fragment):
    with pytest.raises(DomainError, match=fragment):
        call()
