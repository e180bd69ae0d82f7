"""What a candidate handed in with earlier notebooks of the case study, for a later one and its judges."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograders.assignments import EarlierAnswer, ExercisePackage, Variant
from autograders.candidate.errors import AnswerError
from autograders.candidate.handed_in import write_handed_in
from autograders.candidate.wire import FUNCTION_WIRE, from_wire
from autograders.model.answers import Answer, Answers, AnswerState

if TYPE_CHECKING:
    # Those who practise have no records, and need not load a database.
    from autograders.records import Entry, Records, StoredAnswer


@dataclass(frozen=True, kw_only=True)
class EarlierNotebook:
    """What one notebook handed in.

    Parameters
    ----------
    exercise : str
        Its folder.
    variant : str
        Digest of the variant that it was made on.
    answers : mapping
        By name, as they travel; those alone that were given, functions left out.
    """

    exercise: str
    variant: str
    answers: Mapping[str, Any]


def stored_earlier(
    package: ExercisePackage, variant: Variant, candidate: str, records: "Records"
) -> tuple[EarlierNotebook, ...]:
    """Return what the last gradings of the activity's earlier notebooks hold.

    All of it, whether a judge reads it or not: a notebook finds beside itself what it found where it was written.

    Parameters
    ----------
    package : ExercisePackage
    variant : Variant
        That the candidate has now: answers made on another one are left out.
    candidate : str
    records : Records
    """
    current = set(variant.digests.values())
    return tuple(
        EarlierNotebook(
            exercise=item.grading.exercise,
            variant=item.grading.variant_digest,
            answers=given_answers(records.answers(item.id)),
        )
        for item in records.latest(package.activity_name, candidate)
        if item.grading.exercise < package.name and item.grading.variant_digest in current
    )


def earlier_entries(
    package: ExercisePackage, variant: Variant, entries: Iterable["Entry"]
) -> tuple[EarlierNotebook, ...]:
    """Return the same, from a candidate's last gradings of the activity as they were read already."""
    current = set(variant.digests.values())
    return tuple(
        EarlierNotebook(
            exercise=entry.grading.exercise,
            variant=entry.grading.variant_digest,
            answers=given_answers(entry.answers or ()),
        )
        for entry in entries
        if entry.grading.exercise < package.name and entry.grading.variant_digest in current
    )


def given_answers(answers: Iterable["StoredAnswer"]) -> dict[str, Any]:
    """Return what a notebook handed in by its own names, as it travels; functions end with their notebook."""
    return {
        answer.name: answer.wire
        for answer in answers
        if answer.state is AnswerState.GIVEN and answer.wire != FUNCTION_WIRE and "." not in answer.name
    }


def notebook_of(exercise: str, variant: str, answers: Answers) -> EarlierNotebook:
    """Return what a notebook handed in, from its answers.

    Parameters
    ----------
    exercise : str
        Its folder.
    variant : str
        Digest of the variant that it was made on.
    answers : Answers
    """
    from autograders.records import stored_answers

    return EarlierNotebook(exercise=exercise, variant=variant, answers=given_answers(stored_answers(answers)))


def with_earlier(package: ExercisePackage, own: Answers, earlier: Iterable[EarlierNotebook]) -> Answers:
    """Return all that an exercise's judges read: its own answers and those of earlier notebooks, given or missing.

    Parameters
    ----------
    package : ExercisePackage
    own : Answers
    earlier : iterable of EarlierNotebook
    """
    by_exercise = {notebook.exercise: notebook.answers for notebook in earlier}
    read = [_answer(item, by_exercise.get(item.exercise, {})) for item in package.earlier]
    return Answers([*own.values(), *read])


def write_earlier(earlier: Iterable[EarlierNotebook], folder: Path) -> None:
    """Write what earlier notebooks handed in as a later one finds it beside itself, one file a notebook.

    Parameters
    ----------
    earlier : iterable of EarlierNotebook
    folder : Path
        Existing; called ``remises`` where a notebook runs.
    """
    for notebook in earlier:
        write_handed_in(folder / f"{notebook.exercise}.json", notebook.variant, notebook.answers)


def _answer(item: EarlierAnswer, answers: Mapping[str, Any]) -> Answer:
    wire = answers.get(item.name)
    try:
        value = from_wire(item.declaration, wire)
    except AnswerError:  # not handed in, or declared otherwise when it was stored
        return Answer(declaration=item.declaration, state=AnswerState.MISSING)
    return Answer(declaration=item.declaration, state=AnswerState.GIVEN, value=value, wire=wire)
