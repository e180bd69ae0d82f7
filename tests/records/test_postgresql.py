"""The store on a real PostgreSQL server."""

from datetime import UTC, datetime

import pytest

from autograders.model.verdict import Check, Verdict, VerdictStatus
from autograders.records import Entry, Grading, Records, ScoredVerdict

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
JUDGED = Verdict(
    criterion="C2.1.2.noise",
    status=VerdictStatus.JUDGED,
    fraction=0.7,
    checks=(Check(label="écart-type", weight=2, fraction=0.7, message="reçu 2,5 mm"),),
    message="« bien »",
)
SCORED = ScoredVerdict(verdict=JUDGED, points=3.5, maximum=5.0, answers_digest="a" * 64)


def grading(candidate):
    return Grading(
        activity="a2_1", exercise="c2_1_2_quality", candidate=candidate, graded_at=NOON, grader_version="v" * 64
    )


def entry(candidate):
    return Entry(grading=grading(candidate), answers=None, verdicts=(SCORED,))


@pytest.mark.needs("postgresql")
def test_what_is_stored_is_read_back_after_the_server_was_restarted_in_between(postgresql):
    with Records(postgresql.new_database()[1]) as records:
        records.store(entry("ada"))
        postgresql.stop()
        postgresql.start()
        records.store(entry("bob"))
        stored = records.latest("a2_1")
    assert [item.grading for item in stored] == [grading("ada"), grading("bob")]
    assert [item.verdicts for item in stored] == [(SCORED,), (SCORED,)]
