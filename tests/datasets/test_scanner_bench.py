"""The variants of the scanner's bench: small, solvable, true to what was planted, and silent about it."""

import csv
import json
import math
import re
from pathlib import Path

import laspy
import numpy as np
import pye57
import pytest
from scipy.optimize import least_squares
from skimage.color import deltaE_ciede2000, rgb2lab

from autograders.assignments.variants import CASE_FILE
from autograders.candidate.point_clouds import read_point_cloud
from autograders.model.case import truth_from_json, truth_to_json

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = (1, 2)


@pytest.fixture(scope="module", params=NUMBERS)
def variant(request, practice_case):
    return practice_case("scanner_bench", request.param)


def terms_of(case):
    return {value.key: value.value for value in case.specification}


def table(path, delimiter=","):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def written(public):
    return {
        str(path.relative_to(public)): path for path in public.rglob("*") if path.is_file() and path.name != CASE_FILE
    }


def suitable(case):
    return {stem: capture for stem, capture in case.truth["captures"].items() if capture["suitable"]}


def panel_points(public, stem, name):
    """Points of a panel by an independent route: laspy, the target's table, and a box around the panel."""
    cloud = laspy.read(public / "captures" / f"{stem}.laz").xyz
    row = next(row for row in table(public / "targets.csv") if row["target"] == name)
    number = {key: float(value) for key, value in row.items() if value and key not in ("target", "kind")}
    centre = np.array([number["x_m"], number["y_m"], number["z_m"]])
    normal = np.array([number["normal_x"], number["normal_y"], number["normal_z"]])
    right = np.cross([0, 0, 1], normal)
    across, up, front = (cloud - centre) @ right, (cloud - centre)[:, 2], (cloud - centre) @ normal
    half = 0.45 * np.array([number["width_m"], number["height_m"]])
    return cloud[(np.abs(across) < half[0]) & (np.abs(up) < half[1]) & (np.abs(front) < 0.03)]


def test_every_file_is_listed_and_all_together_stay_below_four_megabytes(variant):
    public, case = variant
    assert sorted(file.path for file in case.files) == sorted(written(public))
    assert sum(path.stat().st_size for path in written(public).values()) < 4e6


def test_the_truth_is_json_without_nan_and_comes_back(variant):
    _, case = variant
    text = json.dumps(truth_to_json(case.truth), allow_nan=False)
    assert truth_from_json(json.loads(text))["scanner"] == pytest.approx(case.truth["scanner"])


def test_a_capture_serves_fits_in_the_budget_and_can_be_made(variant):
    public, case = variant
    assert suitable(case)
    for stem, capture in suitable(case).items():
        assert capture["duration_min"] <= terms_of(case)["time_budget_min"]
        assert (public / "captures" / f"{stem}.laz").is_file()
        assert capture["visible_panels"] == ["P05", "P10", "P15", "P20", "P30", "T30", "T60"]


def test_the_finest_and_best_scan_is_beyond_the_budget_and_has_no_file(variant):
    public, case = variant
    rows = table(public / "acquisitions.csv")
    best = [row for row in rows if (row["resolution"], row["quality"]) == ("fine", "soignee")]
    assert [row["file"] for row in best] == ["", "", ""]
    for row in rows:
        affordable = float(row["duration_min"]) <= terms_of(case)["time_budget_min"]
        assert bool(row["file"]) == affordable
        assert not row["file"] or (public / row["file"]).is_file()


def test_only_one_station_has_the_star_at_its_distance_and_sees_every_panel(variant):
    _, case = variant
    reasons = {}
    for capture in case.truth["captures"].values():
        reasons.setdefault(capture["station"], set()).update(capture["reasons"])
    missing = sorted(tuple(sorted({"star-distance", "hidden-panel"} & found)) for found in reasons.values())
    assert missing == [(), ("hidden-panel",), ("star-distance",)]


def test_no_verdict_on_a_suitable_capture_is_in_doubt(variant):
    _, case = variant
    for capture in suitable(case).values():
        assert None not in (capture["noise_conform"], capture["spacing_conform"], capture["slot_conform"])


def test_the_noise_of_the_panels_is_the_planted_one(variant):
    public, case = variant
    stem, capture = next(iter(suitable(case).items()))
    scanner = case.truth["scanner"]
    for name in ("P05", "P10", "P20", "P30"):
        figures = capture["panels"][name]
        points = panel_points(public, stem, name)
        sigma_mm = 1e3 * np.linalg.svd(points - points.mean(axis=0))[1][2] / math.sqrt(len(points) - 3)
        # The law by hand: a + b·R over √N; frontal, so no incidence. LAZ steps add 0.1/√12 mm.
        law = scanner["noise_a_mm"] + scanner["noise_b_mm_per_m"] * figures["range_m"]
        planted = math.hypot(law / math.sqrt(capture["averaging"]), 0.03)
        assert sigma_mm == pytest.approx(planted, rel=4.5 / math.sqrt(2 * len(points)))
        assert figures["sigma_lsq_mm"] == pytest.approx(sigma_mm, rel=0.02)


def test_the_spacing_is_the_step_seen_under_the_panel_s_tilt(variant):
    _, case = variant
    for capture in suitable(case).values():
        figures = capture["panels"]["T60"]
        # R·tan Δ/cos 60° by hand.
        theory = 2 * figures["range_m"] * 1e3 * math.tan(1e-3 * capture["angular_step_mrad"])
        assert figures["theoretical_spacing_mm"] == pytest.approx(theory, rel=1e-3)
        assert 0.75 * theory < figures["spacing_slope_mm"] < 1.05 * theory
        assert figures["spacing_nearest_mm"] == pytest.approx(theory / 2, rel=0.12)


def test_repeated_scans_give_the_bars_lengths(variant):
    public, case = variant
    spheres = {row["target"]: row for row in table(public / "targets.csv") if row["kind"] == "sphere"}
    file = pye57.E57(str(public / "repeatability.e57"))
    truth = case.truth["repeatability"]["A-B"]
    assert file.scan_count == truth["n"]
    raw = file.read_scan(0, transform=True, ignore_missing_fields=True)
    points = np.column_stack([raw["cartesianX"], raw["cartesianY"], raw["cartesianZ"]])
    centres = []
    for name in "AB":
        start = np.array([float(spheres[name][axis]) for axis in ("x_m", "y_m", "z_m")])
        near = points[np.linalg.norm(points - start, axis=1) < 0.085]
        fit = least_squares(
            lambda c, p=near: np.linalg.norm(p - c, axis=1) - 0.0725, start, loss="soft_l1", f_scale=1e-3
        )
        centres.append(fit.x)
    length_mm = 1e3 * np.linalg.norm(centres[1] - centres[0])
    assert length_mm == pytest.approx(truth["lengths_mm"][0], abs=0.15)


def test_the_field_book_gives_the_planted_scale_and_its_blunders_do_not(variant):
    public, case = variant
    rows = table(public / "lengths.csv", delimiter=";")
    number = {
        key: np.array([float(row[key].replace(",", ".")) for row in rows]) for key in ("reference_mm", "measured_mm")
    }
    good = np.array([row["remarque"] == "" for row in rows])
    errors = number["measured_mm"] - number["reference_mm"]
    slope, _ = np.polyfit(number["reference_mm"][good], errors[good], 1)
    truth = case.truth["lengths"]
    assert 1e6 * slope == pytest.approx(truth["scale_ppm"], rel=1e-6)
    assert truth["scale_ppm"] == pytest.approx(
        case.truth["scanner"]["scale_ppm"], abs=4 * truth["scale_standard_error_ppm"]
    )
    assert {row["remarque"] for row in rows} == {"", "à rejeter"}
    assert abs(truth["with_blunders_ppm"] - truth["scale_ppm"]) > 100
    lengths = [number["measured_mm"][good & (number["reference_mm"] == r)] for r in set(number["reference_mm"])]
    squares = sum(((length - length.mean()) ** 2).sum() for length in lengths)
    # Six lengths of four repeats: 18 degrees of freedom.
    assert truth["repeatability_mm"] == pytest.approx(math.sqrt(squares / 18))


def test_limits_of_colour_differences_rise_from_mean_to_percentile_to_maximum(variant):
    terms = terms_of(variant[1])
    assert terms["delta_e_mean_limit"] < terms["delta_e_p95_limit"] < terms["delta_e_maximum_limit"]


def test_the_chart_gives_its_colour_differences(variant):
    public, case = variant
    cloud = read_point_cloud(public / "chart.ply")
    points, colours = cloud.points_m + cloud.origin_m, cloud.colours
    differences = []
    for row in table(public / "chart_reference.csv"):
        low = np.array([float(row["x_min_m"]), float(row["y_min_m"])])
        high = np.array([float(row["x_max_m"]), float(row["y_max_m"])])
        inside = ((points[:, :2] >= low) & (points[:, :2] <= high)).all(axis=1) & colours.any(axis=1)
        assert inside.sum() > 60
        lab = rgb2lab(colours[inside].mean(axis=0) / 255)
        reference = np.array([float(row[key]) for key in ("L_D65", "a_D65", "b_D65")])
        differences.append(float(deltaE_ciede2000(lab, reference)))
    truth = case.truth["colour"]
    assert np.mean(differences) == pytest.approx(truth["delta_e_mean"], abs=1e-3)
    assert max(differences) == pytest.approx(truth["delta_e_maximum"], abs=1e-3)
    assert np.mean(colours.any(axis=1)) < 0.995


def test_accepted_estimators_agree_with_the_band_of_each_probe(variant):
    _, case = variant
    for probe in case.truth["probes"]:
        assert probe["low_mm"] < probe["reference_mm"] < probe["high_mm"]
        # Four standard errors of a standard deviation.
        assert probe["reference_mm"] == pytest.approx(probe["sigma_mm"], rel=4 / math.sqrt(2 * len(probe["points_m"])))
        assert probe["high_mm"] / probe["low_mm"] < 1.3


def test_the_divisor_n_is_told_apart_on_few_points(variant):
    _, case = variant
    probe = next(probe for probe in case.truth["probes"] if probe["kind"] == "few")
    points = probe["points_m"]
    smallest = 1e3 * np.linalg.svd(points - points.mean(axis=0))[1][2]
    accepted = {divisor: probe["low_mm"] < smallest / math.sqrt(divisor) < probe["high_mm"] for divisor in (9, 11, 12)}
    assert (len(points), accepted) == (12, {9: True, 11: True, 12: False})


def test_no_public_text_holds_a_planted_figure(variant):
    public, case = variant
    secret = {key: value for key, value in case.truth["scanner"].items() if not key.startswith("beam_")}
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in written(public).values() if path.suffix in (".csv", ".md")
    )
    for key in ("noise_a_mm", "noise_b_mm_per_m", "range_bias_mm", "scale_ppm", "reflectance_bias_mm"):
        digits = f"{abs(secret[key]):.3g}"
        for form in (digits, digits.replace(".", ",")):
            assert len(form) < 3 or not re.search(rf"(?<![\d.,]){re.escape(form)}\d*(?![\d.,])", text), key


def test_captures_tell_nothing_but_their_points(variant):
    public, _ = variant
    headers = set()
    for path in (public / "captures").iterdir():
        with laspy.open(path) as file:
            header = file.header
            headers.add((header.system_identifier, header.generating_software, str(header.creation_date)))
            assert [record.user_id for record in header.vlrs if record.user_id != "laszip encoded"] == []
            points = file.read()
        for dimension in ("classification", "user_data", "point_source_id", "scan_angle_rank"):
            assert not np.any(points[dimension]), dimension
    assert len(headers) == 1
