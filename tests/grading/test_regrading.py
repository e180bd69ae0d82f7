"""A corrected grader is applied to stored answers: what changes, what stays, and what is said of it."""

import json
import shutil
import sqlite3
from dataclasses import replace

import nbformat
import pytest
from support.gradebook_tables import gradebook_tables
from support.graded_cohort import AFTER, BEFORE, RUBRIC, configure, gradebook, graded_files, hand_in, tampered, work_on
from support.tiny_course import COVERAGE_CELL, SUPPORT_CELL, Sitting, built, cell_of, new_sitting
from support.tiny_repository import (
    ACTIVITY,
    COVERAGE,
    EXERCISE,
    REPORT,
    SUPPORT,
    add_report_exercise,
    let_the_report_read_the_mean,
    make_tiny_repository,
)

from autograders.assignments import CourseLimits
from autograders.candidate.errors import AtelierError
from autograders.cli.app import main
from autograders.grading import regrade_activity
from autograders.records import Records

SPECIFICATION = "C2.1.4.specification"
LIMITS = CourseLimits(grader_faults=3)


def correct(sitting, old, new, name="grading.py", exercise=EXERCISE):
    """Rewrite a part of an exercise, as its author would, and return the sitting with the exercise as it is now."""
    path = sitting.course.repository.root / "exercises" / ACTIVITY / exercise / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name} does not hold {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return Sitting(sitting.course, sitting.course.repository.find_activity("A2.1"))


def accept_metres(sitting):
    """Have the grader take a mean in metres for half right, and say so."""
    return correct(
        sitting,
        '    message = "Moyenne juste." if right else',
        '    if mean_mm is not None and abs(1000 * mean_mm - case.truth["mean_mm"]) < 0.01:\n'
        '        return [Check(label="moyenne", weight=1, fraction=0.5, message="Moyenne juste, mais en mètres.")]\n'
        '    message = "Moyenne juste." if right else',
    )


def call_once_more(sitting):
    """Have the grader call the function on other readings, of which 4 is the mean and 3 the median."""
    other = correct(
        sitting, '{"mean_of": [(case.truth["probe_mm"],)]}', '{"mean_of": [(case.truth["probe_mm"] + 1.0,)]}'
    )
    return correct(other, "probes[0].value - 3.0", "probes[0].value - 4.0")


def regrade(sitting, *candidates):
    return regrade_activity(sitting.course, sitting.activity, candidates or None)


def by_candidate(run):
    return {result.candidate: result for result in run.candidates}


def rescored(run):
    """Return the scores that changed, by candidate and criterion."""
    return {
        (result.candidate, change.criterion): (change.before.points, change.after.points)
        for result in run.candidates
        for change in result.changes
        if change.score_changed
    }


def state(sitting):
    return gradebook_tables(sitting.course.gradebook_url), graded_files(sitting)


def stored(sitting):
    """Return everything in the records."""
    with sqlite3.connect(sitting.course.folder / "records.db") as connection:
        return {
            name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in ("submission", "answer", "verdict")
        }


def verdicts(sitting):
    """Return the last verdicts of all, with the faults that graders met."""
    with Records(sitting.course.records_url) as records:
        return {
            (item.grading.candidate, item.grading.exercise): (
                item.verdicts,
                item.grading.faults,
                item.grading.grader_version,
            )
            for item in records.latest(ACTIVITY)
        }


def collect(sitting):
    """Have a cohort hand in."""
    report = work_on(sitting, REPORT, "accepted/as_float", **{RUBRIC: "Lire huit fois, puis conclure."})
    for candidate, name in {
        "right": "accepted/by_hand",
        "metres": "wrong/in_metres",
        "median": "wrong/median",
        "silent": "partial/no_function",
        "crashed": "crash/division_by_zero",
    }.items():
        hand_in(sitting, candidate, ruler=work_on(sitting, EXERCISE, name), report=report, stamp=BEFORE)
    hand_in(sitting, "late", ruler=work_on(sitting, EXERCISE, "wrong/in_metres"), report=report, stamp=AFTER)
    hand_in(sitting, "partly", ruler=work_on(sitting, EXERCISE, "wrong/in_metres"), stamp=BEFORE)
    hand_in(sitting, "tampered", ruler=tampered(sitting), report=report, stamp=BEFORE)
    hand_in(sitting, "unreadable", ruler=b'{"cells": [', report=report, stamp=BEFORE)


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """Return a built repository with the ruler, and the report that reads the ruler's mean, and a cohort's hand-ins."""
    root = make_tiny_repository(tmp_path_factory.mktemp("handed-in") / "repository")
    let_the_report_read_the_mean(add_report_exercise(root))
    sitting = built(root)
    collect(sitting)
    configure(sitting)
    return root


@pytest.fixture(scope="module")
def graded(repository, tmp_path_factory):
    """Return the same with the cohort graded."""
    sitting = new_sitting(repository, tmp_path_factory.mktemp("graded"))
    sitting.grade()
    return sitting.course.repository.root


@pytest.fixture
def sitting(graded, tmp_path):
    return new_sitting(graded, tmp_path)


def test_the_same_grader_changes_nothing(sitting):
    before = state(sitting), stored(sitting)
    run = regrade(sitting)
    assert {result.status for result in run.candidates if result.candidate != "unreadable"} == {"unchanged"}
    assert (state(sitting), stored(sitting)) == before
    assert run.tried_again == 0


def test_a_corrected_grader_changes_the_scores_that_it_must_and_no_other(sitting):
    before = {name: sitting.gradebook(name) for name in ("metres", "right", "crashed")}
    run = regrade(accept_metres(sitting))
    assert rescored(run) == {(name, COVERAGE): (0.0, 2.5) for name in ("late", "metres", "partly")}
    assert sitting.gradebook("metres") == before["metres"] | {COVERAGE_CELL: (2.5, None, False)}
    assert sitting.gradebook("right") == before["right"]
    assert sitting.gradebook("crashed") == before["crashed"]


def test_the_run_says_why_in_the_words_of_the_checks_and_by_which_graders(sitting):
    former = sitting.package.version
    corrected = accept_metres(sitting)
    run = regrade(corrected)
    (change,) = by_candidate(run)["metres"].changes
    assert change.reasons == ("«\u00a0moyenne\u00a0»\u00a0: 0 → 2,5 points\u00a0: Moyenne juste, mais en mètres.",)
    ruler, report = run.graders
    assert (ruler.exercise, ruler.before, ruler.after) == (EXERCISE, (former,), corrected.package.version)
    assert former != corrected.package.version
    assert report.before == (report.after,)


def test_the_graded_copy_and_the_records_say_the_same(sitting):
    regrade(accept_metres(sitting))
    shown = cell_of(sitting.graded_notebook("metres"), COVERAGE_CELL).outputs
    assert "Moyenne juste, mais en mètres." in shown[0].data["text/plain"]
    assert shown[1].data["text/plain"] == "2.5"
    (coverage, _), _, version = verdicts(sitting)["metres", EXERCISE]
    assert (coverage.points, coverage.verdict.checks[0].message) == (2.5, "Moyenne juste, mais en mètres.")
    assert version == Sitting(sitting.course, sitting.course.repository.find_activity("A2.1")).package.version


def test_what_was_stored_is_kept_beside_what_is_new(sitting):
    before = stored(sitting)
    regrade(accept_metres(sitting))
    after = stored(sitting)
    assert all(after[name][: len(rows)] == rows for name, rows in before.items())
    assert len(after["submission"]) > len(before["submission"])


def test_rows_copies_and_verdicts_are_those_of_grading_afresh_with_the_corrected_grader(sitting, repository, tmp_path):
    fresh = new_sitting(repository, tmp_path / "fresh")
    call_once_more(accept_metres(fresh)).grade()
    regrade(call_once_more(accept_metres(sitting)))
    assert gradebook_tables(sitting.course.gradebook_url) == gradebook_tables(fresh.course.gradebook_url)
    assert verdicts(sitting) == verdicts(fresh)
    ours, theirs = graded_files(sitting), graded_files(fresh)
    assert {path for path in ours if ours[path] != theirs[path]} == set()
    assert ours.keys() == theirs.keys()


def test_a_second_time_changes_nothing(sitting):
    corrected = call_once_more(accept_metres(sitting))
    regrade(corrected)
    before = state(sitting), stored(sitting)
    run = regrade(corrected)
    assert (state(sitting), stored(sitting)) == before
    assert (rescored(run), run.tried_again) == ({}, 0)


def test_grading_afterwards_finds_the_work_done(sitting):
    corrected = accept_metres(sitting)
    regrade(corrected)
    before = state(sitting), stored(sitting)
    corrected.grade()
    assert (state(sitting), stored(sitting)) == before


def test_no_submission_is_run(sitting):
    right = work_on(sitting, EXERCISE, "accepted/by_hand")
    for folder in ("submitted", "autograded"):
        path = sitting.course.folder / folder / "metres" / ACTIVITY / f"{EXERCISE}.ipynb"
        path.chmod(0o644)
        notebook = nbformat.read(path, as_version=4)
        cell_of(notebook, "solution-mean").source = cell_of(right, "solution-mean").source
        nbformat.write(notebook, path)
    run = regrade(accept_metres(sitting))
    assert rescored(run)["metres", COVERAGE] == (0.0, 2.5)
    assert run.tried_again == 0


def test_a_function_is_tried_again_only_where_the_grader_calls_it_otherwise(sitting):
    corrected = call_once_more(sitting)
    run = regrade(corrected, "right", "median", "silent", "partly")
    assert run.tried_again == 3
    assert rescored(run) == {}
    assert by_candidate(run)["right"].status == "unchanged"
    with Records(sitting.course.records_url) as records:
        last = records.entries(records.numbers(ACTIVITY)["median"])[0]
    assert [probe.value for answer in last.answers if answer.name == "mean_of" for probe in answer.probes] == [3.0]


def test_answers_of_an_older_store_which_does_not_tell_the_calls_are_tried_again(sitting):
    with sqlite3.connect(sitting.course.folder / "records.db") as connection:
        connection.execute("UPDATE answer SET calls_digest = '', declaration_digest = ''")
    run = regrade(sitting, "right", "metres")
    assert (run.tried_again, rescored(run)) == (2, {})
    assert regrade(sitting, "right", "metres").tried_again == 0


def test_a_function_that_its_notebook_does_not_hand_in_again_is_for_a_person(sitting):
    path = sitting.course.folder / "autograded" / "right" / ACTIVITY / f"{EXERCISE}.ipynb"
    path.chmod(0o644)
    notebook = nbformat.read(path, as_version=4)
    cell_of(notebook, "solution-verdict").source += "\nmean_of = None"
    nbformat.write(notebook, path)
    corrected = call_once_more(sitting)
    (result,) = regrade(corrected, "right").candidates
    assert (result.status, set(result.unsettled)) == ("to-review", {SUPPORT})
    assert sitting.gradebook("right")[SUPPORT_CELL] == (None, None, True)
    assert sitting.gradebook("right")[COVERAGE_CELL] == (5.0, None, False)
    assert rescored(regrade(corrected, "right")) == {}


def test_a_candidate_whose_graded_copy_is_gone_is_left_as_before_and_told(sitting):
    shutil.move(sitting.course.folder / "autograded" / "metres", sitting.course.folder / "elsewhere")
    before = rows_of(sitting), verdicts(sitting)
    (result,) = regrade(call_once_more(accept_metres(sitting)), "metres").candidates
    assert (result.status, result.changes) == ("failed", ())
    assert "no graded notebook" in result.problem
    assert (rows_of(sitting), verdicts(sitting)) == before


def test_calls_that_cannot_be_made_are_a_fault_of_the_grader_and_cost_nobody_a_point(sitting):
    strange = correct(sitting, '[(case.truth["probe_mm"],)]', "[(object(),)]")
    (result,) = regrade(strange, "right").candidates
    assert list(result.faults) == [SUPPORT]
    assert sitting.gradebook("right")[SUPPORT_CELL] == (None, None, True)


def test_what_a_person_gave_stays_and_the_late_penalty_follows_the_points(sitting):
    with gradebook(sitting) as book:
        for candidate in ("metres", "late"):
            book.find_grade(COVERAGE_CELL, EXERCISE, ACTIVITY, candidate).manual_score = 1.25
            book.find_grade(RUBRIC, REPORT, ACTIVITY, candidate).manual_score = 3.5
            book.find_grade(SUPPORT_CELL, EXERCISE, ACTIVITY, candidate).extra_credit = 0.5
            book.find_grade(RUBRIC, REPORT, ACTIVITY, candidate).needs_manual_grade = False
            book.find_comment(RUBRIC, REPORT, ACTIVITY, candidate).manual_comment = "Bien expliqué."
        book.db.commit()
    before = rows_of(sitting)
    regrade(accept_metres(sitting))
    after = rows_of(sitting)
    assert after["comment"] == before["comment"]
    assert after["submitted_notebook"] == before["submitted_notebook"]
    assert sitting.gradebook("metres")[COVERAGE_CELL] == (2.5, 1.25, True)


def rows_of(sitting):
    return gradebook_tables(sitting.course.gradebook_url)


def test_a_cell_that_was_tampered_with_stays_without_answer(sitting):
    lenient = correct(sitting, "fraction=float(right)", "fraction=1.0")
    result = by_candidate(regrade(lenient))["tampered"]
    assert result.status == "unchanged"
    assert sitting.gradebook("tampered")[COVERAGE_CELL][0] == 0


def test_a_later_notebook_is_judged_by_the_earlier_one_as_at_grading(sitting):
    strict = correct(sitting, 'round(mean_mm)), message="Pas', 'round(mean_mm) + 1), message="Pas', exercise=REPORT)
    run = regrade(strict)
    assert rescored(run) == {(name, SPECIFICATION): (2.0, 0.0) for name in ("median", "right", "silent", "tampered")}


def test_a_notebook_that_was_never_run_is_left_as_it_was_and_told(sitting):
    result = by_candidate(regrade(accept_metres(sitting)))["unreadable"]
    assert result.status == "to-review"
    assert result.left == {
        EXERCISE: "never run (Le carnet remis n’est pas un fichier JSON valide): there are no answers to judge."
    }


def test_answers_on_data_that_the_course_no_longer_has_are_left_as_they_were_and_told(sitting):
    with sqlite3.connect(sitting.course.folder / "records.db") as connection:
        connection.execute("UPDATE submission SET variant_digest = 'x' WHERE candidate = 'metres'")
    before = sitting.gradebook("metres")
    result = by_candidate(regrade(accept_metres(sitting)))["metres"]
    assert (result.status, set(result.left)) == ("to-review", {EXERCISE, REPORT})
    assert "data that the course no longer has" in result.left[EXERCISE]
    assert sitting.gradebook("metres") == before


def test_a_damaged_truth_leaves_the_candidates_of_that_variant_as_they_were_and_judges_the_others(sitting):
    variant = sitting.course.variant_of(ACTIVITY, "metres")
    (variant.truth / "tiny_ruler.json").write_text("{")
    run = regrade(accept_metres(sitting))
    for result in run.candidates:
        concerned = sitting.course.variant_of(ACTIVITY, result.candidate).number == variant.number
        assert any("tiny_ruler.json: cannot be read" in why for why in result.left.values()) == concerned
        assert not (concerned and result.changes)
    assert rescored(run) != {}


def test_a_candidate_without_records_is_told(sitting):
    hand_in(sitting, "new", ruler=sitting.solved())
    result = by_candidate(regrade(sitting))["new"]
    assert (result.status, result.problem) == ("failed", "no records: run 'atelier grade' for this candidate.")
    with pytest.raises(AtelierError, match=r"no records of new\. Those who were graded: crashed, late, median"):
        regrade(sitting, "new")


def test_an_activity_that_was_never_graded_is_told_with_the_command(repository, tmp_path):
    with pytest.raises(AtelierError, match=r"nothing was graded\. Run 'atelier grade a2_1_tiny_case' first"):
        regrade(new_sitting(repository, tmp_path))


def test_an_answer_that_is_asked_for_otherwise_now_is_for_a_person_where_the_old_value_does_not_fit(sitting):
    bounded = correct(sitting, "minimum = 0", "minimum = 500", name="exercise.toml")
    result = by_candidate(regrade(bounded))["metres"]
    assert set(result.unsettled) == {COVERAGE, SUPPORT}
    assert sitting.gradebook("metres")[COVERAGE_CELL] == (None, None, True)
    assert rescored(regrade(bounded, "metres")) == {}
    wide = correct(sitting, "minimum = 500", "minimum = 0", name="exercise.toml")
    assert rescored(regrade(wide, "metres"))["metres", COVERAGE] == (None, 0.0)


def test_a_fault_of_the_corrected_grader_costs_no_other_criterion(sitting):
    faulty = correct(
        sitting, "    right = mean_mm is not None", "    raise KeyError('moyenne')\n    right = mean_mm is not None"
    )
    result = by_candidate(regrade(faulty))["right"]
    assert result.status == "to-review"
    assert list(result.faults) == [COVERAGE]
    assert "KeyError: 'moyenne'" in result.faults[COVERAGE]
    assert sitting.gradebook("right")[SUPPORT_CELL] == (5.0, None, False)
    repaired = correct(sitting, "    raise KeyError('moyenne')\n", "")
    assert rescored(regrade(repaired, "right")) == {("right", COVERAGE): (None, 5.0)}


def test_a_grader_that_fails_for_many_has_a_person_look_for_all_until_it_is_repaired(sitting):
    where = "    right = mean_mm is not None"
    faulty = correct(sitting, where, f"    if mean_mm < 10:\n        raise KeyError('moyenne')\n{where}")
    course = replace(sitting.course, settings=sitting.course.settings.model_copy(update={"limits": LIMITS}))
    run = regrade_activity(course, faulty.activity)
    assert by_candidate(run)["right"].unsettled.keys() == {COVERAGE}
    assert sitting.gradebook("right")[COVERAGE_CELL] == (None, None, True)
    before = state(sitting), stored(sitting)
    assert rescored(regrade_activity(course, faulty.activity)) == {}
    assert (state(sitting), stored(sitting)) == before
    repaired = correct(sitting, "    if mean_mm < 10:\n        raise KeyError('moyenne')\n", "")
    regrade_activity(course, repaired.activity, ["right"])
    assert sitting.gradebook("right")[COVERAGE_CELL] == (5.0, None, False)


@pytest.mark.parametrize(("candidate", "status"), [("right", 0), ("metres", 0), ("unreadable", 1)])
def test_the_commands_exit_status_tells_whether_a_person_has_to_look(sitting, candidate, status):
    accept_metres(sitting)
    arguments = ["regrade", "A2.1", "--course", str(sitting.course.folder), "--candidate", candidate, "--no-feedback"]
    assert main(arguments) == status


def test_the_command_prints_whose_score_changed_by_how_much_and_why(sitting, capsys):
    accept_metres(sitting)
    command = ["regrade", "A2.1", "--course", str(sitting.course.folder), "--candidate", "metres"]
    assert main([*command, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    (told,) = printed["candidates"]
    assert told["changes"] == [
        {
            "exercise": EXERCISE,
            "criterion": COVERAGE,
            "before": 0.0,
            "after": 2.5,
            "maximum": 5.0,
            "why": ["«\u00a0moyenne\u00a0»\u00a0: 0 → 2,5 points\u00a0: Moyenne juste, mais en mètres."],
        }
    ]
    page = sitting.course.folder / "feedback" / "metres" / ACTIVITY / f"{EXERCISE}.html"
    assert "Moyenne juste, mais en mètres." in page.read_text(encoding="utf-8")
    assert main(command) == 0
    assert "1 unchanged, 0 reworded, 0 changed, 0 to-review, 0 failed" in capsys.readouterr().out
