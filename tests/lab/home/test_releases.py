"""Notebooks in the practice folder: the candidate's own, whatever the exercise becomes."""

import json

import nbformat
import pytest
from nbformat.sign import NotebookNotary
from support.tiny_repository import ACTIVITY, EXERCISE, exercise_folder

from autograders.assignments import open_repository, release_notebook
from autograders.candidate.cases import PublicExercise
from autograders.candidate.errors import FaultsError
from autograders.lab.catalogue import read_case_study
from autograders.lab.home.releases import find_notebook, place_case_study


def place(repository, folder):
    (placed,) = place_case_study(read_case_study(open_repository(repository), ACTIVITY), folder)
    return placed


def change(repository, old, new, name="notebook.py"):
    path = exercise_folder(repository) / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def work_in(path):
    notebook = json.loads(path.read_bytes())
    notebook["cells"][0]["source"] = "Mes notes."
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path.read_bytes()


def test_the_notebook_is_the_release_with_the_lab_s_kernel(repository, activity_folder):
    placed = nbformat.read(place(repository, activity_folder).file, as_version=4)
    release = release_notebook(open_repository(repository).find_exercise("C2.1.3"))
    assert [(cell.id, cell.source, cell.metadata) for cell in placed.cells] == [
        (cell.id, cell.source, cell.metadata) for cell in release.cells
    ]
    assert placed.metadata.kernelspec == {"name": "atelier", "display_name": "Atelier", "language": "python"}


def test_the_folder_holds_what_a_notebook_reads_and_neither_solution_nor_grader(repository, activity_folder):
    place(repository, activity_folder)
    files = {path.relative_to(activity_folder).as_posix() for path in activity_folder.rglob("*") if path.is_file()}
    assert files == {
        f"{EXERCISE}.ipynb",
        "lisez-moi.md",
        f"declarations/{EXERCISE}.json",
        "declarations/releases.json",
    }
    contents = "".join((activity_folder / name).read_text(encoding="utf-8") for name in files)
    assert "REFERENCE-SOLUTION" not in contents
    assert "GRADER-OF-THE-RULER" not in contents
    declared = PublicExercise.model_validate_json((activity_folder / "declarations" / f"{EXERCISE}.json").read_bytes())
    assert [answer.name for answer in declared.answers] == ["mean_mm", "conform", "mean_of"]


def test_the_notebook_is_trusted(repository, activity_folder, tmp_path):
    placed = place(repository, activity_folder)
    notary = NotebookNotary(data_dir=str(tmp_path / "données de l’atelier" / "jupyter" / "data"))
    assert notary.check_signature(nbformat.read(placed.file, as_version=4))
    notary.store.close()


def test_a_second_start_changes_no_byte(repository, activity_folder):
    place(repository, activity_folder)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in activity_folder.rglob("*.*")}
    place(repository, activity_folder)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in activity_folder.rglob("*.*")} == before


def test_a_notebook_that_was_worked_in_stays_when_the_release_changes_and_the_new_one_is_put_beside(
    repository, activity_folder
):
    own = place(repository, activity_folder).file
    kept = work_in(own)
    change(repository, "# # Longueur d’une règle", "# # Longueur d’une règle graduée")
    placed = place(repository, activity_folder)
    assert placed.file == own
    assert own.read_bytes() == kept
    assert placed.newer.name == f"{EXERCISE} (version 2).ipynb"
    assert "règle graduée" in placed.newer.read_text(encoding="utf-8")


def test_each_later_release_gets_a_place_of_its_own_once_the_one_before_was_worked_in(repository, activity_folder):
    work_in(place(repository, activity_folder).file)
    change(repository, "# # Longueur d’une règle", "# # Longueur, deuxième énoncé")
    kept = work_in(place(repository, activity_folder).newer)
    change(repository, "deuxième énoncé", "troisième énoncé")
    placed = place(repository, activity_folder)
    assert placed.newer.name == f"{EXERCISE} (version 3).ipynb"
    assert (activity_folder / f"{EXERCISE} (version 2).ipynb").read_bytes() == kept
    assert "troisième énoncé" in placed.newer.read_text(encoding="utf-8")


def test_a_notebook_that_was_never_touched_is_brought_up_to_date_in_its_place(repository, activity_folder):
    own = place(repository, activity_folder).file
    change(repository, "# # Longueur d’une règle", "# # Longueur d’une règle graduée")
    placed = place(repository, activity_folder)
    assert (placed.file, placed.newer) == (own, None)
    assert "règle graduée" in own.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("notebook.py", "REFERENCE-SOLUTION", "ANOTHER-SOLUTION"),
        ("exercise.toml", '"Méthode."', '"Autre méthode."'),
    ],
)
def test_a_change_that_candidates_do_not_see_makes_no_new_version(repository, activity_folder, name, old, new):
    work_in(place(repository, activity_folder).file)
    change(repository, old, new, name)
    assert place(repository, activity_folder).newer is None


def test_a_notebook_that_was_thrown_away_comes_back_as_it_was_released(repository, activity_folder):
    own = place(repository, activity_folder).file
    released = own.read_bytes()
    own.unlink()
    assert place(repository, activity_folder).file.read_bytes() == released


def test_a_notebook_of_which_nothing_is_known_is_taken_for_the_candidate_s_own(repository, activity_folder):
    own = place(repository, activity_folder).file
    kept = work_in(own)
    (activity_folder / "declarations" / "releases.json").write_text("{", encoding="utf-8")
    change(repository, "# # Longueur d’une règle", "# # Longueur d’une règle graduée")
    assert place(repository, activity_folder).newer is None
    assert own.read_bytes() == kept


def test_declarations_follow_the_exercise(repository, activity_folder):
    place(repository, activity_folder)
    change(repository, "Moyenne des lectures", "Moyenne des huit lectures", "exercise.toml")
    place(repository, activity_folder)
    declared = (activity_folder / "declarations" / f"{EXERCISE}.json").read_text(encoding="utf-8")
    assert "Moyenne des huit lectures" in declared


def test_a_faulty_source_is_told_and_nothing_is_put_in_place(repository, activity_folder):
    change(repository, 'solution="mean"', 'solutoin="mean"')
    with pytest.raises(FaultsError, match="solutoin"):
        place(repository, activity_folder)
    assert not find_notebook(EXERCISE, activity_folder).file.exists()
