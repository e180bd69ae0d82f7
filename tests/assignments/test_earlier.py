"""What an exercise reads from an earlier notebook is found by its competency, or told to be wrong."""

import pytest
from support.tiny_repository import EXERCISE, REPORT, add_report_exercise, let_the_report_read_the_mean

from autograders.assignments import open_repository
from autograders.candidate.errors import FaultsError


@pytest.fixture
def report(root):
    folder = add_report_exercise(root)
    let_the_report_read_the_mean(folder)
    return folder


def read_instead(report, name):
    path = report / "exercise.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("C2.1.3.mean_mm", name), encoding="utf-8")


def faults_of(root, exercise=REPORT):
    with pytest.raises(FaultsError) as caught:
        open_repository(root).find_exercise(exercise)
    return [str(fault) for fault in caught.value.faults]


def test_an_earlier_answer_is_declared_as_in_its_own_notebook_under_the_name_that_the_judge_reads(root, report):
    (earlier,) = open_repository(root).find_exercise(REPORT).earlier
    assert (earlier.exercise, earlier.dataset, earlier.name) == (EXERCISE, "tiny_ruler", "mean_mm")
    assert (earlier.declaration.name, earlier.declaration.unit) == ("C2.1.3.mean_mm", "mm")


def test_the_candidate_is_told_of_the_notebooks_own_answers_alone(root, report):
    package = open_repository(root).find_exercise(REPORT)
    public = package.exercise.public(package.name, package.activity_name)
    assert [declaration.name for declaration in public.answers] == ["count", "protocol"]


def test_the_version_of_the_graders_changes_with_the_earlier_declaration(root, report):
    before = open_repository(root).find_exercise(REPORT).version
    path = root / "exercises" / report.parent.name / EXERCISE / "exercise.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("minimum = 0", "minimum = 1"), encoding="utf-8")
    assert open_repository(root).find_exercise(REPORT).version != before


FAULTY = {
    "an answer that is not declared": ("C2.1.3.median_mm", f"{EXERCISE} declares no 'median_mm'"),
    "a function": ("C2.1.3.mean_of", "is a function, which ends with its notebook"),
    "a competency of no notebook": ("C2.1.2.mean_mm", "no notebook of C2.1.2 comes before this one"),
    "its own competency": ("C2.1.4.protocol", "no notebook of C2.1.4 comes before this one"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_it_is_told_of(root, report, name):
    answer, told = FAULTY[name]
    read_instead(report, answer)
    assert len(found := faults_of(root)) == 1
    assert found[0].startswith("exercise.toml: criteria[0].answers: ")
    assert told in found[0]


def test_a_notebook_that_the_activity_lists_later_cannot_be_read(root, report):
    path = report.parent / "activity.toml"
    listed, turned = f'["{EXERCISE}", "{REPORT}"]', f'["{REPORT}", "{EXERCISE}"]'
    path.write_text(path.read_text(encoding="utf-8").replace(listed, turned), encoding="utf-8")
    assert any("no notebook of C2.1.3 comes before this one" in fault for fault in faults_of(root))


def test_a_criterion_must_read_an_answer_of_its_own_notebook(root, report):
    path = report / "exercise.toml"
    text = path.read_text(encoding="utf-8").replace('["count", "C2.1.3.mean_mm"]', '["C2.1.3.mean_mm"]')
    path.write_text(text, encoding="utf-8")
    assert any("reads at least one answer of its notebook" in fault for fault in faults_of(root))


def test_a_faulty_earlier_exercise_is_to_be_mended_first(root, report):
    path = root / "exercises" / report.parent.name / EXERCISE / "exercise.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("format = 1", "format = 2"), encoding="utf-8")
    assert any(f"{EXERCISE}/exercise.toml is faulty" in fault for fault in faults_of(root))
