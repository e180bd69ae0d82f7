"""The planner that candidates command: it finds what the graders' own counting finds, and says what it cannot do."""

import csv
import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograders.candidate.cases import Case, PublicCase, PublicExercise, SpecificationValue
from autograders.candidate.errors import CaseError
from autograders.candidate.station_planner import PlanError, StationPlanner
from autograders.domain.deployment import (
    Reach,
    coverage_by_zone,
    covered,
    isolated_groups,
    links_to_anchors,
    overlap_graph,
    overlaps,
    sight,
    surveyed,
)

TERMS = {
    "station_limit": 4,
    "minutes_limit": 30,
    "coverage_total_percent": 55,
    "overlap_percent": 15,
    "range_minimum_m": 1.0,
    "range_maximum_m": 9.0,
    "incidence_limit_deg": 75,
    "lowest_elevation_deg": -60,
    "anchor_targets": 5,
}
ROOMS = {"A": ("Salle", 12, 50), "B": ("Cage d’escalier", 25, 40)}
STEPS_MRAD = {"rapide": (3.1, 1.6), "fine": (0.8, 13.3)}
POSITIONS, POINTS = 8, 240


class MadeUpSite:
    """Points and positions without any building: what is free to see is drawn at random."""

    def __init__(self):
        rng = np.random.default_rng(213)
        self.points_m = rng.uniform(0, 10, (POINTS, 3)).round(4)
        normals = rng.standard_normal((POINTS, 3))
        self.normals = (normals / np.linalg.norm(normals, axis=1, keepdims=True)).round(6)
        self.rooms = np.where(self.points_m[:, 0] < 5, "A", "B")
        self.centres_m = rng.uniform(0, 10, (POSITIONS, 3)).round(3)
        self.setup_min = rng.integers(5, 12, POSITIONS).astype(float)
        self.targets = rng.integers(0, 9, POSITIONS)
        facing = np.einsum("kni,ni->kn", self.points_m - self.centres_m[:, None], self.normals) < 0
        self.free = facing & (rng.random((POSITIONS, POINTS)) < 0.9)
        self.names = [f"S{number:02d}" for number in range(1, POSITIONS + 1)]

    def write(self, folder):
        write(
            folder / "positions.csv",
            "position x_m y_m z_m niveau piece mise_en_station_min cibles_visibles",
            [
                (name, *centre, "RDC", "A", setup, count)
                for name, centre, setup, count in zip(
                    self.names, self.centres_m, self.setup_min, self.targets, strict=True
                )
            ],
        )
        write(
            folder / "reglages.csv",
            "resolution pas_mrad points duree_min",
            [(name, step, 1_000_000, minutes) for name, (step, minutes) in STEPS_MRAD.items()],
        )
        write(
            folder / "pieces.csv",
            "piece nom niveau points espacement_max_mm couverture_min_pct",
            [
                (code, name, "RDC", (self.rooms == code).sum(), spacing, percent)
                for code, (name, spacing, percent) in ROOMS.items()
            ],
        )
        labels = [f"P{number:04d}" for number in range(1, POINTS + 1)]
        write(
            folder / "points_a_relever.csv",
            "point x_m y_m z_m nx ny nz piece global_id",
            [
                (label, *place, *normal, room, "")
                for label, place, normal, room in zip(labels, self.points_m, self.normals, self.rooms, strict=True)
            ],
        )
        write(
            folder / "visibilite.csv",
            " ".join(["point", *self.names]),
            [(label, *flags) for label, flags in zip(labels, self.free.T.astype(int), strict=True)],
        )

    def surveyed_by_the_graders(self, plan):
        reach = Reach(
            spacing_mm=np.array([ROOMS[code][1] for code in self.rooms], dtype=float),
            incidence_rad=math.radians(TERMS["incidence_limit_deg"]),
            range_m=(TERMS["range_minimum_m"], TERMS["range_maximum_m"]),
            lowest_elevation_rad=math.radians(TERMS["lowest_elevation_deg"]),
        )
        lines = sight(self.free, self.centres_m, self.points_m, self.normals)
        return np.array(
            [
                surveyed(lines, 1e-3 * STEPS_MRAD[resolution][0], reach)[self.names.index(position)]
                for position, resolution in plan
            ]
        )


def write(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


SITE = MadeUpSite()
OPTIONS = [(name, resolution) for name in SITE.names for resolution in STEPS_MRAD]
plans = st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=POSITIONS, unique_by=lambda option: option[0])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    SITE.write(folder)
    return folder


@pytest.fixture(scope="module")
def planner(folder):
    return planner_in(folder)


def planner_in(folder):
    specification = tuple(SpecificationValue(key=key, label=key, value=value) for key, value in TERMS.items())
    public = PublicCase(dataset="heritage_building", digest="0", specification=specification, files=())
    exercise = PublicExercise(exercise="e", activity="a", title="t", dataset="heritage_building", answers=())
    return StationPlanner(Case(folder, public, exercise))


@settings(max_examples=60, deadline=None)
@given(plan=plans)
def test_it_finds_what_the_graders_find(planner, plan):
    flags, names = SITE.surveyed_by_the_graders(plan), [position for position, _ in plan]
    outcome = planner.evaluate(plan)
    assert np.array_equal([planner.surveyed(*station) for station in plan], flags)
    seen = covered(flags)
    assert outcome.coverage_percent == pytest.approx(100 * seen.mean())
    by_room = {room.code: room.percent / 100 for room in outcome.rooms}
    assert by_room == pytest.approx(coverage_by_zone(seen, SITE.rooms))
    assert outcome.overlap_percent == pytest.approx(100 * overlaps(flags))
    minimum = TERMS["overlap_percent"] / 100
    assert sorted(sorted(group) for group in outcome.groups) == sorted(isolated_groups(flags, names, minimum))
    anchors = [name for name, count in zip(SITE.names, SITE.targets, strict=True) if count >= TERMS["anchor_targets"]]
    assert dict(outcome.links) == links_to_anchors(overlap_graph(flags, names, minimum), anchors)


@given(plan=plans)
def test_minutes_are_those_of_setting_up_and_of_the_scan(planner, plan):
    setup = dict(zip(SITE.names, SITE.setup_min, strict=True))
    by_hand = sum(setup[position] + STEPS_MRAD[resolution][1] for position, resolution in plan)
    assert planner.evaluate(plan).minutes == pytest.approx(by_hand)


def test_the_plan_comes_back_as_rows_of_the_answer(planner):
    assert planner.evaluate([("S02", "fine")]).rows == [{"position": "S02", "resolution": "fine"}]


def test_what_a_plan_lacks_is_said_limit_by_limit(planner):
    everything = planner.evaluate([(name, "fine") for name in SITE.names])
    assert "8 stations pour 4 au plus" in everything.shortfalls
    assert any(re.fullmatch(r"\d+,\d min pour 30 au plus", each) for each in everything.shortfalls)
    alone = planner.evaluate([("S01", "rapide")])
    assert any(each.startswith("couverture de ") for each in alone.shortfalls)
    assert any(each.startswith("pièces trop peu relevées") for each in alone.shortfalls)


def test_an_outcome_reads_as_text_and_as_a_table(planner):
    outcome = planner.evaluate([("S01", "rapide"), ("S02", "fine")])
    text, html = repr(outcome), outcome._repr_html_()
    assert "Plan de 2 stations (4 au plus)" in text
    assert "Cage d’escalier" in text
    assert '<th scope="col">Relevé (%)</th>' in html
    assert "<caption>Plan de 2 stations" in html


def test_a_view_says_in_words_what_it_shows(planner):
    view = planner.show([("S01", "rapide"), ("S02", "fine")])
    lacking = int((~covered(SITE.surveyed_by_the_graders([("S01", "rapide"), ("S02", "fine")]))).sum())
    assert [trace.name for trace in view.figure.data][1] == f"{lacking} points non relevés"
    assert f"{POINTS - lacking} points relevés sur {POINTS}, 2 stations" in view.text
    assert len(view.text.splitlines()) == 1 + len(ROOMS)
    assert view._repr_mimebundle_()["text/plain"] == repr(view) == view.text


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ([], "Plan vide"),
        ([("S99", "fine")], "Position inconnue (S99). Positions permises\u00a0: S01 à S08"),
        ([("S01", "haute")], "Résolution inconnue (haute). Résolutions\u00a0: rapide, fine"),
        ([("S01", "fine"), ("S01", "rapide")], "Positions employées deux fois\u00a0: S01"),
        ([3], "Plan illisible"),
        (None, "Plan illisible"),
    ],
    ids=["empty", "position", "resolution", "twice", "numbers", "none"],
)
def test_a_plan_that_cannot_be_is_refused_with_what_could(planner, plan, said):
    with pytest.raises(PlanError, match=re.escape(said)):
        planner.evaluate(plan)


@pytest.mark.parametrize("name", ["positions.csv", "reglages.csv", "pieces.csv", "points_a_relever.csv"])
def test_a_damaged_table_is_said_to_be_damaged(folder, tmp_path, name):
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / name).write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(CaseError, match="endommagé"):
        planner_in(tmp_path)


def test_lines_of_sight_that_are_cut_short_are_said_to_be_damaged(folder, tmp_path):
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    lines = (folder / "visibilite.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "visibilite.csv").write_text("".join(lines[:100]), encoding="utf-8")
    with pytest.raises(CaseError, match=r"visibilite\.csv"):
        planner_in(tmp_path)
