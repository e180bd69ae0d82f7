"""Mock exams on the tiny ruler."""

from datetime import UTC, datetime, timedelta

from autograders.assignments import open_repository
from autograders.lab.exam.arranging import arrange_sitting, find_subject
from autograders.lab.exam.records import read_sitting, write_sitting
from autograders.lab.exam.settings import ExamSettings
from autograders.lab.exam.sitting import Sitting

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def sitting(**changes):
    """Return a sitting of ten minutes on nothing."""
    known = {"name": "2026-03-01-A2.1", "asked": "A2.1", "title": "Essai", "activities": (), "minutes": 10}
    return Sitting.model_validate(known | {"created_at": NOON} | changes)


def prepared(repository, home, minutes=60.0, asked="A2.1", **settings):
    """Prepare an exam in a practice folder, as the command does."""
    subject = find_subject(open_repository(repository), asked)
    return arrange_sitting(subject, home, minutes, ExamSettings(**settings), datetime.now(UTC), lambda told: None)


def let_pass(folder, **time):
    """Let time pass in a sitting: its start and its pauses are moved back."""
    passed, kept = timedelta(**time), read_sitting(folder)
    pauses = [
        pause.model_copy(
            update={"begun_at": pause.begun_at - passed, "ended_at": pause.ended_at and pause.ended_at - passed}
        )
        for pause in kept.pauses
    ]
    moved = {"started_at": kept.started_at - passed, "pauses": tuple(pauses)}
    write_sitting(folder, kept.model_copy(update=moved))
