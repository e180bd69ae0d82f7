"""What a candidate handed in with earlier notebooks of the case study, for the judges of a later one."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from autograders.assignments import EarlierAnswer, ExercisePackage, Variant
from autograders.candidate.errors import AnswerError
from autograders.candidate.handed_in import write_handed_in
from autograders.candidate.wire import from_wire
from autograders.model.answers import Answer, Answers, AnswerState
from autograders.records import Records, StoredGrading


def stored_earlier(package: ExercisePackage, variant: Variant, candidate: str, records: Records) -> tuple[Answer, ...]:
    """Return what the last gradings of earlier notebooks hold of the answers that this exercise reads.

    Parameters
    ----------
    package : ExercisePackage
    variant : Variant
        That the candidate has now: an answer made on another one counts as missing.
    candidate : str
    records : Records

    Returns
    -------
    tuple of Answer
        Those that were given, under the names by which the judges read them.
    """
    gradings = {item.grading.exercise: item for item in records.latest(package.activity_name, candidate)}
    stored = {
        exercise: {answer.name: answer for answer in records.answers(gradings[exercise].id)}
        for exercise in {item.exercise for item in package.earlier}
        if exercise in gradings
    }
    answers = []
    for item in package.earlier:
        kept = stored.get(item.exercise, {}).get(item.name)
        if kept is None or kept.state is not AnswerState.GIVEN or not _is_current(gradings, item, variant):
            continue
        try:
            value = from_wire(item.declaration, kept.wire)
        except AnswerError:  # declared otherwise when it was stored
            continue
        answers.append(Answer(declaration=item.declaration, state=AnswerState.GIVEN, value=value, wire=kept.wire))
    return tuple(answers)


def earlier_of(package: ExercisePackage, exercise: str, answers: Answers) -> tuple[Answer, ...]:
    """Return, of one earlier notebook's answers, those that an exercise reads, under the names that it reads.

    Parameters
    ----------
    package : ExercisePackage
    exercise : str
        Folder of the earlier notebook.
    answers : Answers
        All that it handed in.
    """
    return tuple(
        Answer(
            declaration=item.declaration,
            state=answers[item.name].state,
            value=answers[item.name].value,
            message=answers[item.name].message,
            wire=answers[item.name].wire,
        )
        for item in package.earlier
        if item.exercise == exercise
    )


def with_earlier(package: ExercisePackage, own: Answers, earlier: Iterable[Answer]) -> Answers:
    """Return all that an exercise's judges read: its own answers and those of earlier notebooks, given or missing.

    Parameters
    ----------
    package : ExercisePackage
    own : Answers
    earlier : iterable of Answer
    """
    given = {answer.declaration.name: answer for answer in earlier}
    declarations = [item.declaration for item in package.earlier]
    missing = [Answer(declaration=item, state=AnswerState.MISSING) for item in declarations if item.name not in given]
    return Answers([*own.values(), *given.values(), *missing])


def write_earlier(package: ExercisePackage, variant: Variant, earlier: Iterable[Answer], folder: Path) -> None:
    """Write what earlier notebooks handed in as a notebook finds it beside itself, one file a notebook.

    Parameters
    ----------
    package : ExercisePackage
    variant : Variant
    earlier : iterable of Answer
        Under the names by which the judges read them.
    folder : Path
        Existing; called ``remises`` where a notebook runs.
    """
    given = {answer.declaration.name: answer.wire for answer in earlier if answer.given}
    for exercise, dataset in {item.exercise: item.dataset for item in package.earlier}.items():
        own = [item for item in package.earlier if item.exercise == exercise and item.declaration.name in given]
        answers = {item.name: given[item.declaration.name] for item in own}
        write_handed_in(folder / f"{exercise}.json", variant.digests.get(dataset, ""), answers)


def _is_current(gradings: Mapping[str, StoredGrading], item: EarlierAnswer, variant: Variant) -> bool:
    return gradings[item.exercise].grading.variant_digest == variant.digests[item.dataset]
