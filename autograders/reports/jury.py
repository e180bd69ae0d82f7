"""What the referential asks of the thesis's jury and defence, beside what was named and noted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograders.assignments.course import JuryMember
from autograders.model.referential import Jury, Span, Thesis
from autograders.records import DefenceTime

NOT_NOTED = "pas noté"


@dataclass(frozen=True, kw_only=True)
class Composition:
    """Whether a jury is as asked for, in French; ``fits`` as long as nobody is named."""

    fits: bool
    text: str


@dataclass(frozen=True, kw_only=True)
class StageTime:
    """A stage of a defence, or the whole of it: what is expected and, in minutes from the start, what was noted."""

    title: str
    expected: Span
    start_minute: int | None = None
    end_minute: int | None = None

    @property
    def minutes(self) -> int | None:
        """How long it lasted; ``None`` where that was not noted."""
        if self.start_minute is None or self.end_minute is None:
            return None
        return self.end_minute - self.start_minute

    @property
    def fits(self) -> bool:
        """Whether it was noted and lasted as long as expected."""
        return self.minutes is not None and self.expected.minimum <= self.minutes <= self.expected.maximum

    @property
    def finding(self) -> str:
        """In French, what there is to say."""
        if self.minutes is None:
            return NOT_NOTED
        if self.fits:
            return "conforme"
        short = self.expected.minimum - self.minutes
        return f"trop court de {short} min" if short > 0 else f"trop long de {self.minutes - self.expected.maximum} min"


@dataclass(frozen=True, kw_only=True)
class DefenceCourse:
    """How a defence went: its stages, and the whole from the first start to the last end."""

    stages: tuple[StageTime, ...]
    whole: StageTime


def composition(members: Sequence[JuryMember], asked: Jury) -> Composition:
    r"""Return whether a jury has the members and the practitioners that the thesis asks for.

    Examples
    --------
    >>> composition([], Jury(members=4, practitioners=2)).text
    'Composition attendue\xa0: 4 membres, dont 2 praticiens au moins.'
    """
    wanted = f"{asked.members} membres, dont {asked.practitioners} praticiens au moins"
    if not members:
        return Composition(fits=True, text=f"Composition attendue\u00a0: {wanted}.")
    practitioners = sum(member.practitioner for member in members)
    fits = len(members) == asked.members and practitioners >= asked.practitioners
    found = f"{len(members)} membre{'s'[: len(members) > 1]}, dont {practitioners} praticien{'s'[: practitioners > 1]}"
    if fits:
        return Composition(fits=True, text=f"Composition conforme\u00a0: {found}.")
    return Composition(
        fits=False, text=f"Composition du jury à revoir dans course.toml\u00a0: {found}\u00a0; attendu\u00a0: {wanted}."
    )


def defence_of(thesis: Thesis, noted: Mapping[str, DefenceTime]) -> DefenceCourse:
    """Return how a defence went, by the last note on each of its stages."""
    stages = tuple(
        StageTime(title=stage.title, expected=stage.minutes, start_minute=time.start_minute, end_minute=time.end_minute)
        if (time := noted.get(stage.title))
        else StageTime(title=stage.title, expected=stage.minutes)
        for stage in thesis.defence_stages
    )
    starts = [stage.start_minute for stage in stages if stage.start_minute is not None]
    ends = [stage.end_minute for stage in stages if stage.end_minute is not None]
    complete = len(starts) == len(ends) == len(stages)
    whole = StageTime(
        title="En tout",
        expected=thesis.defence_minutes,
        start_minute=min(starts) if complete else None,
        end_minute=max(ends) if complete else None,
    )
    return DefenceCourse(stages=stages, whole=whole)
