"""The rubric beside each answer that a person grades, in nbgrader's formgrader.

formgrader's page is nbgrader's, with a template of ours that adds a panel after such a cell and a script that fills
nbgrader's own boxes for the score and the comment, which save themselves as ever.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from nbformat import NotebookNode
from traitlets import Unicode
from traitlets.config import Configurable

from autograders.assignments import open_course
from autograders.candidate.errors import AtelierError

from .rendering import page_templates
from .rubric_facts import RubricFacts, rubric_facts
from .texts import on_one_line, printable, printed_points


class RubricPanels(Configurable):
    """The filter of the template: from a cell and the page's resources to the panel, empty where none is due."""

    course_folder = Unicode("", help="Folder of the course.").tag(config=True)

    def __call__(self, cell: NotebookNode, resources: Mapping[str, Any]) -> str:
        """Return the HTML of the panel; where something cannot be read it says so, and the page stays."""
        claims = cell.metadata.get("nbgrader", {})
        if not (claims.get("grade") and claims.get("solution")):
            return ""
        try:
            course = open_course(Path(self.course_folder))
            place = (resources["assignment_id"], resources["notebook_id"], resources["student"])
            facts = rubric_facts(course, *place, claims["grade_id"])
        except AtelierError as error:
            return _template("problem.html.j2").render(problem=str(error))
        return panel(facts) if facts else ""


def panel(facts: RubricFacts) -> str:
    """Return the panel's HTML; everything in it is escaped."""
    return _template("panel.html.j2").render(facts=facts)


@cache
def _environment() -> Environment:
    environment = page_templates("autograders.grading")
    environment.filters |= {"points": printed_points, "printable": printable, "line": on_one_line}
    return environment


def _template(name: str) -> Template:
    return _environment().get_template(f"atelier_formgrade/{name}")
