"""A graded cohort, shared by the tests of reports: it is graded once, and only read."""

import pytest
from support.browser import browser, page, screenshot
from support.graded_cohort import a_person_graded, configure, first_hand_in
from support.tiny_course import built, built_repository, new_sitting
from support.tiny_repository import add_report_exercise, let_the_report_read_the_mean, make_tiny_repository

__all__ = ["browser", "built_repository", "page", "screenshot"]


@pytest.fixture(scope="session")
def two_notebooks(tmp_path_factory):
    """Return a built repository with the ruler and the report; nobody has handed in."""
    root = make_tiny_repository(tmp_path_factory.mktemp("reports") / "repository")
    let_the_report_read_the_mean(add_report_exercise(root))
    built(root)
    return root


@pytest.fixture(scope="session")
def cohort(two_notebooks, tmp_path_factory):
    """Return a sitting of right, wrong, partly, late and unreadable work; a person graded some of it."""
    sitting = new_sitting(two_notebooks, tmp_path_factory.mktemp("cohort"))
    configure(sitting)
    first_hand_in(sitting)
    sitting.grade()
    a_person_graded(sitting)
    return sitting
