"""The comments that an instructor prepares for what persons grade: ``comments.toml`` of the course."""

from typing import Annotated, Literal

from pydantic import Field

from autograders.candidate.declarations import Public
from autograders.candidate.errors import Fault, FaultsError
from autograders.model.exercise import CriterionId
from autograders.model.reading import read_toml

from .course import Course

COMMENTS_FILE = "comments.toml"
# In a comment that is given, an empty line parts one from the next.
OneLine = Annotated[str, Field(pattern=r"^[^\r\n]+$")]


class PreparedComments(Public):
    """What ``comments.toml`` says.

    Parameters
    ----------
    format : int
        Version of this file's format.
    every_criterion : tuple of str
        In French; offered everywhere.
    criteria : dict of str to tuple of str
        Those of one criterion, by its identifier in the referential.
    """

    format: Literal[1]
    every_criterion: tuple[OneLine, ...] = ()
    criteria: dict[CriterionId, tuple[OneLine, ...]] = Field(default_factory=dict)

    def of(self, criterion: str) -> tuple[str, ...]:
        """Return what can be said of a criterion: its own comments first."""
        return (*self.criteria.get(criterion, ()), *self.every_criterion)


def prepared_comments(course: Course) -> PreparedComments:
    """Return the comments of a course; where it has no such file, those of its repository's own course.

    Parameters
    ----------
    course : Course

    Raises
    ------
    FaultsError
        If the file is faulty, or names a criterion that the referential does not hold.
    """
    places = (course.folder / COMMENTS_FILE, course.repository.root / "course" / COMMENTS_FILE)
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        return PreparedComments(format=1)
    comments = read_toml(path, PreparedComments)
    known = {criterion.id for criterion in course.repository.referential.criteria}
    strange = [name for name in comments.criteria if name not in known]
    if strange:
        repair = "Correct its spelling, as in referential.toml."
        raise FaultsError([Fault(path.name, f"criteria.{name}", "no such criterion.", repair) for name in strange])
    return comments
