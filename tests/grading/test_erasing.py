"""Erasing one candidate leaves no trace of that one, and every byte of the others."""

import shutil
import warnings
import zipfile
from datetime import UTC, datetime

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook
from nbgrader.utils import notebook_hash
from sqlalchemy import MetaData, create_engine, select
from support.tiny_course import COVERAGE_CELL, FULL_MARKS, Sitting, new_sitting
from support.tiny_repository import ACTIVITY, EXERCISE
from traitlets.config import Config

from autograders.assignments import open_course
from autograders.candidate.errors import AtelierError
from autograders.grading import erasing, regrade_activity
from autograders.grading.erasing import anonymise_candidate, erase_candidate, kept_of
from autograders.grading.mentions import Mentions
from autograders.grading.personal_rows import PersonalTables, personal_tables
from autograders.records import Assessment, Override, Records

ADA, BOB = "ada.lovelace", "ada"
SECRET = "5ec2e7"
NAMES = (ADA, "Lovelace", "Augusta", "countess@example.org")


def inbound(sitting):
    return sitting.course.folder / "exchange" / "tiny-course" / "inbound"


def exchanged_feedback(sitting):
    folder = sitting.course.folder / "exchange" / "tiny-course" / "feedback"
    return folder / f"{notebook_hash(secret=SECRET, notebook_id=EXERCISE)}.html"


@pytest.fixture(scope="module")
def graded(built_repository, tmp_path_factory):
    """Two candidates, the identifier of one being the beginning of the other's, in all places that there are."""
    sitting = new_sitting(built_repository, tmp_path_factory.mktemp("erased"))
    sitting.configure("c.Exchange.root = str(Path(__file__).parent / 'exchange')")
    work = sitting.solved()
    work.cells.append(new_markdown_cell("Copie d’Augusta Lovelace (countess@example.org)."))
    sitting.hand_in(ADA, work)
    sitting.hand_in(BOB, sitting.bank("wrong/in_metres"))
    course = sitting.course.folder
    (sitting.submitted(ADA) / "candidat.txt").write_text(ADA)
    (sitting.submitted(ADA) / "submission_secret.txt").write_text(SECRET)
    (sitting.submitted(ADA) / "timestamp.txt").write_text("2026-06-01 09:30:00.000000 UTC")
    assert all(item.status == "graded" for item in sitting.grade().candidates)
    for name in (ADA, BOB):
        for path in (f"feedback/{name}/{ACTIVITY}/page.html", f".atelier/set_aside/{name}/{ACTIVITY}/link"):
            (course / path).parent.mkdir(parents=True)
            (course / path).write_text(name)
        hand_in = inbound(sitting) / f"{name}+{ACTIVITY}+2026-06-01 09:30:00.000000 UTC+xyz"
        hand_in.mkdir(parents=True)
        (hand_in / f"{EXERCISE}.ipynb").write_text(name)
        (course / f"reports/{name}").mkdir(parents=True)
        (course / f"reports/{name}/candidate.html").write_text(f"<p>{name}.</p>")
    exchanged_feedback(sitting).parent.mkdir()
    exchanged_feedback(sitting).write_text("Retour")
    (exchanged_feedback(sitting).parent / "other.html").write_text("Retour")
    with zipfile.ZipFile(course / "reports" / "cohort.xlsx", "w") as archive:
        archive.writestr("xl/sharedStrings.xml", f"<t>{ADA}</t><t>{BOB}</t>")
    (course / ".nbgrader.log").write_text(f"Collecting submission: {ADA} x\nCollecting submission: {BOB} x\n")
    with warnings.catch_warnings(), Gradebook(sitting.course.gradebook_url, "tiny-course") as book:
        warnings.simplefilter("ignore")
        book.update_or_create_student(ADA, first_name="Augusta", last_name="Lovelace", email="countess@example.org")
        book.find_grade(COVERAGE_CELL, EXERCISE, ACTIVITY, ADA).manual_score = 4.0
        for name, said in {ADA: "Bravo Augusta !", BOB: "Bravo Ada !"}.items():
            book.find_comment("solution-mean", EXERCISE, ACTIVITY, name).manual_comment = said
        book.db.commit()
    with Records(sitting.course.records_url) as records:
        for name, reason in {ADA: "Relu avec Augusta Lovelace.", BOB: "Relu."}.items():
            records.keep_decisions(
                Assessment(
                    candidate=name,
                    criterion="THESIS.report",
                    grader="jury",
                    level=3,
                    remark=reason,
                    is_arbiter=False,
                    assessed_at=datetime(2026, 6, 2, tzinfo=UTC),
                ),
                Override(
                    activity=ACTIVITY,
                    exercise=EXERCISE,
                    candidate=name,
                    criterion="C2.1.3.coverage",
                    cell=COVERAGE_CELL,
                    points=4.0,
                    maximum=5.0,
                    former_auto_score=5.0,
                    former_manual_score=None,
                    reason=reason,
                    author="jury",
                    overridden_at=datetime(2026, 6, 2, tzinfo=UTC),
                ),
            )
    return sitting


@pytest.fixture
def sitting(graded, tmp_path):
    root = tmp_path / "repository"
    shutil.copytree(graded.course.repository.root, root, symlinks=True)
    course = open_course(root / "course")
    return Sitting(course, course.repository.find_activity("A2.1"))


def database_rows(url):
    """Return all rows of a database, by table, as they are."""
    engine, found = create_engine(url), MetaData()
    with engine.connect() as connection:
        found.reflect(connection)
        rows = {name: {repr(tuple(row)) for row in connection.execute(select(t))} for name, t in found.tables.items()}
    engine.dispose()
    return rows


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def state(sitting):
    course = sitting.course
    return database_rows(course.gradebook_url), database_rows(course.records_url), files(course.folder)


def files_that_name(sitting, *names):
    found = files(sitting.course.folder)
    return {path for path, content in found.items() if any(name in path or name.encode() in content for name in names)}


def test_what_is_kept_of_a_candidate_is_counted_and_nothing_is_changed(sitting):
    before = state(sitting)
    kept = kept_of(sitting.course, ADA)
    # Two graded cells, and as many solutions as the notebook has.
    assert (kept.rows["gradebook: grade"], kept.rows["gradebook: student"], kept.rows["records: verdict"]) == (2, 1, 2)
    assert (kept.rows["records: answer"], kept.rows["records: score_override"]) == (3, 1)
    assert kept.files["submitted"] == 4
    # The hand-in and the feedback page.
    assert kept.files["exchange"] == 2
    assert kept.files["reports"] == 2
    assert state(sitting) == before


def test_an_erased_candidate_is_nowhere_and_all_else_is_the_same_byte_for_byte(sitting):
    gradebook, records, before = state(sitting)
    kept = kept_of(sitting.course, ADA)
    assert erase_candidate(sitting.course, ADA) == kept

    new_gradebook, new_records, after = state(sitting)
    # Not even in what a database file keeps of deleted rows.
    assert files_that_name(sitting, *NAMES) == set()
    removed = {}
    for name, old, new in (("gradebook", gradebook, new_gradebook), ("records", records, new_records)):
        for table, rows in old.items():
            assert new[table] <= rows
            removed |= {f"{name}: {table}": len(rows - new[table])} if rows != new[table] else {}
    assert removed == kept.rows
    databases_and_log = {"gradebook.db", "records.db", ".nbgrader.log"}
    assert {path: content for path, content in after.items() if path not in databases_and_log} == {
        path: before[path] for path in after.keys() - databases_and_log
    }
    assert after[".nbgrader.log"] == f"Collecting submission: {BOB} x\n".encode()
    gone = before.keys() - after.keys()
    assert all(ADA in path or path == "reports/cohort.xlsx" or "tiny-course/feedback" in path for path in gone), gone
    assert not exchanged_feedback(sitting).exists()
    assert (exchanged_feedback(sitting).parent / "other.html").exists()


def test_erasing_again_finds_nothing(sitting):
    erase_candidate(sitting.course, ADA)
    gradebook, records, after = state(sitting)
    assert kept_of(sitting.course, ADA).is_empty
    assert erase_candidate(sitting.course, ADA).is_empty
    assert state(sitting)[:2] == (gradebook, records)
    assert state(sitting)[2].keys() == after.keys()


def test_an_anonymised_candidate_keeps_scores_under_a_pseudonym_that_is_the_same_everywhere(sitting):
    _, records, before = state(sitting)
    pseudonym = anonymise_candidate(sitting.course, ADA).pseudonym
    assert files_that_name(sitting, *NAMES) == set()
    assert kept_of(sitting.course, ADA).is_empty

    scores = {name: (auto, manual) for name, (auto, manual, _) in sitting.gradebook(pseudonym).items()}
    assert scores == {COVERAGE_CELL: (5.0, 4.0), "C2-1-3_support": (5.0, None)}
    assert sitting.comment(pseudonym, "solution-mean") == f"Bravo {pseudonym} !"
    with Records(sitting.course.records_url) as kept:
        assert [item.reason for item in kept.overrides(pseudonym)] == [f"Relu avec {pseudonym} {pseudonym}."]
        assert [item.remark for item in kept.assessments(pseudonym)] == [f"Relu avec {pseudonym} {pseudonym}."]
    assert sitting.comment(BOB, "solution-mean") == "Bravo Ada !"
    assert database_rows(sitting.course.records_url)["answer"] == records["answer"]
    assert database_rows(sitting.course.records_url)["verdict"] == records["verdict"]
    kept = {path.name for path in sitting.submitted(pseudonym).iterdir()}
    assert kept == {f"{EXERCISE}.ipynb", "timestamp.txt"}
    notebook = nbformat.read(sitting.submitted(pseudonym) / f"{EXERCISE}.ipynb", as_version=4)
    assert notebook.cells[-1].source == f"Copie d’{pseudonym} {pseudonym} ({pseudonym})."
    assert files(sitting.course.folder / "submitted" / BOB) == {
        path.removeprefix(f"submitted/{BOB}/"): content
        for path, content in before.items()
        if path.startswith(f"submitted/{BOB}/")
    }
    # Nothing leads from the one to the other.
    assert not (sitting.course.folder / ".atelier" / "anonymising").exists()


def test_a_pseudonym_works_on_the_same_variant_and_is_graded_and_regraded_like_the_candidate(sitting):
    variant = sitting.course.variant_of(ACTIVITY, ADA)
    pseudonym = anonymise_candidate(sitting.course, ADA).pseudonym
    assert sitting.course.variant_of(ACTIVITY, pseudonym) == variant
    result = next(item for item in sitting.grade(again=True).candidates if item.candidate == pseudonym)
    assert dict(result.scores) == FULL_MARKS
    regraded = regrade_activity(sitting.course, sitting.activity, [pseudonym])
    assert [(item.candidate, item.problem) for item in regraded.candidates] == [(pseudonym, "")]


class KilledError(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("work", [erase_candidate, anonymise_candidate], ids=["erase", "anonymise"])
def test_one_that_was_killed_at_any_step_is_repeated_and_leaves_the_same(sitting, monkeypatch, work):
    """In the first try the process ends before the second step, in the next one a step later, and so on."""
    course, tries = sitting.course, 0
    while True:
        counted = [0]

        def dying(step, counted=counted, allowed=tries):
            def instead(*arguments, **options):
                counted[0] += 1
                if counted[0] > allowed + 1:
                    raise KilledError
                return step(*arguments, **options)

            return instead

        with monkeypatch.context() as patched:
            for name in ("remove", "forget_in_log", "put_under_pseudonym", "forget_pseudonym"):
                patched.setattr(erasing, name, dying(getattr(erasing, name)))
            for name in ("rename", "delete"):
                patched.setattr(PersonalTables, name, dying(getattr(PersonalTables, name)))
            try:
                work(course, ADA)
                break
            except KilledError:
                tries += 1
    assert tries > 3
    assert files_that_name(sitting, *NAMES) == set()
    assert kept_of(course, ADA).is_empty
    students = {row.partition(",")[0].strip("('") for row in database_rows(course.gradebook_url)["student"]}
    candidates = {path.name for path in (course.folder / "submitted").iterdir()}
    assert candidates == students
    assert len(students) == (1 if work is erase_candidate else 2)


def test_an_anonymisation_that_was_broken_off_may_be_ended_by_erasing(sitting, monkeypatch):
    def die(*arguments):
        raise KilledError

    with monkeypatch.context() as patched:
        patched.setattr(PersonalTables, "rename", die)
        with pytest.raises(KilledError):
            anonymise_candidate(sitting.course, ADA)
    erase_candidate(sitting.course, ADA)
    assert files_that_name(sitting, *NAMES, "anonyme-") == set()
    assert not (sitting.course.folder / ".atelier" / "anonymising").exists()


def test_a_notebook_that_cannot_be_read_does_not_stay_under_a_pseudonym(sitting):
    sitting.hand_in(ADA, b'{"cells": "Augusta')
    pseudonym = anonymise_candidate(sitting.course, ADA).pseudonym
    assert {path.name for path in sitting.submitted(pseudonym).iterdir()} == {"timestamp.txt"}


def test_a_folder_that_is_a_link_is_removed_and_what_it_leads_to_stays(sitting, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    shutil.move(sitting.course.folder / "submitted" / ADA, elsewhere)
    (sitting.course.folder / "submitted" / ADA).symlink_to(elsewhere)
    before = files(elsewhere)
    erase_candidate(sitting.course, ADA)
    assert files(elsewhere) == before
    assert not (sitting.course.folder / "submitted" / ADA).is_symlink()


@pytest.mark.parametrize("name", ["", ".", "..", "../submitted", "a/b"])
def test_what_is_no_candidate_s_folder_is_refused(sitting, name):
    before = state(sitting)
    with pytest.raises(AtelierError, match="no identifier of a candidate"):
        erase_candidate(sitting.course, name)
    assert state(sitting) == before


def test_a_course_without_databases_gets_none(sitting):
    for name in ("gradebook.db", "records.db"):
        (sitting.course.folder / name).unlink()
    assert kept_of(sitting.course, ADA).rows == {}
    erase_candidate(sitting.course, ADA)
    assert list(sitting.course.folder.glob("*.db")) == []


@pytest.mark.needs("postgresql")
@pytest.mark.parametrize("renamed", [False, True], ids=["erased", "anonymised"])
def test_a_gradebook_on_a_server_loses_that_candidate_s_rows_alone(sitting, postgresql, renamed):
    source = create_engine(sitting.course.gradebook_url)
    url = postgresql.new_database()[1]
    _, gradebook = personal_tables(sitting.course, Config())
    tables = PersonalTables("gradebook", url, gradebook.metadata, gradebook.owner_columns)
    target = create_engine(url)
    with source.connect() as old, target.begin() as new:
        tables.metadata.create_all(new)
        for table in tables.metadata.sorted_tables:
            rows = [dict(row) for row in old.execute(select(table)).mappings()]
            if rows:
                new.execute(table.insert(), rows)
    source.dispose()
    target.dispose()
    before = database_rows(url)
    counted = tables.count(ADA)
    if renamed:
        tables.rename(ADA, "anonyme-1", Mentions([ADA, *tables.candidate_names(ADA)]))
        assert tables.count("anonyme-1") == counted
    else:
        tables.delete(ADA)
        after = database_rows(url)
        assert {table: len(rows - after[table]) for table, rows in before.items() if rows - after[table]} == counted
        assert all(after[table] <= rows for table, rows in before.items())
    assert tables.count(ADA) == {}
    assert not [row for rows in database_rows(url).values() for row in rows if ADA in row or "countess" in row]
    assert tables.count(BOB)
