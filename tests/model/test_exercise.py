"""What exercise.toml may say, and how each fault of it is reported."""

import pytest

from autograders.candidate.errors import FaultsError
from autograders.model.exercise import Exercise, grade_id, manual_grade_id
from autograders.model.reading import read_toml

GOOD = """
format = 1
title = "Qualifier un nuage de points"
summary = "Mesurer le bruit."
competency = "C2.1.2"
dataset = "scanner_bench"
duration_minutes = 60

[[answers]]
name = "sigma_mm"
type = "number"
label = "écart-type"
unit = "mm"

[[criteria]]
id = "C2.1.2.noise"
points = 5
how = "auto"
answers = ["sigma_mm"]
hints = ["méthode", "formule", "solution"]
"""
RUBRIC = 'rubric = ["0", "1", "2", "3", "4"]\n'


def read(tmp_path, text):
    (tmp_path / "exercise.toml").write_text(text, encoding="utf-8")
    return read_toml(tmp_path / "exercise.toml", Exercise)


def faults(tmp_path, text):
    with pytest.raises(FaultsError) as error:
        read(tmp_path, text)
    return [str(fault) for fault in error.value.faults]


def test_a_complete_exercise_is_read(tmp_path):
    assert read(tmp_path, GOOD).criterion("C2.1.2.noise").points == 5


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("points = 5", "point = 5", "exercise.toml: criteria[0].points: missing. Add it."),
        (
            "duration_minutes = 60",
            "duration_minutes = 60\nduree = 60",
            "exercise.toml: duree: unknown key. Remove it, or correct its spelling.",
        ),
        (
            "points = 5",
            "points = 0",
            "exercise.toml: criteria[0].points: Input should be greater than 0 (received 0). Correct it.",
        ),
    ],
)
def test_a_fault_names_file_key_and_repair(tmp_path, old, new, fault):
    assert fault in faults(tmp_path, GOOD.replace(old, new))


def test_all_faults_of_a_file_are_reported_together(tmp_path):
    assert len(faults(tmp_path, GOOD.replace("format = 1", "format = 2").replace("points = 5", "points = -1"))) == 2


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('how = "auto"', 'how = "mixed"', "five rubric levels (0 to 4) expected, got 0"),
        ('how = "auto"\n', 'how = "auto"\n' + RUBRIC, "an automatic criterion has no rubric"),
        ('how = "auto"\n', 'how = "rubric"\n' + RUBRIC, "a rubric criterion reads no answer"),
        ('answers = ["sigma_mm"]', "answers = []", "reads at least one answer of its notebook, got none"),
    ],
)
def test_the_parts_of_a_criterion_fit_its_kind(tmp_path, old, new, message):
    (fault,) = faults(tmp_path, GOOD.replace(old, new))
    assert message in fault


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"titre = ", "is not valid TOML"),
        (b"\xff", "is not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_toml_is_one_fault(tmp_path, content, message):
    (tmp_path / "exercise.toml").write_bytes(content)
    with pytest.raises(FaultsError, match=message):
        read_toml(tmp_path / "exercise.toml", Exercise)


def test_a_missing_file_is_one_fault(tmp_path):
    with pytest.raises(FaultsError, match="cannot be read"):
        read_toml(tmp_path / "exercise.toml", Exercise)


def test_grade_ids_hold_only_what_nbgrader_permits():
    # nbgrader: letters, digits, underscore, hyphen.
    assert grade_id("C2.1.2.noise") == "C2-1-2_noise"
    assert grade_id("A4.1.oral.posture") == "A4-1-oral_posture"
    assert manual_grade_id("C2.2.3.key-figures") == "C2-2-3_key-figures_rubric"
