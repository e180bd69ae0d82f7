"""A new exercise is a whole folder that says what is to be written, and never replaces anything."""

import pytest
from support.tiny_repository import ACTIVITY

from autograders.assignments import open_repository
from autograders.authoring.cache import Cache
from autograders.authoring.new import new_exercise
from autograders.authoring.verify import verify
from autograders.candidate.errors import AtelierError, FaultsError


def files(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_new_exercise_has_every_file_that_an_exercise_needs(tiny):
    scaffold = new_exercise(tiny, "C2.1.2")
    # The first criterion of C2.1.2 in the referential is C2.1.2.colour.
    assert scaffold.folder == tiny.root / "exercises" / ACTIVITY / "c2_1_2_colour"
    names = {path.relative_to(scaffold.folder).as_posix() for path in scaffold.written}
    assert {"exercise.toml", "notebook.py", "grading.py"} <= names
    assert len([name for name in names if name.startswith("submissions/accepted/")]) == 2
    # Two for each of colour, noise, resolution, precision, which are all auto in the referential.
    assert len([name for name in names if name.startswith("submissions/wrong/")]) == 8


def test_only_what_the_author_has_to_write_is_wrong_with_it(tiny, tmp_path):
    folder = new_exercise(tiny, "C2.1.2").folder
    with pytest.raises(FaultsError) as error:
        tiny.load_exercise(folder)
    # The data set is the author's next step; the rest of the format is right.
    assert [(fault.where, fault.key) for fault in error.value.faults] == [("exercise.toml", "dataset")]
    (report,) = verify(tiny, ["C2.1.2"], cache=Cache(tmp_path / "cache"))
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")} <= {
        fault.where for fault in report.faults
    }


@pytest.mark.parametrize("competency", [f"C{number}" for number in ("1.1.1", "1.2.2", "2.2.1", "3.1.1", "4.1.1")])
def test_it_fits_competencies_of_every_bloc_and_kind_of_criterion(tiny, competency):
    folder = new_exercise(tiny, competency).folder
    with pytest.raises(FaultsError) as error:
        tiny.load_exercise(folder)
    assert [fault.key for fault in error.value.faults] == ["dataset"]


def test_the_activity_is_made_with_its_first_exercise(tiny):
    folder = new_exercise(tiny, "C1.1.1", "audit").folder
    activity = folder.parent
    assert (activity.name, folder.name) == ("a1_1_case_study", "c1_1_1_audit")
    assert (activity / "brief.md").is_file()
    assert 'exercises = ["c1_1_1_audit"]' in (activity / "activity.toml").read_text(encoding="utf-8")


def test_an_activity_that_exists_is_left_alone_and_the_author_told_what_to_add(tiny):
    before = (tiny.root / "exercises" / ACTIVITY / "activity.toml").read_bytes()
    advice = new_exercise(tiny, "C2.1.1", "plan").advice
    assert advice == f"Add 'c2_1_1_plan' to the exercises of exercises/{ACTIVITY}/activity.toml."
    assert (tiny.root / "exercises" / ACTIVITY / "activity.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("competency", "name", "message"),
    [
        ("C2.1.3", "", "has its exercise already: exercises/a2_1_tiny_case/c2_1_3_tiny_ruler"),
        ("C9.9.9", "", "no competency 'C9.9.9'"),
        ("A2.1", "", "'A2.1' is no code of a competency"),
        ("C2.1.1", "../../elsewhere", "small letters and digits joined by underscores expected"),
    ],
)
def test_what_cannot_be_made_is_an_error_and_nothing_is_written(tiny, competency, name, message):
    before = files(tiny.root)
    with pytest.raises(AtelierError, match=message):
        new_exercise(tiny, competency, name)
    assert files(tiny.root) == before


def test_nothing_is_overwritten(tiny):
    target = tiny.root / "exercises" / ACTIVITY / "c2_1_1_plan" / "notebook.py"
    target.parent.mkdir()
    target.write_text("mine", encoding="utf-8")
    before = files(tiny.root)
    with pytest.raises(AtelierError, match="is there already; nothing was written"):
        new_exercise(open_repository(tiny.root), "C2.1.1", "plan")
    assert files(tiny.root) == before
