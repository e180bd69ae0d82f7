"""The certification's referential, as ``course/referential.toml`` records it: what is assessed, where, its weight."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

from pydantic import Field, ValidationError, model_validator

from autograders.candidate.declarations import Public
from autograders.candidate.errors import AtelierError, Fault, FaultsError
from autograders.model.exercise import ExerciseCriterion, Grading, Prose
from autograders.model.reading import faults_of, parse_toml
from autograders.model.referential_rules import (
    ACTIVITY_CODE,
    BLOC_CODE,
    COMPETENCY_CODE,
    CRITERION_ID,
    Epreuve,
    broken_rules,
)

BlocCode = Annotated[str, Field(pattern=BLOC_CODE)]
ActivityCode = Annotated[str, Field(pattern=ACTIVITY_CODE)]
CompetencyCode = Annotated[str, Field(pattern=COMPETENCY_CODE)]
CriterionCode = Annotated[str, Field(pattern=CRITERION_ID)]
Percent = Annotated[int, Field(strict=True, ge=1, le=100)]
Count = Annotated[int, Field(strict=True, ge=1)]
Flag = Annotated[bool, Field(strict=True)]

__all__ = [
    "Activity",
    "Bloc",
    "Competency",
    "Criterion",
    "DefenceStage",
    "Epreuve",
    "Jury",
    "Part",
    "Referential",
    "Span",
    "Thesis",
    "UnknownCodeError",
    "floor_faults",
    "load_referential",
]

_STRENGTH = {Grading.RUBRIC: 0, Grading.MIXED: 1, Grading.AUTO: 2}


class UnknownCodeError(AtelierError):
    """A code that the referential does not hold."""


class Part(Public):
    """An épreuve of an activity and its share in the activity's mark."""

    epreuve: Epreuve
    weight_percent: Percent


class Bloc(Public):
    """A bloc of competencies; each is obtained on its own."""

    code: BlocCode
    title: Prose


class Activity(Public):
    """One case study of the certification.

    Parameters
    ----------
    code : str
        Such as ``A2.1``.
    bloc : str
        Code of its bloc.
    title : str
        In French.
    weight_percent : int
        Share in the bloc's mark; those of a bloc add up to 100.
    modality : str
        How it is assessed, in French.
    parts : tuple of Part
        Its épreuves; their shares add up to 100.
    """

    code: ActivityCode
    bloc: BlocCode
    title: Prose
    weight_percent: Percent
    modality: Prose
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]


class Competency(Public):
    """What a candidate has to show able to do, in one or two French sentences of ours."""

    code: CompetencyCode
    activity: ActivityCode
    statement: Prose


class Criterion(Public):
    """One assessment criterion.

    Parameters
    ----------
    id : str
        ``<competency>.<slug>``, ``<activity>.oral.<slug>`` or ``THESIS.<slug>``.
    competency : str or None
        Code of the competency that it assesses.
    activity : str or None
        Code of the activity, for a criterion of an oral as a whole; a thesis criterion has neither.
    epreuve : Epreuve
        Where it is judged.
    how : Grading
        The least that a grader has to do; see ``permits``.
    label : str
        In French.
    justification : bool
        Whether it asks for reasons: then a person always has a part in it.
    printed_as : str or None
        Competency under which the document prints it, where that is a slip; ``competency`` is the one meant.
    convention_reason : str
        In French: why we added it although the document has no such criterion; empty for the document's own.
    """

    id: CriterionCode
    competency: CompetencyCode | None = None
    activity: ActivityCode | None = None
    epreuve: Epreuve
    how: Grading
    label: Prose
    justification: Flag = False
    printed_as: CompetencyCode | None = None
    convention_reason: str = ""

    @property
    def convention(self) -> bool:
        """Whether the criterion is ours, not the document's."""
        return bool(self.convention_reason)

    def permits(self, how: Grading) -> bool:
        """Return whether an exercise may grade the criterion so: never below its floor, reasons read by a person.

        Examples
        --------
        >>> levers = Criterion(
        ...     id="C2.2.1.levers", competency="C2.2.1", epreuve=Epreuve.WRITTEN,
        ...     how=Grading.MIXED, label="Leviers d’action justifiés", justification=True,
        ... )
        >>> [how.value for how in Grading if levers.permits(how)]
        ['mixed']
        """
        return _STRENGTH[how] >= _STRENGTH[self.how] and not (self.justification and how is Grading.AUTO)


class Span(Public):
    """A range of whole numbers, both ends included."""

    minimum: Count
    maximum: Count

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if self.minimum > self.maximum:
            raise ValueError(f"the minimum {self.minimum} is above the maximum {self.maximum}")
        return self


class DefenceStage(Public):
    """A stage of the thesis defence and how long it lasts."""

    title: Prose
    minutes: Span


class Jury(Public):
    """How many people sit on a jury, and how many of them are practitioners."""

    members: Count
    practitioners: Count

    @model_validator(mode="after")
    def _practitioners_are_members(self) -> Self:
        if self.practitioners > self.members:
            raise ValueError(f"{self.practitioners} practitioners among {self.members} members")
        return self


class Thesis(Public):
    """The professional thesis: a report on a mission in a company, and its defence.

    Parameters
    ----------
    title, statement : str
        In French.
    mission_months_minimum : int
    epreuves : tuple of Epreuve
    active_pages : Span
        Pages of the report, annexes left out.
    defence_stages : tuple of DefenceStage
    jury : Jury
    """

    title: Prose
    statement: Prose
    mission_months_minimum: Count
    epreuves: Annotated[tuple[Epreuve, ...], Field(min_length=1)]
    active_pages: Span
    defence_stages: Annotated[tuple[DefenceStage, ...], Field(min_length=1)]
    jury: Jury

    @property
    def defence_minutes(self) -> Span:
        """How long the whole defence lasts: the sum of its stages."""
        stages = [stage.minutes for stage in self.defence_stages]
        return Span(minimum=sum(span.minimum for span in stages), maximum=sum(span.maximum for span in stages))


Entry = TypeVar("Entry", Bloc, Activity, Competency, Criterion)


class Referential(Public):
    """The whole referential.

    Parameters
    ----------
    format : int
        Version of the file's format.
    certification : str
    conventions : tuple of str
        How marks add up below what the referential fixes; ours, in French, printed wherever marks are.
    blocs, activities, competencies, criteria : tuples
        In the document's order.
    thesis : Thesis
    """

    format: Literal[1]
    certification: Prose
    conventions: tuple[Prose, ...]
    blocs: Annotated[tuple[Bloc, ...], Field(min_length=1)]
    activities: Annotated[tuple[Activity, ...], Field(min_length=1)]
    competencies: Annotated[tuple[Competency, ...], Field(min_length=1)]
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    thesis: Thesis

    def bloc(self, code: str) -> Bloc:
        """Return a bloc by its code, such as ``B2``; raise ``UnknownCodeError`` where there is none."""
        return _find("bloc", code, {bloc.code: bloc for bloc in self.blocs})

    def activity(self, code: str) -> Activity:
        """Return an activity by its code, such as ``A2.1``; raise ``UnknownCodeError`` where there is none."""
        return _find("activity", code, {activity.code: activity for activity in self.activities})

    def competency(self, code: str) -> Competency:
        """Return a competency by its code, such as ``C2.1.2``; raise ``UnknownCodeError`` where there is none."""
        return _find("competency", code, {competency.code: competency for competency in self.competencies})

    def criterion(self, identifier: str) -> Criterion:
        """Return a criterion by its id, such as ``C2.1.2.noise``; raise ``UnknownCodeError`` where there is none."""
        return _find("criterion", identifier, {criterion.id: criterion for criterion in self.criteria})

    def activities_of(self, bloc: str) -> tuple[Activity, ...]:
        """Return the activities of a bloc, by its code."""
        code = self.bloc(bloc).code
        return tuple(activity for activity in self.activities if activity.bloc == code)

    def competencies_of(self, activity: str) -> tuple[Competency, ...]:
        """Return the competencies of an activity, by its code."""
        code = self.activity(activity).code
        return tuple(competency for competency in self.competencies if competency.activity == code)

    def criteria_of(self, competency: str) -> tuple[Criterion, ...]:
        """Return the criteria of a competency, by its code."""
        code = self.competency(competency).code
        return tuple(criterion for criterion in self.criteria if criterion.competency == code)

    def criteria_of_activity(self, activity: str) -> tuple[Criterion, ...]:
        """Return all criteria of an activity, by its code: those of its competencies and those of its oral."""
        code = self.activity(activity).code
        return tuple(criterion for criterion in self.criteria if self._activity_code(criterion) == code)

    def criteria_of_thesis(self) -> tuple[Criterion, ...]:
        """Return the criteria of the thesis."""
        return tuple(criterion for criterion in self.criteria if self._activity_code(criterion) is None)

    def activity_of(self, criterion: str) -> Activity | None:
        """Return the activity in which a criterion is judged, by the criterion's id; ``None`` for the thesis."""
        code = self._activity_code(self.criterion(criterion))
        return None if code is None else self.activity(code)

    def _activity_code(self, criterion: Criterion) -> str | None:
        if criterion.competency is None:
            return criterion.activity
        return self.competency(criterion.competency).activity


def _find(kind: str, code: str, entries: dict[str, Entry]) -> Entry:
    if code in entries:
        return entries[code]
    raise UnknownCodeError(f"the referential has no {kind} {code!r}; the nearest is {_nearest(code, entries)!r}.")


def _nearest(code: str, known: Iterable[str]) -> str:
    return get_close_matches(code, known, n=1, cutoff=0.0)[0]


def load_referential(path: Path) -> Referential:
    """Return the referential that a TOML file records.

    Parameters
    ----------
    path : Path
        ``course/referential.toml``.

    Returns
    -------
    Referential

    Raises
    ------
    FaultsError
        With every fault of the file at once: what does not fit the types (an unknown key, a wrong code, an unknown
        kind) and what does not fit together (a reference to nothing, a code used twice, weights that do not add up
        to 100, a competency without criterion, a criterion judged in an épreuve that its activity has not).
    """
    content = parse_toml(path)
    faults: list[Fault] = []
    try:
        referential = Referential.model_validate(content)
    except ValidationError as error:
        faults += faults_of(error, path.name)
    faults += (Fault(path.name, key, message, repair) for key, message, repair in broken_rules(content))
    if faults:
        raise FaultsError(faults)
    return referential


def floor_faults(referential: Referential, criteria: Sequence[ExerciseCriterion], where: str) -> list[Fault]:
    """Return what an exercise's criteria do that the referential does not permit.

    Parameters
    ----------
    referential : Referential
    criteria : sequence of ExerciseCriterion
        In the order of exercise.toml, so that a fault names the right key.
    where : str
        How to call the exercise's file in a message.

    Returns
    -------
    list of Fault
        A criterion that the referential does not know, is graded below its floor, or loses its human part although
        it asks for reasons.
    """
    known = {criterion.id: criterion for criterion in referential.criteria}
    faults = []
    for index, criterion in enumerate(criteria):
        reference = known.get(criterion.id)
        if reference is None:
            message = f"{criterion.id!r} is no criterion of the referential."
            repair = f"Did you mean {_nearest(criterion.id, known)!r}?"
            faults.append(Fault(where, f"criteria[{index}].id", message, repair))
        elif not reference.permits(criterion.how):
            permitted = " or ".join(repr(how.value) for how in Grading if reference.permits(how))
            reason = " because it asks for reasons, which a person reads" if criterion.how is Grading.AUTO else ""
            message = f"{criterion.id} is graded {criterion.how.value!r}, expected {permitted}{reason}."
            faults.append(Fault(where, f"criteria[{index}].how", message, "Grade it so."))
    return faults
