"""Files on the disk: their owner's alone (0600), whole whatever stops the program, there after a power cut.

All of it raises ``OSError``. The live database is never touched with this: SQLite alone opens it.
"""

from __future__ import annotations

import os
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from _typeshed import StrPath


def create(path: StrPath) -> int:
    """Make a file that is not there yet and return its handle, to be written. Raises ``FileExistsError``."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def write(path: Path, text: str) -> None:
    """Write a small file that nobody else knows of yet, and sync it."""
    path.unlink(missing_ok=True)
    with os.fdopen(create(path), "wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())


def write_whole(path: Path, text: str) -> None:
    """Put a small file in the place of what was there, whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        write(part, text)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync(path: Path) -> None:
    """Let what was written to a file survive a power cut."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Let new names in a folder survive a power cut, as syncing the files alone does not; on POSIX only."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems sync no folders
            os.fsync(handle)
    finally:
        os.close(handle)
