"""A database that other programs use too: one waits for them, and a restarted server is asked again."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from autograders.candidate.errors import AtelierError

_Result = TypeVar("_Result")

_BETWEEN_ATTEMPTS_SECONDS = 0.2
_SQLITE_BUSY = 5
_LOCK_NOT_AVAILABLE = "55P03"
# Of PostgreSQL: lost connection, transaction that lost against another one, server that stops or starts.
_PASSING = ("08", "40", "57P")


class DatabaseError(AtelierError):
    """A database cannot be opened, read or written; the message says why and what to do."""


def is_missing_file(url: str) -> bool:
    """Tell whether a URL of SQLAlchemy names a file that is not there, which opening would make.

    Examples
    --------
    >>> is_missing_file("sqlite:////no/such/folder/gradebook.db"), is_missing_file("postgresql://host/gradebook")
    (True, False)
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        return False  # explained where it is opened
    return parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").is_file()


class Database:
    """Transactions on one engine; a context manager.

    Parameters
    ----------
    url : str
        Of SQLAlchemy.
    setting : str
        Where the URL is set, to be named in messages.
    wait_seconds : float
        How long to wait for another program's lock, and for a server that is away.

    Raises
    ------
    DatabaseError
        If there is no driver for such a URL.
    """

    def __init__(self, url: str, setting: str, wait_seconds: float) -> None:
        self._wait_seconds = wait_seconds
        try:
            parsed = make_url(url)
            self.name = parsed.render_as_string(hide_password=True)
            is_sqlite = parsed.get_backend_name() == "sqlite"
            # The ping finds out that the server was restarted since the last transaction.
            self._engine: Engine = create_engine(
                parsed, pool_pre_ping=True, connect_args={"timeout": wait_seconds} if is_sqlite else {}
            )
        except (ArgumentError, NoSuchModuleError, ImportError) as error:
            raise DatabaseError(f"{setting}: no database of that kind ({_said(error)}). Correct the URL.") from None
        if is_sqlite:
            event.listen(self._engine, "connect", _leave_transactions_to_us)
            event.listen(self._engine, "begin", _begin_writing)
        elif parsed.get_backend_name() == "postgresql":
            event.listen(self._engine, "begin", self._bound_waiting)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def once(self, work: Callable[[Connection], _Result]) -> _Result:
        """Return what some work returns in a transaction of its own.

        Raises
        ------
        DatabaseError
            If the database cannot be reached, another program held it for too long, or a statement failed; then
            nothing was written.
        """
        try:
            return self._attempt(work)
        except SQLAlchemyError as error:
            raise self._explained(error) from None

    def until_done(self, work: Callable[[Connection], _Result]) -> _Result:
        """Return the same, done again from its start when the server goes away meanwhile.

        Parameters
        ----------
        work : callable
            Whose second time, after a first one that was done after all, changes nothing.
        """
        start = monotonic()
        while True:
            try:
                return self._attempt(work)
            except SQLAlchemyError as error:
                if not _passes(error) or monotonic() - start > self._wait_seconds:
                    raise self._explained(error) from None
            sleep(_BETWEEN_ATTEMPTS_SECONDS)

    def _attempt(self, work: Callable[[Connection], _Result]) -> _Result:
        with self._engine.begin() as connection:
            return work(connection)

    def _bound_waiting(self, connection: Connection) -> None:
        milliseconds = max(1, round(self._wait_seconds * 1000))
        connection.execute(text(f"SET LOCAL lock_timeout = {milliseconds}"))

    def _explained(self, error: SQLAlchemyError) -> DatabaseError:
        if _is_locked(error):
            return DatabaseError(
                f"{self.name}: another program held it for more than {self._wait_seconds:g} s. "
                "Close what writes there (formgrader, a backup, another run) and start again."
            )
        return DatabaseError(f"{self.name}: cannot be read or written ({_said(error)}). Check the server or the disk.")


def refuse_missing_file(url: str) -> None:
    """Refuse a gradebook whose SQLite file is not there, before SQLite makes an empty one.

    Raises
    ------
    DatabaseError
    """
    if is_missing_file(url):
        raise DatabaseError(
            f"{make_url(url).database}: no gradebook there. Run 'atelier build' and 'atelier grade' first."
        )


def _leave_transactions_to_us(connection: Any, _record: Any) -> None:
    connection.isolation_level = None


def _begin_writing(connection: Connection) -> None:
    # The lock is waited for at the start: one that is asked for in the middle is refused at once.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _state(error: SQLAlchemyError) -> str:
    """Return PostgreSQL's code of an error, by either driver; empty where there is none."""
    cause = getattr(error, "orig", None)
    return str(getattr(cause, "sqlstate", None) or getattr(cause, "pgcode", None) or "")


def _is_locked(error: SQLAlchemyError) -> bool:
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", 0)
    return code & 0xFF == _SQLITE_BUSY or _state(error) == _LOCK_NOT_AVAILABLE


def _passes(error: SQLAlchemyError) -> bool:
    """Tell whether the same work may succeed in a moment."""
    if not isinstance(error, DBAPIError) or _is_locked(error):
        return False
    refused = type(error.orig).__name__ == "OperationalError" and not hasattr(error.orig, "sqlite_errorcode")
    return error.connection_invalidated or _state(error).startswith(_PASSING) or (refused and not _state(error))


def _said(error: Exception) -> str:
    return " ".join(str(getattr(error, "orig", None) or error).split())[:200]
