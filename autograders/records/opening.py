"""Opening the store's database, SQLite or PostgreSQL."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.schema import CreateIndex, CreateTable

from .errors import RecordsError
from .schema import METADATA

LOCK_SECONDS = 30


def open_engine(url: str, name: str) -> Engine:
    """Return an engine for the store's URL; ``name`` is how messages call it.

    Raises
    ------
    RecordsError
        If there is no driver for such a URL, or the folder of its file is missing.
    """
    try:
        parsed = make_url(url)
        is_sqlite = parsed.get_backend_name() == "sqlite"
        # The ping finds out that a server was restarted since the last time.
        engine = create_engine(parsed, pool_pre_ping=True, connect_args={"timeout": LOCK_SECONDS} if is_sqlite else {})
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        reason = " ".join(str(error).split())[:200]
        raise RecordsError(
            f"{name}: no database of that kind ({reason}). Correct records_url in course.toml."
        ) from None
    if is_sqlite:
        place = parsed.database or ""
        if place and not place.startswith("file:") and not Path(place).parent.is_dir():
            raise RecordsError(f"{name}: its folder does not exist. Correct records_url in course.toml.")
        event.listen(engine, "connect", _turn_foreign_keys_on)
    return engine


def shown(url: str) -> str:
    """Return a URL as it may be printed: without the password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "records_url"


def _turn_foreign_keys_on(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")


def create_tables(connection: Connection) -> None:
    """Make the tables and indexes that are missing."""
    # One statement each, and none that fails when another process was faster.
    for table in METADATA.sorted_tables:
        connection.execute(CreateTable(table, if_not_exists=True))
        for index in table.indexes:
            connection.execute(CreateIndex(index, if_not_exists=True))
