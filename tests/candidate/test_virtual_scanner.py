"""The scanner that candidates command: settings, budget, plan."""

import re

import numpy as np
import pytest

from autograders.candidate.cases import Case, PublicCase, PublicExercise, SpecificationValue
from autograders.candidate.errors import AtelierError, CaseError
from autograders.candidate.virtual_scanner import AcquisitionError, VirtualScanner
from autograders.domain.scan_files import write_las

TABLE = """resolution,quality,station,angular_step_mrad,duration_min,file
grossiere,rapide,S1,2.0,1.3,captures/grossiere_rapide_S1.laz
moyenne,rapide,S1,1.0,2.1,captures/moyenne_rapide_S1.laz
fine,rapide,S1,0.6,3.9,captures/fine_rapide_S1.laz
fine,soignee,S1,0.6,46.4,
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "captures").mkdir()
    (tmp_path / "acquisitions.csv").write_text(TABLE, encoding="utf-8")
    for count, name in enumerate(("grossiere", "moyenne", "fine"), start=10):
        points = np.random.default_rng(count).uniform(0, 5, (count, 3))
        write_las(tmp_path / "captures" / f"{name}_rapide_S1.laz", points, colours=np.full((count, 3), 90, np.uint8))
    return tmp_path


def scanner_in(folder, budget_min=6.0):
    budget = SpecificationValue(key="time_budget_min", label="Temps", value=budget_min, unit="min")
    public = PublicCase(dataset="scanner_bench", digest="0", specification=(budget,), files=())
    exercise = PublicExercise(exercise="e", activity="a", title="t", dataset="scanner_bench", answers=())
    return VirtualScanner(Case(folder, public, exercise))


def test_an_acquisition_gives_its_cloud_its_name_and_takes_its_time(folder):
    scanner = scanner_in(folder)
    capture = scanner.acquire(resolution="grossiere", quality="rapide", station="S1")
    assert (len(capture.points_m), capture.name) == (10, "grossiere_rapide_S1")
    assert capture.colours.shape == (10, 3)
    assert (scanner.spent_min, scanner.remaining_min) == (1.3, 4.7)
    assert scanner.plan == [{"resolution": "grossiere", "quality": "rapide", "station": "S1"}]


def test_the_plan_is_in_the_order_of_the_acquisitions(folder):
    scanner = scanner_in(folder)
    scanner.acquire("moyenne", "rapide", "S1")
    scanner.acquire("grossiere", "rapide", "S1")
    assert [row["resolution"] for row in scanner.plan] == ["moyenne", "grossiere"]


def test_running_a_cell_again_costs_nothing_more(folder):
    scanner = scanner_in(folder)
    first = scanner.acquire("moyenne", "rapide", "S1")
    assert scanner.acquire("moyenne", "rapide", "S1") is first
    assert scanner.spent_min == 2.1
    assert len(scanner.plan) == 1


def test_a_budget_may_be_spent_to_the_last_tenth(folder):
    # 1.3 + 2.1 + 3.9 = 7.3, and floats do not add up exactly.
    scanner = scanner_in(folder, budget_min=7.3)
    for resolution in ("grossiere", "moyenne", "fine"):
        scanner.acquire(resolution, "rapide", "S1")
    assert scanner.remaining_min == 0


def test_beyond_the_budget_it_refuses_says_what_is_left_and_keeps_the_plan(folder):
    scanner = scanner_in(folder, budget_min=5.0)
    scanner.acquire("moyenne", "rapide", "S1")
    with pytest.raises(AcquisitionError, match=re.escape("demande 3,9 min ; il reste 2,9 min sur 5,0 min")):
        scanner.acquire("fine", "rapide", "S1")
    assert len(scanner.plan) == 1
    scanner.reset()
    assert (scanner.plan, scanner.remaining_min) == ([], 5.0)
    scanner.acquire("fine", "rapide", "S1")


def test_a_setting_that_is_too_long_by_itself_is_said_to_be_so(folder):
    with pytest.raises(AcquisitionError, match="à elle seule"):
        scanner_in(folder).acquire("fine", "soignee", "S1")


def test_an_unknown_setting_is_refused_with_those_that_exist(folder):
    with pytest.raises(AcquisitionError, match=r"Résolutions : grossiere, moyenne, fine\. Qualités : rapide, soignee"):
        scanner_in(folder).acquire("haute", "rapide", "S1")


def test_the_table_of_settings_shows_durations_and_what_is_possible(folder):
    settings = scanner_in(folder).settings()
    assert len(settings) == 4
    assert [setting.duration_min for setting in settings] == [1.3, 2.1, 3.9, 46.4]
    assert "fine        soignee  S1       0,6                   46,4         non, trop longue" in repr(settings)
    html = settings._repr_html_()
    assert '<th scope="col">Durée (min)</th>' in html
    assert "Temps disponible : 6,0" in html


def test_a_damaged_table_is_said_to_be_damaged(folder):
    (folder / "acquisitions.csv").write_text("resolution,quality\nfine,rapide\n", encoding="utf-8")
    with pytest.raises(CaseError, match="endommagé"):
        scanner_in(folder)


def test_a_missing_capture_is_one_clear_error(folder):
    (folder / "captures" / "fine_rapide_S1.laz").unlink()
    with pytest.raises(AtelierError, match="fine_rapide_S1"):
        scanner_in(folder).acquire("fine", "rapide", "S1")
