"""The desk as it stood after a row of the journal: views that hide what came later; nothing is written.

Every journal row tells the columns it changed, before and after. What was changed since is taken back row by
row into tables of this connection's own memory, and views of the same names as the tables read those rows in
place of today's. A desk of a million items is laid back as fast as a small one.
"""

from __future__ import annotations

from rhythm_tui.store import journal, records, typed
from rhythm_tui.store.replay import batch_changes
from rhythm_tui.store.sqlite import Connection

Place = tuple[str, int]


def lay(connection: Connection, seq: int) -> None:
    """Let every read of this connection see the desk as it was after journal row ``seq``.

    Has to be done again after another seat has written.
    """
    connection.execute("PRAGMA query_only=OFF")
    connection.execute("PRAGMA temp_store=MEMORY")
    try:
        _lift(connection)
        _hide(connection, _rows_at(connection, seq))
        connection.execute(f"CREATE TEMP VIEW journal AS SELECT * FROM main.journal WHERE seq <= {seq:d}")
    finally:
        connection.execute("PRAGMA query_only=ON")


def _lift(connection: Connection) -> None:
    for kind, name in connection.execute(
        "SELECT type, name FROM sqlite_temp_schema WHERE type IN ('view', 'table') ORDER BY type DESC"
    ).fetchall():
        connection.execute(f"DROP {kind} temp.{name}")


def _rows_at(connection: Connection, seq: int) -> dict[Place, records.Row | None]:
    """Return every row changed since, as it was; None for one that did not exist yet."""
    found: dict[Place, records.Row | None] = {}

    def take_back(table: str, n: int, before: records.Row | None) -> None:
        now = found.get((table, n)) or records.load_row(connection, table, n)
        found[table, n] = None if before is None else {**(now or {}), **before}

    for entry in journal.entries(connection, "seq > ?", (seq,), newest_first=True):
        if entry.verb == "import.batch":
            for n, before, _ in reversed(list(batch_changes(connection, entry.subject))):
                take_back("interaction", n, before)
        for table, n, before, _ in reversed(typed.told(entry, connection)["changes"]):
            take_back(table, n, before)
    return found


def _hide(connection: Connection, rows: dict[Place, records.Row | None]) -> None:
    """Put the views over the tables: the rows that are still as they were, and the past of the others."""
    by_table: dict[str, dict[int, records.Row | None]] = {}
    for (table, n), row in rows.items():
        by_table.setdefault(table, {})[n] = row
    for table, past in sorted(by_table.items()):
        columns = ", ".join(records.COLUMNS[table])
        connection.execute(f"CREATE TEMP TABLE touched_{table} (n INTEGER PRIMARY KEY)")
        connection.execute(f"CREATE TEMP TABLE past_{table} AS SELECT {columns} FROM main.{table} LIMIT 0")
        for n, row in past.items():
            connection.execute(f"INSERT INTO touched_{table} VALUES (?)", (n,))
            if row is None and table == "batch":  # its rows stand there already: they have not shown yet
                row = {**(records.load_row(connection, table, n) or {}), "state": "loading"}  # noqa: PLW2901
            if row is not None:
                records.insert(connection, f"past_{table}", row)
        connection.execute(
            f"CREATE TEMP VIEW {table} AS SELECT {columns} FROM main.{table}"
            f" WHERE n NOT IN (SELECT n FROM touched_{table})"
            f" UNION ALL SELECT {columns} FROM past_{table}"
        )
