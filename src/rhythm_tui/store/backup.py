"""Copies of the desk: made while it is open, checked, and put back without losing the old file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from rhythm_tui.domain import system
from rhythm_tui.domain.refusal import msg
from rhythm_tui.store import anchor, file, journal, keys, place
from rhythm_tui.store.journal import Head
from rhythm_tui.store.sqlite import Connection, Error, connect, unusable
from rhythm_tui.store.unusable import DeskDamaged, DeskUnusable
from rhythm_tui.store.watched import watched

Rows = Callable[[Connection], None]
"""Writes rows into the journal of a file, in a transaction that is under way."""
_ENDINGS = ("", "-wal", "-shm", ".anchor", ".keys")
"""What the names of a desk's own files end in."""


Look = Callable[[float], None]
"""Is told which share of a file is copied, 0 to 1; what it raises gives the copy up."""


def unseen(_share: float) -> None:
    """Look at nothing."""


def backup(path: Path, dest: Path, look: Look = unseen) -> Head:
    """Copy the open desk to ``dest`` with its keys and anchor; return the head of the copy's journal.

    The copy is made under a temporary name, checked, synced and only then renamed; 0600. Raises
    ``DeskUnusable``; an older file at ``dest`` stays then. The desk's own files are never the ``dest``: a
    copy put in their place would cut off every seat that has them open.
    """
    if dest.resolve() in {Path(f"{path.resolve()}{ending}") for ending in (*_ENDINGS, ".lock")}:
        raise DeskUnusable(msg("{path}: this is a file of the desk itself; copy to another place"), path=dest)
    connection = file.open_to_read(path, older_too=True)
    if connection is None:
        raise DeskUnusable(msg("{path}: there is no desk to copy"), path=path)
    temporary = dest.with_name(f".{dest.name}.part")
    try:
        _prepare(temporary)
        _vacuum(connection, temporary, look)
        head = check(temporary)
        _sync(temporary)
        temporary.replace(dest)
        file.sync_folder(dest.parent)
    except Error as error:
        at_fault = path if "malformed" in str(error) else dest
        raise unusable(error, at_fault) from error
    except OSError as error:
        raise DeskUnusable(msg("{path}: {reason}"), path=dest, reason=system.why(error)) from error
    finally:
        connection.close()
        with suppress(OSError):
            temporary.unlink()
    _copy_beside(path, dest, head)
    return head


def restore(path: Path, source: Path, kept: Path, rows: Rows, look: Look = unseen) -> Head:
    """Put the copy ``source`` in the place of the desk; the old file moves to ``kept``.

    ``rows`` end the journal of what takes its place: they are in it before it does. Every seat must be
    closed. Raises ``DeskUnusable`` with nothing changed.
    """
    place.refuse_shared(path)
    check(source)
    temporary = path.with_name(f".{path.name}.restoring")
    try:
        if not path.parent.exists():
            path.parent.mkdir(parents=True, mode=0o700)
        with file.lock_of(path):
            _refuse_open(path)
            _fill(temporary, source, look)
            head = _tell(temporary, rows)
            _sync(temporary)
            for old, new in _files(path, kept):
                old.replace(new)
            temporary.replace(path)
            if keys.path_of(source).exists():
                shutil.copyfile(keys.path_of(source), keys.path_of(path))
                keys.path_of(path).chmod(0o600)
            elif keys.path_of(kept).exists():
                shutil.copy2(keys.path_of(kept), keys.path_of(path))
            anchor.write(path, head)
            file.sync_folder(path.parent)
    except Error as error:
        raise unusable(error, path) from error
    except OSError as error:
        raise DeskUnusable(msg("{path}: {reason}"), path=path, reason=system.why(error)) from error
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{temporary}{ending}").unlink(missing_ok=True)
    return head


def _vacuum(connection: Connection, temporary: Path, look: Look) -> None:
    """Copy what stands in the file now into one that is there and empty."""
    pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    whole = max(pages * size, 1)
    connection.execute("PRAGMA query_only=OFF")
    with watched(connection, lambda: look(temporary.stat().st_size / whole)):
        connection.execute("VACUUM INTO ?", (str(temporary),))


def _fill(temporary: Path, source: Path, look: Look) -> None:
    """Copy a sound desk file with what stands in its log yet."""
    _prepare(temporary)
    connection = file.open_to_read(source, older_too=True)
    if connection is None:
        raise DeskUnusable(msg("{path}: this is no desk file"), path=source)
    try:
        _vacuum(connection, temporary, look)
    finally:
        connection.close()


def _tell(copy: Path, rows: Rows) -> Head:
    """Write the last rows of the journal of a copy that nobody else has open; return its head."""
    connection = connect(copy)
    try:
        connection.execute("BEGIN IMMEDIATE")
        rows(connection)
        connection.execute("COMMIT")
        return journal.head(connection)
    finally:
        connection.close()


def check(path: Path) -> Head:
    """Return the journal head of a copy; refuse one that is damaged or no desk."""
    connection = file.open_to_read(path, older_too=True)
    if connection is None:
        raise DeskUnusable(msg("{path}: this is no desk file"), path=path)
    try:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok" or journal.first_break(connection) is not None:
            raise DeskDamaged(msg("{path}: this copy is damaged"), path=path)
        if keys.damaged(path):
            raise DeskDamaged(msg("{path}: the keys of this copy are damaged"), path=keys.path_of(path))
        return journal.head(connection)
    except Error as error:
        raise unusable(error, path) from error
    finally:
        connection.close()


def _prepare(temporary: Path) -> None:
    temporary.unlink(missing_ok=True)
    if not temporary.parent.exists():
        temporary.parent.mkdir(parents=True, mode=0o700)
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy_beside(path: Path, dest: Path, head: Head) -> None:
    if keys.path_of(path).exists() and not keys.damaged(path):
        _prepare(keys.path_of(dest))
        shutil.copyfile(keys.path_of(path), keys.path_of(dest))
    anchor.path_of(dest).unlink(missing_ok=True)
    anchor.write(dest, head)


def files_of(path: Path) -> list[Path]:
    """Return every file that belongs to a desk at ``path``, whether it is there or not."""
    return [Path(f"{path}{ending}") for ending in _ENDINGS]


def _files(path: Path, kept: Path) -> list[tuple[Path, Path]]:
    """The old desk's files that exist, each with the name it is kept under."""
    pairs = zip(files_of(path), files_of(kept), strict=True)
    return [pair for pair in pairs if pair[0].exists()]


def _refuse_open(path: Path) -> None:
    """Every seat must be closed: an exclusive lock on the whole file can be had only then."""
    if not path.exists() or path.stat().st_size == 0:
        return
    connection = connect(path)
    try:
        connection.execute("PRAGMA busy_timeout=0")
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")
    except Error as error:
        if "locked" in str(error):
            raise DeskUnusable(
                msg("{path}: the desk is open; close every seat and do it again"), path=path
            ) from error
    finally:
        connection.close()
