"""The local store of a candidate's progress: one SQLite file in the user's data folder, and nothing beyond it.

Each call opens the file, does its work in one short transaction and closes it. So several notebooks write side by side,
and none goes on writing into a file that was erased or replaced in the meantime.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self, TypeVar

import platformdirs

from .attempts import Attempt, HintsTaken, Source
from .errors import ProgressError

DATA_FOLDER_VARIABLE = "ATELIER_DATA"
FILE_NAME = "progress.db"
PAGE_NAME = "progression.html"
LOCK_SECONDS = 10.0
# Says that a SQLite file is ours: « ATPR ».
APPLICATION_ID = 0x41545052
# What brings a store to each version from the one before; version 0 is an empty file.
STEPS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE attempt (
            id INTEGER PRIMARY KEY, at TEXT NOT NULL, activity TEXT NOT NULL, exercise TEXT NOT NULL,
            criterion TEXT NOT NULL, variant TEXT NOT NULL, source TEXT NOT NULL, fraction REAL NOT NULL,
            points REAL NOT NULL, maximum REAL NOT NULL, misconceptions TEXT NOT NULL, hints INTEGER NOT NULL,
            UNIQUE (
                at, activity, exercise, criterion, variant, source, fraction, points, maximum, misconceptions, hints
            )
        )
        """,
        """
        CREATE TABLE hint (
            exercise TEXT NOT NULL, criterion TEXT NOT NULL, variant TEXT NOT NULL, rungs INTEGER NOT NULL,
            PRIMARY KEY (exercise, criterion, variant)
        )
        """,
        "CREATE TABLE opened (exercise TEXT PRIMARY KEY, at TEXT NOT NULL)",
    ),
)
SCHEMA_VERSION = len(STEPS)

Kept = TypeVar("Kept")
_COLUMNS = tuple(Attempt.__dataclass_fields__)
_INSERT_ATTEMPT = (
    f"INSERT OR IGNORE INTO attempt ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"  # noqa: S608
)
_UPSERT_HINT = """
    INSERT INTO hint VALUES (:exercise, :criterion, :variant, :rungs)
    ON CONFLICT DO UPDATE SET rungs = max(rungs, excluded.rungs)
"""
_UPSERT_OPENED = "INSERT INTO opened VALUES (?, ?) ON CONFLICT DO UPDATE SET at = max(at, excluded.at)"


def data_folder() -> Path:
    """Return the folder in which the lab keeps what is the candidate's own.

    Returns
    -------
    Path
        The platform's folder for a user's data, or what the environment variable ``ATELIER_DATA`` says.
    """
    named = os.environ.get(DATA_FOLDER_VARIABLE)
    return Path(named).expanduser().absolute() if named else platformdirs.user_data_path("atelier", appauthor=False)


def progress_file() -> Path:
    """Return where progress is kept by default."""
    return data_folder() / FILE_NAME


class Progress:
    """A candidate's progress; a context manager. Any number of processes may use the same file.

    Parameters
    ----------
    path : Path, optional
        Its file, made where it is missing; ``progress.db`` in ``data_folder()`` by default.

    Raises
    ------
    ProgressError
        If it cannot be opened, is damaged, or was written by a newer version. The file stays as it is.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = progress_file() if path is None else path
        with self._connection():
            pass

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing: no connection outlives a call."""

    def record(self, attempt: Attempt) -> None:
        """Keep an attempt, unless the same answers were merely run again.

        Parameters
        ----------
        attempt : Attempt
            Left out if it equals, in everything but time, the last one on the same criterion, variant and source.
        """
        row = _row(attempt)
        with self._transaction() as connection:
            last = connection.execute(
                "SELECT * FROM attempt WHERE criterion = :criterion AND variant = :variant AND source = :source "
                "AND exercise = :exercise ORDER BY at DESC, id DESC LIMIT 1",
                row,
            ).fetchone()
            if last is None or any(row[name] != last[name] for name in _COLUMNS if name != "at"):
                connection.execute(_INSERT_ATTEMPT, row)

    def attempts(self, exercise: str | None = None) -> tuple[Attempt, ...]:
        """Return the attempts, the oldest first.

        Parameters
        ----------
        exercise : str, optional
            Only those on this one; all by default.
        """
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT * FROM attempt WHERE :exercise IS NULL OR exercise = :exercise ORDER BY at, id",
                {"exercise": exercise},
            )
            return self._read(_attempt, rows)

    def take_hint(self, exercise: str, criterion: str, variant: str, rung: int) -> None:
        """Keep that a rung (1 to 3) of a criterion's ladder was taken on a variant; the lower ones count with it."""
        taken = HintsTaken(exercise=exercise, criterion=criterion, variant=variant, rungs=rung)
        with self._transaction() as connection:
            connection.execute(_UPSERT_HINT, vars(taken))

    def hints(self, exercise: str, criterion: str, variant: str) -> int:
        """Return how many rungs of a criterion's ladder were taken on a variant, 0 to 3."""
        with self._connection() as connection:
            row = connection.execute(
                "SELECT rungs FROM hint WHERE exercise = ? AND criterion = ? AND variant = ?",
                (exercise, criterion, variant),
            ).fetchone()
        return 0 if row is None else int(row["rungs"])

    def all_hints(self) -> tuple[HintsTaken, ...]:
        """Return the hints taken, by exercise, criterion and variant."""
        with self._connection() as connection:
            rows = connection.execute("SELECT * FROM hint ORDER BY exercise, criterion, variant")
            return self._read(lambda row: HintsTaken(**row), rows)

    def open_exercise(self, exercise: str, at: datetime) -> None:
        """Keep that an exercise was opened at a time, which has its zone."""
        with self._transaction() as connection:
            connection.execute(_UPSERT_OPENED, (exercise, _text(at)))

    def opened(self) -> dict[str, datetime]:
        """Return when each exercise was last opened, the latest first."""
        with self._connection() as connection:
            rows = connection.execute("SELECT exercise, at FROM opened ORDER BY at DESC, exercise")
            return dict(self._read(lambda row: (row["exercise"], datetime.fromisoformat(row["at"])), rows))

    def merge(
        self,
        attempts: Iterable[Attempt],
        hints: Iterable[HintsTaken] = (),
        opened: Mapping[str, datetime] | None = None,
    ) -> int:
        """Take over what another store kept, all of it or nothing; what is there already is not kept twice.

        Parameters
        ----------
        attempts : iterable of Attempt
        hints : iterable of HintsTaken
            The higher rung counts.
        opened : mapping of str to datetime, optional
            The later time counts.

        Returns
        -------
        int
            How many attempts were new.
        """
        with self._transaction() as connection:
            before = connection.total_changes
            connection.executemany(_INSERT_ATTEMPT, map(_row, attempts))
            added = connection.total_changes - before
            connection.executemany(_UPSERT_HINT, map(vars, hints))
            connection.executemany(_UPSERT_OPENED, [(name, _text(at)) for name, at in (opened or {}).items()])
        return added

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            _create_file(self.path)
            with closing(sqlite3.connect(self.path, timeout=LOCK_SECONDS, isolation_level=None)) as connection:
                connection.row_factory = _named
                self._prepare(connection)
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise ProgressError(self._explained(error)) from None

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._connection() as connection:
            # What is not committed when the connection closes is rolled back.
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    def _prepare(self, connection: sqlite3.Connection) -> None:
        if self._version(connection) == SCHEMA_VERSION:
            return
        # Readers then never wait for a writer; kept in the file once it is set.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        # Read again: another process may have been faster.
        for statements in STEPS[self._version(connection) :]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")

    def _version(self, connection: sqlite3.Connection) -> int:
        """Return the version of a file that is ours or empty; refuse any other, without a change to it."""
        version = _number(connection, "user_version")
        if _number(connection, "application_id") != APPLICATION_ID:
            if connection.execute("SELECT name FROM sqlite_master").fetchone() is not None:
                raise ProgressError(
                    f"{self.path} : ce fichier est une base de données d’un autre programme. Il n’a pas été modifié. "
                    f"Déplacez-le, ou indiquez un autre dossier par la variable {DATA_FOLDER_VARIABLE}."
                )
            return 0
        if version > SCHEMA_VERSION:
            raise ProgressError(
                f"{self.path} : votre progression a été écrite par une version plus récente de l’atelier (format "
                f"{version}, celle-ci lit le format {SCHEMA_VERSION}). Elle n’a pas été modifiée. "
                "Mettez l’atelier à jour."
            )
        return version

    def _read(self, convert: Callable[[dict[str, Any]], Kept], rows: Iterable[dict[str, Any]]) -> tuple[Kept, ...]:
        try:
            return tuple(convert(row) for row in rows)
        except (ValueError, TypeError):
            raise ProgressError(self._damaged()) from None

    def _explained(self, error: sqlite3.Error | OSError) -> str:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
            return self._damaged()
        return (
            f"{self.path} : votre progression ne peut être lue ou écrite ({error}). "
            "Vérifiez la place sur le disque et vos droits sur ce fichier, puis recommencez."
        )

    def _damaged(self) -> str:
        return (
            f"{self.path} : votre progression est illisible, le fichier est endommagé. Il n’a pas été modifié. "
            "Remettez une sauvegarde à sa place ; sans sauvegarde, renommez-le : l’atelier repart d’un fichier neuf, "
            "où « atelier progress import » reprend un export."
        )


def _create_file(path: Path) -> None:
    """Make an empty file that only its owner reads, where there is none."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _named(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> dict[str, Any]:
    return {column[0]: value for column, value in zip(cursor.description, values, strict=True)}


def _number(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[name])


def _text(at: datetime) -> str:
    """Return a time as text that sorts by time; one without a zone is refused."""
    if at.tzinfo is None:
        raise ValueError(f"the time {at} has no zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _row(attempt: Attempt) -> dict[str, Any]:
    row = {name: getattr(attempt, name) for name in _COLUMNS}
    return row | {
        "at": _text(attempt.at),
        "source": str(attempt.source),
        "misconceptions": json.dumps(attempt.misconceptions),
    }


def _attempt(row: Mapping[str, Any]) -> Attempt:
    values = {name: row[name] for name in _COLUMNS}
    return Attempt(
        **values
        | {
            "at": datetime.fromisoformat(row["at"]),
            "source": Source(row["source"]),
            "misconceptions": tuple(json.loads(row["misconceptions"])),
        }
    )
