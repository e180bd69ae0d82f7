"""What candidates and instructors read, and what nbgrader reads."""

from html.parser import HTMLParser

import pytest
from nbformat.v4 import new_code_cell
from support.tiny_repository import COVERAGE

from autograders.grading import verdict_html, verdict_outputs, verdict_text
from autograders.grading.sanitising import clean_html
from autograders.model.verdict import Check, Verdict, VerdictStatus, not_answered, to_review

VERDICT = Verdict(
    criterion=COVERAGE,
    status=VerdictStatus.JUDGED,
    fraction=0.7,
    checks=(
        Check(label="écart-type", weight=7, fraction=1.0, message="2,04 mm reçu : valeur admise."),
        Check(label="avis", weight=3, fraction=0.0, message="« conforme » reçu."),
    ),
)


@pytest.fixture
def criterion(package):
    return package.exercise.criterion(COVERAGE)


def nbgrader_reads(outputs, maximum=5.0):
    """Return the grade that nbgrader itself gives to a cell with these outputs."""
    from nbgrader.utils import determine_grade

    claims = {"grade": True, "solution": False, "locked": True, "grade_id": "x", "points": maximum}
    return determine_grade(new_code_cell("", outputs=outputs, metadata={"nbgrader": claims}))


def test_a_verdict_reads_like_this(criterion):
    # 7 tenths of 5 points are 3.5, 3 tenths are 1.5.
    text = verdict_text(VERDICT, criterion, "Mesure complète").replace("\u00a0", " ")
    assert text == (
        "C2.1.3.coverage, Mesure complète — 3,5 / 5 points\n"
        "- écart-type (3,5 / 3,5) : 2,04 mm reçu : valeur admise.\n"
        "- avis (0 / 1,5) : « conforme » reçu."
    )


def test_a_verdict_says_when_a_person_has_yet_to_look(criterion):
    text = verdict_text(to_review(COVERAGE, "Le correcteur n’a pas pu juger."), criterion)
    assert "À examiner par un formateur" in text
    assert "Le correcteur n’a pas pu juger." in text


def test_a_verdict_without_answer_says_so(criterion):
    assert "Sans réponse" in verdict_html(not_answered(COVERAGE, "Rien reçu."), criterion)


class Elements(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def test_the_table_of_checks_has_a_caption_and_scoped_headers(criterion):
    found = Elements(verdict_html(VERDICT, criterion)).found
    scopes = [attributes["scope"] for tag, attributes in found if tag == "th"]
    assert scopes == ["col", "col", "col", "row", "row"]
    assert {"section", "h4", "caption"} <= {tag for tag, _ in found}


def test_text_from_a_submission_is_escaped(criterion):
    hostile = "</td><script>alert(1)</script>\u202e\ud800 & <b>"
    check = Check(label=hostile, weight=1, fraction=0.0, message=hostile)
    verdict = Verdict(criterion=COVERAGE, status=VerdictStatus.JUDGED, fraction=0, checks=(check,), message=hostile)
    html = verdict_html(verdict, criterion, label=hostile)
    assert {tag for tag, _ in Elements(html).found} == {
        "section", "h4", "p", "table", "caption", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert "\u202e" not in html
    html.encode("utf-8")
    verdict_text(verdict, criterion).encode("utf-8")


def test_the_pages_own_cleaning_leaves_a_verdict_as_it_is(criterion):
    html = verdict_html(VERDICT, criterion, "Mesure complète")
    # Parsed, since the cleaner writes attributes in an order of its own.
    assert Elements(clean_html(html)).found == Elements(html).found


@pytest.mark.parametrize("fraction", [0.0, 0.1, 1 / 3, 0.5, 0.999999, 1.0])
def test_nbgrader_itself_reads_the_same_points(criterion, fraction):
    verdict = Verdict(criterion=COVERAGE, status=VerdictStatus.JUDGED, fraction=fraction)
    assert nbgrader_reads(verdict_outputs(verdict, criterion)) == (pytest.approx(5 * fraction, abs=1e-4), 5.0)


@pytest.mark.parametrize("verdict", [to_review(COVERAGE, "x"), not_answered(COVERAGE, "x")])
def test_nbgrader_itself_reads_no_points_where_there_is_no_judgement(criterion, verdict):
    assert nbgrader_reads(verdict_outputs(verdict, criterion)) == (0.0, 5.0)
