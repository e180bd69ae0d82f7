"""A verdict as the outputs of its graded cell, in French: for people, and for nbgrader's own reading."""

from html import escape

from nbformat import NotebookNode, from_dict

from autograders.model.exercise import ExerciseCriterion
from autograders.model.verdict import Check, Verdict, VerdictStatus

from .judging import automatic_points, provisional_points
from .texts import NO_BREAK_SPACE, printable, printed_points

# nbgrader's pages give a table no space of its own.
_SPACED = ' style="padding:2px 12px 2px 0;text-align:left"'
_STATUS = {
    VerdictStatus.JUDGED: "",
    VerdictStatus.NOT_ANSWERED: "Sans réponse",
    VerdictStatus.REVIEW: "À examiner par un formateur : points provisoires",
}


def verdict_outputs(verdict: Verdict, criterion: ExerciseCriterion, *, label: str = "") -> list[NotebookNode]:
    """Return what takes the place of all outputs of a graded cell.

    Parameters
    ----------
    verdict : Verdict
    criterion : ExerciseCriterion
    label : str
        Of the criterion, as in the referential.

    Returns
    -------
    list of NotebookNode
        The verdict as text and HTML, then the points as a result that nbgrader reads as partial credit: never
        more than the verdict gives, and 0 while a person has to look.
    """
    text, html = verdict_text(verdict, criterion, label), verdict_html(verdict, criterion, label)
    points = 0.0 if verdict.status is VerdictStatus.REVIEW else provisional_points(verdict, criterion)
    line = f"<p>Points retenus par le correcteur automatique : {printed_points(points)}</p>"
    shown = {"output_type": "display_data", "data": {"text/plain": text, "text/html": html}, "metadata": {}}
    result = {"text/plain": repr(points), "text/html": line}
    worth = {"output_type": "execute_result", "data": result, "metadata": {}, "execution_count": None}
    # Not nbformat's new_output: it validates, in a millisecond, what is known to be valid.
    return [from_dict(shown), from_dict(worth)]


def verdict_text(verdict: Verdict, criterion: ExerciseCriterion, label: str = "") -> str:
    """Return a verdict as plain text, a line for the criterion and one for each check."""
    lines = [f"{_title(verdict, label)} — {_reached(verdict, criterion)}", *_remarks(verdict)]
    lines += [
        f"- {printable(check.label)} ({_share(verdict, check, criterion)}){NO_BREAK_SPACE}: {printable(check.message)}"
        for check in verdict.checks
    ]
    return "\n".join(lines)


def verdict_html(verdict: Verdict, criterion: ExerciseCriterion, label: str = "") -> str:
    """Return a verdict as HTML: a heading, what is to be said of the whole, a table of the checks.

    All text is escaped; the elements are those that ``sanitising.clean_html`` lets through, since the pages clean
    whatever they show.
    """
    title = escape(_title(verdict, label))
    remarks = "".join(f"<p>{escape(remark)}</p>" for remark in _remarks(verdict))
    return (
        f'<section aria-label="Verdict {escape(verdict.criterion)}" lang="fr">'
        f"<h4>{title} — {escape(_reached(verdict, criterion))}</h4>{remarks}"
        f"{_table(verdict, criterion) if verdict.checks else ''}</section>"
    )


def _table(verdict: Verdict, criterion: ExerciseCriterion) -> str:
    head = "".join(f'<th scope="col"{_SPACED}>{word}</th>' for word in ("Point examiné", "Points", "Constat"))
    rows = "".join(
        f'<tr><th scope="row"{_SPACED}>{_escaped(check.label)}</th>'
        f"<td{_SPACED}>{_share(verdict, check, criterion)}</td><td{_SPACED}>{_escaped(check.message)}</td></tr>"
        for check in verdict.checks
    )
    return f"<table><caption>Détail des points</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _title(verdict: Verdict, label: str) -> str:
    return f"{verdict.criterion}, {printable(label)}" if label else verdict.criterion


def _remarks(verdict: Verdict) -> list[str]:
    return [remark for remark in (_STATUS[verdict.status], printable(verdict.message)) if remark]


def _reached(verdict: Verdict, criterion: ExerciseCriterion) -> str:
    return _ratio(provisional_points(verdict, criterion), automatic_points(criterion)) + f"{NO_BREAK_SPACE}points"


def _share(verdict: Verdict, check: Check, criterion: ExerciseCriterion) -> str:
    """Return the points of one check: its weight's share of the criterion's."""
    maximum = automatic_points(criterion) * check.weight / sum(other.weight for other in verdict.checks)
    return _ratio(maximum * check.fraction, maximum)


def _ratio(points: float, maximum: float) -> str:
    return f"{printed_points(points)}{NO_BREAK_SPACE}/{NO_BREAK_SPACE}{printed_points(maximum)}"


def _escaped(text: str) -> str:
    return escape(printable(text)).replace("\n", "<br>")
