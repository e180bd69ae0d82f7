"""The store of answers and verdicts: written once per graded notebook, never changed afterwards."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    Table,
    func,
    insert,
    select,
    text,
    true,
    update,
)
from sqlalchemy.exc import SQLAlchemyError

from autograders.model.verdict import VerdictStatus

from .errors import RecordsError
from .opening import create_tables, open_engine, shown
from .rows import answer_row, grading_row, read_answer, read_grading, read_verdict, verdict_row
from .schema import (
    ANSWERS,
    ASSESSMENTS,
    DEFENCE_TIMES,
    OVERRIDES,
    SCHEMA_VERSION,
    STEPS,
    SUBMISSIONS,
    VERDICTS,
    VERSIONS,
)
from .types import (
    Assessment,
    Decision,
    DefenceTime,
    Entry,
    Grading,
    Override,
    ScoredVerdict,
    StoredAnswer,
    StoredGrading,
)

Part = TypeVar("Part", StoredAnswer, ScoredVerdict)
Decided = TypeVar("Decided", Override, Assessment, DefenceTime)
_DECISIONS: dict[type[Decision], Table] = {
    Override: OVERRIDES,
    Assessment: ASSESSMENTS,
    DefenceTime: DEFENCE_TIMES,
}


class Records:
    """A store; a context manager. One process writes at a time.

    Parameters
    ----------
    url : str
        Of SQLAlchemy, such as ``sqlite:///course/records.db``; its tables are made where they are missing.

    Raises
    ------
    RecordsError
        If it cannot be opened, or was written by a newer version of the course.
    """

    def __init__(self, url: str) -> None:
        self._name = shown(url)
        self._engine = open_engine(url, self._name)
        try:
            with self._transaction() as connection:
                create_tables(connection)
                self._check_version(connection)
        except BaseException:
            self._engine.dispose()
            raise

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def store(self, *entries: Entry) -> tuple[int, ...]:
        """Keep graded notebooks, all of them or none.

        Parameters
        ----------
        *entries : Entry

        Returns
        -------
        tuple of int
            Their numbers in the store; a later grading has a higher one.
        """
        with self._transaction() as connection:
            return tuple(_insert(connection, entry) for entry in entries)

    def latest(self, activity: str, candidate: str | None = None) -> tuple[StoredGrading, ...]:
        """Return the last grading of every candidate's every notebook of an activity.

        Parameters
        ----------
        activity : str
        candidate : str, optional
            Only this one's; all by default.

        Returns
        -------
        tuple of StoredGrading
            Sorted by candidate, then exercise.
        """
        last = _last(activity, candidate)
        chosen = select(SUBMISSIONS).where(SUBMISSIONS.c.id.in_(last))
        verdicts = select(VERDICTS).where(VERDICTS.c.submission_id.in_(last)).order_by(VERDICTS.c.id)
        with self._transaction() as connection:
            submissions = connection.execute(
                chosen.order_by(SUBMISSIONS.c.candidate, SUBMISSIONS.c.exercise)
            ).mappings()
            by_submission: dict[int, list[ScoredVerdict]] = {}
            for row in connection.execute(verdicts).mappings():
                by_submission.setdefault(row["submission_id"], []).append(read_verdict(row))
            return tuple(
                StoredGrading(id=row["id"], grading=read_grading(row), verdicts=tuple(by_submission.get(row["id"], ())))
                for row in submissions
            )

    def gradings(self, activity: str) -> tuple[Grading, ...]:
        """Return the last grading of every candidate's every notebook of an activity, without its verdicts.

        Parameters
        ----------
        activity : str

        Returns
        -------
        tuple of Grading
            Sorted by candidate, then exercise.
        """
        last = _last(activity).subquery()
        query = select(SUBMISSIONS).join(last, SUBMISSIONS.c.id == last.c[0])
        with self._transaction() as connection:
            rows = connection.execute(query.order_by(SUBMISSIONS.c.candidate, SUBMISSIONS.c.exercise)).mappings()
            return tuple(read_grading(row) for row in rows)

    def numbers(self, activity: str) -> dict[str, tuple[int, ...]]:
        """Return the numbers of the last gradings of every candidate's notebooks of an activity, by candidate.

        Parameters
        ----------
        activity : str

        Returns
        -------
        dict of str to tuple of int
            Candidates sorted; numbers in the order of the exercises.
        """
        last = _last(activity).subquery()
        query = select(SUBMISSIONS.c.candidate, SUBMISSIONS.c.id).join(last, SUBMISSIONS.c.id == last.c[0])
        found: dict[str, tuple[int, ...]] = {}
        with self._transaction() as connection:
            for name, number in connection.execute(query.order_by(SUBMISSIONS.c.candidate, SUBMISSIONS.c.exercise)):
                found[name] = (*found.get(name, ()), number)
        return found

    def distinct_answers(self, activity: str) -> dict[tuple[str, str], int]:
        """Return how many different answers of each candidate to each criterion of an activity were graded.

        Parameters
        ----------
        activity : str

        Returns
        -------
        dict of (str, str) to int
            By candidate and criterion; none where nothing was answered.
        """
        query = (
            select(SUBMISSIONS.c.candidate, VERDICTS.c.criterion, func.count(VERDICTS.c.answers_digest.distinct()))
            .join(SUBMISSIONS, SUBMISSIONS.c.id == VERDICTS.c.submission_id)
            .where(SUBMISSIONS.c.activity == activity, VERDICTS.c.status != VerdictStatus.NOT_ANSWERED)
            .group_by(SUBMISSIONS.c.candidate, VERDICTS.c.criterion)
        )
        with self._transaction() as connection:
            return {(candidate, criterion): count for candidate, criterion, count in connection.execute(query)}

    def entries(self, identifiers: Sequence[int]) -> tuple[Entry, ...]:
        """Return gradings as they went into the store.

        Parameters
        ----------
        identifiers : sequence of int
            Their numbers.

        Returns
        -------
        tuple of Entry
            In the order of the numbers.
        """
        gradings = select(SUBMISSIONS).where(SUBMISSIONS.c.id.in_(identifiers))
        with self._transaction() as connection:
            found = {row["id"]: read_grading(row) for row in connection.execute(gradings).mappings()}
            answers = _by_grading(connection, ANSWERS, identifiers, read_answer)
            verdicts = _by_grading(connection, VERDICTS, identifiers, read_verdict)
        return tuple(
            Entry(grading=found[number], answers=answers.get(number), verdicts=verdicts.get(number, ()))
            for number in identifiers
        )

    def answers(self, identifier: int) -> tuple[StoredAnswer, ...]:
        """Return the answers on which a grading rests, in the order in which they were declared.

        Parameters
        ----------
        identifier : int
            Number of the grading.
        """
        query = select(ANSWERS).where(ANSWERS.c.submission_id == identifier).order_by(ANSWERS.c.id)
        with self._transaction() as connection:
            return tuple(read_answer(row) for row in connection.execute(query).mappings())

    def history(self, candidate: str) -> tuple[Entry, ...]:
        """Return all gradings of a candidate, the first one first, as they went into the store."""
        query = select(SUBMISSIONS.c.id).where(SUBMISSIONS.c.candidate == candidate).order_by(SUBMISSIONS.c.id)
        with self._transaction() as connection:
            numbers = connection.scalars(query).all()
        return self.entries(numbers)

    def keep_decisions(self, *decisions: Decision) -> None:
        """Keep what persons decided, all of it or nothing; what was decided before stays."""
        with self._transaction() as connection:
            for decision in decisions:
                connection.execute(insert(_DECISIONS[type(decision)]).values(**asdict(decision)))

    def overrides(self, candidate: str | None = None) -> tuple[Override, ...]:
        """Return what persons decided on a candidate's scores, or on everybody's, the first decision first."""
        return self._decisions(Override, candidate)

    def assessments(self, candidate: str | None = None) -> tuple[Assessment, ...]:
        """Return the levels that graders gave to a candidate, or to everybody, the first one first."""
        return self._decisions(Assessment, candidate)

    def defence_times(self, candidate: str | None = None) -> tuple[DefenceTime, ...]:
        """Return what was noted of a candidate's defence, or of everybody's, the first note first."""
        return self._decisions(DefenceTime, candidate)

    def _decisions(self, kind: type[Decided], candidate: str | None) -> tuple[Decided, ...]:
        table = _DECISIONS[kind]
        query = select(table).where(true() if candidate is None else table.c.candidate == candidate)
        with self._transaction() as connection:
            rows = connection.execute(query.order_by(table.c.id)).mappings()
            return tuple(kind(**{name: row[name] for name in kind.__dataclass_fields__}) for row in rows)

    def _check_version(self, connection: Connection) -> None:
        version = connection.execute(select(VERSIONS.c.version)).scalar()
        if version is None:
            connection.execute(insert(VERSIONS).values(id=1, version=SCHEMA_VERSION))
            return
        if version > SCHEMA_VERSION:
            raise RecordsError(
                f"{self._name}: written by a newer version of the course (format {version}, this one reads "
                f"{SCHEMA_VERSION}). Update the course, or choose another records_url in course.toml."
            )
        for step in range(version + 1, SCHEMA_VERSION + 1):
            for statement in STEPS[step]:
                connection.execute(text(statement))
            connection.execute(update(VERSIONS).values(version=step))

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            reason = " ".join(str(getattr(error, "orig", None) or error).split())[:200]
            raise RecordsError(
                f"{self._name}: the records cannot be read or written ({reason}). "
                "Check the disk and the rights, and that no other program holds the file."
            ) from None


def _insert(connection: Connection, entry: Entry) -> int:
    query = insert(SUBMISSIONS).values(**grading_row(entry.grading)).returning(SUBMISSIONS.c.id)
    identifier: int = connection.execute(query).scalar_one()
    if entry.answers:
        connection.execute(insert(ANSWERS), [answer_row(identifier, answer) for answer in entry.answers])
    if entry.verdicts:
        connection.execute(insert(VERDICTS), [verdict_row(identifier, entry.grading, item) for item in entry.verdicts])
    return identifier


def _last(activity: str, candidate: str | None = None) -> Select[tuple[int]]:
    return (
        select(func.max(SUBMISSIONS.c.id))
        .where(SUBMISSIONS.c.activity == activity)
        .where(true() if candidate is None else SUBMISSIONS.c.candidate == candidate)
        .group_by(SUBMISSIONS.c.exercise, SUBMISSIONS.c.candidate)
    )


def _by_grading(
    connection: Connection, table: Table, identifiers: Sequence[int], read: Callable[[RowMapping], Part]
) -> dict[int, tuple[Part, ...]]:
    """Return what belongs to some gradings, by their numbers, in the order in which it was stored."""
    query = select(table).where(table.c.submission_id.in_(identifiers)).order_by(table.c.id)
    found: dict[int, list[Part]] = {}
    for row in connection.execute(query).mappings():
        found.setdefault(row["submission_id"], []).append(read(row))
    return {number: tuple(parts) for number, parts in found.items()}
