"""The store keeps what it was given, whole, and says plainly when it cannot."""

import sqlite3
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from autograders.candidate.declarations import AnswerDeclaration
from autograders.model.answers import Answer, Answers, AnswerState, ProbeResult
from autograders.model.verdict import Check, Verdict, VerdictStatus, to_review
from autograders.records import (
    Assessment,
    DefenceTime,
    Entry,
    Grading,
    Override,
    Records,
    RecordsError,
    ScoredVerdict,
    answers_digest,
    stored_answers,
)
from autograders.records.schema import SCHEMA_VERSION

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def declared(name, kind="number", **more):
    return AnswerDeclaration(name=name, type=kind, label=name, **more)


PROBES = (ProbeResult(1.5), ProbeResult(None, "ValueError : é"), ProbeResult(None, rows=({"part": "A", "kg": 1.5},)))
ANSWERS = Answers(
    [
        Answer(declaration=declared("sigma_mm"), state=AnswerState.GIVEN, value=2.5, wire=2.5),
        Answer(declaration=declared("note", "text"), state=AnswerState.REFUSED, message="« note » : trop long"),
        Answer(
            declaration=declared("noise", "function", parameters=({"name": "x", "label": "x"},)),
            state=AnswerState.GIVEN,
            wire={"callable": True},
            probes=PROBES,
        ),
    ]
)
JUDGED = Verdict(
    criterion="C2.1.2.noise",
    status=VerdictStatus.JUDGED,
    fraction=0.7,
    checks=(Check(label="écart-type", weight=2, fraction=0.7, message="reçu 2,5 mm", misconception="one-sigma"),),
    message="« bien »",
)


def grading(candidate="ada", exercise="c2_1_2_quality", **more):
    values = {
        "activity": "a2_1",
        "exercise": exercise,
        "candidate": candidate,
        "graded_at": NOON,
        "variant_number": 2,
        "variant_digest": "d" * 64,
        "grader_version": "v" * 64,
        "confinement": "full",
        "irregularities": ("Cellule modifiée.",),
        "faults": {"C2.1.2.colour": "KeyError: 'x'"},
    }
    return Grading(**(values | more))


def scored(verdict=JUDGED, points=3.5):
    return ScoredVerdict(verdict=verdict, points=points, maximum=5.0, answers_digest="a" * 64)


def entry(grading, answers, verdicts):
    answers = None if answers is None else stored_answers(answers)
    return Entry(grading=grading, answers=answers, verdicts=tuple(verdicts))


@pytest.fixture
def records(tmp_path):
    with Records(f"sqlite:///{tmp_path / 'records.db'}") as store:
        yield store


def test_what_is_stored_is_read_back_as_it_was(records):
    records.store(entry(grading(), ANSWERS, [scored(), scored(to_review("C2.1.2.colour", "à voir"), None)]))
    (stored,) = records.latest("a2_1")
    assert stored.grading == grading()
    assert [item.verdict for item in stored.verdicts] == [JUDGED, to_review("C2.1.2.colour", "à voir")]
    assert [item.points for item in stored.verdicts] == [3.5, None]


def test_answers_are_kept_as_they_arrived_with_their_digest(records):
    (identifier,) = records.store(entry(grading(), ANSWERS, []))
    sigma, note, noise = records.answers(identifier)
    assert (sigma.name, sigma.state, sigma.wire) == ("sigma_mm", AnswerState.GIVEN, 2.5)
    assert sigma.digest == ANSWERS["sigma_mm"].digest()
    assert (note.state, note.message, note.wire) == (AnswerState.REFUSED, "« note » : trop long", None)
    assert noise.probes == PROBES


def test_the_last_grading_of_each_candidate_and_exercise_counts(records):
    records.store(entry(grading(), None, [scored(points=1.0)]))
    records.store(entry(grading("bob"), None, [scored(points=2.0)]))
    records.store(entry(grading(exercise="c2_1_3_other"), None, [scored(points=3.0)]))
    records.store(entry(grading(), None, [scored(points=4.0)]))
    records.store(entry(replace(grading(), activity="a2_2"), None, [scored(points=5.0)]))
    found = [
        (item.grading.candidate, item.grading.exercise, item.verdicts[0].points) for item in records.latest("a2_1")
    ]
    assert [item.grading.candidate for item in records.latest("a2_1", "bob")] == ["bob"]
    assert found == [("ada", "c2_1_2_quality", 4.0), ("ada", "c2_1_3_other", 3.0), ("bob", "c2_1_2_quality", 2.0)]


def test_last_gradings_are_found_by_candidate_and_read_back_whole(records):
    records.store(entry(grading(), None, []), entry(grading("bob"), None, []))
    whole = entry(grading(), ANSWERS, [replace(scored(), voided=True)])
    other = entry(grading(exercise="c2_1_3_other"), None, [scored()])
    _, later = records.store(other, whole)
    numbers = records.numbers("a2_1")
    assert list(numbers) == ["ada", "bob"]
    assert numbers["ada"][0] == later
    assert records.entries(numbers["ada"]) == (whole, other)
    assert records.entries(()) == ()


def test_a_time_of_any_zone_comes_back_in_utc(records):
    paris = timezone(timedelta(hours=1))
    records.store(entry(grading(graded_at=datetime(2026, 3, 1, 13, tzinfo=paris)), None, []))
    assert records.latest("a2_1")[0].grading.graded_at == NOON


def test_a_time_without_a_zone_is_refused(records):
    with pytest.raises(RecordsError):
        records.store(entry(grading(graded_at=datetime(2026, 3, 1, 12)), None, []))


def test_a_grading_is_stored_whole_or_not_at_all(records):
    with pytest.raises(RecordsError):
        records.store(entry(grading(), ANSWERS, [scored(), scored()]))  # the same criterion twice
    assert records.latest("a2_1") == ()


def test_gradings_that_are_stored_together_are_all_there_or_none(records):
    whole, broken = entry(grading(), ANSWERS, [scored()]), entry(grading("bob"), None, [scored(), scored()])
    with pytest.raises(RecordsError):
        records.store(whole, broken)
    assert records.latest("a2_1") == ()
    first, second = records.store(whole, whole)
    assert first < second


FORMAT_1 = """
CREATE TABLE schema_version (id INTEGER NOT NULL PRIMARY KEY, version INTEGER);
INSERT INTO schema_version VALUES (1, 1);
CREATE TABLE submission (
    id INTEGER NOT NULL PRIMARY KEY, activity VARCHAR(64) NOT NULL, exercise VARCHAR(64) NOT NULL,
    candidate VARCHAR(128) NOT NULL, graded_at DATETIME NOT NULL, variant_number INTEGER,
    variant_digest VARCHAR(64) NOT NULL, grader_version VARCHAR(64) NOT NULL, confinement VARCHAR(16) NOT NULL,
    ending_kind VARCHAR(32) NOT NULL, ending_message TEXT NOT NULL, problem TEXT NOT NULL,
    irregularities TEXT NOT NULL, faults TEXT NOT NULL
);
CREATE TABLE answer (
    id INTEGER NOT NULL PRIMARY KEY, submission_id INTEGER NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
    name VARCHAR(80) NOT NULL, state VARCHAR(16) NOT NULL, message TEXT NOT NULL, wire TEXT NOT NULL,
    probes TEXT NOT NULL, digest VARCHAR(64) NOT NULL, UNIQUE (submission_id, name)
);
CREATE TABLE verdict (
    id INTEGER NOT NULL PRIMARY KEY, submission_id INTEGER NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
    criterion VARCHAR(64) NOT NULL, status VARCHAR(16) NOT NULL, fraction FLOAT NOT NULL, points FLOAT,
    maximum FLOAT NOT NULL, message TEXT NOT NULL, checks TEXT NOT NULL, grader_version VARCHAR(64) NOT NULL,
    variant_digest VARCHAR(64) NOT NULL, answers_digest VARCHAR(64) NOT NULL, judged_at DATETIME NOT NULL,
    UNIQUE (submission_id, criterion, grader_version, judged_at)
);
INSERT INTO answer VALUES (1, 7, 'noise', 'given', '', '{"callable": true}', '[]', 'd');
INSERT INTO verdict VALUES (1, 7, 'C2.1.2.noise', 'not_answered', 0, 0, 5,
    'La cellule notée a été supprimée dans le carnet remis.', '[]', 'v', 'd', 'a', '2026-03-01 12:00:00.000000');
INSERT INTO verdict VALUES (2, 7, 'C2.1.2.colour', 'not_answered', 0, 0, 5,
    'Aucune réponse reçue.', '[]', 'v', 'd', 'a', '2026-03-01 12:00:00.000000');
INSERT INTO submission VALUES (7, 'a2_1', 'c2_1_2_quality', 'ada', '2026-03-01 12:00:00.000000', 2, 'd', 'v', 'full',
    '', '', '', '[]', '{}');
"""


def test_a_store_of_the_first_format_is_brought_to_the_present_one_and_keeps_what_it_holds(tmp_path):
    with sqlite3.connect(tmp_path / "records.db") as connection:
        connection.executescript(FORMAT_1)
    for _ in range(2):
        with Records(f"sqlite:///{tmp_path / 'records.db'}") as records:
            (old,) = records.latest("a2_1", "ada")
            assert (old.id, old.grading.graded_at, old.grading.work_key) == (7, NOON, "")
            assert [item.voided for item in old.verdicts] == [True, False]
            (noise,) = records.answers(7)
            assert (noise.name, noise.declaration_digest, noise.calls_digest) == ("noise", "", "")
            assert records.overrides() == records.assessments() == records.defence_times() == ()
    with Records(f"sqlite:///{tmp_path / 'records.db'}") as records:
        records.store(entry(grading(work_key="k" * 64), None, []))
        assert records.latest("a2_1", "ada")[0].grading.work_key == "k" * 64


def override(points, candidate="ada", former=None):
    return Override(
        activity="a2_1",
        exercise="c2_1_2_quality",
        candidate=candidate,
        criterion="C2.1.2.noise",
        cell="C2-1-2_noise",
        points=points,
        maximum=5.0,
        former_auto_score=2.5,
        former_manual_score=former,
        reason="« bien » vu",
        author="M. Ohm",
        overridden_at=NOON,
    )


def test_what_persons_decide_is_added_line_by_line_and_a_manual_score_is_the_one_that_counted(records):
    decisions = [override(3.0), override(4.0, "bob"), override(3.5, former=3.0)]
    for decision in decisions:
        records.keep_decisions(decision)
    assert records.overrides() == tuple(decisions)
    assert records.overrides("ada") == (decisions[0], decisions[2])
    assert [item.former_score for item in records.overrides("ada")] == [2.5, 3.0]


def test_levels_and_the_times_of_a_defence_are_added_line_by_line_all_or_none(records):
    level = Assessment(
        candidate="ada",
        criterion="THESIS.report",
        grader="M. Ohm",
        level=3,
        remark="« bien »",
        is_arbiter=False,
        assessed_at=NOON,
    )
    time = DefenceTime(candidate="ada", stage="Exposé", start_minute=0, end_minute=30, author="M. Ohm", noted_at=NOON)
    records.keep_decisions(level, override(3.0), time)
    records.keep_decisions(replace(level, level=4), replace(level, candidate="bob", is_arbiter=True))
    assert records.assessments("ada") == (level, replace(level, level=4))
    assert len(records.assessments()) == 3
    assert records.assessments("bob")[0].is_arbiter
    assert records.defence_times() == records.defence_times("ada") == (time,)
    with pytest.raises(RecordsError):
        records.keep_decisions(replace(level, level=0), replace(level, assessed_at=NOON.replace(tzinfo=None)))
    assert len(records.assessments("ada")) == 2


def test_the_history_of_a_candidate_holds_every_grading_the_first_one_first(records):
    first, second = entry(grading(), ANSWERS, [scored()]), entry(grading(exercise="c2_1_3_x"), None, [])
    again = entry(grading(grader_version="w" * 64), ANSWERS, [scored(points=4.0)])
    for item in (first, entry(grading("bob"), None, []), second, again):
        records.store(item)
    assert [item.grading for item in records.history("ada")] == [first.grading, second.grading, again.grading]
    assert [len(item.verdicts) for item in records.history("ada")] == [1, 0, 1]


def test_a_verdict_cannot_stand_without_its_grading(tmp_path, records):
    with pytest.raises(sqlite3.IntegrityError), sqlite3.connect(tmp_path / "records.db") as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("INSERT INTO answer VALUES (1, 99, 'x', 'given', '', 'null', '[]', '', '', '')")
    with records._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_opening_a_store_twice_changes_nothing(tmp_path, records):
    records.store(entry(grading(), ANSWERS, [scored()]))
    with Records(f"sqlite:///{tmp_path / 'records.db'}") as again:
        assert again.latest("a2_1") == records.latest("a2_1")


def test_a_store_of_a_newer_version_is_refused_with_the_repair(tmp_path, records):
    with sqlite3.connect(tmp_path / "records.db") as connection:
        connection.execute("UPDATE schema_version SET version = 99")
    with pytest.raises(
        RecordsError, match=rf"newer version of the course \(format 99, this one reads {SCHEMA_VERSION}\)\. Update"
    ):
        Records(f"sqlite:///{tmp_path / 'records.db'}")


def test_a_file_that_is_no_database_is_told_in_one_line(tmp_path):
    (tmp_path / "records.db").write_text("Ceci n’est pas une base de données." * 100)
    with pytest.raises(
        RecordsError, match=r"records\.db: the records cannot be read or written \(file is not a database\)"
    ):
        Records(f"sqlite:///{tmp_path / 'records.db'}")


def test_a_missing_folder_is_told_with_the_setting_to_correct(tmp_path):
    with pytest.raises(RecordsError, match=r"its folder does not exist\. Correct records_url in course\.toml"):
        Records(f"sqlite:///{tmp_path / 'nowhere' / 'records.db'}")


def test_an_unknown_kind_of_database_is_told_with_the_setting_to_correct():
    with pytest.raises(RecordsError, match=r"no database of that kind .* Correct records_url in course\.toml"):
        Records("oracolo://somewhere")


def test_a_password_is_never_printed():
    with pytest.raises(RecordsError) as caught:
        Records("oracolo://me:hunter2@somewhere/db")
    assert "hunter2" not in str(caught.value)


def test_answers_of_hostile_text_are_stored(records):
    answer = Answer(declaration=declared("note", "text"), state=AnswerState.GIVEN, value="\x00", wire="\x00\ud800'; --")
    (identifier,) = records.store(entry(grading(), Answers([answer]), []))
    assert records.answers(identifier)[0].wire == "\x00\ud800'; --"


def test_the_digest_of_answers_changes_with_any_of_them_and_with_their_names():
    names = ("sigma_mm", "note")
    other = Answers([replace(ANSWERS["sigma_mm"], wire=2.6), ANSWERS["note"]])
    assert answers_digest(ANSWERS, names) != answers_digest(other, names)
    assert answers_digest(ANSWERS, names) != answers_digest(ANSWERS, names[:1])
    assert answers_digest(ANSWERS, names) == answers_digest(Answers(list(ANSWERS.values())), names)


def test_a_store_without_the_right_to_write_is_told(tmp_path):
    path = tmp_path / "records.db"
    Records(f"sqlite:///{path}").close()
    path.chmod(stat.S_IRUSR)
    with Records(f"sqlite:///file:{path}?mode=ro&uri=true") as store, pytest.raises(RecordsError, match="readonly"):
        store.store(entry(grading(), None, []))


def test_different_answers_that_were_graded_are_counted_once_each_whatever_was_regraded(tmp_path):
    first, second = scored(), replace(scored(), answers_digest="b" * 64)
    nothing = replace(first, verdict=replace(JUDGED, status=VerdictStatus.NOT_ANSWERED), answers_digest="c" * 64)
    with Records(f"sqlite:///{tmp_path / 'records.db'}") as records:
        for verdict in (nothing, first, first, second):
            records.store(entry(grading(), ANSWERS, [verdict]))
        records.store(entry(grading(candidate="bob"), ANSWERS, [first]))
        records.store(entry(grading(candidate="cyd"), ANSWERS, [nothing]))
        counted = records.distinct_answers("a2_1")
    assert counted == {("ada", "C2.1.2.noise"): 2, ("bob", "C2.1.2.noise"): 1}
