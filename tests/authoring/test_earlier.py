"""An exercise that reads an earlier notebook is verified on what the worked solution of that one hands in."""

import json

import pytest
from support.tiny_repository import (
    ACTIVITY,
    EXERCISE,
    REPORT,
    add_report_exercise,
    let_the_report_read_the_mean,
    make_tiny_repository,
)

from autograders.assignments import open_repository
from autograders.authoring.cache import Cache
from autograders.authoring.earlier import earlier_series
from autograders.authoring.practice import practice_variants
from autograders.authoring.proofs import state_of
from autograders.authoring.verify import verify_exercise

VARIANTS = 2


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return Cache(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def root(tmp_path):
    root = make_tiny_repository(tmp_path / "repository")
    let_the_report_read_the_mean(add_report_exercise(root))
    return root


def test_the_answers_are_those_of_the_earlier_worked_solution_variant_by_variant(root, cache):
    repository = open_repository(root)
    series = earlier_series(repository, repository.find_exercise(REPORT), VARIANTS, cache)
    for variant in practice_variants(repository, "tiny_ruler", VARIANTS, cache):
        truth = json.loads((variant.truth / "tiny_ruler.json").read_text(encoding="utf-8"))
        (notebook,) = series[variant.number]
        assert notebook.exercise == EXERCISE
        assert notebook.answers["mean_mm"] == pytest.approx(truth["mean_mm"])


def test_the_earlier_solution_is_run_once_and_again_when_it_changed(root, tmp_path):
    cache = Cache(tmp_path / "cache")
    repository = open_repository(root)

    def mean_mm():
        (notebook,) = earlier_series(repository, repository.find_exercise(REPORT), 1, cache)[1]
        return notebook.answers["mean_mm"]

    mean_mm()
    kept = cache.read(f"earlier/{EXERCISE}")
    kept["variants"]["1"]["answers"]["mean_mm"] = 1234.5
    cache.write(f"earlier/{EXERCISE}", kept)
    # No run gives that.
    assert mean_mm() == 1234.5
    notebook = root / "exercises" / ACTIVITY / EXERCISE / "notebook.py"
    notebook.write_text(notebook.read_text(encoding="utf-8") + "\n# %%\nlast = 1\n", encoding="utf-8")
    assert mean_mm() != 1234.5


def test_an_exercise_that_reads_an_earlier_notebook_proves_itself(root, cache):
    repository = open_repository(root)
    report = verify_exercise(repository, repository.exercise_folder(REPORT), variants=VARIANTS, cache=cache)
    assert [str(fault) for fault in report.faults] == []


def test_a_judge_that_ignores_the_earlier_answer_is_found(root, cache):
    grading = root / "exercises" / ACTIVITY / REPORT / "grading.py"
    blind = 'case.truth["mean_mm"]'
    grading.write_text(grading.read_text(encoding="utf-8").replace('answers.number("C2.1.3.mean_mm")', blind))
    repository = open_repository(root)
    report = verify_exercise(repository, repository.exercise_folder(REPORT), variants=VARIANTS, cache=cache)
    assert any("full marks although C2.1.3.mean_mm is missing" in str(fault) for fault in report.faults)


def test_a_change_of_the_earlier_exercise_asks_for_a_new_proof(root):
    repository = open_repository(root)
    folder = repository.exercise_folder(REPORT)
    exercise = repository.find_exercise(REPORT).exercise
    before = state_of(repository, folder, exercise)
    notebook = root / "exercises" / ACTIVITY / EXERCISE / "notebook.py"
    notebook.write_text(notebook.read_text(encoding="utf-8") + "\n# %%\nlast = 1\n", encoding="utf-8")
    assert state_of(repository, folder, exercise) != before
