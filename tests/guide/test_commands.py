"""Every command of the guides is run, in the order of its page, or exercised by a test that is named here."""

import re
import shutil
import tomllib
import warnings
from io import StringIO
from pathlib import Path

import nbformat
import openpyxl
from nbgrader.apps.baseapp import NbGrader
from nbgrader.apps.nbgraderapp import NbGraderApp
from support.guides import OTHER_PAGES, PAGES, blocks, command_lines, make_small_repository, mentioned_commands, units
from support.practice import attempt
from support.tiny_course import with_solutions
from support.tiny_repository import ROOT

from autograders.assignments import open_course, reference_notebook
from autograders.assignments.course import CourseSettings
from autograders.cli import main
from autograders.lab.feedback.practice import Practice
from autograders.lab.progress import Progress

INSTRUCTOR, CANDIDATE, ALONE = (
    next(page for page in PAGES if page.stem == name) for name in ("instructeur", "candidat", "preparation")
)
ASSIGNMENT = "a2_1_digitisation"
# What takes a machine, a network or a browser of its own, or is tried in every form by tests of its own.
EXERCISED_BY = {
    "test_house.py::test_the_continuous_integration_runs_the_readme_s_test_command": (
        "python3",
        "pip install",
        "pytest",
    ),
    "cli/test_demo.py::test_twelve_candidates_get_what_they_deserve_and_the_repository_is_left_as_it_was": (
        "atelier demo",
        "atelier demo --json",
    ),
    "cli/test_bad_input.py::test_the_doctor_says_that_without_landlock_nothing_can_be_graded": (
        "atelier doctor",
        "atelier doctor --json",
    ),
    "browser/test_practice.py::test_the_accueil_is_french_shows_no_pop_up_and_breaks_no_rule": (
        "atelier practice",
        "atelier practice --folder",
    ),
    "browser/test_exam.py::test_an_exam_goes_from_start_to_report_whatever_stops_in_between": (
        "atelier exam",
        "atelier exam --minutes",
    ),
    "guide/test_exercise.py::test_the_exercise_of_the_page_proves_itself": (
        "atelier new",
        "atelier new --name",
        "atelier verify",
        "atelier verify --variants",
    ),
    "guide/test_jupyterhub.py::test_graders_share_formgrader_and_candidates_are_kept_out": (
        "jupyterhub",
        "jupyterhub --config",
    ),
    "guide/test_site.py::test_no_link_leads_nowhere": ("sphinx-build",),
    "grading/test_cluster.py::test_every_submission_is_graded_exactly_once": (
        "atelier grade --scheduler",
        "dask scheduler",
        "dask worker",
        "dask worker --nworkers",
        "dask worker --nthreads",
    ),
    "grading/test_three_ways.py::test_nbgraders_command_gives_the_same_scores_and_does_not_fail": (
        "nbgrader autograde",
    ),
    "grading/test_three_ways.py::test_formgraders_button_gives_the_same_scores": ("jupyter lab",),
    "cli/test_output.py::test_coverage_prints_a_list_with_one_object_per_criterion": ("atelier coverage --json",),
    "cli/test_output.py::test_verify_prints_counts_as_integers_and_the_progress_elsewhere": ("atelier verify --json",),
    "cli/test_course.py::test_the_last_hand_in_counts_and_the_others_are_not_touched": (
        "atelier course collect --json",
    ),
    "cli/test_course.py::test_who_has_extra_time_is_not_late_where_another_is": (
        "atelier course exam",
        "atelier course exam --json",
    ),
    "cli/test_erase.py::test_what_was_done_is_told_as_json": ("atelier erase --json",),
    "grading/test_regrading.py::test_the_command_prints_whose_score_changed_by_how_much_and_why": (
        "atelier regrade --json",
    ),
    "reports/test_thesis_check.py::test_a_pdf_is_read_in_confinement_and_its_facts_are_told_with_their_places": (
        "atelier thesis check",
        "atelier thesis check --json",
    ),
    "reports/test_assessing.py::test_a_defence_is_noted_and_checked_against_the_referential": (
        "atelier assess defence",
    ),
    "reports/test_assessing.py::test_what_two_persons_say_of_a_notebook_s_cell_becomes_its_manual_score_and_says_why": (
        "atelier assess",
    ),
    "cli/test_progress.py::test_progress_as_json_tells_criteria_competencies_and_the_next_exercise": (
        "atelier progress --json",
    ),
}
# The README alone names these forms, for machines; given after the command that ends the same work for people.
FOR_MACHINES = {
    ("atelier", "report", "items"): (("atelier", "report", "items", "A2.1", "--json"),),
    ("atelier", "report", "agreement"): (
        ("atelier", "assess", "read", "grille-durand.xlsx", "--json"),
        ("atelier", "assess", "give", "ada.martin", "C2.1.4.protocol", "3", "--grader", "M. Lenoir", "--json"),
    ),
    ("atelier", "report", "integrity"): (("atelier", "report", "integrity", "A2.1", "--json"),),
}
ELSEWHERE = {unit for named in EXERCISED_BY.values() for unit in named}
CONSENT = {"atelier erase": "yes\n", "atelier progress erase": "oui\n"}


class Desk:
    """Somebody's place of work, where the commands of a page are given one after the other."""

    def __init__(self, folder, monkeypatch):
        self.folder = folder
        self._monkeypatch = monkeypatch

    def give(self, words):
        """Give a command, unless another test does; it must end well."""
        if units(words) & ELSEWHERE:
            return
        if words[0] == "cd":
            self.folder /= words[1]
            return
        typed = "".join(text for unit, text in CONSENT.items() if unit in units(words))
        with self._monkeypatch.context() as patch:
            patch.chdir(self.folder)
            patch.setattr("sys.stdin", StringIO(typed))
            # Settings and data of whoever runs the tests stay out of it.
            for name in ("CONFIG", "DATA", "RUNTIME"):
                patch.setenv(f"JUPYTER_{name}_DIR", str(self.folder / ".jupyter" / name))
            # In this process: a dozen times to import nbgrader is half a minute.
            assert run_here(Path(words[0]).name, words[1:]) == 0, words


def run_here(program, arguments):
    """Run a command of ours or of nbgrader's in this process, and return its exit status."""
    if program == "atelier":
        return main(arguments)
    assert program == "nbgrader"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            NbGraderApp.launch_instance(list(arguments))
    except SystemExit as end:
        return end.code or 0
    finally:
        forget_instances(NbGrader)
    return 0


def forget_instances(application):
    """Have each command of nbgrader begin anew, in the folder in which it is given."""
    for kind in application.__subclasses__():
        forget_instances(kind)
    application.clear_instance()


def all_mentions():
    for page in (*PAGES, *OTHER_PAGES):
        for words in (*command_lines(page), *mentioned_commands(page)):
            yield page, words


def test_every_command_is_run_here_or_exercised_by_a_test_that_is_named():
    given = [units(words) for page in (INSTRUCTOR, CANDIDATE, ALONE) for words in command_lines(page)]
    given += [units(words) for forms in FOR_MACHINES.values() for words in forms]
    run = {unit for named in given if not named & ELSEWHERE for unit in named}
    mentioned = {unit: page.name for page, words in all_mentions() for unit in units(words)}
    assert {unit: page for unit, page in mentioned.items() if unit not in run | ELSEWHERE} == {}
    assert [unit for unit in ELSEWHERE if unit not in mentioned] == [], "no page names these any more"


def test_the_tests_that_exercise_commands_elsewhere_are_there():
    for place in EXERCISED_BY:
        file, _, name = place.partition("::")
        assert f"def {name}(" in (ROOT / "tests" / file).read_text(encoding="utf-8"), place


def test_what_pip_is_asked_for_is_declared():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    asked = {
        extra
        for page, words in all_mentions()
        for found in [re.search(r"\.\[(.+)\]", " ".join(words))]
        if found
        for extra in found.group(1).split(",")
    }
    assert asked <= declared.keys()
    assert asked


def test_every_setting_that_a_page_gives_is_one_of_a_course_s():
    course = tomllib.loads((ROOT / "course" / "course.toml").read_text(encoding="utf-8"))
    shown = [tomllib.loads(block.text) for page in PAGES for block in blocks(page, "toml") if not block.caption]
    assert [CourseSettings.model_validate(course | settings).format for settings in shown] == [1, 1, 1]


def test_every_function_that_a_page_calls_in_a_notebook_is_there():
    called = {
        name
        for page in PAGES
        for block in blocks(page, "python")
        if not block.caption
        for name in re.findall(r"^(\w+)\(", block.text, re.MULTILINE)
    }
    assert called - {"answer"} == set(Practice(None, None).commands())


def test_an_instructor_and_a_candidate_go_through_a_session_as_their_pages_say(tmp_path, monkeypatch):
    instructor = Desk(make_small_repository(tmp_path / "projet"), monkeypatch)
    candidate = Desk(tmp_path / "ada", monkeypatch)
    lines = list(command_lines(CANDIDATE))
    given_back = next(index for index, words in enumerate(lines) if "fetch_feedback" in words)
    for words in command_lines(INSTRUCTOR):
        if words == ("atelier", "course", "status"):
            hand_in(instructor.folder, candidate, lines[:given_back])
        if words[:3] == ("atelier", "assess", "read"):
            fill_in(instructor.folder / words[3])
        instructor.give(words)
        for form in FOR_MACHINES.get(words[:3], ()):
            instructor.give(form)
        if "release_feedback" in words:
            for line in lines[given_back:]:
                candidate.give(line)

    course = instructor.folder
    assert list(candidate.folder.glob(f"{ASSIGNMENT}/feedback/*/c2_1_3_deployment.html"))
    assert (course / "notes-moodle.csv").read_text(encoding="utf-8").count("\n") == 4
    assert (course / "reports" / "appeal-ada.martin.zip").is_file()
    assert {path.name.partition("-")[0] for path in (course / "submitted").iterdir()} == {"ada.martin", "anonyme"}


def hand_in(course, candidate, lines):
    """Have one candidate follow the page up to the hand-in, and two more hand in the same."""
    candidate.folder.mkdir()
    shutil.copy(course / "candidates" / "nbgrader_config.py", candidate.folder)
    for words in lines:
        if "submit" in words:
            solve(course, candidate.folder / ASSIGNMENT)
            (candidate.folder / ASSIGNMENT / "candidat.txt").write_text("ada.martin", encoding="utf-8")
        candidate.give(words)
    (handed_in,) = (course / "exchange" / "session-2026" / "inbound").iterdir()
    for name in ("bob.petit", "eve.leroy"):
        other = handed_in.with_name(handed_in.name.replace("ada.martin", name))
        shutil.copytree(handed_in, other)
        # After it nbgrader names a candidate's page in the exchange.
        (other / "submission_secret.txt").write_text(name, encoding="utf-8")


def fill_in(sheet):
    """Give every piece of a grading sheet the level 3."""
    workbook = openpyxl.load_workbook(sheet)
    pieces = workbook.worksheets[0]
    column = next(cell.column for cell in pieces[1] if cell.value == "Niveau")
    for row in range(2, pieces.max_row + 1):
        pieces.cell(row, column, 3)
    workbook.save(sheet)


def solve(course_folder, work):
    """Write the worked solutions into the notebooks."""
    for package in open_course(course_folder).repository.find_activity("A2.1").exercises:
        path = work / f"{package.name}.ipynb"
        nbformat.write(with_solutions(nbformat.read(path, as_version=4), reference_notebook(package)), path)


def test_who_prepares_alone_sees_takes_along_and_erases_progress_as_the_page_says(tmp_path, monkeypatch):
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path / "data"))
    Progress().record(attempt("C2.1.3.coverage", 1.0))
    desk = Desk(make_small_repository(tmp_path / "projet"), monkeypatch)
    for words in command_lines(ALONE):
        desk.give(words)
    assert (desk.folder / "progression.html").is_file()
    assert (desk.folder / "progression.json").is_file()
    assert not (tmp_path / "data" / "progress.db").exists()
