"""What candidates get: the editions are complete, alike each time, and hold nothing that they must not."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from importlib import metadata
from pathlib import Path

import nbformat
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support.tiny_course import built_repository, new_sitting
from support.tiny_repository import ACTIVITY, DATASET, EXERCISE, ROOT

from autograders.assignments import open_repository, release_notebook
from autograders.assignments.editions import PACKAGE_FOLDER
from autograders.cli import main

__all__ = ["built_repository"]

# Words of the tiny repository that give something away, wherever they stand; "bank": of its submissions.
SECRETS = ("REFERENCE-SOLUTION", "GRADER-OF-THE-RULER", "TRUTH-OF-THE-RULER", "BEGIN SOLUTION", "/// expected")


@pytest.fixture(scope="module")
def course(built_repository, tmp_path_factory):
    return new_sitting(built_repository, tmp_path_factory.mktemp("editions")).course


@pytest.fixture(scope="module")
def graded(course, tmp_path_factory):
    folder = tmp_path_factory.mktemp("graded") / "édition notée"
    assert main(["course", "edition", "graded", str(folder), "--course", str(course.folder)]) == 0
    return folder


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_graded_edition_is_notebooks_data_and_the_candidate_s_package(graded):
    files = set(contents(graded))
    package = {name for name in files if name.startswith(f"{PACKAGE_FOLDER}/")}
    candidate = {name for name in contents(ROOT / "autograders" / "candidate") if "__pycache__" not in name}
    assert package == {
        f"{PACKAGE_FOLDER}/pyproject.toml",
        f"{PACKAGE_FOLDER}/autograders/__init__.py",
        *(f"{PACKAGE_FOLDER}/autograders/candidate/{name}" for name in candidate),
    }
    assert files - package == {
        "lisez-moi.md",
        f"{ACTIVITY}/lisez-moi.md",
        f"{ACTIVITY}/{EXERCISE}.ipynb",
        f"{ACTIVITY}/declarations/{EXERCISE}.json",
        *(f"{ACTIVITY}/data/v{n}/{DATASET}/{name}" for n in (1, 2) for name in ("case.json", "readings.csv")),
    }


def test_no_byte_of_it_gives_a_solution_a_grader_a_truth_or_a_seed_away(graded, course):
    records = [json.loads(path.read_bytes()) for path in course.folder.glob(f"variants/{ACTIVITY}/v*/variant.json")]
    truths = [variant.case(DATASET).truth["mean_mm"] for variant in course.variants(ACTIVITY)]
    forbidden = [*SECRETS, course.secret().hex(), *(str(record["seed"]) for record in records), *map(repr, truths)]
    assert len(records) == len(truths) == 2
    for name, content in contents(graded).items():
        assert [word for word in forbidden if word.encode() in content] == [], name


def test_what_an_instructor_left_beside_the_release_does_not_go_out(course, graded, tmp_path):
    shutil.copytree(course.folder, tmp_path / "course")
    settings = tmp_path / "course" / "course.toml"
    settings.write_text(settings.read_text() + f'repository = "{course.repository.root}"\n')
    release = tmp_path / "course" / "release" / ACTIVITY
    (release / "candidat.txt").write_text("ada\n")
    (release / ".ipynb_checkpoints").mkdir()
    (release / ".ipynb_checkpoints" / f"{EXERCISE}.ipynb").write_text("{}")
    (release / "data" / "v1" / "corrigé.py").write_text("REFERENCE-SOLUTION")
    again = tmp_path / "again"
    assert main(["course", "edition", "graded", str(again), "--course", str(tmp_path / "course")]) == 0
    # Also: the same course gives the same bytes.
    assert contents(again) == contents(graded)


def test_it_is_installed_by_pip_and_a_released_notebook_runs_there(graded, tmp_path):
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-build-isolation"]
    # Built by the backend that lies in this environment: no test waits for a network.
    backend = {"PYTHONPATH": sysconfig.get_path("purelib")}
    run([*install, "--no-index", str(graded / PACKAGE_FOLDER)], env=os.environ | backend)
    # The libraries of this environment, but not the project that is installed in it.
    libraries = Path(run([str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).strip())
    (libraries / "others.pth").write_text(sysconfig.get_path("purelib"))
    work = tmp_path / "travail"
    shutil.copytree(graded / ACTIVITY, work)
    (work / "candidat.txt").write_text("ada\n")
    notebook = nbformat.read(work / f"{EXERCISE}.ipynb", as_version=4)
    (work / "carnet.py").write_text("\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code"))
    said = run([str(python), "-c", RUN], cwd=work)
    assert said.splitlines()[-1] == f"{libraries / 'autograders'} False"


RUN = """
import runpy
from importlib.util import find_spec
from pathlib import Path
runpy.run_path("carnet.py")
import autograders
print(Path(autograders.__file__).parent, any(find_spec(f"autograders.{name}") for name in ("model", "grading", "cli")))
"""


def run(command, **how):
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **how)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_declares_all_that_notebooks_and_their_tools_import(graded):
    project = tomllib.loads((graded / PACKAGE_FOLDER / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    repository = open_repository(ROOT)
    sources = [path.read_text(encoding="utf-8") for path in (graded / PACKAGE_FOLDER).rglob("*.py")]
    for folder in repository.exercise_folders():
        cells = release_notebook(repository.load_exercise(folder)).cells
        sources += [cell.source for cell in cells if cell.cell_type == "code"]
    imported = {name for source in sources for name in imports(source)} - {*sys.stdlib_module_names, "autograders"}
    homes = metadata.packages_distributions()
    had = closure(Requirement(text) for text in project["dependencies"])
    assert {name for name in imported if not had & {canonicalize_name(home) for home in homes[name]}} == set()
    assert "matplotlib" in imported
    # What only instructors need is left out.
    assert had & {"nbgrader", "sqlalchemy", "weasyprint", "openpyxl", "typer"} <= {"sqlalchemy"}


def imports(source):
    """Yield the top-level names that a source imports from elsewhere."""
    for node in ast.walk(ast.parse(re.sub(r"^\s*[%!].*$", "", source, flags=re.MULTILINE))):
        if isinstance(node, ast.Import):
            yield from (item.name.partition(".")[0] for item in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.partition(".")[0]


def closure(requirements):
    """Return the names of requirements here and of all that they require, as the environment says."""
    found, waiting = set(), list(requirements)
    while waiting:
        item = waiting.pop()
        extras = item.extras or {""}
        name = canonicalize_name(item.name)
        if (item.marker and not item.marker.evaluate({"extra": ""})) or name in found:
            continue
        found.add(name)
        for text in metadata.requires(name) or ():
            required = Requirement(text)
            if not required.marker or any(required.marker.evaluate({"extra": extra}) for extra in extras):
                required.marker = None
                waiting.append(required)
    return found


@pytest.fixture(scope="module")
def practice(course, tmp_path_factory):
    folder = tmp_path_factory.mktemp("practice") / "édition d’entraînement"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course.repository.root)
        assert main(["course", "edition", "practice", str(folder)]) == 0
    return folder


def test_the_practice_edition_holds_what_practice_needs_and_nothing_of_a_course(practice, course):
    files = contents(practice)
    assert {name for name in files if name.startswith("course/")} == {"course/referential.toml"}
    assert {name.partition("/")[0] for name in files} == {
        *("pyproject.toml", "README.md", "LICENSE"),
        *("autograders", "exercises", "datasets", "course"),
    }
    secret = course.secret().hex().encode()
    assert [name for name, content in files.items() if secret in content] == []
    assert [name for name in files if "__pycache__" in name or name.endswith(".pyc")] == []


def test_the_practice_edition_is_practised_from_where_it_lies(practice, tmp_path):
    # As after 'pip install -e .' there: its own package, found before the one that is installed here.
    environment = os.environ | {"PYTHONPATH": str(practice), "ATELIER_DATA": str(tmp_path / "données")}
    environment.pop("ATELIER_REPOSITORY", None)
    said = run([sys.executable, "-P", "-c", PRACTISE, str(tmp_path / "atelier")], cwd=practice, env=environment)
    package, verdict = said.splitlines()[-2:]
    assert package == str(practice / "autograders")
    assert verdict.endswith("5 / 5 points")


PRACTISE = r"""
import json, sys
from pathlib import Path
import autograders
from autograders.lab.catalogue import practice_repository
from autograders.lab.feedback.desk import Desk
from autograders.lab.feedback.protocol import JudgeRequest, Place
from autograders.lab.home.folder import fill_home
from autograders.lab.home.variants import ensure_variant

activity, exercise, dataset = "a2_1_tiny_case", "c2_1_3_tiny_ruler", "tiny_ruler"
home = Path(sys.argv[1])
fill_home(practice_repository(), home)
variant = ensure_variant(home / activity)
place = Place(folder=home / activity, activity=activity, exercise=exercise, variant=variant.digests[dataset])
readings = (home / activity / "data" / dataset / "readings.csv").read_text().split()[1:]
mean = sum(map(float, readings)) / 8
desk = Desk()
(verdict,) = desk.reply(JudgeRequest(place=place, criteria=("C2.1.3.coverage",), answers={"mean_mm": mean})).verdicts
desk.end()
print(Path(autograders.__file__).parent)
print(verdict.text.splitlines()[0].replace("\N{NO-BREAK SPACE}", " "))
"""


def test_an_edition_never_goes_where_something_lies_and_nothing_built_is_no_edition(course, tmp_path, capsys):
    (tmp_path / "x").write_text("")
    for kind in (["practice"], ["graded", "--course", str(course.folder)]):
        assert main(["course", "edition", kind[0], str(tmp_path), *kind[1:]]) == 2
        assert "holds something already" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
