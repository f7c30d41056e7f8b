"""Connections of SQLCipher: loaded only where an encrypted file is opened, or made.

Their errors are told as those of the module that opens plain files: whoever catches one catches the other.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from sqlcipher3 import dbapi2

from rhythm_tui.store.sqlite import STATEMENTS, as_ours

LIBRARY = str(dbapi2.sqlite_version)
"""The SQLite inside: the gate of ``store/sqlite.py`` is asked about this one."""


def _ours(call: Callable[..., Any]) -> Callable[..., Any]:
    """Tell errors as those of the other module."""

    @wraps(call)
    def told(*arguments: Any, **named: Any) -> Any:
        try:
            return call(*arguments, **named)
        except dbapi2.Error as error:
            raise as_ours(error) from error

    return told


class Cursor(dbapi2.Cursor):  # type: ignore[misc]
    """A cursor with our errors."""

    execute = _ours(dbapi2.Cursor.execute)
    executemany = _ours(dbapi2.Cursor.executemany)
    fetchone = _ours(dbapi2.Cursor.fetchone)
    fetchmany = _ours(dbapi2.Cursor.fetchmany)
    fetchall = _ours(dbapi2.Cursor.fetchall)
    __next__ = _ours(dbapi2.Cursor.__next__)


class Connection(dbapi2.Connection):  # type: ignore[misc]
    """A connection with our errors."""

    library = LIBRARY
    commit = _ours(dbapi2.Connection.commit)
    rollback = _ours(dbapi2.Connection.rollback)
    close = _ours(dbapi2.Connection.close)
    set_progress_handler = _ours(dbapi2.Connection.set_progress_handler)
    create_function = _ours(dbapi2.Connection.create_function)
    in_transaction = property(_ours(dbapi2.Connection.in_transaction.__get__))
    total_changes = property(_ours(dbapi2.Connection.total_changes.__get__))

    def cursor(self) -> Cursor:
        """Return a cursor."""
        return super().cursor(Cursor)  # type: ignore[no-any-return]

    def execute(self, sql: str, values: Any = ()) -> Cursor:
        """Run a statement on a cursor of its own."""
        return self.cursor().execute(sql, values)  # type: ignore[no-any-return]

    def executemany(self, sql: str, values: Any) -> Cursor:
        """Run a statement once for each of several values."""
        return self.cursor().executemany(sql, values)  # type: ignore[no-any-return]


@_ours
def connect(uri: str, key: str | None) -> Connection:
    """Open a file by its URI with a raw key as ``cipher.key_of`` returns it; None for a plain one."""
    connection = Connection(uri, uri=True, isolation_level=None, cached_statements=STATEMENTS)
    connection.execute("PRAGMA cipher_log_level=NONE")  # it would write into the middle of the screen
    if key is not None:
        connection.execute(f'PRAGMA key="{key}"')
    return connection
