"""Everything that a gradebook holds, table by table, with what identifiers point to in the place of identifiers."""

from nbgrader.api import Base
from sqlalchemy import MetaData, Table, create_engine, inspect, select

# How a row is known by a person: by its own columns, or by those of the rows that it points to.
NATURAL = {
    "assignment": ("name",),
    "notebook": ("assignment_id", "name"),
    "base_cell": ("notebook_id", "name", "type"),
    "source_cell": ("notebook_id", "name"),
    "submitted_assignment": ("assignment_id", "student_id"),
    "submitted_notebook": ("assignment_id", "notebook_id"),
    "grade": ("notebook_id", "cell_id"),
    "comment": ("notebook_id", "cell_id"),
}


def gradebook_tables(url):
    """Return each table's rows as sorted lists of texts; all tables that the database has."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            tables = {name: _table(name, engine) for name in inspect(engine).get_table_names()}
            rows = {
                name: [dict(row) for row in connection.execute(select(table)).mappings()]
                for name, table in tables.items()
            }
    finally:
        engine.dispose()
    by_id = {name: {row["id"]: row for row in rows[name]} for name in NATURAL}

    def named(table, column, value):
        """Return what a value says: the name of the row that it points to, or itself."""
        if value is None:
            return None
        target = next((key.column.table.name for key in tables[table].columns[column].foreign_keys), None)
        if target is None and column == "id" and table in NATURAL:
            target = table
        if target not in NATURAL:
            return value
        row = by_id[target][value]
        return tuple(named(target, name, row[name]) for name in NATURAL[target])

    return {
        name: sorted(repr({column: named(name, column, value) for column, value in row.items()}) for row in kept)
        for name, kept in rows.items()
    }


def _table(name, engine):
    # nbgrader's own types, so that both kinds of database give the same values.
    known = Base.metadata.tables.get(name)
    return Table(name, MetaData(), autoload_with=engine) if known is None else known
