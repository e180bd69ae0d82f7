"""The reports as they are written: pages that show the numbers, tables that hold them, and nothing that runs."""

import csv
import re
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pypdfium2
import pytest
from support.browser import axe_violations
from support.tiny_repository import COVERAGE, SUPPORT

from autograders.cli import main
from autograders.reports import Candidate, candidate_results, gather
from autograders.reports.pages import cohort_page
from autograders.reports.tables import csv_text, marks_table, write_xlsx
from autograders.reports.writing import candidate_report, cohort_report, jury_report, write_report

PAGES = {
    "candidate": lambda course: candidate_report(course, "wrong"),
    "cohort": lambda course: cohort_report(course, "A2.1"),
    "jury": lambda course: jury_report(course, "right", "B2"),
}


@pytest.fixture(scope="module")
def reports(cohort):
    return {name: make(cohort.course) for name, make in PAGES.items()}


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_number(text):
    try:
        # A workbook keeps fifteen digits.
        return round(float(text), 9)
    except ValueError:
        return text


def as_csv_has_it(value):
    return "" if value is None else as_number(str(value))


def text_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document), "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("name", PAGES)
def test_a_page_stands_alone_and_axe_finds_nothing_to_hold_against_it(reports, page, screenshot, name):
    page.set_content(reports[name].html)
    screenshot(name, page)
    assert axe_violations(page, "body") == []
    # The guarded page fails the test if anything was asked for; nothing wider than the window either.
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.needs("chromium")
def test_who_a_row_of_the_heat_map_is_about_stays_in_view(reports, page):
    page.set_viewport_size({"width": 320, "height": 700})
    page.set_content(reports["cohort"].html)
    page.evaluate("document.querySelector('.scroll').scrollLeft = 120")
    assert page.evaluate("document.querySelector('.scroll').scrollLeft") == 120
    left = "document.querySelector('{}').getBoundingClientRect().left"
    assert page.evaluate(left.format(".heat tbody th")) == page.evaluate(left.format(".scroll"))


def test_the_columns_of_the_heat_map_are_numbered_as_the_criteria_are_told(reports):
    html = reports["cohort"].html
    told = html.index('<section aria-label="Critères de C2.1.3">')
    assert re.findall(r"evidence\">([^<]*)", html[told : html.index("</section>", told)]) == [COVERAGE, SUPPORT]
    head = html[html.index('<table class="heat">') : html.index("</thead>")]
    assert re.findall(r'<th scope="col">(\d) <span class="word">([^<]*)', head)[:2] == [
        ("1", COVERAGE.rpartition(".")[2]),
        ("2", SUPPORT.rpartition(".")[2]),
    ]


def test_a_candidate_reads_verdict_advice_and_evidence(reports):
    html = reports["candidate"].html
    # Ève, whose mean was in metres, by the course's message for what the grader recognised.
    for said in ("Ève Ha", "Une seule lecture n’est pas une moyenne.", "Correcteur ", "variante ", "réponses "):
        assert said in html


def test_what_is_open_is_said_and_bounded_never_a_mark(reports):
    html = reports["candidate"].html
    assert "établis à ce jour\u00a0; note finale entre" in html
    assert "pas encore évalué" in html


def test_a_class_is_told_how_often_a_misconception_was_met(reports):
    # Of seven means that a grader looked at (right, wrong, long and four late ones), one was in metres, which the
    # tiny grader takes for a single reading; the others crashed, were tampered with, unreadable or not handed in.
    html = reports["cohort"].html
    assert "Une seule lecture n’est pas une moyenne." in html
    assert "<td>1 sur 7</td>" in html
    assert '<th scope="row">nobody</th>' in html
    assert '<td class="open">n. r.</td>' in html
    # Who crashed before the mean handed in no answer: that 0 is told from that of a wrong one.
    assert '<td class="s0">0 s.\u00a0r.</td>' in html
    assert '<td class="s0">0</td>' in html


def test_a_jury_finds_identity_weights_remarks_and_places_to_sign(reports):
    html = reports["jury"].html
    for said in (
        "Identifiant</dt><dd>right",
        "30\u00a0%",
        "Remarques du jury",
        "Signature",
        "le référentiel n’en fixe",
    ):
        assert said in html
    assert "B3." not in html


def test_the_numbers_are_the_same_in_csv_and_workbook_and_no_text_is_a_formula(cohort, reports, tmp_path):
    page, workbook, criteria, marks = write_report(reports["cohort"], tmp_path / "made", pdf=False)
    assert page.read_text(encoding="utf-8") == reports["cohort"].html
    sheets = openpyxl.load_workbook(workbook)
    assert sheets.sheetnames == ["criteria", "marks"]
    header, *rows = sheets["marks"].iter_rows(values_only=True)
    for row, expected in zip(rows, rows_of(marks), strict=True):
        assert [as_csv_has_it(value) for value in row] == [as_number(expected[name]) for name in header]
    manual = [row for row in rows_of(criteria) if row["candidate"] == "right" and row["criterion"] == COVERAGE]
    # A person gave 4.25 in formgrader, where the grader had given 5.
    assert [(row["state"], row["points"], row["automatic_score"], row["manual_score"]) for row in manual] == [
        ("complete", "4.25", "5.0", "4.25")
    ]


def test_a_name_that_looks_like_a_formula_or_like_markup_stays_text(cohort, tmp_path):
    facts = gather(cohort.course)[0]
    hostile = replace(facts, candidate=Candidate(id="x", first_name="=1+1", last_name="<script>1</script>"))
    result = candidate_results(cohort.course.repository.referential, hostile)
    html = cohort_page(cohort.course.repository.referential, [result], "A2.1", {}, datetime(2026, 6, 1, tzinfo=UTC))
    assert "<script" not in html
    write_xlsx([marks_table([result])], tmp_path / "x.xlsx")
    assert openpyxl.load_workbook(tmp_path / "x.xlsx")["marks"]["B2"].data_type == "s"
    (tmp_path / "x.csv").write_text(csv_text(marks_table([result])), encoding="utf-8")
    assert {row["first_name"] for row in rows_of(tmp_path / "x.csv")} == {"'=1+1"}


def test_the_command_writes_a_pdf_of_the_same_page(cohort, tmp_path, capsys):
    folder = cohort.course.folder
    arguments = ["report", "jury", "right", "--bloc", "B2", "--course", str(folder), "--folder", str(tmp_path)]
    assert main(arguments) == 0
    written = capsys.readouterr().out.split()
    assert [path.rpartition(".")[2] for path in written] == ["html", "xlsx", "csv", "csv", "pdf"]
    pages, text = text_of(tmp_path / "jury-right-B2.pdf")
    assert pages >= 2
    assert "Remarques du jury" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["candidate", "nemo"], "nemo: not in the gradebook"),
        (["cohort", "A9.9"], "no such folder"),
        (["jury", "right", "--bloc", "B9"], "the referential has no bloc 'B9'"),
    ],
)
def test_what_cannot_be_reported_is_one_line(cohort, capsys, arguments, said):
    assert main(["report", *arguments, "--course", str(cohort.course.folder)]) == 2
    assert said in capsys.readouterr().err
