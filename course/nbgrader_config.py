"""nbgrader's settings for this course; what is added below wins over what ``configure`` sets."""

from pathlib import Path

from autograders.grading.configuration import configure

c = get_config()  # noqa: F821 - nbgrader defines it
configure(c, Path(__file__).parent)
