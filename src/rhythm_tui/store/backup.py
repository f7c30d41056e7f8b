"""Copies of the desk: made while it is open, checked, and put back without losing the old file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from rhythm_tui import disk
from rhythm_tui.domain import system
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.refusal import msg
from rhythm_tui.store import anchor, cipher, file, journal, keys, place, replacing
from rhythm_tui.store.journal import Head
from rhythm_tui.store.sqlite import Connection, Error, connect, unusable
from rhythm_tui.store.unusable import DeskDamaged, DeskUnusable
from rhythm_tui.store.watched import checked, watched

Rows = Callable[[Connection], None]
"""Writes rows into the journal of a file, in a transaction that is under way."""
_ENDINGS = ("", "-wal", "-shm", ".anchor", ".keys")
"""What the names of a desk's own files end in; the marker of an encrypted one is told apart."""


def backup(path: Path, dest: Path, watch: Watch = UNWATCHED) -> Head:
    """Copy the open desk to ``dest`` with its keys and anchor; return the head of the copy's journal.

    The copy is made under a temporary name, checked, synced and only then renamed; 0600. Raises
    ``DeskUnusable``; an older file at ``dest`` stays then. The desk's own files are never the ``dest``: a
    copy put in their place would cut off every seat that has them open.
    """
    if dest.resolve() in {Path(f"{path.resolve()}{ending}") for ending in (*_ENDINGS, ".cipher", ".lock")}:
        raise DeskUnusable(msg("{path}: this is a file of the desk itself; copy to another place"), path=dest)
    connection = file.open_to_read(path, older_too=True)
    if connection is None:
        raise DeskUnusable(msg("{path}: there is no desk to copy"), path=path)
    try:
        with replacing.successor(dest, cipher.marker_of(path)) as part:
            _vacuum(connection, part, watch)
            head = check(part, watch)
            _accompany(part, dest, path, head)
            replacing.put(part, dest)
    except Error as error:
        at_fault = path if "malformed" in str(error) else dest
        raise unusable(error, at_fault) from error
    except OSError as error:
        raise DeskUnusable(msg("{path}: {reason}"), path=dest, reason=system.why(error)) from error
    finally:
        connection.close()
    return head


def restore(path: Path, source: Path, kept: Path, rows: Rows, watch: Watch = UNWATCHED) -> Head:
    """Put the copy ``source`` in the place of the desk; the old file moves to ``kept``.

    ``rows`` end the journal of what takes its place: they are in it before it does. Every seat must be
    closed. Raises ``DeskUnusable`` with nothing changed.
    """
    place.refuse_shared(path)
    check(source, watch)
    try:
        if not path.parent.exists():
            path.parent.mkdir(parents=True, mode=0o700)
        with file.lock_of(path), replacing.successor(path, cipher.marker_of(source)) as part:
            refuse_open(path)
            _fill(part, source, watch)
            head = tell(part, rows)
            _accompany(part, path, source, head)
            _keep(part, path, kept)
            _clear_log(path, kept)
            replacing.put(part, path)
    except Error as error:
        raise unusable(error, path) from error
    except OSError as error:
        raise DeskUnusable(msg("{path}: {reason}"), path=path, reason=system.why(error)) from error
    return head


def _vacuum(connection: Connection, part: Path, watch: Watch) -> None:
    """Copy what stands in the file now into one that is there and empty."""
    watch.step(msg("copying"))
    told = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    pages, size = map(int, told)  # SQLCipher tells the size in letters
    whole = max(pages * size, 1)
    connection.execute("PRAGMA query_only=OFF")
    with watched(connection, lambda: watch.share(part.stat().st_size / whole)):
        connection.execute("VACUUM INTO ?", (str(part),))


def _fill(part: Path, source: Path, watch: Watch) -> None:
    """Copy a sound desk file with what stands in its log yet."""
    connection = file.open_to_read(source, older_too=True)
    if connection is None:
        raise DeskUnusable(msg("{path}: this is no desk file"), path=source)
    try:
        _vacuum(connection, part, watch)
    finally:
        connection.close()


def tell(copy: Path, rows: Rows) -> Head:
    """Write the last rows of the journal of a copy that nobody else has open; return its head."""
    connection = connect(copy)
    try:
        connection.execute("BEGIN IMMEDIATE")
        rows(connection)
        connection.execute("COMMIT")
        return journal.head(connection)
    finally:
        connection.close()


def check(path: Path, watch: Watch = UNWATCHED) -> Head:
    """Return the journal head of a copy; refuse one that is damaged or no desk."""
    connection = file.open_to_read(path, older_too=True)
    if connection is None:
        raise DeskUnusable(msg("{path}: this is no desk file"), path=path)
    try:
        if flaw(connection, watch) or journal.first_break(connection, watch) is not None:
            raise DeskDamaged(msg("{path}: this copy is damaged"), path=path)
        if keys.damaged(path):
            raise DeskDamaged(msg("{path}: the keys of this copy are damaged"), path=keys.path_of(path))
        return journal.head(connection)
    except Error as error:
        raise unusable(error, path) from error
    finally:
        connection.close()


def flaw(connection: Connection, watch: Watch = UNWATCHED) -> str:
    """Return what SQLite finds wrong with the pages of a file, the first of it; empty for a sound one."""
    watch.step(msg("checking every page"))
    with checked(connection, watch):
        found = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    return "" if found == "ok" else found


def _accompany(part: Path, dest: Path, source: Path, head: Head) -> None:
    """Have the keys of ``source``, where there are any, and the anchor come with what takes the place."""
    if keys.path_of(source).exists() and not keys.damaged(source):
        _copy(keys.path_of(source), replacing.beside(part, keys.path_of(dest)))
    if head.seq:
        disk.write(replacing.beside(part, anchor.path_of(dest)), anchor.text(head))


def _copy(source: Path, dest: Path) -> None:
    """Copy a file, its owner's alone, and sync it."""
    replacing.create_private(dest)
    shutil.copyfile(source, dest)
    disk.sync(dest)


def files_of(path: Path) -> list[Path]:
    """Return every file that belongs to a desk at ``path``, whether it is there or not."""
    return [*(Path(f"{path}{ending}") for ending in _ENDINGS), cipher.path_of(path)]


def _keep(part: Path, path: Path, kept: Path) -> None:
    """Have the old desk's files wait for the names under which they are kept. Raises ``OSError``.

    The database gets a second name and is not read: one that no disk can read any more is kept all the same.
    """
    if not path.exists():
        return
    try:
        os.link(path.resolve(), replacing.beside(part, kept))
    except OSError:  # a file system without such names
        _copy(path, replacing.beside(part, kept))
    if (marker := cipher.marker_of(path)) is not None:
        disk.write(replacing.beside(part, cipher.path_of(kept)), marker.text())
    for of in (keys.path_of, anchor.path_of):
        if of(path).exists():
            _copy(of(path), replacing.beside(part, of(kept)))


def _clear_log(path: Path, kept: Path) -> None:
    """Move away a log that could not be folded into the old file: it would be taken for one of the new file.

    Only a damaged file has one by now.
    """
    for ending in ("-wal", "-shm"):
        log = Path(f"{path}{ending}")
        if log.exists():
            log.replace(f"{kept}{ending}")


def refuse_open(path: Path) -> None:
    """Raise ``DeskUnusable`` unless every seat is closed: only then is an exclusive lock to be had."""
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
            raise still_open(path) from error
    finally:
        connection.close()


def still_open(path: Path) -> DeskUnusable:
    """Return what is said where a seat is in the way."""
    return DeskUnusable(msg("{path}: the desk is open; close every seat and do it again"), path=path)
