"""The virtual scanner obeys the laws that were planted in it."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograders.domain.errors import DomainError
from autograders.domain.point_cloud import directional_spacing, fit_sphere, nearest_neighbour_spacing, plane_noise_mm
from autograders.domain.scanner import (
    AngularWindow,
    Camera,
    Frame,
    Instrument,
    Mesh,
    Pose,
    Scene,
    box,
    chart,
    light,
    measure,
    plate,
    sphere,
    star,
)

HERE = np.zeros(3)
PLAIN = Camera()
QUIET = Instrument(noise_a_mm=0, noise_b_mm_per_m=0, beam_diameter_mm=0, beam_divergence_mrad=0)


def instrument(**changes):
    return Instrument(
        **{"noise_a_mm": 0, "noise_b_mm_per_m": 0, "beam_diameter_mm": 0, "beam_divergence_mrad": 0} | changes
    )


def wall(range_m=10.0, tilt_deg=0.0, side_m=1.0, **material):
    return plate("wall", Frame.facing([range_m, 0, 0], HERE, math.radians(tilt_deg)), side_m, side_m, **material)


def scanned(mesh, scanner, *, step_rad=1e-3, averaging=1, seed=1, camera=PLAIN, position_m=HERE):
    meshes = mesh if isinstance(mesh, list | tuple) else [mesh]
    window = AngularWindow.around(np.vstack([each.vertices_m for each in meshes]) - position_m)
    rng = np.random.default_rng(seed)
    echoes = light(Scene(meshes), scanner, position_m, window.beams(step_rad), rng)
    return echoes, measure(echoes, scanner, camera, averaging=averaging, rng=rng)


@pytest.mark.parametrize(("range_m", "averaging", "sigma_mm"), [(5.0, 1, 1.25), (20.0, 1, 2.0), (20.0, 4, 1.0)])
def test_the_noise_of_a_frontal_plane_is_a_plus_b_times_the_range_over_the_root_of_the_shots(
    range_m, averaging, sigma_mm
):
    # By hand: 1 + 0.05·R, over √N.
    scanner = instrument(noise_a_mm=1, noise_b_mm_per_m=0.05)
    _, scan = scanned(wall(range_m, side_m=0.1 * range_m), scanner, averaging=averaging)
    bound = 4 / math.sqrt(2 * len(scan.points_m))
    assert len(scan.points_m) > 9_000
    assert plane_noise_mm(scan.points_m) == pytest.approx(sigma_mm, rel=bound)


def test_the_noise_across_a_tilted_plane_mixes_range_and_angle():
    # By hand, α = 60°, p = 1/2: √((2/√0.5·0.5)² + (10 m·50 µrad·sin 60°)²) = √(1.41421² + 0.43301²).
    scanner = instrument(noise_a_mm=2, angular_noise_urad=50)
    _, scan = scanned(wall(10, tilt_deg=60), scanner, step_rad=0.7e-3)
    assert scanner.plane_noise_mm(10, 0.5) == pytest.approx(1.47902, abs=1e-5)
    assert plane_noise_mm(scan.points_m) == pytest.approx(1.47902, rel=4 / math.sqrt(2 * len(scan.points_m)))


@pytest.mark.parametrize("tilt_deg", [0, 30, 60])
def test_the_spacing_along_the_tilt_is_the_range_times_the_step_over_the_cosine(tilt_deg):
    _, scan = scanned(wall(10, tilt_deg=tilt_deg, side_m=0.6), QUIET, step_rad=1e-3)
    # 10 m × tan 1 mrad = 10 mm; the range changes by 3 % across the wall.
    if tilt_deg:
        along = directional_spacing(scan.points_m, [1, 0, 0]).median_mm
        assert along == pytest.approx(10 / math.cos(math.radians(tilt_deg)), rel=0.01)
    assert nearest_neighbour_spacing(scan.points_m).median_mm == pytest.approx(10, rel=0.01)


def test_bias_and_scale_are_added_to_every_range():
    scanner = instrument(range_bias_mm=2.0, scale_ppm=-150)
    for range_m, error_mm in ((5, 1.25), (30, -2.5)):
        echoes, scan = scanned(wall(range_m), scanner, step_rad=5e-3)
        errors_mm = 1e3 * (np.linalg.norm(scan.points_m, axis=1) - echoes.range_m[scan.beam])
        # By hand at normal incidence: 2 − 0.15·R; within the wall R grows by up to 5 cm, 0.0075 mm.
        assert errors_mm == pytest.approx(error_mm, abs=8e-3)


def test_a_dark_target_looks_farther_than_a_bright_one():
    scanner = instrument(reflectance_bias_mm=5)
    ranges = [np.median(scanned(wall(reflectance=white), scanner)[1].points_m[:, 0]) for white in (0.9, 0.1)]
    assert ranges == pytest.approx([10 - 0.002, 10 + 0.002], abs=3e-6)


def edge_scene():
    front = plate("front", Frame.facing([10, 0, 0], HERE), 0.5, 0.5)
    back = plate("back", Frame.facing([10.3, 0, 0], HERE), 1.0, 1.0)
    return [front, back]


def test_mixed_pixels_lie_within_half_a_beam_of_an_edge():
    scanner = instrument(beam_diameter_mm=4, beam_divergence_mrad=0.6)
    _, scan = scanned(edge_scene(), scanner, step_rad=1.3e-3)
    flat = scan.points_m * (10 / scan.points_m[:, :1])
    to_edge_m = np.abs(np.abs(flat[:, 1:]).max(axis=1) - 0.25)
    mixed = (scan.points_m[:, 0] > 10.001) & (scan.points_m[:, 0] < 10.299)
    # Spot at 10 m: 4 + 0.6·10 = 10 mm.
    assert 50 < mixed.sum() < 0.2 * len(mixed)
    assert to_edge_m[mixed].max() <= 0.005 + 1e-4


def test_a_beam_without_width_makes_no_mixed_pixel():
    _, scan = scanned(edge_scene(), QUIET, step_rad=1.3e-3)
    assert not ((scan.points_m[:, 0] > 10.001) & (scan.points_m[:, 0] < 10.299)).any()


def test_surfaces_beyond_the_echo_gate_do_not_mix():
    scanner = instrument(beam_diameter_mm=4, beam_divergence_mrad=0.6, echo_gate_m=0.2)
    _, scan = scanned(edge_scene(), scanner, step_rad=1.3e-3)
    assert not ((scan.points_m[:, 0] > 10.001) & (scan.points_m[:, 0] < 10.299)).any()


def test_a_scan_of_a_sphere_gives_its_centre_and_radius_back():
    # 1024 and more points on a mesh that stays within 0.06 mm of the sphere.
    _, scan = scanned(sphere("ball", [6, 1, 0.2], 0.0725), QUIET, step_rad=0.6e-3)
    found = fit_sphere(scan.points_m)
    assert found.centre_m == pytest.approx([6, 1, 0.2], abs=5e-5)
    assert found.radius_m == pytest.approx(0.0725, abs=5e-5)


def test_half_of_the_star_s_front_is_slots():
    front, back = star("star", Frame.facing([5, 0, 0], HERE))
    echoes, _ = scanned([front, back], QUIET, step_rad=0.4e-3)
    flat = echoes.directions * echoes.range_m[:, None]
    inside = np.linalg.norm(flat[:, 1:] * (5 / flat[:, :1]), axis=1) < 0.15
    share = np.mean(flat[inside, 0] < 5.001)
    assert share == pytest.approx(0.5, abs=0.01)


def test_each_patch_of_the_chart_shows_its_own_colour():
    patches = np.random.default_rng(3).uniform(0.1, 0.9, (2, 3, 3))
    frame = Frame.facing([4, 0, 0], HERE)
    echoes, _ = scanned(chart("chart", frame, patches, pitch_m=0.05, gap_m=0.01), QUIET, step_rad=1e-3)
    local = frame.local(echoes.directions * echoes.range_m[:, None])
    for row in range(2):
        for column in range(3):
            centre = [0.05 * (column - 1), 0.05 * (0.5 - row)]
            near = (np.abs(local[:, :2] - centre) < 0.015).all(axis=1)
            assert near.any()
            assert echoes.albedo[near] == pytest.approx(np.broadcast_to(patches[row, column], (near.sum(), 3)))


def test_gains_act_on_linear_light():
    # IEC 61966-2-1 by hand: 0.2140 encodes to 127.5/255; twice as much, 0.4280, to 0.6874·255 = 175.3.
    colours = Camera(gains=(1, 2, 1), noise_levels=0).colours(np.full((1, 3), 0.2140), np.random.default_rng(1))
    assert colours.tolist() == [[127, 175, 127]]


def test_dropouts_outliers_and_uncoloured_points_come_at_their_rates():
    scanner = instrument(dropout_rate=0.1, outlier_rate=0.05)
    echoes, scan = scanned(wall(), scanner, camera=Camera(uncoloured_rate=0.2), step_rad=0.7e-3)
    count = len(echoes.range_m)
    spurious = np.linalg.norm(scan.points_m, axis=1) < 0.99 * echoes.range_m[scan.beam]
    bare = ~scan.rgb.any(axis=1)
    # Four standard deviations of a binomial share; 1 % of the spurious ranges are not told from good ones.
    for share, rate in ((1 - len(scan.points_m) / count, 0.1), (spurious.mean(), 0.0493), (bare.mean(), 0.2)):
        assert share == pytest.approx(rate, abs=4 * math.sqrt(rate * (1 - rate) / count))


def test_beams_that_meet_nothing_leave_no_point():
    directions = np.array([[1.0, 0, 0], [0, 1, 0], [-1, 0, 0]])
    echoes = light(Scene([wall()]), QUIET, HERE, directions, np.random.default_rng(1))
    assert echoes.range_m == pytest.approx([10])


def test_the_same_seed_gives_the_same_points_and_another_seed_others():
    scanner = instrument(noise_a_mm=1, beam_diameter_mm=3, dropout_rate=0.01, outlier_rate=0.01)
    (_, first), (_, again), (_, other) = (scanned(edge_scene(), scanner, seed=seed) for seed in (7, 7, 8))
    assert np.array_equal(first.points_m, again.points_m)
    assert np.array_equal(first.rgb, again.rgb)
    assert first.points_m.shape != other.points_m.shape or not np.array_equal(first.points_m, other.points_m)


def test_national_coordinates_lose_nothing():
    # In single precision these coordinates are rounded to half a metre.
    far = np.array([652_000.0, 6_862_000.0, 35.0])
    near_mesh = wall(10, tilt_deg=30)
    far_mesh = Mesh(name="wall", vertices_m=near_mesh.vertices_m + far, triangles=near_mesh.triangles)
    near_echoes, _ = scanned(near_mesh, QUIET)
    far_echoes, _ = scanned(far_mesh, QUIET, position_m=far)
    assert len(near_echoes.range_m) == pytest.approx(len(far_echoes.range_m), abs=3)
    assert np.median(far_echoes.range_m) == pytest.approx(np.median(near_echoes.range_m), abs=1e-6)


def test_two_registered_stations_of_a_building_agree_within_their_registration_error():
    # Any mesh will do, such as a building's: here a room of 8 × 6 × 3 m, scanned from two places.
    room = box("room", [0, 0, 0], [8, 6, 3])
    rng = np.random.default_rng(5)
    floors = []
    for place in ([2, 2, 1.5], [6, 4, 1.5]):
        pose = Pose.levelled(place, rng.uniform(-3, 3))
        window = AngularWindow(azimuth_rad=(0, 2 * math.pi), elevation_rad=(-1.2, -0.6))
        directions = window.beams(0.02)
        echoes = light(Scene([room]), QUIET, place, directions @ pose.rotation.T, rng)
        scan = measure(echoes, QUIET, Camera(), rng=rng)
        registered = pose.misregistered(3, 0, rng).to_project(pose.to_scanner(scan.points_m + np.asarray(place)))
        floors.append(np.median(registered[echoes.cos_incidence > 0.5][:, 2]))
    assert 1e-4 < abs(floors[0] - floors[1]) < 0.02


@given(
    position=st.tuples(*[st.floats(-1e4, 1e4)] * 3),
    heading=st.floats(-10, 10),
    point=st.tuples(*[st.floats(-1e3, 1e3)] * 3),
)
def test_a_pose_undoes_itself(position, heading, point):
    pose = Pose.levelled(position, heading)
    assert pose.to_scanner(pose.to_project([point]))[0] == pytest.approx(point, abs=1e-9)


def test_what_cannot_be_scanned_is_refused():
    with pytest.raises(DomainError, match="au moins un triangle"):
        Scene([])
    with pytest.raises(DomainError, match="angle positif"):
        AngularWindow(azimuth_rad=(0, 1), elevation_rad=(0, 1)).beams(0)
