"""The desk's file on disk: created private, migrated under a lock, recognised or refused.

The live database is never opened except through SQLite, not even to read its first bytes: closing such a
handle would drop the locks of every connection in the process.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager

from rhythm_tui.domain import system
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.refusal import msg
from rhythm_tui.store import place, schema
from rhythm_tui.store.sqlite import Connection, Error, connect, make_durable, roll_back, unusable
from rhythm_tui.store.unusable import DeskDamaged, DeskNewer, DeskOutdated, DeskUnusable
from rhythm_tui.store.watched import watched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from _typeshed import StrPath
    from filelock import FileLock


def lock_of(path: Path) -> FileLock:
    """Return the lock that creating, migrating, importing and anchoring take."""
    from filelock import FileLock

    return FileLock(f"{path}.lock", timeout=30, mode=0o600, is_singleton=True)


@contextmanager
def import_lock_of(path: Path) -> Iterator[bool]:
    """Hold the right to import while the block runs; False when another program has it."""
    from filelock import FileLock, Timeout

    lock = FileLock(f"{path}.import.lock", timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def open_for_work(path: Path, watch: Watch = UNWATCHED) -> Connection:
    """Open the desk's file for reading and writing; create and migrate it where that is needed.

    Raises ``DeskUnusable`` when it is damaged, from a newer desk, somebody else's, not writable or not on a
    local disk.
    """
    place.refuse_shared(path)
    try:
        _make_private(path)
        with lock_of(path):
            _tidy(path)
            _look(path)
            return _migrated(path, watch)
    except OSError as error:
        raise DeskUnusable(msg("{path}: {reason}"), path=path, reason=system.why(error)) from error


def open_to_read(path: StrPath, *, older_too: bool = False) -> Connection | None:
    """Open the desk's file without writing a byte; None when there is no desk yet.

    Raises ``DeskOutdated`` for a file of an older program (``older_too`` takes it as it is), and
    ``DeskUnusable`` when it cannot be read.

    A reader that may write nothing would leave an empty log behind, and one that may write would fold a
    crashed seat's log into the file when it closes: so an existing log is opened read-only, and without one
    the connection may make (and take away) an empty log but no query may write. Where no log can be made, the
    folder being read-only, and none stands, the file is read as it is.
    """
    if not _holds_anything(path):
        return None
    crashed_or_open = os.path.exists(f"{path}-wal")
    frozen = not crashed_or_open and not os.access(os.path.dirname(os.path.realpath(path)), os.W_OK)
    connection = connect(path, mode="ro" if crashed_or_open else "frozen" if frozen else "rw")
    try:
        connection.execute("PRAGMA query_only=ON")
        known = _known_version(connection, path)
    except Error as error:
        connection.close()
        raise unusable(error, path) from error
    except DeskUnusable:
        connection.close()
        raise
    if known == 0:
        connection.close()
        return None
    if known < schema.VERSION and not older_too:
        connection.close()
        raise DeskOutdated(
            msg("{path}: written by an older rhythm-tui; open the desk once and it is brought up to date"),
            path=path,
        )
    return connection


def _holds_anything(path: StrPath) -> bool:
    """Return whether there is a file with anything in it. Raises ``DeskUnusable`` where nobody can tell."""
    try:
        found = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise DeskUnusable(msg("{path}: {reason}"), path=path, reason=system.why(error)) from error
    if stat.S_ISDIR(found.st_mode):
        raise DeskUnusable(msg("{path}: this is a folder, not a desk file"), path=path)
    return found.st_size > 0


def _make_private(path: Path) -> None:
    if path.is_dir():
        raise DeskUnusable(msg("{path}: this is a folder, not a desk file"), path=path)
    for folder in reversed(path.parents):
        if not folder.exists():
            folder.mkdir(mode=0o700, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _tidy(path: Path) -> None:
    """Finish or take back a change of the file that a killed program has left."""
    from rhythm_tui.store import replacing

    replacing.tidy(path)


def _look(path: Path) -> None:
    """Refuse what is not ours or newer before it is opened to be written.

    Closing such a connection would fold the log that a crashed seat has left into the file: a newer
    program's file is left as it is, to the byte.
    """
    connection = open_to_read(path, older_too=True)
    if connection is not None:
        connection.close()


def _migrated(path: Path, watch: Watch) -> Connection:
    connection = connect(path)
    try:
        known = _known_version(connection, path)
        if 0 < known < schema.VERSION:
            _keep_old(path, known, watch)
        if known < schema.VERSION:
            _migrate(connection, known, watch)
        make_durable(connection)
    except Error as error:
        roll_back(connection)
        connection.close()
        raise unusable(error, path) from error
    except DeskUnusable:
        connection.close()
        raise
    return connection


def _keep_old(path: Path, version: int, watch: Watch) -> None:
    """Copy a file of an older program before it is brought up to date, for a way back."""
    from rhythm_tui.store import snapshots

    if not snapshots.before_upgrade(path, version).exists():
        snapshots.copy(path, snapshots.before_upgrade(path, version), watch)


def _migrate(connection: Connection, known: int, watch: Watch) -> None:
    from sqlite_utils import Database

    if known:
        watch.step(msg("bringing the file up to date"))
    connection.execute("BEGIN IMMEDIATE")
    with watched(connection):
        schema.migrations().apply(Database(connection))
    if 0 < known < schema.SEARCHED:
        _index_all(connection, watch)
    connection.execute("COMMIT")


def _index_all(connection: Connection, watch: Watch) -> None:
    """Let the search find what came in before there was one."""
    from rhythm_tui.store import contents, search  # loads what hashes: an upgrade may, a glance may not

    numbers = connection.execute("SELECT n FROM interaction").fetchall()
    for done, (n,) in enumerate(numbers):
        watch.rows(done, len(numbers))
        search.put(connection, [(n, " ".join(contents.findable(connection, n)))])


def _known_version(connection: Connection, path: StrPath) -> int:
    """Return the file's schema version; 0 for an empty file. Refuses what is not ours or newer."""
    version, tables = schema.version_of(connection), _tables(connection, path)
    if version == 0:
        if tables:
            raise DeskUnusable(msg("{path}: this database belongs to another program"), path=path)
        return 0
    if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise DeskUnusable(msg("{path}: this database belongs to another program"), path=path)
    if version > schema.VERSION:
        raise DeskNewer(
            msg(
                "{path}: written by a newer rhythm-tui (file version {found}, this one knows {known});"
                " update the program"
            ),
            path=path,
            found=version,
            known=schema.VERSION,
        )
    return version


def _tables(connection: Connection, path: StrPath) -> int:
    """Count tables and indexes; SQLite quotes a damaged schema in bytes that are no text."""
    try:
        return int(connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])
    except UnicodeDecodeError as error:
        raise DeskDamaged(msg("{path}: the file is damaged; put a backup in its place"), path=path) from error
