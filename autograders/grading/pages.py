"""What nbgrader's HTML pages are made with: the candidate's page in French, Markdown rendered and then cleaned."""

from collections.abc import Mapping
from html import escape
from typing import Any

from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from nbgrader.preprocessors import GetGrades
from nbgrader.utils import is_solution

from autograders.model.rubric import levels_around

from .sanitising import clean_html, kept_attachments
from .texts import level_text

# Rendering takes a time that grows with the square of the length of what is written to slow it down.
MAXIMUM_MARKDOWN_CHARACTERS = 20_000


class FeedbackExporter(HTMLExporter):
    """Makes the page that a candidate gets back; of a class of its own, so that formgrader's page stays nbgrader's."""


class GetGradesAndWhatIsPending(GetGrades):
    """Also tells the page which grades a person has yet to give, which nbgrader shows as zero, and levels reached."""

    def _get_score(self, cell: NotebookNode, resources: Any) -> None:
        super()._get_score(cell, resources)
        name = cell.metadata["nbgrader"]["grade_id"]
        grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
        cell.metadata["nbgrader"]["pending"] = bool(grade.needs_manual_grade)
        placed = is_solution(cell) and grade.manual_score is not None and grade.max_score > 0
        levels = levels_around(grade.manual_score, grade.max_score) if placed else None
        cell.metadata["nbgrader"]["level"] = level_text(levels) if levels else ""


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
