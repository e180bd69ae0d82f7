"""A cohort graded by real nbgrader tables, shared by the tests of reports: it is graded once, and only read."""

import pytest
from support.browser import browser, page, screenshot
from support.graded_cohort import a_person_graded, configure, first_hand_in
from support.tiny_course import built
from support.tiny_repository import add_report_exercise, let_the_report_read_the_mean, make_tiny_repository

__all__ = ["browser", "page", "screenshot"]


@pytest.fixture(scope="session")
def cohort(tmp_path_factory):
    """Return a sitting of two notebooks: right, wrong, partly, late, unreadable work; a person graded some of it."""
    root = make_tiny_repository(tmp_path_factory.mktemp("reports") / "repository")
    let_the_report_read_the_mean(add_report_exercise(root))
    sitting = built(root)
    configure(sitting)
    first_hand_in(sitting)
    sitting.grade()
    a_person_graded(sitting)
    return sitting
