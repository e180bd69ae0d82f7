"""An activity is built through nbgrader itself, whole or not at all, and shows candidates what they may see."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
from datetime import UTC, datetime

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.validator import Validator
from support.tiny_repository import ACTIVITY, DATASET, EXERCISE, REPORT, add_report_exercise, make_tiny_repository

from autograders.assignments import build_activity, open_course, open_repository, read_variant, release_notebook
from autograders.assignments.build import report_nothing
from autograders.candidate.cases import load_case
from autograders.candidate.errors import AtelierError, FaultsError


def build(root, progress=report_nothing):
    course = open_course(root)
    return build_activity(course, course.repository.find_activity("A2.1"), progress)


def files_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def steps():
    return []


@pytest.fixture(scope="module")
def built(tmp_path_factory, steps):
    root = make_tiny_repository(tmp_path_factory.mktemp("built") / "repository")
    add_report_exercise(root)
    return root, build(root, lambda *step: steps.append(step))


def test_a_build_reports_how_far_it_is(built, steps):
    assert steps == [("variants", n, 2) for n in range(3)] + [("notebooks", n, 2) for n in range(3)]


@pytest.fixture(scope="module")
def release(built):
    return built[1].release


def test_a_release_holds_notebooks_brief_declarations_and_the_public_data_of_each_variant(release):
    assert sorted(files_of(release)) == [
        f"{EXERCISE}.ipynb",
        f"{REPORT}.ipynb",
        f"data/v1/{DATASET}/case.json",
        f"data/v1/{DATASET}/readings.csv",
        f"data/v2/{DATASET}/case.json",
        f"data/v2/{DATASET}/readings.csv",
        f"declarations/{EXERCISE}.json",
        f"declarations/{REPORT}.json",
        "lisez-moi.md",
    ]


def test_a_release_holds_no_solution_no_grader_no_truth_and_no_secret(built):
    root, report = built
    seed = json.loads((report.variants[0].folder / "variant.json").read_text(encoding="utf-8"))["seed"]
    secret = (root / "course" / "secret.key").read_text(encoding="ascii").strip()
    hidden = ["REFERENCE-SOLUTION", "SOLUTION ###", "BEGIN SOLUTION", "TRUTH-OF-THE-RULER", "GRADER-OF-THE-RULER"]
    hidden += ["Huit lectures.", "JUDGES", "mean_mm <= case", str(seed), secret]
    content = b"".join(files_of(report.release).values())
    assert [word for word in hidden if word.encode() in content] == []


def test_data_and_declarations_stay_out_of_the_source_that_nbgrader_copies_beside_submissions(built):
    root, _ = built
    source = root / "course" / "source" / ACTIVITY
    assert sorted(files_of(source)) == [f"{EXERCISE}.ipynb", f"{REPORT}.ipynb", "lisez-moi.md"]


def test_the_released_notebook_is_the_stub(built, release):
    root, _ = built
    package = open_repository(root).find_exercise(EXERCISE)
    released = nbformat.read(release / f"{EXERCISE}.ipynb", as_version=4)
    assert [(cell.id, cell.source) for cell in released.cells] == [
        (cell.id, cell.source) for cell in release_notebook(package).cells
    ]


def test_both_notebooks_pass_nbgraders_metadata_validation(built, release):
    for folder in (built[0] / "course" / "source" / ACTIVITY, release):
        for path in folder.glob("*.ipynb"):
            MetadataValidator().validate_nb(nbformat.read(path, as_version=4))


def test_the_source_passes_nbgrader_validate_where_it_can_read_a_case(built, tmp_path):
    root, report = built
    for name in (EXERCISE, REPORT):
        (tmp_path / f"{name}.ipynb").write_bytes((root / "course" / "source" / ACTIVITY / f"{name}.ipynb").read_bytes())
    (tmp_path / "declarations").symlink_to(report.release / "declarations")
    (tmp_path / "data").symlink_to(report.variants[0].public)
    assert {name: Validator().validate(str(tmp_path / f"{name}.ipynb")) for name in (EXERCISE, REPORT)} == {
        EXERCISE: {},
        REPORT: {},
    }


def test_the_gradebook_knows_each_criterion_with_its_points(built):
    with Gradebook(open_course(built[0]).gradebook_url) as gradebook:
        points = {cell.name: cell.max_score for cell in gradebook.find_notebook(REPORT, ACTIVITY).grade_cells}
        total = gradebook.find_assignment(ACTIVITY).max_score
    assert points == {
        "C2-1-4_specification": 2.0,
        "C2-1-4_specification_rubric": 2.0,
        "C2-1-4_protocol": 4.0,
        "C2-1-4_protocol_rubric": 4.0,
    }
    # 5 + 5 for the ruler, 4 + 8 for the report.
    assert total == 22.0


def test_a_candidate_opens_the_variant_that_the_course_expects(built, release, tmp_path):
    course = open_course(built[0])
    for candidate in ("ada", "blaise", "chloe"):
        folder = tmp_path / candidate
        folder.mkdir()
        (folder / "data").symlink_to(release / "data")
        (folder / "declarations").symlink_to(release / "declarations")
        (folder / "candidat.txt").write_text(candidate, encoding="utf-8")
        expected = course.variant_of(ACTIVITY, candidate).digests[DATASET]
        assert load_case(EXERCISE, folder).digest == expected


def test_variants_differ_and_their_seeds_come_from_the_secret(built):
    _, report = built
    assert len({variant.digests[DATASET] for variant in report.variants}) == 2
    assert (report.remade, report.superseded) == ((1, 2), ())


def test_the_trusted_copy_of_the_declarations_is_that_of_the_release(built, release):
    assert files_of(open_course(built[0]).declarations(ACTIVITY)) == files_of(release / "declarations")


def test_no_staging_folder_remains(built):
    assert not (built[0] / "course" / ".atelier").exists()


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    root = make_tiny_repository(tmp_path_factory.mktemp("collected") / "repository")
    build(root)
    with Gradebook(open_course(root).gradebook_url) as gradebook:
        gradebook.add_student("ada")
        gradebook.add_submission(ACTIVITY, "ada", timestamp=datetime(2026, 1, 5, tzinfo=UTC))
        gradebook.find_grade("C2-1-3_coverage", EXERCISE, ACTIVITY, "ada").auto_score = 4.0
        gradebook.db.commit()
    return root


@pytest.fixture
def graded(collected, tmp_path):
    return shutil.copytree(collected, tmp_path / "graded")


def scores_of(root):
    with Gradebook(open_course(root).gradebook_url) as gradebook:
        return [
            (grade.name, grade.auto_score)
            for grade in gradebook.find_submission_notebook(EXERCISE, ACTIVITY, "ada").grades
        ]


def test_building_again_changes_no_variant_and_no_score(graded):
    scores, released = scores_of(graded), files_of(graded / "course" / "release")
    report = build(graded)
    assert report.remade == ()
    assert scores_of(graded) == scores
    assert files_of(graded / "course" / "release") == released


def test_a_graded_cell_cannot_be_added_once_there_are_submissions(graded):
    before = files_of(graded / "course" / "release")
    add_report_exercise(graded)
    with pytest.raises(AtelierError, match="submissions were collected for this assignment"):
        build(graded)
    assert files_of(graded / "course" / "release") == before


def test_a_changed_brief_reaches_the_release(graded):
    (graded / "exercises" / ACTIVITY / "brief.md").write_text("# Nouvelle consigne\n", encoding="utf-8")
    build(graded)
    assert (graded / "course" / "release" / ACTIVITY / "lisez-moi.md").read_text(encoding="utf-8") == (
        "# Nouvelle consigne\n"
    )


def test_a_changed_generator_makes_its_variants_anew(graded):
    path = graded / "datasets" / DATASET / "generate.py"
    path.write_text(path.read_text(encoding="utf-8").replace("2.0, 8", "3.0, 8"), encoding="utf-8")
    report = build(graded)
    assert (report.remade, report.superseded) == ((1, 2), (1, 2))


def test_a_data_set_that_comes_beside_another_takes_nothing_from_its_answers(tmp_path):
    root = make_tiny_repository(tmp_path / "repository")
    build(root)
    shutil.copytree(root / "datasets" / DATASET, root / "datasets" / "other_ruler")
    report_toml = add_report_exercise(root) / "exercise.toml"
    text = report_toml.read_text(encoding="utf-8")
    report_toml.write_text(text.replace('dataset = "tiny_ruler"', 'dataset = "other_ruler"'), encoding="utf-8")
    report = build(root)
    assert (report.remade, report.superseded) == ((1, 2), ())


def test_a_damaged_variant_is_made_anew_with_the_same_digest(graded):
    folder = graded / "course" / "variants" / ACTIVITY / "v2"
    before = read_variant(folder).digests[DATASET]
    (folder / "public" / DATASET / "readings.csv").write_text("", encoding="utf-8")
    report = build(graded)
    assert (report.remade, report.superseded, report.variants[1].digests[DATASET]) == ((2,), (), before)


def test_fewer_variants_leave_no_old_one_behind(graded):
    (graded / "course" / "course.toml").write_text('format = 1\ncourse_id = "a"\nvariants = 1\n', encoding="utf-8")
    assert build(graded).superseded == (2,)
    assert [path.name for path in (graded / "course" / "release" / ACTIVITY / "data").iterdir()] == ["v1"]


def left_behind(root):
    return {path.name for path in (root / "course").iterdir()} - {"course.toml", "referential.toml", "secret.key"}


def test_a_faulty_generator_leaves_nothing_half_written(root):
    path = root / "datasets" / DATASET / "generate.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    mean_mm =", "    assert seed < 0\n    mean_mm ="), encoding="utf-8")
    with pytest.raises(FaultsError, match="AssertionError"):
        build(root)
    assert left_behind(root) == set()


def test_a_pattern_that_fits_no_file_is_a_fault_and_leaves_nothing(root, folder):
    path = folder / "exercise.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"readings.csv"', '"*.laz"'), encoding="utf-8")
    with pytest.raises(FaultsError) as caught:
        build(root)
    assert str(caught.value) == (
        "c2_1_3_tiny_ruler/exercise.toml: files[0]: '*.laz' fits no public file of tiny_ruler. Correct the pattern."
    )
    assert left_behind(root) == set()


def test_a_file_in_the_place_of_a_folder_is_one_clear_error_and_nothing_moves(graded):
    course = graded / "course"
    for step in ("release", "source"):
        shutil.rmtree(course / step)
    (course / "release").write_text("", encoding="utf-8")
    before = files_of(course / "variants")
    with pytest.raises(AtelierError, match=r"not built, .*release.*: .* Nothing was changed"):
        build(graded)
    assert left_behind(graded) == {"release", "variants", "gradebook.db"}
    assert files_of(course / "variants") == before


def test_a_gradebook_that_is_no_database_is_one_clear_error(root):
    (root / "course" / "gradebook.db").write_text("no database", encoding="utf-8")
    with pytest.raises(AtelierError, match="nbgrader could not make the assignment .*file is not a database"):
        build(root)
    assert left_behind(root) == {"gradebook.db"}


FULL_DISK = """
    import json, resource, signal
    from pathlib import Path
    from autograders.assignments import build_activity, open_course
    from autograders.candidate.errors import AtelierError

    course = open_course()
    activity = course.repository.find_activity("A2.1")
    course.secret()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    # In bytes: not even a case fits; the variants fit, but no notebook; the files fit, but no gradebook; all fits.
    for room in (100, 2_000, 60_000, resource.RLIM_INFINITY):
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        try:
            build_activity(course, activity)
            message = ""
        except AtelierError as error:
            message = str(error)
        print(json.dumps([message, sorted(path.name for path in Path("course").iterdir() if path.is_dir())]))
"""


@pytest.fixture(scope="module")
def squeezed(tmp_path_factory):
    root = make_tiny_repository(tmp_path_factory.mktemp("squeezed") / "repository")
    finished = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(FULL_DISK)],
        cwd=root,
        # As where a virtual environment is used without being activated.
        env={**os.environ, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return [json.loads(line) for line in finished.stdout.splitlines()]


def test_a_disk_without_room_is_one_clear_line_and_leaves_nothing_half_written(squeezed):
    for message, folders in squeezed[:3]:
        assert message.startswith(f"{ACTIVITY}: ")
        assert "\n" not in message
        assert folders == []


def test_the_build_succeeds_once_there_is_room_without_an_activated_environment(squeezed):
    assert squeezed[3] == ["", ["release", "source", "variants"]]
