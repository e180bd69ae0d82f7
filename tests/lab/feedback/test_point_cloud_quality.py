"""Practice on a real exercise, C2.1.2: its colour criterion, from the worked solution's own cells."""

import os
import shutil
from pathlib import Path

from support.practice_kernel import practice_kernel

from autograders.assignments import open_repository, write_declarations
from autograders.authoring.practice import practice_variants
from autograders.lab.feedback.worked import worked_notebook
from autograders.lab.progress import Progress

ROOT = Path(__file__).resolve().parents[3]
COLOUR = "C2.1.2.colour"


def test_the_worked_solution_reaches_all_points_and_a_wrong_unit_is_named(practice_cache, tmp_path, monkeypatch):
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ATELIER_REPOSITORY", str(ROOT))
    repository = open_repository(ROOT)
    package = repository.find_exercise("C2.1.2")
    (variant,) = practice_variants(repository, package.exercise.dataset, 1, practice_cache)
    home = tmp_path / "atelier" / package.activity_name
    home.mkdir(parents=True)
    shutil.copytree(variant.folder, tmp_path / "data" / "variants" / package.activity_name / "v1")
    shutil.copytree(variant.public, home / "data")
    write_declarations([package], home / "declarations")

    drawing = {cell.position for cell in package.cells if cell.figure}
    given = [
        cell.source
        for cell in worked_notebook(package).cells
        if cell.id.startswith("given-") and int(cell.id[-2:]) not in drawing
    ]
    sources = {cell.id: cell.source for cell in worked_notebook(package).cells}
    with practice_kernel(home, dict(os.environ)) as kernel:
        for source in (*given, sources["solution-colour"]):
            assert not kernel.run(source).error
        right = kernel.run(sources["C2-1-2_colour"])
        assert "5\u00a0/\u00a05\u00a0points" in right.text
        # The ratio of powers instead of amplitudes: half the decibels.
        wrong = kernel.run('answer("grey_snr_db", grey_snr_db / 2)')
        assert "Valeur moitié" in wrong.text
        assert f'reference_figure("{COLOUR}")' in wrong.text
    first, second = Progress().attempts(package.name)
    assert (first.criterion, first.fraction) == (COLOUR, 1)
    assert second.fraction < 1
    assert second.misconceptions
