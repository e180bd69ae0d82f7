"""Each submission is graded once on each of its variants, and again only when something that it depends on changed."""

from dataclasses import replace

import pytest

from autograders.assignments import make_variant, read_bank
from autograders.authoring.reports import Outcome
from autograders.authoring.trials import REFERENCE, STUB, run_trials, trials_of


@pytest.fixture
def package(tiny):
    return tiny.find_exercise("C2.1.3")


@pytest.fixture
def variants(tiny, tmp_path):
    return [
        make_variant(tiny, ["tiny_ruler"], seed=number, number=number, folder=tmp_path / f"v{number}")
        for number in (1, 2, 3, 4)
    ]


@pytest.fixture
def run(package):
    def run(trials, kept, package=package):
        graded = []

        def grade(notebook, variant, limits):
            graded.append(variant.number)
            return Outcome()

        return dict(run_trials(package, trials, kept, grade)), graded

    return run


def test_what_must_get_full_marks_is_tried_on_all_variants_a_crash_on_one_the_rest_on_three(package, variants):
    counts = {trial.where: len(trial.variants) for trial in trials_of(package, read_bank(package), variants)}
    # Two accepted submissions, one that crashes, and six others in the tiny repository's bank.
    assert counts.pop(REFERENCE) == 4
    assert counts.pop(STUB) == 3
    accepted = {where for where, count in counts.items() if count == 4}
    assert accepted == {"submissions/accepted/by_hand.py", "submissions/accepted/sum_over_count.py"}
    crashing = {where for where, count in counts.items() if count == 1}
    assert crashing == {"submissions/crash/division_by_zero.py"}
    assert list(counts.values()).count(3) == 6


def test_a_crash_is_given_less_processor_time_than_what_must_be_right(package, variants):
    seconds = {trial.where: trial.limits.cpu_seconds for trial in trials_of(package, read_bank(package), variants)}
    crashing = {where for where in seconds if "/crash/" in where}
    assert max(seconds[where] for where in crashing) < min(seconds[where] for where in seconds.keys() - crashing)


def test_a_second_run_grades_nothing(package, variants, run):
    trials = trials_of(package, read_bank(package), variants)
    kept, graded = run(trials, {})
    # 4 x (reference and 2 accepted) + 1 that crashes + 3 x (stub and 6 others)
    assert len(graded) == 34
    assert run(trials, kept) == (kept, [])


def test_what_could_not_be_graded_is_tried_again(package, variants):
    trials = trials_of(package, read_bank(package), variants[:1])

    def broken(notebook, variant, limits):
        return Outcome(failure="OverflowError: once")

    def sound(notebook, variant, limits):
        return Outcome()

    kept = dict(run_trials(package, trials, {}, broken))
    again = dict(run_trials(package, trials, kept, sound))
    assert {item.outcome.failure for item in kept.values()} == {"OverflowError: once"}
    assert {item.outcome.failure for item in again.values()} == {""}


def test_a_changed_submission_alone_is_graded_again(package, variants, run):
    trials = trials_of(package, read_bank(package), variants)
    kept, _ = run(trials, {})
    path = package.folder / "submissions" / "wrong" / "median.py"
    path.write_text(path.read_text(encoding="utf-8") + "mean_of = None\n", encoding="utf-8")
    _, graded = run(trials_of(package, read_bank(package), variants), kept)
    assert sorted(graded) == [1, 2, 3]


def test_a_changed_variant_alone_is_graded_again(tiny, package, variants, run, tmp_path):
    kept, _ = run(trials_of(package, read_bank(package), variants), {})
    variants[3] = make_variant(tiny, ["tiny_ruler"], seed=99, number=4, folder=tmp_path / "v4")
    _, graded = run(trials_of(package, read_bank(package), variants), kept)
    assert graded == [4, 4, 4]


def test_a_variant_whose_truth_alone_changed_is_graded_again(package, variants, run):
    trials = trials_of(package, read_bank(package), variants)
    kept, _ = run(trials, {})
    truth = variants[3].truth / "tiny_ruler.json"
    truth.write_text(truth.read_text(encoding="utf-8").replace("{", '{"one_more": 1, ', 1), encoding="utf-8")
    _, graded = run(trials, kept)
    assert graded == [4, 4, 4]


def test_a_changed_grader_means_grading_all_again(package, variants, run):
    trials = trials_of(package, read_bank(package), variants)
    kept, _ = run(trials, {})
    _, graded = run(trials, kept, replace(package, version="another"))
    assert len(graded) == 34


def test_submissions_are_tried_without_the_worked_solutions_figures(package, variants):
    drawing = {
        trial.where for trial in trials_of(package, read_bank(package), variants) if "print(*readings_mm" in str(trial)
    }
    assert drawing == {REFERENCE}


def test_a_given_cell_that_draws_is_left_out_too(tiny, package, variants):
    path = package.folder / "notebook.py"
    text = path.read_text(encoding="utf-8").replace('# %% solution="plot" figure="readings"', '# %% figure="readings"')
    path.write_text(text.replace("### BEGIN SOLUTION\nprint(*", "print(*").replace('\\n")\n### END SOLUTION', '\\n")'))
    given = tiny.find_exercise("C2.1.3")
    drawing = {
        trial.where for trial in trials_of(given, read_bank(given), variants) if "print(*readings_mm" in str(trial)
    }
    assert drawing == {REFERENCE, STUB}


def test_a_submission_that_draws_keeps_its_own_figure(package, variants):
    path = package.folder / "submissions" / "wrong" / "median.py"
    path.write_text(path.read_text(encoding="utf-8") + '# %% solution="plot"\nprint("drawn")\n', encoding="utf-8")
    trials = {trial.where: trial for trial in trials_of(package, read_bank(package), variants)}
    assert 'print("drawn")' in str(trials["submissions/wrong/median.py"].notebook)
