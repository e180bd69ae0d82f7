"""What nbgrader's HTML pages are made with: the candidate's page in French, Markdown rendered and then cleaned."""

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from nbgrader.preprocessors import GetGrades
from nbgrader.utils import is_solution
from traitlets import Unicode

from autograders.assignments import open_course
from autograders.model.rubric import levels_around
from autograders.records import Records

from .overriding import override_text
from .sanitising import clean_html, kept_attachments
from .texts import level_text

# Rendering takes a time that grows with the square of the length of what is written to slow it down.
MAXIMUM_MARKDOWN_CHARACTERS = 20_000


class FeedbackExporter(HTMLExporter):
    """Makes the page that a candidate gets back; of a class of its own, so that formgrader's page stays nbgrader's."""


class GetGradesAndWhatIsPending(GetGrades):
    """Also tells which grades a person has yet to give or has changed, and the levels that persons gave."""

    course_folder = Unicode("", help="Folder of the course.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Return the notebook with its grades, and those decisions of persons that bear on it."""
        stated = resources["nbgrader"]
        with Records(open_course(Path(self.course_folder)).records_url) as records:
            self._overrides = [
                override
                for override in records.overrides(stated["student"])
                if (override.activity, override.exercise) == (stated["assignment"], stated["notebook"])
            ]
        told: tuple[NotebookNode, Any] = super().preprocess(nb, resources)
        return told

    def _get_score(self, cell: NotebookNode, resources: Any) -> None:
        super()._get_score(cell, resources)
        claims = cell.metadata["nbgrader"]
        grade = self.gradebook.find_grade(claims["grade_id"], self.notebook_id, self.assignment_id, self.student_id)
        decided = [override for override in self._overrides if override.cell == claims["grade_id"]]
        confirmed = bool(decided) and decided[-1].stands(grade.auto_score, grade.manual_score)
        claims["pending"] = bool(grade.needs_manual_grade) and not confirmed
        claims["overrides"] = [override_text(override) for override in decided]
        placed = is_solution(cell) and not claims["pending"] and grade.manual_score is not None and grade.max_score > 0
        claims["level"] = level_text(levels_around(grade.manual_score, grade.max_score)) if placed else ""


@pass_context
def safe_markdown(context: Mapping[str, Any], source: str) -> str:
    """Return the HTML of a Markdown cell, without anything that a page should not run.

    Takes the place of nbconvert's ``markdown2html``, with the same rendering; a picture that is not there, or
    Markdown that is too long or defeats the renderer, is shown as it was written instead of losing the page.

    Parameters
    ----------
    context : mapping
        Of the template; the current cell has the attached pictures.
    source : str

    Returns
    -------
    str
    """
    if len(source) > MAXIMUM_MARKDOWN_CHARACTERS:
        return f"<pre>{escape(source[:MAXIMUM_MARKDOWN_CHARACTERS])}</pre>"
    attachments = kept_attachments(dict(context.get("cell") or {}).get("attachments"))
    renderer = IPythonRenderer(escape=False, attachments=attachments, exclude_anchor_links=True)
    try:
        return clean_html(str(MarkdownWithMath(renderer=renderer).render(source)))
    # The boundary around a renderer that raises what it likes on input that anybody may have written.
    except Exception:  # noqa: BLE001
        return f"<pre>{escape(source)}</pre>"
