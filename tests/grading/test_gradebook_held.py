"""Others hold the gradebook, servers are restarted, settings refuse: nothing is lost, nothing written by half."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from nbformat import from_dict
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook
from nbgrader.utils import compute_checksum
from support.gradebook_tables import gradebook_tables
from support.tiny_course import COVERAGE_CELL, SUPPORT_CELL, Sitting, new_sitting
from support.tiny_repository import ACTIVITY, EXERCISE

from autograders.assignments import build_activity, open_course
from autograders.grading.gradebook import GradebookError, GradebookWriter, SubmissionError
from autograders.grading.gradings import problem_submission
from autograders.grading.nbgrader_runs import load_configuration

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
SCORES = {COVERAGE_CELL: (5.0, None, False), SUPPORT_CELL: (2.5, None, False)}
HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
connection.execute("ROLLBACK")
"""


def writer(sitting, wait_seconds=60.0):
    return GradebookWriter(load_configuration(sitting.course), ACTIVITY, wait_seconds)


def graded(sitting, candidate, coverage=5.0):
    """Return a grading that no run was needed for."""
    referential = sitting.course.repository.referential
    shown = problem_submission(referential, sitting.package, candidate, sitting.released(), "Essai.")
    return [replace(shown, scores={COVERAGE_CELL: coverage, SUPPORT_CELL: 2.5})]


@contextmanager
def held(sitting):
    """Have another process hold the gradebook's file, and give what lets it go."""
    command = [sys.executable, "-c", HOLD, str(sitting.course.folder / "gradebook.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        yield lambda: holder.communicate(timeout=30)
        holder.communicate(timeout=30) if holder.poll() is None else None


def written(sitting, candidate):
    return (sitting.course.folder / "autograded" / candidate / ACTIVITY / f"{EXERCISE}.ipynb").is_file()


def test_a_gradebook_that_another_program_holds_is_waited_for(sitting):
    with writer(sitting) as book, held(sitting) as let_go, ThreadPoolExecutor(1) as executor:
        writing = executor.submit(book.write, "ada", graded(sitting, "ada"), NOON)
        with pytest.raises(TimeoutError):
            writing.result(timeout=0.5)
        let_go()
        writing.result(timeout=60)
    assert sitting.gradebook("ada") == SCORES
    assert written(sitting, "ada")


def test_one_that_is_held_for_too_long_is_told_and_what_was_graded_can_be_written_later(sitting):
    with writer(sitting, 0.1) as book:
        with held(sitting), pytest.raises(GradebookError) as told:
            book.write("ada", graded(sitting, "ada"), NOON)
        assert "another program held it for more than 0.1 s. Close what writes there" in str(told.value)
        assert "Nothing of ada was written." in str(told.value)
        assert not (sitting.course.folder / "autograded" / "ada" / ACTIVITY).exists()
        book.write("ada", graded(sitting, "ada"), NOON)
    assert sitting.gradebook("ada") == SCORES


def test_a_gradebook_held_from_the_start_is_told_before_anything_is_graded(sitting):
    with held(sitting), pytest.raises(GradebookError, match="another program held it"):
        writer(sitting, 0.1)


def test_a_failed_write_leaves_the_former_scores_and_the_former_copy(sitting):
    with writer(sitting, 0.1) as book:
        book.write("ada", graded(sitting, "ada"), NOON)
        with held(sitting), pytest.raises(GradebookError):
            book.write("ada", graded(sitting, "ada", coverage=0.0), NOON)
    assert sitting.gradebook("ada") == SCORES
    folder = sitting.course.folder / "autograded" / "ada"
    assert [path.name for path in folder.iterdir()] == [ACTIVITY]
    assert written(sitting, "ada")


def test_what_a_killed_run_left_beside_a_copy_is_removed(sitting):
    left = sitting.course.folder / "autograded" / "ada" / f".{ACTIVITY}-abc" / "new"
    left.mkdir(parents=True)
    (left / "half.ipynb").write_text("{")
    with writer(sitting) as book:
        book.write("ada", graded(sitting, "ada"), NOON)
    assert [path.name for path in left.parents[1].iterdir()] == [ACTIVITY]


def test_a_disk_that_refuses_is_told_and_no_score_is_written(sitting):
    (sitting.course.folder / "autograded").write_text("a file where the folder should be")
    with writer(sitting) as book, pytest.raises(GradebookError, match=r"correct the rights and grade ada again"):
        book.write("ada", graded(sitting, "ada"), NOON)
    assert dict(submissions(sitting)) == {}


def submissions(sitting):
    with sqlite3.connect(sitting.course.folder / "gradebook.db") as connection:
        return connection.execute("SELECT student_id, timestamp FROM submitted_assignment").fetchall()


def test_a_time_is_kept_in_utc_and_a_hand_in_without_one_keeps_what_is_known(sitting):
    with writer(sitting) as book:
        book.write("ada", graded(sitting, "ada"), NOON.astimezone(timezone(timedelta(hours=2))))
        book.write("ada", graded(sitting, "ada"), None)
    assert submissions(sitting) == [("ada", "2026-06-01 12:00:00.000000")]


def test_a_gradebook_without_the_assignment_is_told_with_the_command(sitting):
    with pytest.raises(GradebookError, match=r"holds no assignment a9_9\. Run 'atelier build a9_9'"):
        GradebookWriter(load_configuration(sitting.course), "a9_9")


def test_a_gradebook_that_is_none_is_told(sitting):
    (sitting.course.folder / "gradebook.db").write_bytes(b"x" * 4096)
    with pytest.raises(GradebookError, match=r"not a database.*Put the gradebook back from a backup"):
        writer(sitting)


def test_an_unknown_kind_of_database_is_told_with_the_setting_to_correct(sitting):
    sitting.configure("c.CourseDirectory.db_url = 'oracle9i://x'")
    with pytest.raises(GradebookError, match=r"CourseDirectory\.db_url: no database of that kind"):
        writer(sitting)


def test_a_course_that_takes_no_new_students_says_how_to_add_one(sitting):
    sitting.configure("c.Autograde.create_student = False")
    with writer(sitting) as book, pytest.raises(SubmissionError, match=r"nbgrader db student add ada"):
        book.write("ada", graded(sitting, "ada"), NOON)
    assert submissions(sitting) == []


def test_a_notebook_of_another_make_than_the_gradebook_is_told(sitting):
    (work,) = graded(sitting, "ada")
    for cell in work.notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == COVERAGE_CELL:
            cell.metadata.nbgrader.grade_id = "C2-1-3_other"
    with writer(sitting) as book, pytest.raises(SubmissionError, match=r"cell 'C2-1-3_other' is not in the gradebook"):
        book.write("ada", [work], NOON)
    assert submissions(sitting) == []


def test_a_step_of_the_instructors_that_breaks_is_told(sitting):
    sitting.configure(
        "from nbgrader.preprocessors import NbGraderPreprocessor",
        "class Broken(NbGraderPreprocessor):",
        "    def preprocess(self, nb, resources):",
        "        return 1 / 0",
        "c.Autograde.autograde_preprocessors.append(Broken)",
    )
    with writer(sitting) as book, pytest.raises(SubmissionError, match=r"ada: a step of .* failed \(ZeroDivisionError"):
        book.write("ada", graded(sitting, "ada"), NOON)


def test_a_task_waits_for_a_person_and_is_never_said_to_lack_a_response(sitting):
    # nbgrader's third kind of cell, which an instructor may add: its text is the question, not the answer.
    with Gradebook(sitting.course.gradebook_url) as gradebook:
        gradebook.add_task_cell("task", EXERCISE, ACTIVITY, max_score=2.0, cell_type="markdown")
    (work,) = graded(sitting, "ada")
    task = new_markdown_cell("Tracez un plan.")
    task.metadata["nbgrader"] = {
        "grade": False,
        "solution": False,
        "locked": False,
        "task": True,
        "grade_id": "task",
        "points": 2.0,
        "schema_version": 3,
        "cell_type": "markdown",
    }
    task.metadata["nbgrader"]["checksum"] = compute_checksum(from_dict(task))
    work.notebook.cells.append(from_dict(task))
    with writer(sitting) as book:
        book.write("ada", [work], NOON)
    assert sitting.gradebook("ada") == SCORES | {"task": (None, None, True)}
    assert sitting.comment("ada", "task") is None


def test_metadata_that_nbgrader_refuses_are_refused_each_time(sitting):
    (work,) = graded(sitting, "ada")
    work.notebook.cells[-1].metadata["nbgrader"] = {"grade_id": "x"}
    with writer(sitting) as book:
        for _ in range(2):
            with pytest.raises(SubmissionError, match="SchemaTooOldError"):
                book.write("ada", [work], NOON)


def test_a_late_penalty_that_breaks_costs_its_candidate_alone(sitting):
    sitting.configure(
        "from nbgrader.plugins import BasePlugin",
        "class Broken(BasePlugin):",
        "    def late_submission_penalty(self, student_id, score, total_seconds_late):",
        "        return 1 / 0 if student_id == 'ada' else 0.5",
        "c.AssignLatePenalties.plugin_class = Broken",
    )
    with sqlite3.connect(sitting.course.folder / "gradebook.db") as connection:
        connection.execute("UPDATE assignment SET duedate = '2026-06-01 11:00:00.000000'")
    with writer(sitting) as book:
        with pytest.raises(SubmissionError, match=r"ada: Broken gave no late penalty \(ZeroDivisionError"):
            book.write("ada", graded(sitting, "ada"), NOON)
        book.write("bob", graded(sitting, "bob"), NOON)
    assert submissions(sitting) == [("bob", "2026-06-01 12:00:00.000000")]


@pytest.fixture(scope="module")
def recorded(built_repository, tmp_path_factory, postgresql):
    """Return the name of a database in which the tiny assignment is recorded."""
    name, url = postgresql.new_database()
    build_activity(*on(url, new_sitting(built_repository, tmp_path_factory.mktemp("recorded"))))
    return name


def on(url, sitting):
    """Return a sitting's course, with its gradebook elsewhere, and its activity."""
    settings = sitting.course.folder / "course.toml"
    settings.write_text(f'{settings.read_text()}gradebook_url = "{url}"\n')
    return open_course(sitting.course.folder), sitting.activity


@pytest.fixture
def on_server(built_repository, recorded, tmp_path, postgresql):
    """Return a sitting whose gradebook is on the server, and an undisturbed twin's on SQLite."""
    sitting, twin = (new_sitting(built_repository, tmp_path / name) for name in ("server", "twin"))
    _, url = postgresql.new_database(like=recorded)
    return Sitting(*on(url, sitting)), twin


def write_all(sitting, book, *candidates):
    for candidate in candidates:
        book.write(candidate, graded(sitting, candidate), NOON)


def same_rows(sitting, twin, *candidates):
    """Tell whether a sitting's gradebook holds what its twin's does where nothing happened."""
    with writer(twin) as book:
        write_all(twin, book, *candidates)
    return gradebook_tables(sitting.course.gradebook_url) == gradebook_tables(twin.course.gradebook_url)


@pytest.mark.needs("postgresql")
def test_a_server_restarted_between_two_candidates_is_connected_to_again(on_server, postgresql):
    sitting, twin = on_server
    with writer(sitting) as book:
        write_all(sitting, book, "ada")
        postgresql.stop()
        postgresql.start()
        write_all(sitting, book, "bob")
    assert same_rows(sitting, twin, "ada", "bob")


@contextmanager
def in_the_middle(sitting, postgresql, book, candidate):
    """Give a write that has begun and waits for the table of grades, which another session holds."""
    database = sitting.course.gradebook_url.rsplit("/", 1)[1]
    with closing(postgresql.connection(database)) as holder, ThreadPoolExecutor(1) as executor:
        holder.execute("BEGIN")
        holder.execute("LOCK TABLE grade IN EXCLUSIVE MODE")
        writing = executor.submit(book.write, candidate, graded(sitting, candidate), NOON)
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND wait_event_type = 'Lock'"
        while not holder.execute(waiting, [database]).fetchone()[0] and not writing.done():
            pass
        assert not writing.done()
        yield writing


@pytest.mark.needs("postgresql")
def test_a_server_that_dies_while_a_candidate_is_written_has_the_candidate_once_when_it_is_back(on_server, postgresql):
    sitting, twin = on_server
    with writer(sitting) as book:
        write_all(sitting, book, "ada")
        with in_the_middle(sitting, postgresql, book, "bob") as writing:
            postgresql.stop()
            with pytest.raises(TimeoutError):
                writing.result(timeout=0.5)
            postgresql.start()
            writing.result(timeout=60)
        write_all(sitting, book, "cid")
    assert same_rows(sitting, twin, "ada", "bob", "cid")
    assert written(sitting, "bob")


@pytest.mark.needs("postgresql")
def test_a_server_that_stays_away_is_told_without_its_password(on_server, postgresql):
    sitting, twin = on_server
    with writer(sitting, 0.1) as book:
        write_all(sitting, book, "ada")
        postgresql.stop()
        try:
            with pytest.raises(GradebookError) as told:
                write_all(sitting, book, "bob")
        finally:
            postgresql.start()
        write_all(sitting, book, "bob")
    assert "Nothing of bob was written." in str(told.value)
    assert "atelier:***@127.0.0.1" in str(told.value)
    assert same_rows(sitting, twin, "ada", "bob")


@pytest.mark.needs("postgresql")
def test_rows_that_another_session_holds_for_too_long_are_told(on_server, postgresql):
    sitting, twin = on_server
    with writer(sitting, 2.0) as book:
        with in_the_middle(sitting, postgresql, book, "ada") as writing, pytest.raises(GradebookError, match="held it"):
            writing.result(timeout=60)
        write_all(sitting, book, "ada")
    assert same_rows(sitting, twin, "ada")
