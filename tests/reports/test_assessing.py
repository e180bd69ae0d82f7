"""Levels given by persons: kept, consolidated, written to the gradebook, and counted in the results."""

import shutil
from fractions import Fraction

import openpyxl
import pytest
from support.browser import axe_violations
from support.graded_cohort import RUBRIC, gradebook
from support.tiny_course import new_sitting
from support.tiny_repository import ACTIVITY, REPORT, ROOT

from autograders.assignments import open_course
from autograders.cli import main
from autograders.records import Records
from autograders.reports import State, candidate_results
from autograders.reports.gathering import facts_of
from autograders.reports.grading_sheets import CANDIDATE, CRITERION, LEVEL, REMARK
from autograders.reports.writing import agreement_report, candidate_report, cohort_report, jury_report

PROTOCOL = "C2.1.4.protocol"
POSTURE, SUPPORT = "A4.1.oral.posture", "A4.1.oral.support"
ADA, BOB, ZOE = "Mme Ampère", "M. Biot", "Mme Zenner"


@pytest.fixture(scope="module")
def two_graders(cohort, tmp_path_factory):
    """Return the cohort's sitting in a course with grids; nobody has given a level."""
    sitting = new_sitting(cohort.course.repository.root, tmp_path_factory.mktemp("levels"))
    shutil.copy(ROOT / "course" / "grids.toml", sitting.course.folder)
    return sitting


@pytest.fixture
def sitting(two_graders, tmp_path):
    return new_sitting(two_graders.course.repository.root, tmp_path)


def atelier(sitting, *arguments):
    return main([*map(str, arguments), "--course", str(sitting.course.folder)])


def give(sitting, candidate, criterion, level, grader, *more):
    return atelier(sitting, "assess", "give", candidate, criterion, level, "--grader", grader, *more)


def result_of(sitting, candidate):
    course = open_course(sitting.course.folder)
    return candidate_results(course.repository.referential, facts_of(course, candidate))


def criterion_of(sitting, candidate, criterion):
    result = result_of(sitting, candidate)
    found = [*result.thesis, *(item for bloc in result.blocs for item in bloc.criteria)]
    return next(item for item in found if item.criterion.id == criterion)


def cell_of(sitting, candidate):
    with gradebook(sitting) as book:
        grade = book.find_grade(RUBRIC, REPORT, ACTIVITY, candidate)
        return grade.manual_score, grade.needs_manual_grade


def sheet_of(sitting, tmp_path, scope, grader, *more, name="sheet.xlsx"):
    path = tmp_path / name
    assert atelier(sitting, "assess", "sheet", scope, path, "--grader", grader, *more) == 0
    return path


def fill_in(path, levels, remarks=()):
    """Give levels and remarks in a sheet, by candidate and criterion."""
    workbook = openpyxl.load_workbook(path)
    for row in workbook["Niveaux"].iter_rows(min_row=2):
        piece = (row[CANDIDATE].value, row[CRITERION].value)
        row[LEVEL].value = levels.get(piece)
        row[REMARK].value = dict(remarks).get(piece)
    workbook.save(path)


def rows_of(path):
    header, *rows = openpyxl.load_workbook(path)["Niveaux"].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_an_oral_is_open_until_two_persons_agree_and_then_weighs_as_the_referential_says(sitting, capsys):
    assert criterion_of(sitting, "right", POSTURE).state is State.NOT_ASSESSED
    assert give(sitting, "right", POSTURE, 3, ADA) == 0
    assert "Autre correcteur attendu." in capsys.readouterr().out
    assert criterion_of(sitting, "right", POSTURE).state is State.PENDING
    assert give(sitting, "right", POSTURE, 4, BOB) == 0
    found = criterion_of(sitting, "right", POSTURE)
    assert (found.state, found.mark.value) == (State.COMPLETE, Fraction(7, 8))
    give(sitting, "right", SUPPORT, 4, ADA)
    give(sitting, "right", SUPPORT, 4, BOB)
    # The oral is half of A4.1, and its two criteria weigh the same; nothing written was handed in.
    mark = result_of(sitting, "right").activity("A4.1").mark
    assert (mark.minimum, mark.maximum, mark.settled) == (Fraction(15, 32), Fraction(31, 32), Fraction(1, 2))


def test_two_levels_apart_are_to_be_reviewed_never_zero_until_an_arbiter_settles(sitting, capsys):
    give(sitting, "right", POSTURE, 1, ADA)
    assert give(sitting, "right", POSTURE, 3, BOB) == 1
    assert "Désaccord, arbitrage attendu." in capsys.readouterr().out
    found = criterion_of(sitting, "right", POSTURE)
    assert (found.state, found.mark.minimum, found.mark.maximum) == (State.REVIEW, 0, 1)
    assert give(sitting, "right", POSTURE, 3, ADA, "--arbiter") == 2
    assert "would be both grader and arbiter" in capsys.readouterr().err
    assert give(sitting, "right", POSTURE, 3, ZOE, "--arbiter") == 0
    assert criterion_of(sitting, "right", POSTURE).mark.value == Fraction(3, 4)


def test_one_person_is_not_taken_for_two_and_an_arbiter_needs_something_to_settle(sitting, capsys):
    give(sitting, "right", POSTURE, 3, ADA)
    assert give(sitting, "right", POSTURE, 3, "mme  ampere") == 2
    assert f"the records know '{ADA}', not 'mme ampere'" in capsys.readouterr().err
    assert give(sitting, "right", POSTURE, 3, ZOE, "--arbiter") == 2
    assert "nothing for an arbiter to settle" in capsys.readouterr().err
    with Records(sitting.course.records_url) as records:
        assert [item.grader for item in records.assessments()] == [ADA]


def test_what_two_persons_say_of_a_notebook_s_cell_becomes_its_manual_score_and_says_why(sitting):
    # A person gave 3.5 in formgrader.
    (maximum,) = {cell.maximum for note in facts_of(sitting.course, "right").notebooks for cell in note.cells.values()
                  if cell.name == RUBRIC}  # fmt: skip
    give(sitting, "right", PROTOCOL, 3, ADA, "--remark", "Les portes manquent <i>toutes</i>.")
    assert cell_of(sitting, "right")[0] == 3.5
    give(sitting, "right", PROTOCOL, 4, BOB)
    assert cell_of(sitting, "right") == (maximum * 7 / 8, False)
    with Records(sitting.course.records_url) as records:
        (kept,) = records.overrides("right")
    assert (kept.points, kept.former_manual_score, kept.author) == (maximum * 7 / 8, 3.5, f"{BOB} et {ADA}")
    assert kept.reason == f"{BOB}\u00a0: niveau 4\u00a0; {ADA}\u00a0: niveau 3. Retenu\u00a0: niveau 3,5 sur 4."
    # A regrade leaves it, and the reports show the remark as text.
    sitting.grade("right", again=True)
    assert criterion_of(sitting, "right", PROTOCOL).state is State.COMPLETE
    for report in (candidate_report(sitting.course, "right"), jury_report(sitting.course, "right", "B2")):
        assert f"{ADA}\u00a0: Les portes manquent &lt;i&gt;toutes" in report.html


def test_a_cell_that_two_persons_dispute_asks_for_a_person_although_it_had_a_score(sitting):
    give(sitting, "wrong", PROTOCOL, 0, ADA)
    assert give(sitting, "wrong", PROTOCOL, 4, BOB) == 1
    assert cell_of(sitting, "wrong") == (3.5, True)
    found = criterion_of(sitting, "wrong", PROTOCOL)
    assert (found.state, found.points) == (State.REVIEW, None)


def test_a_grading_sheet_shows_the_levels_and_is_read_back(sitting, tmp_path, capsys):
    path = sheet_of(sitting, tmp_path, "A4.1", ADA)
    rows = rows_of(path)
    everybody = {row["Candidat"] for row in rows}
    assert len(rows) == 2 * len(everybody)
    assert {"right", "nobody"} <= everybody
    assert all(row["Niveau"] is None and row["Niveau 4"].startswith("Comme au niveau 3") for row in rows)
    sheet = openpyxl.load_workbook(path)["Niveaux"]
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.type, rule.formula1, rule.formula2) == ("whole", "0", "4")
    assert str(rule.sqref) == f"E2:E{len(rows) + 1}"
    fill_in(path, {("right", POSTURE): 3, ("wrong", POSTURE): 0.0}, {("right", POSTURE): "=1+1"})
    assert atelier(sitting, "assess", "read", path) == 0
    capsys.readouterr()
    # The same file once more changes nothing.
    assert atelier(sitting, "assess", "read", path) == 0
    with Records(sitting.course.records_url) as records:
        kept = records.assessments()
    assert [(item.candidate, item.criterion, item.grader, item.level) for item in kept] == [
        ("right", POSTURE, ADA, 3), ("wrong", POSTURE, ADA, 0),
    ]  # fmt: skip
    # The next sheet of the same person holds them; that of another does not.
    again = {row["Candidat"]: row["Niveau"] for row in rows_of(sheet_of(sitting, tmp_path, "A4.1", ADA, name="a.xlsx"))
             if row["Critère"] == POSTURE}  # fmt: skip
    assert (again["right"], again["wrong"], again["nobody"]) == (3, 0, None)
    other = rows_of(sheet_of(sitting, tmp_path, "A4.1", BOB, name="b.xlsx"))
    assert {row["Niveau"] for row in other} == {None}


def test_a_notebook_s_criterion_is_graded_where_it_was_handed_in(sitting, tmp_path):
    rows = rows_of(sheet_of(sitting, tmp_path, ACTIVITY, ADA))
    assert {row["Critère"] for row in rows} == {PROTOCOL, "C2.1.4.specification"}
    graded = {row["Candidat"] for row in rows}
    assert "right" in graded
    assert "nobody" not in graded
    assert atelier(sitting, "assess", "give", "nobody", PROTOCOL, 3, "--grader", ADA) == 2


def test_what_was_given_in_formgrader_is_taken_as_one_person_s_levels_where_it_is_one(sitting, capsys):
    with gradebook(sitting) as book:
        grade = book.find_grade(RUBRIC, REPORT, ACTIVITY, "right")
        # As a person types it: off by what the third decimal would say.
        grade.manual_score = grade.cell.max_score * 3 / 4 + 0.004
        book.db.commit()
    # The others were given 3.5 points, which is no level.
    assert atelier(sitting, "assess", "formgrader", "A2.1", "--grader", ADA) == 1
    captured = capsys.readouterr()
    assert captured.out == f"right, {PROTOCOL}: {ADA}\u00a0: niveau 3. Autre correcteur attendu.\n"
    assert f"wrong, {PROTOCOL}: 3.5 of " in captured.err
    give(sitting, "right", PROTOCOL, 4, BOB)
    assert criterion_of(sitting, "right", PROTOCOL).levels.level == Fraction(7, 2)
    # What levels came to is nobody's word in formgrader.
    capsys.readouterr()
    atelier(sitting, "assess", "formgrader", "A2.1", "--grader", ZOE)
    assert "right" not in capsys.readouterr().out


def test_the_arbiter_s_sheet_holds_only_what_is_disputed(sitting, tmp_path, capsys):
    arguments = ("assess", "sheet", "A4.1", tmp_path / "none.xlsx", "--grader", ZOE, "--arbiter")
    assert atelier(sitting, *arguments) == 2
    assert "nothing that graders disagree on" in capsys.readouterr().err
    for grader, level in ((ADA, 0), (BOB, 4)):
        give(sitting, "right", POSTURE, level, grader)
        give(sitting, "wrong", POSTURE, 2, grader)
    path = sheet_of(sitting, tmp_path, "A4.1", ZOE, "--arbiter")
    assert [row["Candidat"] for row in rows_of(path)] == ["right"]
    fill_in(path, {("right", POSTURE): 2})
    assert atelier(sitting, "assess", "read", path) == 0
    assert criterion_of(sitting, "right", POSTURE).mark.value == Fraction(1, 2)


def test_all_that_is_wrong_with_a_sheet_is_told_by_row_and_nothing_is_kept(sitting, tmp_path, capsys):
    path = sheet_of(sitting, tmp_path, "A4.1", ADA)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Niveaux"]
    sheet["E2"], sheet["E3"], sheet["F4"] = 5, "bien", "Sans niveau."
    sheet["A5"], sheet["E5"] = "nemo", 3
    sheet["A7"], sheet["C7"], sheet["E6"], sheet["E7"] = sheet["A6"].value, sheet["C6"].value, 3, 4
    sheet["E8"] = 3
    workbook.save(path)
    assert atelier(sitting, "assess", "read", path) == 2
    said = [line.removeprefix("atelier: sheet.xlsx: Niveaux, ") for line in capsys.readouterr().err.splitlines()]
    assert [line.split(".")[0] for line in said] == [
        "ligne 2: level '5', a whole number from 0 to 4 expected",
        "ligne 3: level 'bien', a whole number from 0 to 4 expected",
        "ligne 4: a remark without a level",
        "ligne 5: nemo, A4",
        f"ligne 7: {sheet['A6'].value}, A4",
    ]
    with Records(sitting.course.records_url) as records:
        assert records.assessments() == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"PK nothing", "is no workbook"), (b"", "is no workbook")],
)
def test_what_is_no_sheet_is_one_line(sitting, tmp_path, capsys, content, said):
    (tmp_path / "x.xlsx").write_bytes(content)
    assert atelier(sitting, "assess", "read", tmp_path / "x.xlsx") == 2
    assert said in capsys.readouterr().err


def test_a_workbook_of_another_kind_is_refused(sitting, tmp_path, capsys):
    openpyxl.Workbook().save(tmp_path / "x.xlsx")
    assert atelier(sitting, "assess", "read", tmp_path / "x.xlsx") == 2
    assert "x.xlsx: is no grading sheet" in capsys.readouterr().err


def test_a_sheet_is_never_written_over(sitting, tmp_path, capsys):
    path = sheet_of(sitting, tmp_path, "THESIS", ADA)
    before = path.read_bytes()
    assert atelier(sitting, "assess", "sheet", "THESIS", path, "--grader", BOB) == 2
    assert "is there already" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("candidate", "criterion", "level", "grader", "said"),
    [
        ("nemo", POSTURE, 3, ADA, "nothing to be graded by levels"),
        ("right", "A4.1.oral.postur", 3, ADA, f"the nearest is '{POSTURE}'"),
        ("right", "C2.1.3.coverage", 3, ADA, "nothing to be graded by levels"),
        ("right", POSTURE, 5, ADA, "level 5 given, 0 to 4 expected"),
        ("right", POSTURE, 3, "  ", "--grader"),
    ],
)
def test_what_cannot_be_given_is_refused(two_graders, capsys, candidate, criterion, level, grader, said):
    assert give(two_graders, candidate, criterion, level, grader) == 2
    assert said in capsys.readouterr().err
    with Records(two_graders.course.records_url) as records:
        assert records.assessments() == ()


@pytest.fixture(scope="module")
def disagreeing(two_graders, tmp_path_factory):
    """Return a sitting in which two persons gave levels to four candidates, and one to a fifth."""
    sitting = new_sitting(two_graders.course.repository.root, tmp_path_factory.mktemp("disagreeing"))
    given = {"right": (3, 3), "wrong": (2, 3), "partly": (0, 0), "late": (4, 2)}
    for candidate, levels in given.items():
        for grader, level in zip((ADA, BOB), levels, strict=True):
            give(sitting, candidate, POSTURE, level, grader, "--remark", f"Vu <{level}>.")
    give(sitting, "nobody", POSTURE, 4, ADA)
    return sitting


def test_the_agreement_is_told_by_criterion_and_the_largest_disagreement_first(disagreeing, tmp_path, capsys):
    assert atelier(disagreeing, "report", "agreement", "A4.1", "--folder", tmp_path, "--no-pdf") == 0
    names = [path.rpartition("/")[2] for path in capsys.readouterr().out.split()]
    assert names == [f"agreement-A4.1{end}" for end in (".html", ".xlsx", "-agreement.csv", "-disagreements.csv")]
    agreement, disagreements = (
        openpyxl.load_workbook(tmp_path / names[1])[name].iter_rows(min_row=2, values_only=True)
        for name in ("agreement", "disagreements")
    )
    # By hand. Two of four the same; the margins are 0, 2, 3, 4 and 0, 2, 3, 3, which chance pairs as the same four
    # times in sixteen: (1/2 - 1/4) / (3/4). Squared gaps: 1 + 4 observed, 60 over the sixteen pairs: 1 - 5/4 / (60/16).
    posture, whole = agreement
    assert posture == (POSTURE, 4, 0.5, pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert whole[1:] == posture[1:]
    assert [row[:3] for row in disagreements] == [("late", POSTURE, 2), ("wrong", POSTURE, 1)]
    html = (tmp_path / names[0]).read_text(encoding="utf-8")
    for said in (
        "Par un seul\u00a0: 1",
        "0,33",
        "50\u00a0%",
        "Vu &lt;4&gt;.",
        "à revoir",
        "niveau 2,5 sur 4",
        "deux niveaux voisins",
    ):
        assert said in html


def test_an_undefined_kappa_is_said_to_be_so(sitting):
    for candidate in ("right", "wrong"):
        for grader in (ADA, BOB):
            give(sitting, candidate, POSTURE, 3, grader)
    html = agreement_report(sitting.course, "A4.1").html
    assert "100\u00a0%" in html
    assert html.count("non défini</td>") == 4


@pytest.mark.needs("chromium")
@pytest.mark.parametrize(
    "report",
    [
        lambda course: agreement_report(course, "A4.1"),
        lambda course: jury_report(course, "late", "THESIS"),
        lambda course: candidate_report(course, "late"),
        lambda course: cohort_report(course, "A4.1"),
    ],
    ids=["agreement", "thesis", "candidate", "cohort"],
)
def test_axe_finds_nothing_to_hold_against_the_pages_that_show_levels(disagreeing, page, screenshot, report):
    page.set_content(report(disagreeing.course).html)
    screenshot("page", page)
    assert axe_violations(page, "body") == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_defence_is_noted_and_checked_against_the_referential(sitting, capsys):
    assert atelier(sitting, "assess", "defence", "right", "0-40", "41-66", "66-78", "--author", "M. Ohm") == 0
    html = jury_report(sitting.course, "right", "THESIS").html
    assert html.count("<td>conforme</td>") == 4
    capsys.readouterr()
    # Too short a talk, too long a deliberation, and within bounds in all: the last note counts.
    assert atelier(sitting, "assess", "defence", "right", "0-15", "15-40", "40-60", "--author", "M. Ohm") == 1
    assert "trop court de 5 min" in capsys.readouterr().out
    html = jury_report(sitting.course, "right", "THESIS").html
    assert "<td>trop long de 5 min</td>" in html
    assert html.count("<td>conforme</td>") == 2


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        (["0-40", "40-65"], "2 spans given, one for each stage expected (Exposé, Questions, Délibération du jury)"),
        (["0-40", "39-65", "65-75"], "Questions: begins at 39, before Exposé ends"),
        (["0-40", "65-40", "65-75"], "Questions: '65-40', START-END in minutes expected"),
        (["0-40", "x", "65-75"], "Questions: 'x'"),
    ],
)
def test_times_that_cannot_be_are_refused(two_graders, capsys, spans, said):
    assert atelier(two_graders, "assess", "defence", "right", *spans) == 2
    assert said in capsys.readouterr().err
    with Records(two_graders.course.records_url) as records:
        assert records.defence_times() == ()


def member(name, practitioner):
    return f'\n[[jury]]\nname = "{name}"\nrole = "Membre"\npractitioner = {str(practitioner).lower()}\n'


@pytest.mark.parametrize(
    ("practitioners", "status", "said"),
    [
        ((True, True, False, False), 0, "Composition conforme\u00a0: 4 membres, dont 2 praticiens."),
        ((True, False, False, False), 1, "4 membres, dont 1 praticien\u00a0; attendu\u00a0: 4 membres, dont 2"),
        ((True, True, False), 1, "3 membres, dont 2 praticiens\u00a0; attendu"),
    ],
)
def test_the_jury_s_sheets_name_it_and_check_its_members(sitting, tmp_path, capsys, practitioners, status, said):
    settings = sitting.course.folder / "course.toml"
    members = "".join(member(f"Juré {index}", item) for index, item in enumerate(practitioners))
    settings.write_text(settings.read_text() + members)
    arguments = ("report", "jury", "right", "--bloc", "THESIS", "--no-pdf", "--folder", tmp_path)
    assert atelier(sitting, *arguments) == status
    assert (said in capsys.readouterr().err) == bool(status)
    html = (tmp_path / "jury-right-THESIS.html").read_text(encoding="utf-8")
    assert said in html
    assert "<td>Juré 0</td><td>Membre (praticien)</td>" in html
    # A bloc's sheet names them, and says nothing of the thesis's composition.
    assert atelier(sitting, "report", "jury", "right", "--bloc", "B2", "--no-pdf", "--folder", tmp_path) == 0
