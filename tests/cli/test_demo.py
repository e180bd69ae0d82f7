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


FULL = {COVERAGE: 5.0, SUPPORT: 5.0}
NOTHING = {COVERAGE: 0.0, SUPPORT: 0.0}
# What the bank of the tiny repository states of each kind of submission, at 5 points a criterion.
DESERVED = {
    "amandine.roussel": FULL,
    "bilal.haddad": FULL,
    "chloe.lemaire": FULL,
    "david.nguyen": {COVERAGE: 5.0, SUPPORT: 2.5},
    "ines.carvalho": NOTHING,
    # Who crashes or loops keeps what was answered before.
    "julien.morel": {COVERAGE: 5.0, SUPPORT: 0.0},
    "karim.ouazzani": {COVERAGE: 5.0, SUPPORT: 0.0},
    "lea.fontaine": NOTHING,
}


# One test, since it is one run of half a minute.
def test_twelve_candidates_get_what_they_deserve_and_the_repository_is_left_as_it_was(tmp_path, monkeypatch, capfd):
    repository, work = make_tiny_repository(tmp_path / "repository"), tmp_path / "work"
    before = files(repository)
    monkeypatch.chdir(repository)
    # The endless loop need not be waited for as long as in earnest.
    monkeypatch.setattr("autograders.authoring.demo.CELL_SECONDS", 3)

    assert main(["demo", "--json", "--folder", str(work)]) == 0

    report = json.loads(capfd.readouterr().out)
    assert list(report) == ["activity", "candidates", "feedback", "seconds"]
    assert (report["activity"], report["feedback"]) == ("A2.1", str(work / "feedback"))
    rows = {row["candidate"]: row for row in report["candidates"]}
    assert len(rows) == len(report["candidates"]) == 12
    for candidate, row in rows.items():
        assert list(row) == ["candidate", "status", "total", "scores"]
        assert row["total"] == sum(row["scores"].values())
        assert (work / "feedback" / candidate / ACTIVITY / f"{EXERCISE}.html").is_file()
    assert {candidate: rows[candidate]["scores"] for candidate in DESERVED} == DESERVED

    handed_in = work / "submitted" / "amandine.roussel" / ACTIVITY
    assert sorted(path.name for path in handed_in.iterdir()) == [f"{EXERCISE}.ipynb", "candidat.txt"]
    assert len(list((work / "variants" / ACTIVITY).glob("v[0-9]*"))) == 3
    assert files(repository) == before


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
