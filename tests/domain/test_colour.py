"""Expected figures: Sharma, Wu and Dalal (2005), table 1; B. Lindbloom's published matrices; scikit-image."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from skimage.color import lab2xyz, xyz2lab

from autograders.domain.colour import (
    D50_WHITE,
    D65_WHITE,
    bradford_matrix,
    ciede2000,
    colour_differences,
    grey_snr_db,
    lab_d50_to_d65,
    patch_lab,
    srgb_to_lab,
)
from autograders.domain.errors import DomainError

# First, second colour and ΔE00 of pairs 1, 7, 16, 17, 21 and 25 of the published test data.
SHARMA = [
    ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
    ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
    ([50.0, 2.5, 0.0], [50.0, 0.0, -2.5], 4.3065),
    ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
    ([50.0, 2.5, 0.0], [50.0, 3.1736, 0.5854], 1.0),
    ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
]
labs = st.tuples(st.floats(0, 100), st.floats(-80, 80), st.floats(-80, 80))


@pytest.mark.parametrize(("first", "second", "expected"), SHARMA)
def test_ciede2000_gives_the_published_pairs_both_ways(first, second, expected):
    assert ciede2000(first, second) == pytest.approx(expected, abs=5e-5)
    assert ciede2000(second, first) == pytest.approx(expected, abs=5e-5)


def test_srgb_primaries_have_their_published_lab_under_d65():
    # Red, green, blue and white of sRGB under D65 as tabulated in many places: 53.24 / 87.73 / 32.30 / 100.
    lab = srgb_to_lab([[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]])
    expected = [[53.24, 80.09, 67.20], [87.73, -86.18, 83.18], [32.30, 79.19, -107.86], [100, 0, 0]]
    assert lab == pytest.approx(np.array(expected), abs=0.02)


def test_worked_example_of_a_brown_patch_under_d65():
    # WE-10 of the domain brief.
    assert ciede2000(srgb_to_lab([115, 82, 68]), srgb_to_lab([120, 85, 66])) == pytest.approx(2.4154, abs=5e-4)


def test_bradford_matrices_are_those_published():
    # B. Lindbloom, Chromatic Adaptation, Bradford, D50 to D65 and back.
    to_d65 = [
        [0.9555766, -0.0230393, 0.0631636],
        [-0.0282895, 1.0099416, 0.0210077],
        [0.0122982, -0.0204830, 1.3299098],
    ]
    to_d50 = [
        [1.0478112, 0.0228866, -0.0501270],
        [0.0295424, 0.9904844, -0.0170491],
        [-0.0092345, 0.0150436, 0.7521316],
    ]
    assert bradford_matrix(D50_WHITE, D65_WHITE) == pytest.approx(np.array(to_d65), abs=2e-6)
    assert bradford_matrix(D65_WHITE, D50_WHITE) == pytest.approx(np.array(to_d50), abs=2e-6)


@settings(max_examples=40, deadline=None)
@given(st.tuples(st.floats(40, 95), st.floats(-40, 40), st.floats(-40, 40)))
def test_adaptation_agrees_with_scikit_image_and_the_published_matrix(lab):
    # Colours light enough that scikit-image clips no negative value.
    to_d65 = [
        [0.9555766, -0.0230393, 0.0631636],
        [-0.0282895, 1.0099416, 0.0210077],
        [0.0122982, -0.0204830, 1.3299098],
    ]
    expected = xyz2lab(np.array(to_d65) @ lab2xyz(np.array(lab), illuminant="D50"), illuminant="D65")
    assert lab_d50_to_d65(lab) == pytest.approx(expected, abs=0.02)


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 100))
def test_a_neutral_stays_neutral_under_another_illuminant(lightness):
    assert lab_d50_to_d65([lightness, 0, 0]) == pytest.approx([lightness, 0, 0], abs=1e-6)


def test_d50_references_taken_for_d65_spoil_a_perfect_chart():
    d50 = np.array([[29.38, 13.4, -49.65], [42.1, 53.38, 28.19], [65.71, 18.13, 17.81]])
    measured = lab_d50_to_d65(d50)
    assert colour_differences(measured, lab_d50_to_d65(d50)).maximum == pytest.approx(0, abs=1e-9)
    assert colour_differences(measured, d50).mean > 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(labs, labs), min_size=1, max_size=24))
def test_mean_p95_and_maximum_are_ordered(pairs):
    measured, reference = np.array([pair[0] for pair in pairs]), np.array([pair[1] for pair in pairs])
    result = colour_differences(measured, reference)
    assert 0 <= result.mean <= result.maximum + 1e-9
    assert result.p95 <= result.maximum + 1e-9


def test_p95_of_24_patches_interpolates_between_ranks():
    # Ranks 0..23, 0.95 × 23 = 21.85; greys of equal L* 50 differ only by ΔL, near which S_L = 1.
    reference = np.tile([50.0, 0.0, 0.0], (24, 1))
    measured = reference + np.outer(np.arange(24) / 100, [1, 0, 0])
    each = ciede2000(measured, reference)
    assert colour_differences(measured, reference).p95 == pytest.approx(0.15 * each[21] + 0.85 * each[22])


@settings(max_examples=40, deadline=None)
@given(st.floats(0.1, 10))
def test_snr_does_not_depend_on_exposure(gain):
    levels = np.array([10.0, 12.0, 11.0, 9.5])
    assert grey_snr_db(levels * gain) == pytest.approx(grey_snr_db(levels))


def test_snr_of_colours_takes_the_mean_of_the_channels():
    colours = np.array([[100, 110, 120], [104, 110, 116], [130, 110, 120]])
    assert grey_snr_db(colours) == pytest.approx(grey_snr_db([110, 110, 120]))


def test_a_patch_is_the_mean_of_its_points_in_lab():
    colours = [[100, 100, 100], [120, 130, 140]]
    assert patch_lab(colours) == pytest.approx((srgb_to_lab(colours[0]) + srgb_to_lab(colours[1])) / 2)


@pytest.mark.parametrize(
    ("call", "fragment"),
    [
        (lambda: srgb_to_lab([0, 0, 256]), "hors de 0 à 255"),
        (lambda: srgb_to_lab([[1, 2]]), "triplets"),
        (lambda: srgb_to_lab([np.nan, 0, 0]), "finis"),
        (lambda: patch_lab(np.empty((0, 3))), "n au moins 1"),
        (lambda: ciede2000([[1, 2, 3]], [1, 2, 3]), "formes égales"),
        (lambda: colour_differences(np.empty((0, 3)), np.empty((0, 3))), "aucune plage"),
        (lambda: grey_snr_db([180]), "deux niveaux"),
        (lambda: grey_snr_db([180, 180]), "positives"),
        (lambda: grey_snr_db([0, 0, 0]), "positives"),
    ],
)
def test_data_that_allow_no_figure_are_refused_in_words(call, fragment):
    with pytest.raises(DomainError, match=fragment):
        call()
