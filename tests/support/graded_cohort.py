"""A cohort that nbgrader's own converter grades with our plugin, and our writer given the very same gradings."""

import json
import warnings
from collections import defaultdict
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta

import nbformat
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import BasePlugin
from nbgrader.preprocessors import NbGraderPreprocessor
from support.tiny_course import COVERAGE_CELL, SUPPORT_CELL, cell_of, index_of
from support.tiny_repository import ACTIVITY, EXERCISE, REPORT

from autograders.assignments import apply_submission, read_bank
from autograders.grading.gradebook import GradebookWriter
from autograders.grading.nbgrader_plugin import VERDICTS_KEY, JudgeAnswers
from autograders.grading.nbgrader_runs import autograde, load_configuration

BEFORE, AFTER = "2026-06-01 09:30:00.123456 UTC", "2026-06-02 14:00:00 +0200"
DUE = "2026-06-01 12:00:00 UTC"
RUBRIC = "C2-1-4_protocol_rubric"
_KEPT = defaultdict(list)


class KeepingJudge(JudgeAnswers):
    """Judges, and keeps what it hands on."""

    def preprocess(self, nb, resources):
        nb, resources = super().preprocess(nb, resources)
        graded = resources[VERDICTS_KEY]
        _KEPT[resources["nbgrader"]["student"]].append(replace(graded, notebook=deepcopy(graded.notebook)))
        return nb, resources


class TwoPointsADay(BasePlugin):
    """Takes two points a day; from some more than there is, less than nothing, or nothing: nbgrader mends that."""

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        days = total_seconds_late / 86_400
        return {"late-much": 1000.0, "late-less": -1.0, "late-none": None}.get(student_id, min(score, 2.0 * days))


class Signature(NbGraderPreprocessor):
    """A step of the instructor's own."""

    def preprocess_cell(self, cell, resources, index):
        cell.metadata["seen"] = f"{resources['nbgrader']['student']}, {index}"
        return cell, resources


def configure(sitting, *lines):
    """Have the cohort's gradings kept, late hand-ins lose points, and the course bear a name that is new."""
    sitting.configure(
        "c.Autograde.autograde_preprocessors.insert(2, 'support.graded_cohort.Signature')",
        "c.Autograde.autograde_preprocessors[0] = 'support.graded_cohort.KeepingJudge'",
        "c.AssignLatePenalties.plugin_class = 'support.graded_cohort.TwoPointsADay'",
        "c.CourseDirectory.course_id = 'renamed'",
        *lines,
    )
    with gradebook(sitting) as book:
        book.update_or_create_assignment(ACTIVITY, duedate=DUE)


def gradebook(sitting):
    warnings.filterwarnings("ignore", module="nbgrader")
    return Gradebook(sitting.course.gradebook_url, sitting.course.settings.course_id)


def work_on(sitting, exercise, name, **sources):
    """Return a submission of the bank, handed in on the released notebook, with some cells in other words."""
    package = next(item for item in sitting.activity.exercises if item.name == exercise)
    solved = apply_submission(package, next(item for item in read_bank(package) if f"{item.kind}/{item.name}" == name))
    released = nbformat.read(sitting.course.release(ACTIVITY) / f"{exercise}.ipynb", as_version=4)
    for cell in released.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if grade_id.startswith("solution-"):
            cell.source = cell_of(solved, grade_id).source
        cell.source = sources.get(grade_id, cell.source)
    return released


def hand_in(sitting, candidate, *, ruler=None, report=None, stamp=None):
    """Put exactly this into a candidate's folder; a notebook is left out where it is None."""
    folder = sitting.submitted(candidate)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for exercise, work in ((EXERCISE, ruler), (REPORT, report)):
        if work is not None:
            content = work if isinstance(work, bytes) else json.dumps(work).encode()
            (folder / f"{exercise}.ipynb").write_bytes(content)
    if stamp:
        (folder / "timestamp.txt").write_text(stamp)


def tampered(sitting):
    """Return the ruler without a graded and a solution cell, one more copy of a graded one, and other points."""
    work = work_on(sitting, EXERCISE, "accepted/by_hand")
    cell_of(work, SUPPORT_CELL).metadata.nbgrader.points = 1000
    work.cells.append(deepcopy(cell_of(work, SUPPORT_CELL)))
    del work.cells[index_of(work, COVERAGE_CELL)]
    del work.cells[index_of(work, "solution-plot")]
    return work


def first_hand_in(sitting):
    right = work_on(sitting, EXERCISE, "accepted/sum_over_count")
    long = work_on(sitting, EXERCISE, "accepted/by_hand", **{"solution-plot": "for n in range(3000): print(n)"})
    report = work_on(sitting, REPORT, "accepted/as_float", **{RUBRIC: "Lire huit fois, a < b, puis conclure."})
    wrong = work_on(sitting, REPORT, "wrong/seven")
    hand_in(sitting, "right", ruler=right, report=report, stamp=BEFORE)
    hand_in(sitting, "wrong", ruler=work_on(sitting, EXERCISE, "wrong/in_metres"), report=wrong)
    hand_in(sitting, "crashed", ruler=work_on(sitting, EXERCISE, "crash/division_by_zero"), report=wrong, stamp=BEFORE)
    hand_in(sitting, "unreadable", ruler=b'{"cells": [', report=report)
    hand_in(sitting, "partly", report=report, stamp=BEFORE)
    hand_in(sitting, "tampered", ruler=tampered(sitting), report=report, stamp=BEFORE)
    hand_in(sitting, "long", ruler=long, report=report, stamp=BEFORE)
    for candidate in ("late", "late-much", "late-less", "late-none"):
        hand_in(sitting, candidate, ruler=work_on(sitting, EXERCISE, "partial/no_function"), report=report, stamp=AFTER)
    (sitting.submitted("right") / "page.html").write_text("<script>1</script>")
    (sitting.submitted("right") / "lisez-moi.md").write_text("Autre énoncé.")


def second_hand_in(sitting):
    """Have some hand in better, some worse, some partly, some later; the others' work stays."""
    right = work_on(sitting, EXERCISE, "accepted/sum_over_count")
    report = work_on(sitting, REPORT, "accepted/three_steps", **{RUBRIC: "Autrement."})
    hand_in(sitting, "wrong", ruler=right, report=report, stamp=BEFORE)
    hand_in(sitting, "partly", ruler=right, report=report)
    hand_in(sitting, "right", ruler=right, stamp=AFTER)
    hand_in(sitting, "unreadable", ruler=right, report=b"", stamp=AFTER)
    hand_in(sitting, "late", ruler=right, report=report, stamp=BEFORE)
    hand_in(sitting, "late-none", ruler=tampered(sitting), report=report, stamp=AFTER)
    # In this run, what a candidate hands in under that name is wanted.
    (sitting.submitted("late-none") / "lisez-moi.md").write_text("Autre énoncé.")
    configure(sitting, f"c.Autograde.exclude_overwriting = {{'{ACTIVITY}': ['lisez-moi.md']}}")


def a_person_graded(sitting):
    """Give manual scores, extra credit, comments, a flag, names, and one more day to some."""
    with gradebook(sitting) as book:
        for candidate in ("right", "wrong", "partly", "late", "late-less"):
            book.find_grade(RUBRIC, REPORT, ACTIVITY, candidate).manual_score = 3.5
            book.find_comment(RUBRIC, REPORT, ACTIVITY, candidate).manual_comment = "Bien expliqué."
            book.find_grade(COVERAGE_CELL, EXERCISE, ACTIVITY, candidate).manual_score = 4.25
        for candidate in ("crashed", "late-much", "tampered"):
            book.find_grade(SUPPORT_CELL, EXERCISE, ACTIVITY, candidate).extra_credit = 0.75
            book.find_grade(RUBRIC, REPORT, ACTIVITY, candidate).needs_manual_grade = False
        book.find_submission_notebook(EXERCISE, ACTIVITY, "right").flagged = True
        book.find_submission_notebook(EXERCISE, ACTIVITY, "wrong").late_submission_penalty = 1.5
        book.find_submission(ACTIVITY, "right").extension = timedelta(hours=5)
        book.update_or_create_student("wrong", first_name="Ève", last_name="Ha", email="eve@example.org")
        book.update_or_create_student("nobody", first_name="Noé")
        book.db.commit()


def graded_by_nbgrader(sitting):
    """Grade everybody through nbgrader's converter; return what our plugin handed on, by candidate."""
    _KEPT.clear()
    config = load_configuration(sitting.course)
    for candidate in sorted(folder.name for folder in (sitting.course.folder / "submitted").iterdir()):
        assert autograde(config, ACTIVITY, candidate) == ""
    return dict(_KEPT)


def write(sitting, gradings):
    """Give the writer the same gradings."""
    config = load_configuration(sitting.course)
    directory = CourseDirectory(config=config)
    with GradebookWriter(config, ACTIVITY) as writer:
        for candidate, graded in gradings.items():
            writer.write(candidate, graded, directory.get_existing_timestamp(str(sitting.submitted(candidate))))


def graded_files(sitting):
    """Return contents and permissions of everything under autograded/."""
    folder = sitting.course.folder / "autograded"
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mode, path.read_bytes() if path.is_file() else None)
        for path in sorted(folder.rglob("*"))
    }
