"""A criterion that a grader and a person share: each half has its cell, its points and its rules."""

import pytest
from nbgrader.api import Gradebook
from support.tiny_course import COVERAGE_CELL, SUPPORT_CELL, Sitting, built, cell_of, index_of
from support.tiny_repository import ACTIVITY, COVERAGE, EXERCISE, exercise_folder, make_tiny_repository

from autograders.grading import generate_feedback

RUBRIC_CELL = "C2-1-3_coverage_rubric"


@pytest.fixture(scope="module")
def mixed(tmp_path_factory) -> Sitting:
    """Return a sitting of the tiny exercise whose coverage is judged by half, 2.5 points, and read by half."""
    root = make_tiny_repository(tmp_path_factory.mktemp("mixed") / "repository")
    folder = exercise_folder(root)
    levels = ", ".join(f'"Niveau {level}."' for level in range(5))
    toml = (folder / "exercise.toml").read_text()
    automatic = 'how = "auto"\nanswers = ["mean_mm"]'
    toml = toml.replace(automatic, f'how = "mixed"\nanswers = ["mean_mm"]\nrubric = [{levels}]')
    (folder / "exercise.toml").write_text(toml)
    referential = root / "course" / "referential.toml"
    floor = f'id = "{COVERAGE}"\ncompetency = "C2.1.3"\nepreuve = "pratique"\nhow = '
    referential.write_text(referential.read_text().replace(f'{floor}"auto"', f'{floor}"mixed"'))
    cell = f'\n# %% [markdown] rubric="{COVERAGE}"\n# Justifiez votre méthode.\n'
    (folder / "notebook.py").write_text((folder / "notebook.py").read_text() + cell)
    return built(root)


def with_text(sitting, text):
    work = sitting.solved()
    cell_of(work, RUBRIC_CELL).source = text
    return work


def grade(sitting, work, candidate):
    sitting.hand_in(candidate, work)
    return sitting.grade(candidate).candidates[0]


def test_the_graders_half_is_scored_and_the_persons_half_waits(mixed):
    result = grade(mixed, with_text(mixed, "Moyenne des huit lectures, a < b."), "ada")
    assert result.scores[COVERAGE] == 2.5
    assert result.status == "graded"
    assert mixed.gradebook("ada") == {
        COVERAGE_CELL: (2.5, None, False),
        SUPPORT_CELL: (5.0, None, False),
        RUBRIC_CELL: (None, None, True),
    }


def test_an_untouched_answer_to_a_person_is_worth_0_and_says_so(mixed):
    grade(mixed, mixed.solved(), "bob")
    assert mixed.gradebook("bob")[RUBRIC_CELL] == (0.0, None, False)
    assert mixed.comment("bob", RUBRIC_CELL) == "Pas de réponse."


def test_a_deleted_answer_to_a_person_is_worth_0_not_a_gap(mixed):
    work = mixed.solved()
    del work.cells[index_of(work, RUBRIC_CELL)]
    result = grade(mixed, work, "cid")
    assert mixed.gradebook("cid")[RUBRIC_CELL] == (0.0, None, False)
    assert any("supprimée" in remark for remark in result.remarks)


def test_a_notebook_that_cannot_be_read_waits_for_a_person_as_a_whole_and_the_reason_is_told(mixed):
    result = grade(mixed, b'{"cells": [', "fay")
    assert result.status == "to-review"
    assert mixed.gradebook("fay") == dict.fromkeys((COVERAGE_CELL, SUPPORT_CELL, RUBRIC_CELL), (None, None, True))
    told = "Le carnet remis n’est pas un fichier JSON valide. Un formateur l’examinera."
    assert mixed.comment("fay", RUBRIC_CELL) == told


def test_what_a_person_reads_is_disarmed_and_kept(mixed):
    grade(mixed, with_text(mixed, "Méthode : <script>x</script> et a < b"), "dot")
    source = cell_of(mixed.graded_notebook("dot"), RUBRIC_CELL).source
    assert source.replace("\u200b", "") == "Méthode : <script>x</script> et a < b"
    assert "<script" not in source


def test_the_candidates_page_says_what_waits_for_a_person_instead_of_zero(mixed):
    grade(mixed, with_text(mixed, "Moyenne des huit lectures."), "eve")
    assert generate_feedback(mixed.course, mixed.activity, ["eve"]).problems == {}
    page = (mixed.course.folder / "feedback" / "eve" / ACTIVITY / f"{EXERCISE}.html").read_text(encoding="utf-8")
    assert 'correction humaine</td><td class="points">en attente, sur 2,5</td>' in page
    assert "« En attente » : un formateur doit encore noter" in page


def test_the_candidates_page_says_which_level_a_persons_points_are(mixed):
    grade(mixed, with_text(mixed, "Moyenne des huit lectures."), "gil")
    with Gradebook(mixed.course.gradebook_url) as gradebook:
        given = gradebook.find_grade(RUBRIC_CELL, EXERCISE, ACTIVITY, "gil")
        # Three quarters of 2.5, as two decimals have it; formgrader writes both.
        given.manual_score, given.needs_manual_grade = 1.88, False
        gradebook.db.commit()
    assert generate_feedback(mixed.course, mixed.activity, ["gil"]).problems == {}
    page = (mixed.course.folder / "feedback" / "gil" / ACTIVITY / f"{EXERCISE}.html").read_text(encoding="utf-8")
    assert "2,5 points (niveau 3)</h4>" in page
