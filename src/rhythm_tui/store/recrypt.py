"""A file made anew in another form: encrypted, not encrypted, or with another passphrase.

SQLCipher writes everything into a new file; that is compared with the old one row by row, read back with the
new key, checked like any copy, and only then put in the old one's place.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rhythm_tui import disk
from rhythm_tui.domain import system
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.refusal import msg
from rhythm_tui.store import anchor, backup, cipher, file, place, replacing
from rhythm_tui.store.backup import Rows
from rhythm_tui.store.cipher import Marker
from rhythm_tui.store.sqlite import Connection, Error, unusable, uri
from rhythm_tui.store.unusable import DeskDamaged, DeskUnusable
from rhythm_tui.store.watched import watched

if TYPE_CHECKING:
    from rhythm_tui.store.journal import Head

_NUMBERS = ("user_version", "application_id")
_SCHEMA = "SELECT type, name, tbl_name, sql FROM {}.sqlite_schema"
_PLAIN = ""
"""What ``ATTACH`` takes as the key of a file that is not encrypted."""


def desk(path: Path, wanted: Marker | None, rows: Rows, watch: Watch = UNWATCHED) -> Head:
    """Give the desk's file the form ``wanted``, None for a plain one; return the head of its journal.

    ``rows`` end the journal of what takes its place: they are in it before it does. Every seat must
    be closed. Raises ``DeskUnusable`` with nothing changed.
    """
    place.refuse_shared(path)
    try:
        with file.lock_of(path):
            backup.refuse_open(path)
            head = copy(path, wanted, rows, watch)
            anchor.write(path, head)
            return head
    except OSError as error:
        raise DeskUnusable(msg("{path}: {reason}"), path=path, reason=system.why(error)) from error


def copy(path: Path, wanted: Marker | None, rows: Rows | None = None, watch: Watch = UNWATCHED) -> Head:
    """Give a file that nobody has open the form ``wanted``. Raises ``DeskUnusable`` with nothing changed."""
    key = cipher.key_of(path) or _PLAIN
    try:
        with replacing.successor(path, wanted) as part:
            _export(path, key, part, watch)
            _compare(path, key, part, watch)
            if rows is not None:
                backup.tell(part, rows)
            head = backup.check(part, watch)
            replacing.put(part, path)
    except Error as error:
        raise unusable(error, path) from error
    except OSError as error:
        raise DeskUnusable(msg("{path}: {reason}"), path=path, reason=system.why(error)) from error
    return head


def recognise(path: Path, passphrase: str) -> Marker | None:
    """Write the marker anew of an encrypted file that has lost it; None when the passphrase opens nothing."""
    connection = _open(path, _PLAIN)
    try:
        quoted = passphrase.replace("'", "''")
        connection.execute(f"PRAGMA key='{quoted}'")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        salt = connection.execute("PRAGMA cipher_salt").fetchone()[0]
    except Error:
        return None
    finally:
        connection.close()
    found = cipher.made_of(passphrase, bytes.fromhex(salt))
    disk.write_whole(cipher.path_of(path), found.text())
    return found


def _export(path: Path, key: str, part: Path, watch: Watch) -> None:
    """Fold the log into the file and write all of it into ``part``."""
    watch.step(msg("writing the file anew"))
    connection = _open(path, key)
    try:
        if connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
            raise backup.still_open(path)  # a log left behind would be taken for one of the new file
        connection.execute("ATTACH ? AS other KEY ?", (str(part), cipher.key_of(part) or _PLAIN))
        connection.execute("PRAGMA other.journal_mode=OFF")
        whole = max(path.stat().st_size, 1)
        with watched(connection, lambda: watch.share(part.stat().st_size / whole)):
            connection.execute("SELECT sqlcipher_export('other')")
        for number in _NUMBERS:
            told = connection.execute(f"PRAGMA main.{number}").fetchone()[0]
            connection.execute(f"PRAGMA other.{number}={told}")
    finally:
        connection.close()


def _compare(path: Path, key: str, part: Path, watch: Watch) -> None:
    """Raise ``DeskDamaged`` unless both files hold the same tables, indexes, triggers and rows."""
    watch.step(msg("comparing it with the old one"))
    connection = _open(part, cipher.key_of(part) or _PLAIN)
    try:
        connection.execute("ATTACH ? AS other KEY ?", (str(path), key))
        with watched(connection):
            same = _same(connection)
        if not same:
            raise DeskDamaged(msg("{path}: this copy is damaged"), path=part)
    finally:
        connection.close()


def _same(connection: Connection) -> bool:
    if _differs(connection, _SCHEMA):
        return False
    for number in _NUMBERS:
        new, old = (connection.execute(f"PRAGMA {one}.{number}").fetchone() for one in ("main", "other"))
        if new != old:
            return False
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage").fetchall()
    return not any(_differs(connection, f"SELECT * FROM {{}}.{name}") for (name,) in tables)


def _differs(connection: Connection, query: str) -> bool:
    """Return whether the two files answer a query differently."""
    new, old = query.format("main"), query.format("other")
    counted = f"SELECT (SELECT count(*) FROM ({new})) = (SELECT count(*) FROM ({old}))"
    if not connection.execute(counted).fetchone()[0]:
        return True
    return connection.execute(f"{new} EXCEPT {old} LIMIT 1").fetchone() is not None


def _open(path: Path, key: str) -> Connection:
    return cipher.library(path).connect(uri(path, "rw"), key or None)
