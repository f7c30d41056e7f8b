"""A file put in the place of another, whole or not at all, together with how it is encrypted.

Two names cannot be changed at once: the database's and its marker's (``store/cipher.py``). So what shall take
a file's place is made under a temporary name, with its marker beside it, and that marker holds from the
instant the temporary name is gone: one renaming decides for both. Whatever stops the program, what lies under
the file's name can be opened.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rhythm_tui.store import cipher, file
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
            file.write_private(cipher.path_of(part), marker.text() if marker else "")
            file.sync_folder(part.parent)
        yield part
    finally:
        with suppress(OSError):
            _drop(part)


def put(part: Path, path: Path) -> None:
    """Let the filled ``part`` take the place of ``path``. Raises ``OSError``; nothing was changed then."""
    file.sync(part)
    part.replace(path)
    file.sync_folder(path.parent)
    with suppress(OSError):  # the newcomer's marker holds already: it only gets its lasting name
        _settle(path)


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
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _settle(path: Path) -> None:
    """Give the marker of a newcomer that has taken its place the name it keeps."""
    part = cipher.part_of(path)
    marker, lasting = cipher.path_of(part), cipher.path_of(path)
    if part.exists() or not marker.exists():
        return
    if marker.stat().st_size:
        marker.replace(lasting)
    else:
        lasting.unlink(missing_ok=True)
        file.sync_folder(path.parent)
        marker.unlink()
    file.sync_folder(path.parent)


def _drop(part: Path) -> None:
    """Take back what has not taken its place; its marker first, which would hold without it."""
    if part.exists():
        cipher.path_of(part).unlink(missing_ok=True)
        file.sync_folder(part.parent)
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{part}{ending}").unlink(missing_ok=True)
