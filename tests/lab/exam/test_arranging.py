"""A sitting before it begins."""

import shutil
import tomllib
from datetime import UTC, datetime

import nbformat
import pytest
from support.exams import let_pass, prepared
from support.tiny_repository import ACTIVITY, DATASET, EXERCISE, REPORT, ROOT

from autograders.assignments import open_repository
from autograders.candidate.cases import load_case
from autograders.lab.exam.arranging import INSTRUCTIONS_FILE, find_subject, planned_minutes
from autograders.lab.exam.errors import ExamError
from autograders.lab.exam.records import kept_sittings, read_sitting, write_sitting
from autograders.lab.exam.session import choose_sitting
from autograders.lab.exam.settings import settings_file
from autograders.lab.home.folder import fill_home
from autograders.lab.home.variants import change_variant, ensure_variant, former_variants


def digest(folder, exercise=EXERCISE):
    return load_case(exercise, folder).digest


def choose(repository, home, asked="A2.1", minutes=None):
    told = []
    return choose_sitting(open_repository(repository), home, asked, minutes, told.append), told


def test_an_activity_s_exam_lasts_as_long_as_its_notebooks_and_says_what_is_not_examined(repository):
    subject = find_subject(open_repository(repository), "a2.1")
    assert planned_minutes(subject, None) == 30
    assert subject.without_notebook == ("C2.1.1", "C2.1.2")


def test_a_bloc_s_exam_is_on_all_its_case_studies_in_sequence():
    subject = find_subject(open_repository(ROOT), "B2")
    assert [study.activity.code for study in subject.studies] == ["A2.1", "A2.2", "A2.3"]
    listed = [
        name
        for path in (ROOT / "exercises").glob("a2_*/activity.toml")
        for name in tomllib.loads(path.read_text(encoding="utf-8"))["exercises"]
    ]
    # The bloc has ten competencies, four, three and three.
    exercised = {".".join(name[:6].upper().split("_")) for name in listed}
    assert len(subject.without_notebook) == 10 - len(exercised)
    assert exercised.isdisjoint(subject.without_notebook)


@pytest.mark.parametrize("asked", ["A9.9", "C2.1.3", "A1.1", "B1", ""])
def test_what_cannot_be_examined_is_told_with_what_can(repository, asked):
    with pytest.raises(ExamError, match="Examens blancs possibles : A2.1, B2"):
        find_subject(open_repository(repository), asked)


@pytest.mark.parametrize("minutes", [0.0, -3.0, 1e9, float("nan")])
def test_a_duration_that_is_none_is_refused(repository, minutes):
    with pytest.raises(ExamError, match="--minutes"):
        planned_minutes(find_subject(open_repository(repository), "A2.1"), minutes)


def test_the_folder_holds_notebooks_as_released_data_and_the_way_to_them(repository, home):
    kept = prepared(repository, home)
    names = {path.name for path in (kept.folder / ACTIVITY).iterdir()}
    assert names == {f"{EXERCISE}.ipynb", f"{REPORT}.ipynb", "data", "declarations", "lisez-moi.md"}
    nbformat.validate(nbformat.read(kept.folder / ACTIVITY / f"{EXERCISE}.ipynb", as_version=4))
    page = (kept.folder / INSTRUCTIONS_FILE).read_text(encoding="utf-8")
    for link in (f"{ACTIVITY}/lisez-moi.md", f"{ACTIVITY}/{EXERCISE}.ipynb", f"{ACTIVITY}/{REPORT}.ipynb"):
        assert f"]({link})" in page
        assert (kept.folder / link).is_file()


def test_nobody_practises_on_the_data_of_an_exam_before_or_after(repository, home):
    fill_home(open_repository(repository), home)
    practised = {ensure_variant(home / ACTIVITY).digests[DATASET], change_variant(home / ACTIVITY).digests[DATASET]}
    exams = [digest(prepared(repository, home).folder / ACTIVITY) for _ in range(2)]
    assert len({*exams, *practised}) == 4
    # A practice folder that begins anew goes on with what was practised last; fresh data are fresh again.
    shutil.rmtree(home / ACTIVITY / "data")
    assert ensure_variant(home / ACTIVITY).digests[DATASET] in practised
    assert change_variant(home / ACTIVITY).digests[DATASET] not in {*exams, *practised}
    assert {variant.digests[DATASET] for variant in former_variants(home / ACTIVITY)} == practised


def test_an_exam_that_waits_is_taken_up_with_the_settings_of_the_day(repository, home):
    first, _ = choose(repository, home)
    settings_file().write_text("[examen]\ntemps_supplementaire_pour_cent = 50\n", encoding="utf-8")
    again, _ = choose(repository, home, minutes=20.0)
    assert again.folder == first.folder
    assert read_sitting(again.folder).allotted.total_seconds() == 30 * 60
    assert "50\N{NO-BREAK SPACE}%" in (again.folder / INSTRUCTIONS_FILE).read_text(encoding="utf-8")


def test_the_exam_in_progress_is_gone_on_with_and_no_other_begins_meanwhile(repository, home):
    kept, _ = choose(repository, home)
    write_sitting(kept.folder, kept.sitting.start(datetime.now(UTC)))
    let_pass(kept.folder, minutes=10)
    for asked in ("A2.1", None):
        again, told = choose(repository, home, asked)
        assert again.folder == kept.folder
        assert "Il reste 19\N{NO-BREAK SPACE}min" in told[0]
    with pytest.raises(ExamError, match="en cours : A2.1"):
        choose(repository, home, "B2")
    let_pass(kept.folder, minutes=20)
    assert choose(repository, home)[0].folder != kept.folder
    assert choose(repository, home, None)[0] is None


def test_an_exam_that_cannot_be_prepared_leaves_nothing_behind(repository, home):
    generator = repository / "datasets" / DATASET / "generate.py"
    generator.write_text(generator.read_text(encoding="utf-8") + "\ndel generate\n", encoding="utf-8")
    with pytest.raises(Exception, match="generate"):
        prepared(repository, home)
    assert list((home / "examens").iterdir()) == []


def test_a_damaged_sitting_hides_no_other(repository, home):
    first, second = prepared(repository, home), prepared(repository, home)
    (first.folder / "examen.json").write_text("{", encoding="utf-8")
    assert [kept.folder for kept in kept_sittings(home)] == [second.folder]
    with pytest.raises(ExamError, match="endommagé"):
        read_sitting(first.folder)
