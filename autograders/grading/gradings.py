"""One graded submission: the notebook to show, the scores for nbgrader, the evidence for the records."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_output

from autograders.assignments import ExercisePackage, Variant
from autograders.model.answers import Answers
from autograders.model.exercise import grade_id, manual_grade_id
from autograders.model.referential import Referential
from autograders.model.verdict import Verdict, not_answered, to_review
from autograders.records import Entry, Grading, ScoredVerdict, answers_digest, stored_answers

from .judging import automatic_points, judged_criteria, score, unless_tampered
from .presenting import verdict_outputs
from .running import GradedNotebook
from .sanitising import OutputSanitiser

# Of a cell's metadata; read by the template of the candidate's page.
CELL_KEY = "atelier"
UNKNOWN_CRITERION = "Cette cellule ne correspond à aucun critère de l’exercice : un formateur l’examinera."


@dataclass(frozen=True, kw_only=True)
class GradedSubmission(Entry):
    """What a graded notebook leaves behind: the entry for the records, and more.

    Parameters
    ----------
    notebook : NotebookNode
        Harmless, with the verdicts in its graded cells.
    scores : mapping of str to float or None
        By nbgrader's cell identifier; ``None`` while a person has to look.
    """

    notebook: NotebookNode
    scores: Mapping[str, float | None]

    @property
    def unread(self) -> bool:
        """Whether the released notebook stands in the place of one that nobody could read: no cell says anything."""
        return bool(self.grading.problem)


def graded_submission(
    referential: Referential,
    package: ExercisePackage,
    variant: Variant,
    candidate: str,
    run: GradedNotebook,
    noted: Mapping[str, Any],
) -> GradedSubmission:
    """Return what a run leaves behind.

    Parameters
    ----------
    referential : Referential
    package : ExercisePackage
    variant : Variant
        On which it was judged.
    candidate : str
    run : GradedNotebook
    noted : mapping
        What the inspection of the submitted file found: ``irregularities`` and ``voided``.

    Returns
    -------
    GradedSubmission
    """
    criterion_of = {grade_id(criterion.id): criterion.id for criterion in judged_criteria(package)}
    tampered = {criterion_of[name]: reason for name, reason in noted["voided"].items() if name in criterion_of}
    verdicts = [unless_tampered(verdict, tampered) for verdict in run.verdicts]
    grading = Grading(
        activity=package.activity_name,
        exercise=package.name,
        candidate=candidate,
        graded_at=datetime.now(UTC),
        variant_number=variant.number,
        variant_digest=variant.digests[package.exercise.dataset],
        grader_version=package.version,
        confinement=run.confinement,
        ending_kind=run.ending.kind if run.ending else "",
        ending_message=run.ending.message if run.ending else "",
        irregularities=(*noted["irregularities"], *run.remarks),
        faults=dict(run.faults),
    )
    scored = scored_verdicts(package, run.answers, verdicts, tampered)
    return _submission(referential, package, run.notebook, grading, run.answers, scored)


def problem_submission(
    referential: Referential, package: ExercisePackage, candidate: str, notebook: NotebookNode, problem: str
) -> GradedSubmission:
    """Return what is left of a submission that could not be read: every criterion is for a person to look at.

    Parameters
    ----------
    referential : Referential
    package : ExercisePackage
    candidate : str
    notebook : NotebookNode
        The released one, in its place.
    problem : str
        In French.
    """
    verdicts = [to_review(criterion.id, problem) for criterion in judged_criteria(package)]
    scored = scored_verdicts(package, None, verdicts)
    return _submission(referential, package, notebook, _not_run(package, candidate, problem), None, scored)


def absent_submission(package: ExercisePackage, candidate: str, problem: str) -> Entry:
    """Return the evidence that a notebook was not handed in at all: no criterion is answered."""
    verdicts = [not_answered(criterion.id, problem) for criterion in judged_criteria(package)]
    scored = scored_verdicts(package, None, verdicts)
    return Entry(grading=_not_run(package, candidate, problem), answers=None, verdicts=scored)


def _not_run(package: ExercisePackage, candidate: str, problem: str) -> Grading:
    return Grading(
        activity=package.activity_name,
        exercise=package.name,
        candidate=candidate,
        graded_at=datetime.now(UTC),
        grader_version=package.version,
        problem=problem,
    )


def _submission(
    referential: Referential,
    package: ExercisePackage,
    notebook: NotebookNode,
    grading: Grading,
    answers: Answers | None,
    scored: tuple[ScoredVerdict, ...],
) -> GradedSubmission:
    return GradedSubmission(
        notebook=_shown(referential, package, notebook, [item.verdict for item in scored]),
        scores={grade_id(item.verdict.criterion): item.points for item in scored},
        grading=grading,
        answers=None if answers is None else stored_answers(answers),
        verdicts=scored,
    )


def scored_verdicts(
    package: ExercisePackage, answers: Answers | None, verdicts: Sequence[Verdict], voided: Collection[str] = ()
) -> tuple[ScoredVerdict, ...]:
    """Return verdicts with what they are worth and what they rest on.

    Parameters
    ----------
    package : ExercisePackage
    answers : Answers or None
        ``None`` where the notebook was not run.
    verdicts : sequence of Verdict
    voided : collection of str
        Criteria whose cell is not what was released.
    """
    criteria = {criterion.id: criterion for criterion in package.exercise.criteria}
    return tuple(
        ScoredVerdict(
            verdict=verdict,
            points=score(verdict, criteria[verdict.criterion]),
            maximum=automatic_points(criteria[verdict.criterion]),
            answers_digest=answers_digest(answers, criteria[verdict.criterion].answers) if answers else "",
            voided=verdict.criterion in voided,
        )
        for verdict in verdicts
    )


def _shown(
    referential: Referential, package: ExercisePackage, notebook: NotebookNode, verdicts: Sequence[Verdict]
) -> NotebookNode:
    """Return the notebook with verdicts in its graded cells and harmless outputs in the others."""
    sanitiser = OutputSanitiser()
    shown = {
        grade_id(verdict.criterion): verdict_outputs(
            verdict,
            package.exercise.criterion(verdict.criterion),
            label=referential.criterion(verdict.criterion).label,
        )
        for verdict in verdicts
    }
    titles = _titles(referential, package)
    for cell in notebook.cells:
        claims = cell.metadata.get("nbgrader", {})
        if claims.get("grade_id") in titles:
            cell.metadata[CELL_KEY] = titles[claims["grade_id"]]
        if cell.cell_type != "code":
            continue
        if claims.get("grade") and not claims.get("solution"):
            cell.outputs = shown.get(claims["grade_id"]) or _unknown()
            cell.execution_count = None
        else:
            cell.outputs = from_dict(sanitiser.sanitised(cell.outputs))
    return notebook


def _titles(referential: Referential, package: ExercisePackage) -> dict[str, dict[str, str]]:
    """Return what the pages call each graded cell, by its identifier: criterion and label."""
    return {
        identifier: {"criterion": criterion.id, "label": referential.criterion(criterion.id).label}
        for criterion in package.exercise.criteria
        for identifier in (grade_id(criterion.id), manual_grade_id(criterion.id))
    }


def _unknown() -> list[NotebookNode]:
    # nbgrader reads full marks where there is no result.
    shown = new_output("display_data", data={"text/plain": UNKNOWN_CRITERION})
    return [shown, new_output("execute_result", data={"text/plain": "0.0"}, execution_count=None)]
