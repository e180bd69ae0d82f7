"""Coverage names every criterion once, and calls verified only what was proved as it stands."""

from dataclasses import asdict

import pytest
from support.tiny_repository import COVERAGE, EXERCISE, SUPPORT, exercise_folder

from autograders.authoring.cache import FOLDER, Cache
from autograders.authoring.coverage import coverage
from autograders.authoring.proofs import VARIANTS, KeptReport, Proofs, state_of, write_proofs
from autograders.authoring.reports import ExerciseReport
from autograders.candidate.errors import Fault, FaultsError


def row(repository, criterion):
    return {item.criterion: item for item in coverage(repository)}[criterion]


def keep(tiny, *, variants, faults=()):
    package = tiny.find_exercise(EXERCISE)
    report = ExerciseReport(exercise=EXERCISE, variants=variants, submissions=9, faults=faults)
    state = state_of(tiny, package.folder, package.exercise)
    kept = Proofs(reports={str(variants): KeptReport(state=state, report=report)})
    write_proofs(Cache(tiny.root / FOLDER), EXERCISE, kept)


def test_there_is_one_row_per_criterion_of_the_referential(tiny):
    assert [item.criterion for item in coverage(tiny)] == [item.id for item in tiny.referential.criteria]


def test_a_graded_criterion_names_its_exercise_and_points(tiny):
    assert asdict(row(tiny, SUPPORT)) == {
        "criterion": "C2.1.3.support",
        "competency": "C2.1.3",
        "activity": "A2.1",
        "exercise": EXERCISE,
        "how": "auto",
        "points": 5.0,
        "verified": False,
    }


def test_a_criterion_without_exercise_has_the_floor_of_the_referential(tiny):
    assert asdict(row(tiny, "C1.1.1.regulation")) == {
        "criterion": "C1.1.1.regulation",
        "competency": "C1.1.1",
        "activity": "A1.1",
        "exercise": None,
        "how": "mixed",
        "points": 0.0,
        "verified": False,
    }


def test_criteria_of_an_oral_and_of_the_thesis_belong_to_no_competency(tiny):
    oral, thesis = row(tiny, "A1.2.oral.posture"), row(tiny, "THESIS.report")
    assert (oral.competency, oral.activity) == (None, "A1.2")
    assert (thesis.competency, thesis.activity) == (None, "THESIS")


def test_an_exercise_that_passed_its_whole_verification_is_verified(tiny):
    keep(tiny, variants=VARIANTS)
    assert row(tiny, COVERAGE).verified


@pytest.mark.parametrize("name", ["exercise.toml", "grading.py", "notebook.py", "submissions/wrong/median.py"])
def test_any_change_of_the_exercise_ends_that(tiny, name):
    keep(tiny, variants=VARIANTS)
    path = exercise_folder(tiny.root) / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert not row(tiny, COVERAGE).verified


def test_a_changed_generator_ends_that(tiny):
    keep(tiny, variants=VARIANTS)
    path = tiny.root / "datasets" / "tiny_ruler" / "generate.py"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert not row(tiny, COVERAGE).verified


def test_a_verification_with_faults_or_on_fewer_variants_does_not_count(tiny):
    keep(tiny, variants=VARIANTS, faults=(Fault("grading.py", "", "wrong.", "Mend it."),))
    assert not row(tiny, COVERAGE).verified
    keep(tiny, variants=VARIANTS - 1)
    assert not row(tiny, COVERAGE).verified


def test_a_faulty_exercise_is_an_error_that_names_its_file(tiny):
    (exercise_folder(tiny.root) / "exercise.toml").write_text("format = ", encoding="utf-8")
    with pytest.raises(FaultsError, match=f"{EXERCISE}/exercise.toml: is not valid TOML"):
        coverage(tiny)
