"""Other programs' SQLite files, opened read-only: each table a table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from rhythm_tui.domain.refusal import msg
from rhythm_tui.intake.encoding import ON_ERROR
from rhythm_tui.intake.lines import Progress
from rhythm_tui.intake.table import Broken, Row, Table
from rhythm_tui.intake.unreadable import Unreadable, words
from rhythm_tui.intake.values import text_of

MAGIC = b"SQLite format 3\0"
_MAX_CELL = 16 << 20


def read_database(path: Path, progress: Progress) -> Iterator[Table]:
    """Yield the tables of a database in the order of their names. Raises ``Unreadable``."""
    try:
        with closing(_open(path)) as connection:
            found = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                " AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
            ).fetchall()
            tables = [(name, _columns(connection, name)) for (name,) in found]
    except (sqlite3.Error, UnicodeError) as error:
        raise _broken(path, error) from error
    for name, columns in tables:
        if columns:
            yield _table(path, name, columns, progress)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_CELL)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.text_factory = lambda raw: raw.decode("utf-8", ON_ERROR)
    return connection


def _columns(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    return tuple(row[1] for row in connection.execute(f"PRAGMA table_info({_quoted(table)})"))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _table(path: Path, name: str, columns: tuple[str, ...], progress: Progress) -> Table:
    def rows() -> Iterator[Row | Broken]:
        asked = ", ".join(map(_quoted, columns))
        try:
            with closing(_open(path)) as connection:
                total = connection.execute(f"SELECT count(*) FROM {_quoted(name)}").fetchone()[0]  # noqa: S608
                found = connection.execute(f"SELECT {asked} FROM {_quoted(name)}")  # noqa: S608 - quoted names
                for line, row in enumerate(found, 1):
                    progress.reach(line, total)
                    yield Row(line, [_exact(value) for value in row])
        except (sqlite3.Error, UnicodeError) as error:
            raise _broken(path, error) from error

    return Table(name, columns, rows)


def _exact(value: Any) -> Any:
    """Return an integer as its text: a database keeps all 64 bits, so that an id is whole."""
    if type(value) is int:
        return str(value)
    return value.decode("utf-8", ON_ERROR) if type(value) is bytes else text_of(value)


def _broken(path: Path, error: Exception) -> Unreadable:
    return Unreadable(
        path, msg("{file}: the database cannot be read ({reason})"), reason=words(str(error), 100)
    )
