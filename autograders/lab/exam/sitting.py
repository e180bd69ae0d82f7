"""A sitting of a mock exam and its time. Whatever depends on the time is told the time; all transitions are here.

Conventions of ours: time runs by the clock of the machine, a closed laptop included, except during a pause where pauses
are allowed; extra time lengthens the exam by a percentage.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from autograders.candidate.declarations import Public

from .errors import ExamError

MAXIMUM_MINUTES = 24 * 60
MAXIMUM_EXTRA_TIME_PERCENT = 300

Minutes = Annotated[float, Field(gt=0, le=MAXIMUM_MINUTES, allow_inf_nan=False)]
ExtraTimePercent = Annotated[float, Field(ge=0, le=MAXIMUM_EXTRA_TIME_PERCENT, allow_inf_nan=False)]


class State(StrEnum):
    """How far a sitting has come."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class Pause(Public):
    """An interval in which no time runs; without an end while it lasts."""

    begun_at: AwareDatetime
    ended_at: AwareDatetime | None = None


class ExamNotebook(Public):
    """A notebook of the exam, by the name of its exercise's folder."""

    exercise: str
    competency: str
    title: str
    duration_minutes: int


class ExamActivity(Public):
    """A case study of the exam, by the name of its folder."""

    name: str
    code: str
    title: str
    notebooks: tuple[ExamNotebook, ...]


class Sitting(Public):
    """One sitting.

    Parameters
    ----------
    name : str
        Of its folder.
    asked : str
        Code of the activity or of the bloc.
    title : str
        Of that, in French.
    activities : tuple of ExamActivity
        In sequence.
    without_notebook : tuple of str
        Competencies of what was asked that no notebook exercises yet.
    minutes : float
        Without extra time.
    extra_time_percent : float
    pause_allowed : bool
    created_at : datetime
    started_at, handed_in_at : datetime or None
    pauses : tuple of Pause
        In order.
    """

    format: Literal[1] = 1
    name: str
    asked: str
    title: str
    activities: tuple[ExamActivity, ...]
    without_notebook: tuple[str, ...] = ()
    minutes: Minutes
    extra_time_percent: ExtraTimePercent = 0
    pause_allowed: bool = False
    created_at: AwareDatetime
    started_at: AwareDatetime | None = None
    pauses: tuple[Pause, ...] = ()
    handed_in_at: AwareDatetime | None = None

    @property
    def allotted(self) -> timedelta:
        """How long the exam lasts, extra time included."""
        return timedelta(minutes=self.minutes * (1 + self.extra_time_percent / 100))

    @property
    def notebooks(self) -> tuple[tuple[ExamActivity, ExamNotebook], ...]:
        """All notebooks in sequence, each with its activity."""
        return tuple((activity, notebook) for activity in self.activities for notebook in activity.notebooks)

    def used(self, at: datetime) -> timedelta:
        """Return how much of the time had been used at a moment; never more than there is."""
        spans = ((begin, at if end is None else min(end, at)) for begin, end in self._running())
        total = sum((max(timedelta(0), end - begin) for begin, end in spans), timedelta(0))
        return min(total, self.allotted)

    def left(self, at: datetime) -> timedelta:
        """Return how much time is left at a moment; none once the exam is over."""
        return timedelta(0) if self.state(at) is State.ENDED else self.allotted - self.used(at)

    @property
    def deadline(self) -> datetime | None:
        """When the time is up; ``None`` before the start and while a pause lasts."""
        left = self.allotted
        for begin, end in self._running():
            if end is None or end - begin >= left:
                return begin + left
            left -= max(timedelta(0), end - begin)
        return None

    @property
    def end(self) -> datetime | None:
        """When the exam ends or ended: handed in, or else out of time; ``None`` where neither is known."""
        return min((moment for moment in (self.handed_in_at, self.deadline) if moment is not None), default=None)

    def state(self, at: datetime) -> State:
        """Return how far the sitting has come at a moment."""
        if self.started_at is None:
            return State.WAITING
        # Handed in stays handed in, even by a clock that was set back.
        if self.handed_in_at is not None or (self.deadline is not None and self.deadline <= at):
            return State.ENDED
        return State.PAUSED if self.pauses and self.pauses[-1].ended_at is None else State.RUNNING

    def counts(self, at: datetime) -> bool:
        """Return whether what was handed in at a moment counts: after the start, before the end, in no pause."""
        if self.end is not None and at >= self.end:
            return False
        return any(begin <= at and (end is None or at < end) for begin, end in self._running())

    def start(self, at: datetime) -> "Sitting":
        """Return the sitting with its time running; one that runs already as it is."""
        return self if self.started_at is not None else self.model_copy(update={"started_at": at})

    def pause(self, at: datetime) -> "Sitting":
        """Return the sitting with its time standing still.

        Raises
        ------
        ExamError
            If no pause is allowed, or no time runs.
        """
        if not self.pause_allowed:
            raise ExamError("Cet examen blanc ne se met pas en pause : le réglage « pause_permise » ne le permet pas.")
        if self.state(at) is State.PAUSED:
            return self
        if self.state(at) is not State.RUNNING:
            raise ExamError("Rien à mettre en pause : le temps de cet examen blanc ne court pas.")
        last = self.pauses[-1].ended_at if self.pauses else self.started_at
        # A clock that was set back must not make a pause begin before the last one ended.
        begun = at if last is None else max(at, last)
        return self.model_copy(update={"pauses": (*self.pauses, Pause(begun_at=begun))})

    def resume(self, at: datetime) -> "Sitting":
        """Return the sitting with its time running again; one that is not paused as it is."""
        if self.state(at) is not State.PAUSED:
            return self
        last = self.pauses[-1]
        over = last.model_copy(update={"ended_at": max(at, last.begun_at)})
        return self.model_copy(update={"pauses": (*self.pauses[:-1], over)})

    def hand_in(self, at: datetime) -> "Sitting":
        """Return the sitting handed in; one that is over already as it is.

        Raises
        ------
        ExamError
            If it has not begun.
        """
        state = self.state(at)
        if state is State.WAITING:
            raise ExamError("Cet examen blanc n’a pas commencé : il n’y a rien à rendre.")
        if state is State.ENDED:
            return self
        return self.resume(at).model_copy(update={"handed_in_at": at})

    def _running(self) -> Iterator[tuple[datetime, datetime | None]]:
        """Yield the spans in which time runs; the last one may have no end."""
        begin = self.started_at
        for pause in self.pauses:
            if begin is None:
                return
            yield begin, pause.begun_at
            begin = pause.ended_at
        if begin is not None:
            yield begin, None
