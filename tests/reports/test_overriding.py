"""A person's score in the place of a grader's: kept with its reason, through every later grading and regrading."""

import re
import shutil

import pytest
from support.tiny_course import COVERAGE_CELL, new_sitting
from support.tiny_repository import ACTIVITY, COVERAGE, EXERCISE, exercise_folder

from autograders.assignments import open_course
from autograders.cli import main
from autograders.grading import generate_feedback, grade_activity, regrade_activity
from autograders.records import Records
from autograders.reports import State, candidate_results
from autograders.reports.gathering import facts_of
from autograders.reports.writing import candidate_report, jury_report

REASON = "La moyenne est juste à l’arrondi près <b>du capteur</b>."


@pytest.fixture(scope="module")
def graded(two_notebooks, tmp_path_factory):
    """Return a sitting in which ada took a single reading for the mean, and was given 0 of 5 for it."""
    sitting = new_sitting(two_notebooks, tmp_path_factory.mktemp("overriding"))
    sitting.hand_in("ada", sitting.bank("wrong/first_reading"))
    sitting.grade()
    return sitting


@pytest.fixture
def sitting(graded, tmp_path):
    return new_sitting(graded.course.repository.root, tmp_path)


def override(sitting, points, *, candidate="ada", criterion=COVERAGE, reason=REASON):
    arguments = [candidate, criterion, str(points), "--reason", reason, "--author", "M. Ohm"]
    return main(["override", *arguments, "--course", str(sitting.course.folder)])


def coverage_of(sitting):
    result = candidate_results(sitting.course.repository.referential, facts_of(sitting.course, "ada"))
    return next(item for item in result.activity("A2.1").criteria if item.criterion.id == COVERAGE)


def test_the_score_counts_and_says_who_when_from_what_and_why(sitting, capsys):
    assert override(sitting, 3.5) == 0
    assert f"ada, {COVERAGE}: 0 -> 3.5 of 5." in capsys.readouterr().out
    assert sitting.gradebook("ada")[COVERAGE_CELL] == (0.0, 3.5, False)
    found = coverage_of(sitting)
    assert (found.state, found.points, found.evidence.scored.points) == (State.COMPLETE, 3.5, 0.0)
    with Records(sitting.course.records_url) as records:
        (kept,) = records.overrides("ada")
    assert (kept.exercise, kept.cell, kept.points, kept.former_score) == (EXERCISE, COVERAGE_CELL, 3.5, 0.0)
    assert (kept.reason, kept.author, kept.overridden_at.tzinfo is None) == (REASON, "M. Ohm", False)
    for report in (candidate_report(sitting.course, "ada"), jury_report(sitting.course, "ada")):
        assert "par M. Ohm\u00a0: 0 → 3,5, sur 5. Motif\u00a0: La moyenne est juste" in report.html
        assert "<b>du capteur" not in report.html


def test_grading_and_regrading_leave_it_and_a_grader_that_says_otherwise_has_it_looked_at(sitting):
    override(sitting, 3.5)
    sitting.grade(again=True)
    assert (coverage_of(sitting).state, coverage_of(sitting).points) == (State.COMPLETE, 3.5)
    grader = exercise_folder(sitting.course.repository.root) / "grading.py"
    grader.write_text(grader.read_text().replace("fraction=float(right)", "fraction=0.5"))
    course = open_course(sitting.course.folder)
    regrade_activity(course, course.repository.find_activity("A2.1"))
    assert sitting.gradebook("ada")[COVERAGE_CELL] == (2.5, 3.5, True)
    assert coverage_of(sitting).state is State.REVIEW
    # A second decision settles it, and the first stays to be read.
    override(sitting, 3.0, reason="Vu le correcteur corrigé.")
    assert (coverage_of(sitting).state, coverage_of(sitting).points) == (State.COMPLETE, 3.0)
    grade_activity(course, course.repository.find_activity("A2.1"), again=True)
    assert coverage_of(sitting).points == 3.0
    assert [item.former_score for item in coverage_of(sitting).overrides] == [0.0, 3.5]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"points": 5.01}, "5.01 points given, 0 to 5 expected"),
        ({"points": "nan"}, "nan points given"),
        ({"points": 1, "reason": "  "}, "the reason is empty"),
        ({"points": 1, "candidate": "nemo"}, "nothing graded in the gradebook"),
        ({"points": 1, "criterion": "C2.1.3.coverag"}, f"the nearest is '{COVERAGE}'"),
        ({"points": 1, "criterion": "C2.1.2.noise"}, "nothing graded in the gradebook"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(graded, capsys, arguments, said):
    before = graded.gradebook("ada")
    assert override(graded, **arguments) == 2
    assert said in capsys.readouterr().err
    assert graded.gradebook("ada") == before
    with Records(graded.course.records_url) as records:
        assert records.overrides() == ()


def test_the_feedback_page_is_made_anew_and_shows_the_score_and_why(sitting):
    page = sitting.course.folder / "feedback" / "ada" / ACTIVITY / f"{EXERCISE}.html"
    override(sitting, 3.5)
    text = page.read_text(encoding="utf-8")
    assert "par M. Ohm\u00a0: 0 → 3,5, sur 5. Motif\u00a0: La moyenne est juste" in text
    assert "<b>du capteur" not in text
    # Support kept its 5 points; the page adds up what nbgrader does.
    assert re.search(r"Total</th>\s*<td></td>\s*<td class=.points.>8,5\W+10", text.replace("&nbsp;", " "))
    # nbgrader asks for a look after each grading; nobody has to wait for what was decided.
    sitting.grade(again=True)
    assert sitting.gradebook("ada")[COVERAGE_CELL] == (0.0, 3.5, True)
    generate_feedback(sitting.course, sitting.activity, ["ada"])
    assert "attente" not in page.read_text(encoding="utf-8")


def test_a_score_is_kept_also_where_no_page_can_be_made_and_that_is_said(sitting, capsys):
    shutil.rmtree(sitting.submitted("ada"))
    assert override(sitting, 3.5) == 1
    assert "the feedback pages are still those from before" in capsys.readouterr().err
    assert sitting.gradebook("ada")[COVERAGE_CELL] == (0.0, 3.5, False)


def test_an_override_of_one_criterion_leaves_the_others(sitting):
    before = sitting.gradebook("ada")
    override(sitting, 1)
    after = sitting.gradebook("ada")
    assert {name for name in after if after[name] != before[name]} == {COVERAGE_CELL}
