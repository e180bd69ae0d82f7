"""The databases of a course in which candidates are named: the records, and nbgrader's gradebook."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from nbgrader.api import Base, Student
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import Connection, MetaData, create_engine, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from autograders.assignments import Course
from autograders.records.schema import METADATA

from .mentions import Mentions
from .owned_rows import OwnedRows, count_rows, delete_rows, owned_rows, rename_owner, rewrite_texts
from .transactions import Database, DatabaseError, is_missing_file

LOCK_SECONDS = 30.0
# Evidence, under a digest of its text: it stays as it was handed in.
EVIDENCE = "answer"
OWNER = "candidate"

_Result = TypeVar("_Result")


@dataclass(frozen=True)
class PersonalTables:
    """One such database.

    Parameters
    ----------
    name : str
    url : str
        Of SQLAlchemy.
    metadata : MetaData
    owner_columns : mapping of str to str
        Table to the column that holds a candidate's identifier.
    """

    name: str
    url: str
    metadata: MetaData
    owner_columns: Mapping[str, str]

    def count(self, candidate: str) -> dict[str, int]:
        """Return how many rows are a candidate's, by table."""
        return self._once(lambda connection: count_rows(connection, self._owned(connection, candidate)), {})

    def delete(self, candidate: str) -> None:
        """Delete a candidate's rows, all of them or none, and what the database keeps of deleted ones."""
        self._once(lambda connection: delete_rows(connection, self._owned(connection, candidate)), None)
        self._compact()

    def rename(self, candidate: str, name: str, mentions: Mentions) -> None:
        """Give a candidate's rows to another name, all of them or none; texts that mention the candidate mention it."""

        def rename(connection: Connection) -> None:
            owned = self._owned(connection, candidate)
            texts = {table: condition for table, condition in owned.items() if table.name != EVIDENCE}
            rewrite_texts(connection, texts, lambda said: mentions.replaced(said, name))
            rename_owner(connection, self.metadata, self.owner_columns, candidate, name)

        self._once(rename, None)
        self._compact()

    def candidate_names(self, candidate: str) -> tuple[str, ...]:
        """Return what else the database calls a candidate: first and last name, e-mail address."""
        if Student.__tablename__ not in self.owner_columns:
            return ()
        query = select(Student.first_name, Student.last_name, Student.email).where(Student.id == candidate)
        row = self._once(lambda connection: connection.execute(query).one_or_none(), None)
        return tuple(filter(None, row or ()))

    def _owned(self, connection: Connection, candidate: str) -> OwnedRows:
        return owned_rows(connection, self.metadata, self.owner_columns, candidate)

    def _once(self, work: Callable[[Connection], _Result], nothing: _Result) -> _Result:
        if is_missing_file(self.url):
            return nothing
        database = Database(self.url, f"{self.name}_url", LOCK_SECONDS)
        try:
            return database.once(work)
        finally:
            database.close()

    def _compact(self) -> None:
        """Have the database drop what it still holds of deleted and changed rows."""
        if is_missing_file(self.url):
            return
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                connection.execute(text("VACUUM"))
        except SQLAlchemyError as error:
            shown = make_url(self.url).render_as_string(hide_password=True)
            reason = " ".join(str(getattr(error, "orig", None) or error).split())[:200]
            raise DatabaseError(
                f"{shown}: the rows are gone, but not yet their traces in the file ({reason}). Close what uses it and "
                "give the same command again."
            ) from None
        finally:
            engine.dispose()


def personal_tables(course: Course, config: Any) -> tuple[PersonalTables, ...]:
    """Return a course's databases; the gradebook, which alone knows candidates' names, is the last.

    Parameters
    ----------
    course : Course
    config : traitlets.config.Config
        Of nbgrader.
    """
    named = {table.name: OWNER for table in METADATA.sorted_tables if OWNER in table.c}
    return (
        PersonalTables("records", course.records_url, METADATA, named),
        PersonalTables(
            "gradebook", CourseDirectory(config=config).db_url, Base.metadata, {Student.__tablename__: "id"}
        ),
    )
