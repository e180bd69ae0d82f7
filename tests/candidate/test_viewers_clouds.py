"""Views of point clouds: figures known by construction."""

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image

from autograders.candidate.point_clouds import PointCloud
from autograders.candidate.viewers import ViewError, view_cloud
from autograders.candidate.viewers.thinning import thinned


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def rows(view):
    return {name: plain(value) for name, value in view.table().rows}


def drawn(view):
    """Return what the view's figure draws, as a browser would ask for it."""
    return view.make_widget()._make_figure()


@pytest.fixture(scope="module")
def cells():
    """Return 8 × 8 × 8 cells of a metre, a thousand points in each, in the order of the cells."""
    corners = np.stack(np.meshgrid(*[np.arange(8.0)] * 3, indexing="ij"), axis=-1).reshape(-1, 3)
    inside = np.random.default_rng(5).uniform(0.01, 0.99, (512, 1000, 3))
    # The cube of all points is exactly 8 m wide.
    inside[0, 0], inside[-1, -1] = 0.0, 1.0
    return (corners[:, None] + inside).reshape(-1, 3)


def test_a_cloud_that_is_small_enough_is_shown_whole():
    cloud = np.random.default_rng(1).random((150_000, 3))
    assert thinned(cloud, 150_000).kept.tolist() == list(range(150_000))


def test_of_a_large_one_the_first_point_of_each_cell_is_shown(cells):
    # The next finer grid has eight times as many cells, nearly all of them occupied.
    thinning = thinned(cells, 1000)
    assert thinning.kept.tolist() == list(range(0, 512_000, 1000))
    assert thinning.cell_m == 1.0
    assert thinning.per_cell.tolist() == [1000] * 512


@pytest.mark.parametrize("maximum", [1, 7, 600, 5000])
def test_never_more_points_are_shown_than_may_be(cells, maximum):
    assert len(thinned(cells, maximum).kept) <= maximum


def test_points_at_one_place_are_one_cell():
    thinning = thinned(np.ones((9, 3)), 3)
    assert (thinning.kept.tolist(), thinning.cell_m) == ([0], 0.0)


def test_counts_and_extents_are_those_of_all_points_and_not_of_those_shown(cells):
    view = view_cloud(cells)
    table = rows(view)
    assert table["Points"] == "512 000"
    assert table["Étendue en x"] == "de 0,000 à 8,000 m, soit 8,000 m"
    shown = int(table["Points affichés"].replace(" ", ""))
    assert shown <= 150_000
    assert len(drawn(view)["data"][0]["x"]) == shown
    assert plain(view.summary).startswith(f"512 000 points, dont {table['Points affichés']} affichés")


def test_the_same_cloud_is_shown_alike_each_time(cells):
    first, second = view_cloud(cells), view_cloud(cells)
    assert first.still == second.still
    np.testing.assert_array_equal(drawn(first)["data"][0]["x"], drawn(second)["data"][0]["x"])


def test_coordinates_of_a_national_grid_are_drawn_to_the_millimetre():
    # A float32 would round northings in Lambert-93 to half a metre.
    points = np.array([[652_000.0, 6_862_000.0, 30.0], [652_000.001, 6_862_000.002, 30.003]])
    figure = drawn(view_cloud(points))
    for axis, step in zip("xyz", (0.001, 0.002, 0.003), strict=True):
        assert np.ptp(figure["data"][0][axis]) == pytest.approx(step, abs=1e-5)
    assert figure["layout"]["scene"]["yaxis"]["title"]["text"] == "y-6862000 (m)"


def test_the_origin_of_a_cloud_that_was_shifted_is_said():
    cloud = PointCloud(points_m=np.eye(3), origin_m=np.array([652_000.0, 6_862_000.0, 0.0]))
    assert rows(view_cloud(cloud))["Origine à ajouter"] == "652 000 m ; 6 862 000 m ; 0 m"


def test_own_colours_are_shown_as_they_are():
    colours = np.array([[255, 0, 0], [0, 255, 0], [0, 0, 255]], dtype=np.uint8)
    marker = drawn(view_cloud(PointCloud(points_m=np.eye(3), origin_m=np.zeros(3), colours=colours)))["data"][0][
        "marker"
    ]
    shown = [marker["colorscale"][rank][1] for rank in marker["color"]]
    assert shown == ["rgb(255,0,0)", "rgb(0,255,0)", "rgb(0,0,255)"]


def test_numbers_take_the_place_of_colours_and_their_bounds_are_said():
    view = view_cloud(np.eye(3), values=[-2.0, 0.5, 3.0], label="écart au plan (mm)")
    assert rows(view)["Couleurs"] == "écart au plan (mm), de −2,000 (bleu foncé) à 3,000 (jaune clair)."
    marker = drawn(view)["data"][0]["marker"]
    # Half-way between −2 and 3 lies the middle of 256 colours.
    assert marker["color"].tolist() == [0, 128, 255]


def test_points_that_are_no_numbers_are_left_out_and_counted():
    points = np.array([[0, 0, 0], [np.nan, 1, 1], [1, 1, np.inf], [2, 2, 2.0]])
    assert "2 points écartés" in plain(view_cloud(points).summary)
    assert rows(view_cloud(points))["Points"] == "2"


def test_the_still_picture_says_in_words_what_it_shows():
    html = view_cloud(np.eye(3), title="Trois <points>").still["text/html"]
    assert 'alt="Trois &lt;points&gt;. 3\u00a0points, tous affichés.' in html
    picture = Image.open(io.BytesIO(base64.b64decode(re.search(r'base64,([^"]+)"', html)[1]))).convert("RGB")
    # White, and four pixels for each point.
    assert sum(count for count, colour in picture.getcolors() if colour != (255, 255, 255)) == 12


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"cloud": np.zeros((4, 2))}, "forme \\(4, 2\\) reçu, \\(n, 3\\) attendu"),
        ({"cloud": np.zeros((0, 3))}, "n au moins 1"),
        ({"cloud": "mur.las"}, "str reçu, tableau de nombres attendu"),
        ({"cloud": np.full((2, 3), np.nan)}, "aucun de coordonnées"),
        ({"cloud": np.eye(3), "colours": np.zeros((2, 3))}, "\\(3, 3\\) attendue, une couleur par point"),
        ({"cloud": np.eye(3), "colours": np.full((3, 3), 256)}, "de 256 à 256 reçues"),
        ({"cloud": np.eye(3), "colours": np.full((3, 3), 1.5)}, "de 1.5 à 1.5 reçues"),
        ({"cloud": np.eye(3), "values": [1.0]}, "forme \\(1,\\) reçue, \\(3,\\) attendue"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_what_was_expected(arguments, message):
    with pytest.raises(ViewError, match=message):
        view_cloud(arguments.pop("cloud"), **arguments)
