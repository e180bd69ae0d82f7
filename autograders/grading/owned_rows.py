"""One person's rows in a database: those of the tables that name the person, and all that hangs on them.

Which tables these are follows from the foreign keys, so that a table added later is not forgotten.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    MetaData,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    inspect,
    or_,
    select,
    update,
)

OwnedRows: TypeAlias = Mapping[Table, ColumnElement[bool]]
"""Which rows of each table are the person's; a table comes after those on which it hangs."""


def owned_rows(connection: Connection, metadata: MetaData, owner_columns: Mapping[str, str], owner: str) -> OwnedRows:
    """Return which rows belong to a person.

    Parameters
    ----------
    connection : Connection
        Tables that the database does not have are left out.
    metadata : MetaData
    owner_columns : mapping of str to str
        Table to the column that holds the person's identifier.
    owner : str
    """
    present = set(inspect(connection).get_table_names())
    owned: dict[Table, ColumnElement[bool]] = {}
    for table in metadata.sorted_tables:
        reasons: list[ColumnElement[bool]] = []
        if table.name in owner_columns:
            reasons.append(table.c[owner_columns[table.name]] == owner)
        for key in table.foreign_keys:
            if key.column.table in owned:
                reasons.append(key.parent.in_(select(key.column).where(owned[key.column.table])))
        if reasons and table.name in present:
            owned[table] = or_(*reasons)
    return owned


def count_rows(connection: Connection, owned: OwnedRows) -> dict[str, int]:
    """Return how many rows there are, by table; tables without any are left out."""
    counts = {
        table.name: connection.scalar(select(func.count()).select_from(table).where(condition)) or 0
        for table, condition in owned.items()
    }
    return {name: count for name, count in counts.items() if count}


def delete_rows(connection: Connection, owned: OwnedRows) -> None:
    """Delete the rows, those that hang on others first."""
    for table, condition in reversed(list(owned.items())):
        connection.execute(delete(table).where(condition))


def rewrite_texts(connection: Connection, owned: OwnedRows, rewrite: Callable[[str], str]) -> None:
    """Replace what the rows' columns of free text say by what a function makes of it."""
    for table, condition in owned.items():
        identifier = next(iter(table.primary_key))
        for column in [column for column in table.c if isinstance(column.type, Text)]:
            for number, text in connection.execute(select(identifier, column).where(condition)).all():
                if text and (new := rewrite(text)) != text:
                    connection.execute(
                        update(table).where(identifier == bindparam("row")).values({column: new}), {"row": number}
                    )


def rename_owner(
    connection: Connection, metadata: MetaData, owner_columns: Mapping[str, str], old: str, new: str
) -> None:
    """Give a person's rows to another identifier; of a row that is the person, nothing but that identifier stays.

    Parameters
    ----------
    connection : Connection
    metadata : MetaData
    owner_columns : mapping of str to str
        As for ``owned_rows``.
    old, new : str
    """
    present = set(inspect(connection).get_table_names())
    for name, column_name in owner_columns.items():
        column = metadata.tables[name].c[column_name]
        if name not in present:
            continue
        if not column.primary_key:
            connection.execute(update(column.table).where(column == old).values({column: new}))
        elif connection.scalar(select(column).where(column == old)) is not None:
            # The new row first and the old one last: every foreign key holds at any time.
            connection.execute(insert(column.table).values({column: new}))
            for reference in _references_to(metadata, column):
                connection.execute(update(reference.table).where(reference == old).values({reference: new}))
            connection.execute(delete(column.table).where(column == old))


def _references_to(metadata: MetaData, column: Column[Any]) -> Iterator[Column[Any]]:
    for table in metadata.sorted_tables:
        yield from (key.parent for key in table.foreign_keys if key.column is column)
