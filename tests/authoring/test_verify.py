"""Whatever is wrong with an exercise is reported, all of it at once, and nothing else is.

Faults are planted into the tiny repository: each test says what it spoils and what must be said of it.
"""

import shutil

import pytest
from support.tiny_repository import (
    ACTIVITY,
    COVERAGE,
    DATASET,
    EXERCISE,
    SUPPORT,
    exercise_folder,
    make_tiny_repository,
)

from autograders.assignments import open_repository
from autograders.authoring.cache import Cache
from autograders.authoring.proofs import read_proofs
from autograders.authoring.verify import exercise_folders, verify
from autograders.candidate.errors import AtelierError

VARIANTS = 2
EVERYWHERE = "on 2 of 2 variants (1, 2)"
JUDGE_COVERAGE = 'abs(mean_mm - case.truth["mean_mm"]) < 0.01'
FORGED = '# /// expected\n# summary = "Copie"\n# ///\n# %% extra="last"\nanswer("mean_mm", readings_mm.mean())\n'


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """Shared, so that the variants are made once."""
    return Cache(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def spoil(tmp_path_factory, cache):
    def spoiled(*changes, adding=()):
        root = make_tiny_repository(tmp_path_factory.mktemp("spoiled"))
        folder = exercise_folder(root)
        for name, old, new in changes:
            text = (folder / name).read_text(encoding="utf-8")
            assert old in text, f"{name} does not hold {old}"
            (folder / name).write_text(text.replace(old, new), encoding="utf-8")
        for name, text in adding:
            (folder / name).write_text(text, encoding="utf-8")
        (report,) = verify(open_repository(root), [], variants=VARIANTS, cache=cache)
        return report

    return spoiled


def said(report, where, key=""):
    return [fault.message for fault in report.faults if fault.where == where and fault.key == key]


@pytest.fixture(scope="module")
def sound(spoil):
    return spoil()


def test_a_second_run_finds_its_report_and_runs_nothing(tmp_path, cache, sound):
    stages = []

    def note(stage, done, total):
        stages.append(stage)

    # The same content in another place.
    tiny = open_repository(make_tiny_repository(tmp_path))
    assert verify(tiny, [], variants=VARIANTS, cache=cache, progress=note) == (sound,)
    assert stages == []


def test_a_sound_exercise_has_no_faults_and_tells_what_it_was_tried_with(sound):
    assert sound.faults == ()
    assert (sound.ok, sound.exercise, sound.variants, sound.submissions) == (True, EXERCISE, 2, 9)


def test_the_report_is_printed_with_counts_as_integers(sound):
    assert sound.to_json() == {
        "exercise": EXERCISE,
        "ok": True,
        "variants": 2,
        "submissions": 9,
        "faults": [],
    }


def test_an_interrupted_run_keeps_what_was_graded(tiny, tmp_path, cache, sound):
    own = Cache(tmp_path / "own")
    shutil.copytree(cache.folder / "variants", own.folder / "variants")

    def interrupt(stage, done, total):
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        verify(tiny, [], variants=VARIANTS, cache=own, progress=interrupt)
    assert len(read_proofs(own, EXERCISE).outcomes) >= 3


def test_faults_of_the_folder_are_reported_all_together_before_anything_is_run(spoil):
    report = spoil(
        ("exercise.toml", "duration_minutes = 15", "duree = 15"),
        ("exercise.toml", 'hints = ["Méthode.", "Formule.", "Chemin."]', 'hints = ["Méthode."]'),
        ("notebook.py", "# # Longueur d’une règle", "# # À COMPLÉTER"),
        ("../activity.toml", f'exercises = ["{EXERCISE}"]', f'exercises = ["{EXERCISE}", "c2_1_9_absent"]'),
    )
    assert (report.variants, report.submissions) == (0, 0)
    keys = {(fault.where, fault.key) for fault in report.faults}
    assert {
        ("exercise.toml", "duration_minutes"),
        ("exercise.toml", "duree"),
        ("exercise.toml", "criteria[0].hints"),
        ("exercise.toml", "criteria[1].hints"),
        ("notebook.py", "lines 2"),
        ("../activity.toml", "exercises"),
    } <= keys


def test_what_a_new_exercise_left_to_be_written_is_a_fault_even_where_all_else_is_right(spoil):
    report = spoil(("notebook.py", "# # Longueur d’une règle", "# # À COMPLÉTER"))
    (fault,) = report.faults
    assert str(fault) == "notebook.py: lines 2: « À COMPLÉTER » is still there. Write what it stands for."


@pytest.fixture(scope="module")
def generous(spoil):
    """Coverage is given for anything; the other judge trusts that a function was probed; two statements are false."""
    return spoil(
        ("grading.py", JUDGE_COVERAGE, "True"),
        ("grading.py", "bool(probes) and probes[0].value is not None", "probes[0].value is not None"),
        ("submissions/wrong/median.py", "fraction = [0.4, 0.6]", "fraction = [0.1, 0.2]"),
        adding=[("submissions/forged/late_answer.py", FORGED)],
    )


def test_a_grader_that_is_too_generous_is_caught(generous):
    message = f"fraction 0 expected, 1 given {EVERYWHERE}."
    assert said(generous, "submissions/wrong/in_metres.py", COVERAGE) == [message]
    assert said(generous, "submissions/wrong/first_reading.py", COVERAGE) == [
        message,
        f"misconception 'first-reading' expected, none recognised {EVERYWHERE}.",
        f"a message with 'huit lectures' expected {EVERYWHERE}: Moyenne juste.",
    ]


def test_a_misconception_that_no_submission_provokes_is_a_fault(generous):
    assert said(generous, "exercise.toml", "criteria[0].misconceptions[0]") == [
        f"no submission of the bank provokes 'first-reading' on {COVERAGE}."
    ]


def test_a_grader_that_raises_is_told_with_its_line_and_what_made_it_raise(generous):
    by_submission, by_junk = said(generous, "grading.py", SUPPORT)
    # The line is counted in the text of GRADING in tests/support/tiny_repository.py.
    assert by_submission == (
        "fails on submissions/partial/no_function.py, submissions/forged/equals_everything.py, "
        "submissions/forged/late_answer.py: IndexError: tuple index out of range (grading.py, line 20)."
    )
    assert by_junk.startswith(
        "the judge raises IndexError (grading.py, line 20): tuple index out of range for mean_of missing; "
    )


def test_a_forged_submission_that_earns_points_is_caught(generous):
    assert said(generous, "submissions/forged/late_answer.py", COVERAGE) == [
        f"fraction 0 expected, 1 given {EVERYWHERE}."
    ]


def test_a_submission_that_is_better_than_it_states_is_caught(generous):
    assert said(generous, "submissions/wrong/median.py", SUPPORT) == [
        f"fraction 0.1 to 0.2 expected, 0.5 given {EVERYWHERE}."
    ]


@pytest.fixture(scope="module")
def harsh(spoil):
    """Coverage is never given; the other judge believes any conclusion, ignores the function, and is silent."""
    return spoil(
        ("grading.py", JUDGE_COVERAGE, "False"),
        ("grading.py", "follows = mean_mm is not None and conform is (", "follows = conform is not None or ("),
        ("grading.py", "abs(probes[0].value - 3.0) < 1e-9", "abs(probes[0].value) >= 0"),
        ("grading.py", '"Fonction fausse."', '""'),
    )


def test_a_grader_that_is_too_harsh_is_caught_and_says_what_it_told_the_candidate(harsh):
    told = "moyenne: Moyenne fausse : huit lectures sont à moyenner."
    for where in ("notebook.py", "submissions/accepted/by_hand.py", "submissions/wrong/median.py"):
        assert said(harsh, where, COVERAGE) == [f"fraction 1 expected, 0 given {EVERYWHERE}: {told}"]


def test_a_conclusion_without_any_figure_must_earn_nothing(harsh):
    assert "a conclusion without any figure earns points: conform = True alone; conform = False alone." in said(
        harsh, "grading.py", SUPPORT
    )


def test_points_lost_without_a_word_are_a_fault(harsh):
    assert any(
        message.startswith("points lost without a message ('fonction') for mean_of missing; ")
        for message in said(harsh, "grading.py", SUPPORT)
    )


def test_an_answer_that_no_judge_looks_at_is_a_fault(harsh):
    assert "full marks although mean_of is wrong (mean_of × 1000)." in said(harsh, "grading.py", SUPPORT)


def test_a_generator_that_fails_is_a_fault_of_its_file(tiny, tmp_path):
    path = tiny.root / "datasets" / DATASET / "generate.py"
    path.write_text(path.read_text(encoding="utf-8").replace("mean_mm = float", "mean_mm = 1 / 0 + float"))
    ((fault,),) = [report.faults for report in verify(tiny, [], variants=1, cache=Cache(tmp_path / "cache"))]
    # Counted in the text of GENERATE in tests/support/tiny_repository.py.
    assert (fault.where, fault.key) == (f"datasets/{DATASET}/generate.py", "line 12")
    assert "ZeroDivisionError" in fault.message


@pytest.mark.parametrize("reference", ["C2.1.3", EXERCISE, "A2.1", ACTIVITY, f"exercises/{ACTIVITY}/{EXERCISE}/"])
def test_an_exercise_is_named_by_its_code_its_folder_or_its_activity(tiny, reference):
    assert exercise_folders(tiny, [reference, reference]) == (exercise_folder(tiny.root),)


def test_a_name_that_fits_nothing_is_an_error_that_proposes_another(tiny):
    with pytest.raises(AtelierError, match="Did you mean c2_1_3_tiny_ruler"):
        exercise_folders(tiny, ["C2.1.4"])
