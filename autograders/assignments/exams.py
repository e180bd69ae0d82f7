"""When an exam begins and ends, and how much longer those may take who have extra time."""

import math
from datetime import UTC, datetime, timedelta
from typing import Annotated, Self

from pydantic import AwareDatetime, Field, model_validator

from autograders.candidate.declarations import Public

MAXIMUM_EXTRA_MINUTES = 24 * 60
MAXIMUM_EXTRA_PERCENT = 200.0


class Exam(Public):
    """An activity as an exam: an ``[[exams]]`` of ``course.toml``.

    Parameters
    ----------
    activity : str
        Its code.
    starts_at, due_at : datetime
        With their zone.
    extra_minutes : dict of str to int
        By candidate; 0 takes away what was granted before.
    extra_percent : dict of str to float
        By candidate, of the time between start and end; a begun minute counts whole (a convention of ours).
    """

    activity: Annotated[str, Field(pattern=r"^A\d\.\d$")]
    starts_at: AwareDatetime
    due_at: AwareDatetime
    extra_minutes: dict[str, Annotated[int, Field(strict=True, ge=0, le=MAXIMUM_EXTRA_MINUTES)]] = Field(
        default_factory=dict
    )
    extra_percent: dict[str, Annotated[float, Field(ge=0, le=MAXIMUM_EXTRA_PERCENT)]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _times_fit(self) -> Self:
        if self.due_at <= self.starts_at:
            raise ValueError(f"due_at {self.due_at} is not after starts_at {self.starts_at}")
        if twice := sorted(self.extra_minutes.keys() & self.extra_percent.keys()):
            raise ValueError(f"extra time in minutes or in percent, got both for {', '.join(twice)}")
        return self

    @property
    def due_in_gradebook(self) -> datetime:
        """The end as nbgrader keeps it: in UTC, without its zone."""
        return self.due_at.astimezone(UTC).replace(tzinfo=None)

    def extra_time(self, candidate: str) -> timedelta | None:
        """Return by how much a candidate's end is later; ``None`` where nothing is stated.

        Examples
        --------
        >>> exam = Exam(
        ...     activity="A2.1",
        ...     starts_at="2026-12-05T09:00:00+01:00",
        ...     due_at="2026-12-05T12:00:00+01:00",
        ...     extra_minutes={"bob.petit": 20},
        ...     extra_percent={"ada.martin": 33.3},
        ... )
        >>> [str(exam.extra_time(name)) for name in ("ada.martin", "bob.petit", "eve.leroy")]
        ['1:00:00', '0:20:00', 'None']
        """
        if candidate in self.extra_minutes:
            return timedelta(minutes=self.extra_minutes[candidate])
        if candidate not in self.extra_percent:
            return None
        minutes = (self.due_at - self.starts_at) / timedelta(minutes=1) * self.extra_percent[candidate] / 100
        # A float's last digits make no minute.
        return timedelta(minutes=math.ceil(round(minutes, 6)))

    def due_for(self, candidate: str) -> datetime:
        """Return when a candidate has to hand in, as far as the settings say."""
        return self.due_at + (self.extra_time(candidate) or timedelta())

    def stated(self) -> tuple[str, ...]:
        """Return the candidates of whom something is stated, sorted."""
        return tuple(sorted({*self.extra_minutes, *self.extra_percent}))
