"""The page that a candidate gets back: in French, complete in itself, the points by criterion first."""

import re

import pytest
from support.tiny_course import COVERAGE_CELL, SUPPORT_CELL, built_repository, shared_sitting
from support.tiny_repository import ACTIVITY, COVERAGE, EXERCISE, SUPPORT

from autograders.grading import generate_feedback

__all__ = ["built_repository", "shared_sitting"]


@pytest.fixture(scope="module")
def page(shared_sitting):
    shared_sitting.hand_in("zoe", shared_sitting.bank("partial/no_function"))
    shared_sitting.grade("zoe")
    activity = shared_sitting.course.repository.find_activity(ACTIVITY)
    run = generate_feedback(shared_sitting.course, activity, ["zoe"])
    assert run.problems == {}, run
    path = shared_sitting.course.folder / "feedback" / "zoe" / ACTIVITY / f"{EXERCISE}.html"
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def summary(page):
    """Return the rows of the first table, as their words."""
    table = page[page.index("<table>") : page.index("</table>")]
    return [" ".join(re.sub("<[^>]*>|&nbsp;", " ", row).split()) for row in table.split("<tr>")[1:]]


def test_it_says_whose_copy_it_is_and_in_which_language_it_speaks(page):
    assert '<html lang="fr">' in page
    assert "<strong>Copie corrigée</strong> de zoe" in page
    assert "<title>Longueur d’une règle – copie corrigée</title>" in page


def test_the_points_by_criterion_stand_first_under_the_referentials_labels(summary):
    # Full marks for the mean, half of the other criterion without the function: the bank says so.
    assert summary == [
        "Critère Correction Points",
        f"Déploiement sur l’intégralité du cas ({COVERAGE}) correction automatique 5 / 5",
        f"Structures supports dimensionnées ({SUPPORT}) correction automatique 2,5 / 5",
        "Total 7,5 / 10",
    ]


def test_each_criterion_leads_to_its_verdict(page):
    for cell in (COVERAGE_CELL, SUPPORT_CELL):
        assert page.count(f'href="#{cell}"') == page.count(f'id="{cell}"') == 1


def test_it_speaks_no_english(page):
    text = re.sub("<style>.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL)
    for word in ("Score", "Test cell", "Grade cell", "Student", "Comments", "Top"):
        assert word not in text


def test_it_needs_nothing_from_elsewhere(page):
    assert "<script" not in page
    assert re.findall(r"""(?:src|href)=["'](?!#|data:)[^"']*""", page) == []


def test_nothing_waits_where_a_grader_decided_all(page):
    assert "attente" not in page
