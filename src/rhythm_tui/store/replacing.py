"""A file put in the place of another, whole or not at all, together with all that goes with it.

Two names cannot be changed at once: the database's and its marker's (``store/cipher.py``), or its keys'. So
what shall take a file's place is made under a temporary name, with its marker beside it, and that marker
holds from the instant the temporary name is gone: one renaming decides for both. Whatever else goes with it
waits ``beside`` it, and gets its own name by whoever opens the file next. Whatever stops the program, what
lies under the file's name can be opened, and has its keys.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rhythm_tui import disk
from rhythm_tui.store import cipher
from rhythm_tui.store.cipher import Marker


@contextmanager
def successor(path: Path, marker: Marker | None) -> Iterator[Path]:
    """Lend a private empty file, to be filled as ``marker`` says and ``put`` in the place of ``path``.

    Without that it is gone when the block ends. Raises ``OSError``.
    """
    part = cipher.part_of(path)
    tidy(path)
    create_private(part)
    try:
        if marker is not None or cipher.path_of(path).exists():
            disk.write(cipher.path_of(part), marker.text() if marker else "")
            disk.sync_folder(part.parent)
        yield part
    finally:
        with suppress(OSError):
            _drop(part)


def put(part: Path, path: Path) -> None:
    """Let the filled ``part`` take the place of ``path``. Raises ``OSError``; nothing was changed then."""
    disk.sync(part)
    disk.sync_folder(path.parent)
    part.replace(path)
    disk.sync_folder(path.parent)
    with suppress(OSError):  # all of it is there already: it only gets its lasting names
        _settle(path)


def beside(part: Path, lasting: Path) -> Path:
    """Return the name under which a file waits that shall be called ``lasting``, in the same folder.

    It gets that name as soon as ``part`` has taken its place, and is gone where ``part`` does not.
    """
    return part.with_name(cipher.waiting(part.name, lasting.name))


def _waiting(part: Path) -> list[Path]:
    prefix = cipher.waiting(part.name, "")
    return sorted(one for one in part.parent.iterdir() if one.name.startswith(prefix))


def tidy(path: Path) -> None:
    """Finish what a killed program has begun in the place of ``path``, or take it back. Raises ``OSError``.

    The caller knows that nobody is at it just now: for the desk's own file, by holding its lock.
    """
    _settle(path)
    _drop(cipher.part_of(path))


def create_private(path: Path) -> None:
    """Make a file of no bytes, its owner's alone, in place of whatever there is."""
    path.unlink(missing_ok=True)
    if not path.parent.exists():
        path.parent.mkdir(parents=True, mode=0o700)
    os.close(disk.create(path))


def _settle(path: Path) -> None:
    """Give what came with a newcomer that has taken its place the names it keeps."""
    part = cipher.part_of(path)
    if part.exists() or not path.parent.exists():
        return
    for came in _waiting(part):
        came.replace(path.with_name(came.name.removeprefix(cipher.waiting(part.name, ""))))
    _settle_marker(cipher.path_of(part), path)


def _settle_marker(marker: Path, path: Path) -> None:
    lasting = cipher.path_of(path)
    if not marker.exists():
        return
    if marker.stat().st_size:
        marker.replace(lasting)
    else:
        lasting.unlink(missing_ok=True)
        disk.sync_folder(path.parent)
        marker.unlink()
    disk.sync_folder(path.parent)


def _drop(part: Path) -> None:
    """Take back what has not taken its place; what goes with it first, which would hold without it."""
    if part.exists():
        for one in (cipher.path_of(part), *_waiting(part)):
            one.unlink(missing_ok=True)
        disk.sync_folder(part.parent)
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{part}{ending}").unlink(missing_ok=True)
