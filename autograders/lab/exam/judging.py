"""Judges a sitting that is over: ``python -m autograders.lab.exam.judging FOLDER``, a process of its own.

What counts is judged once, from the answers as they were kept; the notebooks are copied as they are saved at that time,
since a candidate may go on writing in them. Run again, it makes the same results, and keeps no attempt twice.
"""

import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from autograders.assignments.files import replacing, write_whole
from autograders.candidate.declarations import AnswerType
from autograders.candidate.errors import AtelierError
from autograders.grading.earlier import EarlierNotebook
from autograders.grading.judging import Judgement, automatic_points, fault_of, judged_criteria, provisional_points
from autograders.grading.presenting import verdict_html
from autograders.lab.feedback.practised import Library, Practised
from autograders.lab.feedback.protocol import Place
from autograders.lab.feedback.rubrics import model_answer, own_text
from autograders.lab.feedback.verdicts import (
    GRADER_FAULT,
    attempt_of,
    is_attempt,
    judgements_of,
    own_answers,
    tried_on,
    with_probes,
)
from autograders.lab.home.variants import current_variant
from autograders.lab.progress import Attempt, Progress, ProgressError, Source
from autograders.model.answers import Answers
from autograders.model.exercise import ExerciseCriterion, Grading
from autograders.model.verdict import VerdictStatus

from .errors import ExamError
from .records import Given, answers_that_count, read_sitting
from .results import RESULTS_FILE, ActivityResult, CriterionResult, NotebookResult, Results
from .sitting import ExamActivity, ExamNotebook, Sitting, State

HANDED_IN_FOLDER = "rendu"
NOT_TRIED = "Cette réponse n’a pas pu être essayée avant la fin de l’examen."


def judge_sitting(folder: Path, now: datetime) -> Results:
    """Judge what was handed in while it counted, keep the results and the attempts, and return the results.

    Parameters
    ----------
    folder : Path
        Of the sitting.
    now : datetime

    Raises
    ------
    ExamError
        If the sitting is not over.
    AtelierError
        If an exercise is faulty, or the data are not those that were given.
    """
    sitting = read_sitting(folder)
    if sitting.state(now) is not State.ENDED or sitting.end is None:
        raise ExamError("Cet examen blanc n’est pas terminé : il n’est pas encore corrigé.")
    keep_notebooks(folder, sitting)
    library = Library()
    attempts: list[Attempt] = []
    activities = []
    for activity in sitting.activities:
        earlier: list[EarlierNotebook] = []
        notebooks = []
        for notebook in activity.notebooks:
            practised = _practised(library, folder / activity.name, activity, notebook)
            given = answers_that_count(folder, sitting, notebook.exercise, practised.place.variant)
            own, judged = _judged(practised, given, earlier)
            attempts += _attempts(practised, judged, own, sitting.end)
            written = folder / HANDED_IN_FOLDER / activity.name / f"{notebook.exercise}.ipynb"
            notebooks.append(_notebook_result(practised, notebook, judged, own, written))
            earlier.append(_as_earlier(practised, given))
        reference = library.package(activity.notebooks[0].exercise)[0].referential.activity(activity.code)
        activities.append(
            ActivityResult(
                name=activity.name,
                code=activity.code,
                title=activity.title,
                bloc=reference.bloc,
                weight_percent=reference.weight_percent,
                notebooks=tuple(notebooks),
            )
        )
    # Progress that cannot be written to keeps no result back; the lab says so elsewhere.
    with suppress(ProgressError), Progress() as progress:
        for attempt in attempts:
            progress.record(attempt)
    results = Results(activities=tuple(activities))
    write_whole(folder / RESULTS_FILE, f"{results.model_dump_json(indent=1)}\n".encode())
    return results


def keep_notebooks(folder: Path, sitting: Sitting) -> None:
    """Copy the notebooks of a sitting as they are saved, unless that was done before."""
    target = folder / HANDED_IN_FOLDER
    if target.exists():
        return
    with replacing(target) as new:
        for activity, notebook in sitting.notebooks:
            source = folder / activity.name / f"{notebook.exercise}.ipynb"
            (new / activity.name).mkdir(exist_ok=True)
            # One that the candidate has deleted was not handed in.
            with suppress(FileNotFoundError):
                shutil.copyfile(source, new / activity.name / source.name)


def _practised(library: Library, folder: Path, activity: ExamActivity, notebook: ExamNotebook) -> Practised:
    variant = current_variant(folder)
    _, package = library.package(notebook.exercise)
    place = Place(
        folder=folder,
        activity=activity.name,
        exercise=notebook.exercise,
        variant=variant.digests[package.exercise.dataset],
    )
    return library.on(variant, place)


def _judged(
    practised: Practised, given: Mapping[str, Given], earlier: list[EarlierNotebook]
) -> tuple[Answers, Mapping[str, Judgement]]:
    tried = tried_on(practised)
    own = own_answers(practised, {name: answer.wire for name, answer in given.items()})
    outputs = {name: answer.tried for name, answer in given.items() if answer.tried is not None}
    own = with_probes(own, outputs, tried.calls)
    untried = {
        name
        for name, answer in own.items()
        if answer.given and answer.declaration.is_tried and tried.calls.get(name) and name not in outputs
    }
    judged = {}
    for criterion in judged_criteria(practised.package):
        fault = tried.fault or ("" if untried.isdisjoint(criterion.own_answers) else NOT_TRIED)
        (judged[criterion.id],) = judgements_of(practised, [criterion], own, earlier, fault)
    return own, judged


def _as_earlier(practised: Practised, given: Mapping[str, Given]) -> EarlierNotebook:
    """Return what a later notebook of the case study takes up: all but functions."""
    functions = {
        declaration.name
        for declaration in practised.package.exercise.answers
        if declaration.type is AnswerType.FUNCTION
    }
    wires = {name: answer.wire for name, answer in given.items() if name not in functions}
    return EarlierNotebook(exercise=practised.package.name, variant=practised.place.variant, answers=wires)


def _attempts(practised: Practised, judged: Mapping[str, Judgement], own: Answers, at: datetime) -> Iterator[Attempt]:
    for criterion in judged_criteria(practised.package):
        if is_attempt(criterion, judged[criterion.id], own):
            yield attempt_of(practised, criterion, judged[criterion.id].verdict, Source.EXAM, at)


def _notebook_result(
    practised: Practised, notebook: ExamNotebook, judged: Mapping[str, Judgement], own: Answers, written: Path
) -> NotebookResult:
    return NotebookResult(
        exercise=notebook.exercise,
        competency=notebook.competency,
        title=notebook.title,
        criteria=tuple(
            _criterion_result(practised, criterion, judged.get(criterion.id), own, written)
            for criterion in practised.package.exercise.criteria
        ),
    )


def _criterion_result(
    practised: Practised, criterion: ExerciseCriterion, judgement: Judgement | None, own: Answers, written: Path
) -> CriterionResult:
    is_read = criterion.how is not Grading.AUTO
    text = own_text(written, criterion.id) if is_read else ""
    return CriterionResult(
        id=criterion.id,
        label=practised.label(criterion.id),
        variant=practised.place.variant,
        points=criterion.points,
        automatic_maximum=0.0 if judgement is None else automatic_points(criterion),
        automatic_points=_points(judgement, criterion),
        human_maximum=criterion.human_points,
        answered=bool(text) or any(own[name].given for name in criterion.own_answers),
        verdict_html=_explained(practised, criterion, judgement),
        levels=criterion.rubric if is_read else (),
        own_text=text,
        model_text=model_answer(practised, criterion.id) if is_read else "",
    )


def _points(judgement: Judgement | None, criterion: ExerciseCriterion) -> float | None:
    if judgement is None or judgement.verdict.status is VerdictStatus.REVIEW:
        return None
    return provisional_points(judgement.verdict, criterion)


def _explained(practised: Practised, criterion: ExerciseCriterion, judgement: Judgement | None) -> str:
    if judgement is None:
        return ""
    if judgement.fault:
        text = NOT_TRIED if judgement.fault == NOT_TRIED else GRADER_FAULT.format(criterion=criterion.id)
        return f'<p lang="fr">{text}</p>'
    return verdict_html(judgement.verdict, criterion, practised.label(criterion.id))


def main(folder: Path) -> int:
    """Judge a sitting, and return the exit status; what went wrong is told in one line on the standard error."""
    try:
        judge_sitting(folder, datetime.now(UTC))
    except (AtelierError, OSError) as error:
        print(" ".join(str(error).split()), file=sys.stderr)  # noqa: T201
        return 2
    # The boundary of the process: a fault of ours is told in one line.
    except Exception as error:  # noqa: BLE001
        print(f"Défaut interne de la correction ({fault_of(error)}).", file=sys.stderr)  # noqa: T201
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
