"""The one place that chooses SQLite, checks its version and opens connections.

SQLite 3.7.0 to 3.51.2 can destroy committed rows in WAL mode when two connections reset the log at once
(sqlite.org/wal.html#walresetbug). ``pysqlite3`` brings a fixed library; where there is no wheel of it the
linked version decides: a sound one works in WAL with synchronous=FULL, any other with a rollback journal and
synchronous=EXTRA, never WAL. An encrypted file is opened with SQLCipher, under the same gate; it is loaded
only then.
"""

from __future__ import annotations

import contextlib
import os

from rhythm_tui.domain.refusal import msg
from rhythm_tui.store import cipher
from rhythm_tui.store.unusable import DeskDamaged, DeskUnusable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from _typeshed import StrPath
else:
    Any = object

try:
    from pysqlite3 import dbapi2 as sqlite3
except ImportError:  # no wheel for this machine: the version gate below decides
    import sqlite3


Connection = Any
"""A connection of whichever module was chosen; those of SQLCipher tell their errors as ``Error`` too."""
Error: type[Exception] = sqlite3.Error
IntegrityError: type[Exception] = sqlite3.IntegrityError
"""A row that a constraint of the schema refuses."""
LIBRARY = str(sqlite3.sqlite_version)
BUSY_MS = 10_000
STATEMENTS = 256
"""How many compiled statements a connection keeps. More than a desk has: ``pysqlite3`` lets go of the newest
first, so that in a full cache whatever comes late is compiled again each time."""
_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-~/")
_FIXED: dict[tuple[int, ...], int] = {(3, 44): 6, (3, 50): 7}


def is_sound(version: str) -> bool:
    """Return whether a SQLite of ``version`` is free of the WAL-reset bug."""
    parts = tuple(int(part) for part in version.split("."))
    branch, patch = parts[:2], parts[2] if len(parts) > 2 else 0
    if branch in _FIXED:
        return patch >= _FIXED[branch]
    return parts >= (3, 51, 3) and branch != (3, 52)


def connect(path: StrPath, *, mode: str = "rw") -> Connection:
    """Open ``path`` with the settings every connection needs; ``mode`` is ``rw``, ``ro``, ``memory``,
    or ``frozen`` for a file that nobody can change (it is read without a log and without locks).

    Raises ``DeskUnusable`` when the file cannot be opened, or is encrypted and was not unlocked.
    """
    try:
        if mode == "memory":
            connection = sqlite3.connect(":memory:", isolation_level=None)
        else:
            connection = _opened(path, uri(path, "ro&immutable=1" if mode == "frozen" else mode))
        connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA foreign_keys=ON")
    except Error as error:
        raise unusable(error, path) from error
    return connection


def _opened(path: StrPath, named: str) -> Connection:
    key = cipher.key_of(path)
    if key is None:
        return sqlite3.connect(named, uri=True, isolation_level=None, cached_statements=STATEMENTS)
    return cipher.library(path).connect(named, key)


def uri(path: StrPath, mode: str) -> str:
    """Return the name by which SQLite opens ``path``: all but plain letters by their numbers (RFC 3986)."""
    named = "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in os.fsencode(path))
    return f"file:{named}?mode={mode}"


def library_of(connection: Connection) -> str:
    """Return the version of the SQLite that a connection is of."""
    return str(getattr(connection, "library", LIBRARY))


def make_durable(connection: Connection) -> None:
    """Choose the journal mode the linked library can be trusted with, and sync every commit."""
    if is_sound(library_of(connection)):
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
    else:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA synchronous=EXTRA")
    connection.execute("PRAGMA secure_delete=ON")


def as_ours(error: Exception) -> Exception:
    """Return the error of our module that is called like that of another one: PEP 249 fixes the names."""
    kind: type[Exception] = getattr(sqlite3, type(error).__name__)
    return kind(*error.args)


def roll_back(connection: Connection) -> None:
    """End an open transaction without a trace; a broken connection has none left to end."""
    with contextlib.suppress(Error):
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def unusable(error: Exception, path: StrPath) -> DeskUnusable:
    """Return what an error of SQLite means for the operator, and what to do."""
    words = str(error)
    for sign, template, kind in _MEANINGS:
        if sign in words:
            return kind(template, path=path)
    return DeskUnusable(msg("{path}: {reason}"), path=path, reason=words)


_FULL = msg("{path}: the disk is full; nothing was changed. Free some space and do it again")
_READ_ONLY = msg("{path}: the file or its folder is read-only; nothing was changed")
_LOCKED = msg("{path}: another program keeps the file locked; close it and do it again")
_NO_DESK = msg(
    "{path}: this is no desk file, or it is damaged; put a backup in its place"
    " (one that was encrypted and has lost its .cipher file: rhythm-tui encrypt)"
)
_DAMAGED = msg("{path}: the file is damaged; put a backup in its place")
_NOT_OPENED = msg("{path}: the file cannot be opened; check that it exists and is yours")
_DISK = msg("{path}: the disk reports an error; nothing was changed")
_MEANINGS: tuple[tuple[str, str, type[DeskUnusable]], ...] = (
    ("full", _FULL, DeskUnusable),
    ("readonly", _READ_ONLY, DeskUnusable),
    ("locked", _LOCKED, DeskUnusable),
    ("not a database", _NO_DESK, DeskDamaged),
    ("malformed", _DAMAGED, DeskDamaged),
    ("unable to open", _NOT_OPENED, DeskUnusable),
    ("disk I/O", _DISK, DeskUnusable),
)
"""What SQLite says, what it means for the operator, and of which kind it is."""
