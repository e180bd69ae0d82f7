"""Marks of an exam; the expected ones are reckoned by hand."""

from datetime import timedelta
from fractions import Fraction

import pytest
from support.exams import NOON, sitting
from support.practice import attempt, small_catalogue

from autograders.lab.exam.comparing import compare, weakest
from autograders.lab.exam.errors import ExamError
from autograders.lab.exam.pages import Addresses, report_page
from autograders.lab.exam.reporting import keep_level
from autograders.lab.exam.results import ActivityResult, CriterionResult, NotebookResult, Results, read_levels
from autograders.lab.progress import Progress, Source
from autograders.lab.progress.standing import standing_of

LEVELS = ("rien", "peu", "assez", "bien", "tout")


def criterion(identifier, points, automatic, human=0.0, **more):
    known = {"label": identifier, "variant": "exam", "answered": True, "levels": LEVELS if human else ()}
    return CriterionResult(
        id=identifier,
        points=points,
        automatic_maximum=points - human,
        automatic_points=automatic,
        human_maximum=human,
        **known | more,
    )


def notebook(competency, *criteria):
    return NotebookResult(exercise=competency.lower(), competency=competency, title=competency, criteria=criteria)


def activity(code, weight_percent, *notebooks):
    known = {"name": code.lower(), "title": code, "bloc": "B2", "notebooks": notebooks}
    return ActivityResult(code=code, weight_percent=weight_percent, **known)


# Shares: measurable 3/4, justified (1 + level) / 6 of 2 automatic and 4 human points; noise 0, colour 1.
CHOICE = notebook(
    "C2.1.1", criterion("C2.1.1.measurable", 4, 3.0), criterion("C2.1.1.justified", 6, 1.0, 4.0, own_text="Oui.")
)
QUALITY = notebook("C2.1.2", criterion("C2.1.2.noise", 5, 0.0), criterion("C2.1.2.colour", 5, 5.0))
ONE = Results(activities=(activity("A2.1", 40, CHOICE, QUALITY),))
TWO = Results(activities=(*ONE.activities, activity("A2.2", 20, notebook("C2.2.1", criterion("C2.2.1.x", 4, 4.0)))))


def test_there_is_no_mark_before_everything_has_a_score():
    assert ONE.mark_out_of_20({}) is None
    assert ONE.activities[0].notebooks[1].share({}) == Fraction(1, 2)


def test_the_mark_is_the_mean_of_competencies_each_the_mean_of_its_criteria():
    # Level 3 of 4 is 3 of 4 points: (1 + 3) / 6; (3/4 + 2/3) / 2 = 17/24; (17/24 + 1/2) / 2 = 29/48.
    assert ONE.mark_out_of_20({"C2.1.1.justified": 3}) == pytest.approx(20 * 29 / 48, abs=1e-12)


def test_activities_weigh_as_in_their_bloc_those_without_a_notebook_left_out():
    # 40 and 20 of 60.
    assert TWO.mark_out_of_20({"C2.1.1.justified": 3}) == pytest.approx(20 * (2 / 3 * 29 / 48 + 1 / 3), abs=1e-12)


def test_what_no_grader_could_judge_keeps_the_mark_open():
    results = Results(activities=(activity("A2.1", 40, notebook("C2.1.2", criterion("C2.1.2.noise", 5, None))),))
    assert results.mark_out_of_20({}) is None


def test_the_weakest_come_first_by_what_is_known_of_them():
    # measurable 3/4, justified 1/2 of its automatic part, noise 0; colour is mastered.
    found = [weak.id for _, weak in weakest(ONE, {})]
    assert found == ["C2.1.2.noise", "C2.1.1.justified", "C2.1.1.measurable"]


def test_the_exam_stands_beside_what_was_practised_on_other_data():
    attempts = (
        attempt("C2.1.2.noise", 1.0),
        attempt("C2.1.2.noise", 0.0, variant="exam", source=Source.EXAM, day=1),
    )
    (bloc,) = compare(ONE, {}, small_catalogue(), attempts)
    assert [(line.code, line.exam, line.practice) for line in bloc.lines] == [
        ("A2.1", None, 0.25),
        ("C2.1.1", None, None),
        ("C2.1.2", Fraction(1, 2), 0.5),
    ]


def test_one_s_own_level_is_kept_for_the_report_and_as_an_assessment(tmp_path, monkeypatch):
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path / "data"))
    for level in ("2", "3"):
        keep_level(tmp_path, ONE, "C2.1.1.justified", level)
    assert read_levels(tmp_path) == {"C2.1.1.justified": 3}
    kept = Progress().attempts()
    assert [(item.source, item.points, item.maximum, item.variant) for item in kept] == [
        (Source.SELF_ASSESSMENT, 2, 4, "exam"),
        (Source.SELF_ASSESSMENT, 3, 4, "exam"),
    ]


@pytest.mark.parametrize(
    ("criterion", "level", "told"),
    [
        ("C2.1.1.justified", "5", "0 à 4"),
        ("C2.1.1.justified", "", "0 à 4"),
        ("C2.1.2.noise", "3", "pas de texte"),
        ("C9.9.9.none", "3", "n’est pas un critère"),
    ],
)
def test_a_form_that_nobody_filled_in_here_changes_nothing(tmp_path, criterion, level, told):
    with pytest.raises(ExamError, match=told):
        keep_level(tmp_path, ONE, criterion, level)
    assert read_levels(tmp_path) == {}


def report(levels, results=ONE, addresses=None, places=None):
    over = sitting().start(NOON).hand_in(NOON + timedelta(minutes=5))
    standing = standing_of(small_catalogue(), (), {}, NOON.date())
    return report_page(over, results, levels, standing, places or {}, addresses).replace("\N{NO-BREAK SPACE}", " ")


def test_the_report_says_what_is_missing_for_a_mark_then_the_mark():
    assert "Points automatiques&nbsp;: 9 sur 16" in report({})
    assert "1 texte reste à évaluer" in report({})
    assert "Note&nbsp;: 12,08 sur 20" in report({"C2.1.1.justified": 3})


def test_a_text_that_was_not_written_is_at_level_0_unless_the_candidate_decides_otherwise():
    empty = criterion("C2.1.1.justified", 6, 1.0, 4.0)
    results = Results(activities=(activity("A2.1", 40, notebook("C2.1.1", empty)),))
    # One of two automatic points, and none or two of four: 1/6 or 1/2 of the points.
    assert "Note&nbsp;: 3,33 sur 20" in report({}, results)
    assert "Niveau 0, faute de texte." in report({}, results, Addresses("/"))
    assert "Note&nbsp;: 10 sur 20" in report({"C2.1.1.justified": 2}, results)


def test_a_report_that_stands_alone_has_no_form():
    assert "<form" not in report({})
    assert "<form" in report({}, addresses=Addresses("/"))


def test_the_report_leads_to_what_to_work_on_by_command_and_in_the_lab_by_notebook():
    places = {"c2.1.1": "a2.1/c2.1.1.ipynb"}
    alone = report({}, places=places)
    assert "atelier practice C2.1.1" in alone
    assert "atelier exam A2.1" in alone
    assert "lab/tree" not in alone
    assert 'href="/lab/tree/a2.1/c2.1.1.ipynb"' in report({}, addresses=Addresses("/"), places=places)


def test_what_a_candidate_wrote_is_shown_as_text():
    written = criterion("C2.1.1.justified", 6, 1.0, 4.0, own_text="<script>alert(1)</script> [x](javascript:alert(1))")
    page = report({}, Results(activities=(activity("A2.1", 40, notebook("C2.1.1", written)),)))
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
