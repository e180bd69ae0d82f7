"""Grading a cohort: what is refused before anything is done, and what is told and kept of a run."""

import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from support import without_control_groups
from support.tiny_course import COVERAGE_CELL, FULL_MARKS, cell_of
from support.tiny_repository import ACTIVITY, COVERAGE, EXERCISE, ROOT, SUPPORT, exercise_folder

from autograders.candidate.errors import AtelierError
from autograders.grading import generate_feedback, grade_activity
from autograders.records import Records, RecordsError
from autograders.sandbox import ConfinementLevel, probe_confinement


def test_nothing_handed_in_is_told_with_what_to_do(sitting):
    with pytest.raises(AtelierError, match=r"a2_1_tiny_case: nothing was handed in .* Collect the submissions first"):
        sitting.grade()


def test_an_activity_that_was_never_built_is_told_with_the_command(sitting):
    sitting.hand_in("ada", sitting.solved())
    sitting.course.variants_folder(ACTIVITY).rename(sitting.course.folder / "elsewhere")
    with pytest.raises(AtelierError, match=r"not built in .* Run 'atelier build a2_1_tiny_case' first"):
        sitting.grade()


def test_a_release_without_the_notebook_is_told_with_the_command(sitting):
    sitting.hand_in("ada", sitting.solved())
    (sitting.course.release(ACTIVITY) / f"{EXERCISE}.ipynb").unlink()
    with pytest.raises(AtelierError, match=r"c2_1_3_tiny_ruler\.ipynb is not in .* Run 'atelier build a2_1_tiny_case'"):
        sitting.grade()


def test_an_unknown_candidate_is_told_with_those_that_are_known(sitting):
    sitting.hand_in("ada", sitting.solved())
    with pytest.raises(AtelierError, match=r"no submission of bob\. Those who handed something in: ada\."):
        sitting.grade("ada", "bob")


def test_records_that_cannot_be_opened_stop_before_anything_is_graded(sitting):
    sitting.hand_in("ada", sitting.solved())
    (sitting.course.folder / "records.db").write_text("x" * 4096)
    with pytest.raises(RecordsError, match="not a database"):
        sitting.grade()
    assert not (sitting.course.folder / "autograded").exists()


def test_a_fault_in_the_courses_nbgrader_config_is_told(sitting):
    sitting.hand_in("ada", sitting.solved())
    sitting.configure("raise ValueError('non')")
    with pytest.raises(AtelierError, match=r"nbgrader_config\.py: ValueError: non\. Correct the file\."):
        sitting.grade()


def test_progress_is_told_from_nothing_to_all(sitting):
    sitting.hand_in("ada", sitting.solved())
    sitting.hand_in("bob", sitting.solved())
    told = []
    grade_activity(sitting.course, sitting.activity, progress=lambda *step: told.append(step))
    assert told == [("submissions", 0, 2), ("submissions", 1, 2), ("submissions", 2, 2)]


def test_only_the_candidates_that_are_asked_for_are_graded(sitting):
    sitting.hand_in("ada", sitting.solved())
    sitting.hand_in("bob", sitting.solved())
    assert [item.candidate for item in sitting.grade("bob").candidates] == ["bob"]
    assert not (sitting.course.folder / "autograded" / "ada").exists()


def test_a_folder_that_is_no_candidates_name_fails_alone(sitting):
    sitting.hand_in("ada", sitting.solved())
    sitting.hand_in("a*a", sitting.solved())
    star, ada = sitting.grade().candidates
    assert (star.candidate, star.status) == ("a*a", "failed")
    assert (ada.status, dict(ada.scores)) == ("graded", FULL_MARKS)


def test_the_records_keep_what_a_verdict_rests_on(sitting):
    before = datetime.now(UTC)
    sitting.hand_in("ada", sitting.solved())
    sitting.grade("ada")
    variant = sitting.course.variant_of(ACTIVITY, "ada")
    with Records(sitting.course.records_url) as records:
        (stored,) = records.latest(ACTIVITY)
        answers = {item.name: item for item in records.answers(stored.id)}
    grading = stored.grading
    assert (grading.exercise, grading.candidate, grading.variant_number) == (EXERCISE, "ada", variant.number)
    assert grading.variant_digest == variant.digests["tiny_ruler"]
    assert grading.grader_version == sitting.package.version
    assert before <= grading.graded_at <= datetime.now(UTC)
    assert (grading.ending_kind, grading.problem, grading.irregularities, dict(grading.faults)) == ("", "", (), {})
    assert [(item.verdict.criterion, item.points, item.maximum) for item in stored.verdicts] == [
        (COVERAGE, 5.0, 5.0),
        (SUPPORT, 5.0, 5.0),
    ]
    truth = variant.case("tiny_ruler").truth
    assert answers["mean_mm"].wire == truth["mean_mm"]
    assert answers["mean_of"].probes[0].value == pytest.approx(3.0)  # the mean of 1, 2 and 6
    assert len({item.answers_digest for item in stored.verdicts}) == 2


def test_a_grader_that_breaks_sends_its_criterion_to_a_person_and_the_other_one_counts(sitting):
    grading = exercise_folder(sitting.course.repository.root) / "grading.py"
    broken = grading.read_text().replace("right = mean_mm is not None", 'right = {}["absent"] is not None')
    grading.write_text(broken)
    result = sitting_with_broken_grader(sitting)
    assert (result.status, dict(result.scores)) == ("to-review", {COVERAGE: None, SUPPORT: 5.0})
    assert "KeyError" in result.faults[COVERAGE]
    assert sitting.gradebook("ada")[COVERAGE_CELL] == (None, None, True)


def test_a_grader_whose_probes_break_sends_only_what_needs_them_to_a_person(sitting):
    grading = exercise_folder(sitting.course.repository.root) / "grading.py"
    grading.write_text(grading.read_text().replace('return {"mean_of": [(', 'return {"mean_of": [({}["absent"], '))
    result = sitting_with_broken_grader(sitting)
    assert dict(result.scores) == {COVERAGE: 5.0, SUPPORT: None}
    assert "KeyError" in result.faults[SUPPORT]


def sitting_with_broken_grader(sitting):
    sitting.hand_in("ada", sitting.solved())
    activity = sitting.course.repository.find_activity("A2.1")
    return grade_activity(sitting.course, activity).candidates[0]


def test_a_correct_answer_with_warnings_keeps_its_points(sitting):
    work = sitting.solved()
    cell_of(
        work, "solution-mean"
    ).source += "\nimport warnings, sys; warnings.warn('attention'); print('!', file=sys.stderr)"
    sitting.hand_in("ada", work)
    assert dict(sitting.grade("ada").candidates[0].scores) == FULL_MARKS


def test_the_graded_notebook_shows_verdicts_in_graded_cells_and_outputs_in_the_others(sitting):
    work = sitting.solved()
    cell_of(work, "solution-mean").source += "\nprint('moyenne calculée')"
    sitting.hand_in("ada", work)
    sitting.grade("ada")
    notebook = sitting.graded_notebook("ada")
    assert cell_of(notebook, "solution-mean").outputs[0].text == "moyenne calculée\n"
    verdict, points = cell_of(notebook, COVERAGE_CELL).outputs
    assert verdict.data["text/plain"].startswith("C2.1.3.coverage, ")
    assert points.data["text/plain"] == "5.0"
    assert "réponse enregistrée" not in json.dumps(cell_of(notebook, COVERAGE_CELL), ensure_ascii=False)


@pytest.mark.parametrize("worth_a_process", [1, 100])
def test_feedback_pages_are_made_for_those_who_were_graded_and_the_others_are_told(
    sitting, worth_a_process, monkeypatch
):
    monkeypatch.setattr("autograders.grading.pools.WORTH_A_PROCESS", worth_a_process)
    sitting.hand_in("ada", sitting.solved())
    sitting.hand_in("bob", sitting.solved())
    sitting.grade("ada")
    feedback = generate_feedback(sitting.course, sitting.activity)
    (page,) = feedback.pages
    assert page == sitting.course.folder / "feedback" / "ada" / ACTIVITY / f"{EXERCISE}.html"
    assert "Détail des points" in page.read_text()
    assert list(feedback.problems) == ["bob"]


ENTRY = "import sys; from autograders.cli import main; sys.exit(main())"
GRADE = """
import json, sys
from pathlib import Path
from autograders.assignments import open_course
from autograders.candidate.errors import AtelierError
from autograders.grading import grade_activity
from autograders.records import Records
course = open_course(Path(sys.argv[1]))
try:
    run = grade_activity(course, course.repository.find_activity("A2.1"))
except AtelierError as error:
    print(json.dumps({"refused": str(error)}))
else:
    with Records(course.records_url) as records:
        kept = [item.grading.confinement for item in records.latest(run.activity)]
    print(json.dumps({"level": run.confinement.level, "kept": kept, "scores": dict(run.candidates[0].scores)}))
"""


def graded_under_reduced_confinement(sitting):
    """Grade in a process to which the kernel refuses namespaces; where it always does, in an ordinary one."""
    refused = probe_confinement().level is ConfinementLevel.FULL
    enter = [sys.executable, str(ROOT / "tests" / "attacks" / "enter.py"), "self", "refused"] if refused else []
    command = [*enter, sys.executable, "-W", "ignore", "-c", GRADE, str(sitting.course.folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    return json.loads(done.stdout)


def test_reduced_confinement_grades_nobody_unless_the_course_accepts_it(sitting):
    sitting.hand_in("ada", sitting.solved())
    told = graded_under_reduced_confinement(sitting)
    assert "set accept_reduced_confinement = true in course.toml" in told["refused"]
    assert not (sitting.course.folder / "autograded").exists()


def test_memory_that_is_bounded_for_each_process_only_is_told_with_the_results(sitting):
    sitting.hand_in("ada", sitting.solved())
    command = [sys.executable, without_control_groups.__file__, sys.executable, "-W", "ignore", "-c", ENTRY]
    done = subprocess.run(
        [*command, "grade", "A2.1", "--no-feedback", "--course", str(sitting.course.folder)],
        cwd=sitting.course.repository.root,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert "Confinement: memory is bounded for each process only (" in done.stdout, done.stderr


def test_reduced_confinement_that_the_course_accepts_is_told_and_kept(sitting):
    settings = sitting.course.folder / "course.toml"
    settings.write_text(settings.read_text() + "accept_reduced_confinement = true\n")
    sitting.hand_in("ada", sitting.solved())
    told = graded_under_reduced_confinement(sitting)
    assert told == {"level": "reduced", "kept": ["reduced"], "scores": FULL_MARKS}
