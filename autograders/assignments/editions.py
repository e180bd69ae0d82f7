"""What candidates get of a course: the practice edition, graders and solutions included, or the graded edition.

Both are folders that a person without git installs with pip. What each protects, and what not, is said in French in
``course/editions.md``.
"""

import json
import shutil
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import autograders
from autograders.candidate.errors import AtelierError

from .build import RELEASED_BRIEF
from .course import Course
from .files import refuse_occupied, replacing
from .repository import REFERENTIAL, Repository

DISTRIBUTION = "atelier-maquette"
PACKAGE_FOLDER = "paquet"
PROJECT_FILES = ("pyproject.toml", "README.md", "LICENSE")
# Of what this distribution declares, what candidates need.
CANDIDATE_LIBRARIES = frozenset(
    {
        # The lab that opens notebooks.
        *("jupyterlab", "jupyterlab-language-pack-fr-fr", "ipykernel"),
        # The field's, and those of arrays, graphs and figures.
        *("ifcopenshell", "ifctester", "open3d", "open3d-cpu", "laspy", "pye57", "numpy", "scipy", "networkx"),
        *("scikit-image", "matplotlib", "plotly", "pillow"),
        # Of the tools themselves; IfcOpenShell's rule checker imports pytest.
        *("pydantic", "anywidget", "ipywidgets", "libusb-package", "pytest"),
        # Documents, pages and processes that are handed in, as they are read.
        *("pypdf", "python-docx", "lxml", "cssselect2", "tinycss2", "SpiffWorkflow"),
    }
)
_PYPROJECT = """\
[build-system]
requires = ["hatchling>=1.25"]
build-backend = "hatchling.build"

[project]
name = "{name}-candidat"
version = "{version}"
description = "Ce que les carnets d’une étude de cas importent"
requires-python = "{python}"
license = "MIT"
dependencies = {dependencies}

[tool.hatch.build.targets.wheel]
packages = ["autograders"]
"""
_READ_ME = """\
# Vos études de cas

Ce dossier contient vos carnets, les données sur lesquelles vous travaillez et, dans `{package}`, les outils que les
carnets importent. Il faut Python (3.11 à 3.13). Ouvrez une fenêtre de commande dans ce dossier, puis :

1. **Installez**, une fois pour toutes : `python3 -m venv .venv && .venv/bin/pip install ./{package}`
   (sous Windows : `py -m venv .venv`, puis `.venv\\Scripts\\pip install .\\{package}`).
2. **Ouvrez** JupyterLab : `.venv/bin/jupyter lab` (sous Windows : `.venv\\Scripts\\jupyter lab`). Pour le français,
   menu Settings, Language.
3. **Ouvrez un carnet** d’une étude de cas et exécutez ses cellules de haut en bas. La première fois, il demande votre
   **identifiant de candidat** : écrivez exactement celui que votre organisme vous a donné, car il décide de la variante
   des données sur laquelle vous serez noté.
4. **Rendez** les carnets (`.ipynb`), comme votre formateur vous l’indique ; pas les données, que le correcteur a déjà.

Études de cas : {activities}.
"""


def practice_edition(repository: Repository, folder: Path) -> None:
    """Write all that practice needs: the package, exercises with their graders and solutions, generators.

    Parameters
    ----------
    repository : Repository
        Whose exercises are practised.
    folder : Path
        Missing, or empty. No course, no secret and no test of ours is in it.

    Raises
    ------
    AtelierError
        If the folder holds something, or the package was not installed from a folder with ``pyproject.toml``.
    """
    refuse_occupied(folder)
    package = Path(autograders.__file__).parent
    missing = [name for name in PROJECT_FILES if not (package.parent / name).is_file()]
    if missing:
        raise AtelierError(
            f"{package.parent}: no {', '.join(missing)}. The practice edition is made where the package was installed "
            "with 'pip install -e .', from a clone of the repository."
        )
    course = repository.root / "course"
    with replacing(folder) as new:
        for name in PROJECT_FILES:
            shutil.copyfile(package.parent / name, new / name)
        _copy_sources(package, new / package.name)
        for name in ("exercises", "datasets"):
            _copy_sources(repository.root / name, new / name)
        (new / REFERENTIAL).parent.mkdir()
        for path in (repository.root / REFERENTIAL, *sorted(course.glob("*.md"))):
            shutil.copyfile(path, new / "course" / path.name)


def graded_edition(course: Course, activities: Sequence[str], folder: Path) -> None:
    """Write what a class receives: released notebooks, the data of their variants, and the candidates' package.

    Parameters
    ----------
    course : Course
    activities : sequence of str
        Names of assignments that were built.
    folder : Path
        Missing, or empty.

    Raises
    ------
    AtelierError
        If the folder holds something, an activity was not built, or none is named.
    """
    refuse_occupied(folder)
    if not activities:
        raise AtelierError(f"{course.folder}: nothing is built. Run 'atelier build' for an activity first.")
    with replacing(folder) as new:
        for activity in activities:
            _copy_release(course, activity, new / activity)
        _write_package(new / PACKAGE_FOLDER)
        text = _READ_ME.format(package=PACKAGE_FOLDER, activities=", ".join(f"`{name}`" for name in activities))
        (new / RELEASED_BRIEF).write_text(text, encoding="utf-8")


def built_activities(course: Course) -> tuple[str, ...]:
    """Return the assignments of a course that were built, in the order of the repository."""
    return tuple(folder.name for folder in course.repository.activity_folders() if course.release(folder.name).is_dir())


def _copy_release(course: Course, activity: str, folder: Path) -> None:
    """Copy what a build put there, and nothing that was added to it when somebody tried a notebook."""
    release, trusted = course.release(activity), course.variants(activity)
    declarations = sorted(course.declarations(activity).glob("*.json"))
    (folder / "declarations").mkdir(parents=True)
    for path in declarations:
        shutil.copyfile(path, folder / "declarations" / path.name)
        shutil.copyfile(release / f"{path.stem}.ipynb", folder / f"{path.stem}.ipynb")
    shutil.copyfile(release / RELEASED_BRIEF, folder / RELEASED_BRIEF)
    for variant in trusted:
        _copy_sources(variant.public, folder / "data" / f"v{variant.number}")


def _write_package(folder: Path) -> None:
    """Write the part of this distribution that notebooks import, as a distribution of its own."""
    package = Path(autograders.__file__).parent
    _copy_sources(package / "candidate", folder / package.name / "candidate")
    shutil.copyfile(package / "__init__.py", folder / package.name / "__init__.py")
    about = metadata.metadata(DISTRIBUTION)
    text = _PYPROJECT.format(
        name=DISTRIBUTION,
        version=about["Version"],
        python=about["Requires-Python"],
        dependencies=json.dumps(_candidate_requirements(), indent=4),
    )
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")


def _candidate_requirements() -> list[str]:
    from packaging.requirements import Requirement

    declared = [Requirement(text) for text in metadata.requires(DISTRIBUTION) or []]
    return sorted(str(item) for item in declared if item.name in CANDIDATE_LIBRARIES)


def _copy_sources(source: Path, target: Path) -> None:
    ignored = shutil.ignore_patterns(".*", "__pycache__", "*.pyc")
    shutil.copytree(source, target, ignore=ignored, copy_function=shutil.copyfile)
