"""The demonstration runs the whole course: twelve candidates, graded through nbgrader, each with what it deserves."""

import json

import pytest
from support.tiny_repository import ACTIVITY, COVERAGE, EXERCISE, SUPPORT, make_tiny_repository

from autograders.assignments import open_repository
from autograders.authoring.demo import run_demo
from autograders.candidate.errors import FaultsError
from autograders.cli import main


def files(root):
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """Run the command once: its folder, what it printed, and the repository before and after."""
    folder = tmp_path_factory.mktemp("demo")
    repository = make_tiny_repository(folder / "repository")
    before = files(repository)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(repository)
        # The endless loop need not be waited for as long as in earnest.
        patch.setattr("autograders.authoring.demo.CELL_SECONDS", 3)
        patch.setattr("sys.stdout", (folder / "printed.json").open("w+", encoding="utf-8"))
        status = main(["demo", "--json", "--folder", str(folder / "work")])
    return status, folder, json.loads((folder / "printed.json").read_text(encoding="utf-8")), before


def scores(shown, candidate):
    (row,) = [row for row in shown[2]["candidates"] if row["candidate"] == candidate]
    return row["scores"]


def test_json_alone_is_printed_in_the_documented_shape(shown):
    status, folder, report, _ = shown
    assert status == 0
    assert set(report) == {"activity", "candidates", "feedback", "seconds"}
    assert (report["activity"], report["feedback"]) == ("A2.1", str(folder / "work" / "feedback"))
    assert len(report["candidates"]) == 12
    for row in report["candidates"]:
        assert set(row) == {"candidate", "status", "total", "scores"}
        assert set(row["scores"]) == {COVERAGE, SUPPORT}
        assert row["total"] == sum(row["scores"].values())


@pytest.mark.parametrize("candidate", ["amandine.roussel", "bilal.haddad", "chloe.lemaire"])
def test_right_solutions_get_full_marks(shown, candidate):
    assert scores(shown, candidate) == {COVERAGE: 5.0, SUPPORT: 5.0}


def test_a_partial_solution_gets_what_the_bank_states(shown):
    # submissions/partial/no_function.py of the tiny repository: half of the support.
    assert scores(shown, "david.nguyen") == {COVERAGE: 5.0, SUPPORT: 2.5}


def test_an_empty_notebook_and_a_forged_one_get_nothing(shown):
    assert scores(shown, "ines.carvalho") == scores(shown, "lea.fontaine") == {COVERAGE: 0.0, SUPPORT: 0.0}


@pytest.mark.parametrize("candidate", ["julien.morel", "karim.ouazzani"])
def test_who_crashes_or_loops_keeps_what_was_answered_before(shown, candidate):
    assert scores(shown, candidate) == {COVERAGE: 5.0, SUPPORT: 0.0}


def test_every_candidate_has_a_feedback_page_and_works_on_a_variant(shown):
    _, folder, report, _ = shown
    for row in report["candidates"]:
        assert (folder / "work" / "feedback" / row["candidate"] / ACTIVITY / f"{EXERCISE}.html").is_file()
    assert len(list((folder / "work" / "variants" / ACTIVITY).glob("v[0-9]*"))) == 3


def test_what_is_handed_in_holds_no_data(shown):
    handed_in = shown[1] / "work" / "submitted" / "amandine.roussel" / ACTIVITY
    assert sorted(path.name for path in handed_in.iterdir()) == [f"{EXERCISE}.ipynb", "candidat.txt"]


def test_the_repository_is_left_as_it_was(shown):
    assert files(shown[1] / "repository") == shown[3]


def test_a_former_demonstration_is_replaced_and_one_that_fails_leaves_nothing(tmp_path):
    root = make_tiny_repository(tmp_path / "repository")
    former = tmp_path / "work"
    former.mkdir()
    (former / "course.toml").write_text('course_id = "atelier-demo"\n', encoding="utf-8")
    (former / "rest").write_text("of the last time", encoding="utf-8")
    (root / "datasets" / "tiny_ruler" / "generate.py").write_text("def generate(seed, public): 1 / 0\n")
    with pytest.raises(FaultsError, match="ZeroDivisionError"):
        run_demo(open_repository(root), former)
    assert not former.exists()
