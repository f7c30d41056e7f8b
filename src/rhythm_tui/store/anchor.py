"""The head anchor: a tiny file beside the database that remembers how far the journal had come.

A deleted log, an older copy put back or a cut journal tail pass every check inside the database; they do
not pass this one. Two checksummed slots are written in turn, after the commit and before the answer, under
the desk's file lock and only forward. The journal is healthy when it holds the anchor's (seq, hash); its
head may be ahead.
"""

from __future__ import annotations

import os
import time
import zlib
from functools import lru_cache

from rhythm_tui.store import cipher, journal
from rhythm_tui.store.journal import EMPTY, Head
from rhythm_tui.store.sqlite import Connection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from _typeshed import StrPath

_ENDING = ".anchor"
_SLOT = 128
_SLOTS = 2
_PAUSE, _TRIES = 0.005, 6_000
"""Seconds between two looks whether the lock is free, and how many looks there are."""
_BYTES = getattr(os, "O_BINARY", 0)
"""Windows alone would make two characters of a line's end."""


def path_of(db: StrPath) -> Path:
    """Return where the anchor of a desk lies."""
    from pathlib import Path  # a glance does without: places.py

    return Path(_named(db))


def read(db: StrPath) -> Head | None:
    """Return the newest sound slot; None when there is no anchor or neither slot is sound.

    The anchor of a file that has just taken the place of another may not have its lasting name yet
    (``store/replacing.py``).
    """
    try:
        with open(cipher.companion(db, _ENDING), "rb") as file:
            return _newest(file.read())
    except OSError:
        return None


def lost(connection: Connection, db: StrPath) -> Head | None:
    """Return the row that the open file once answered for and no longer holds; None when all is there."""
    known = read(db)
    if known is None or known.seq == 0:
        return None
    found = journal.entry(connection, known.seq)
    return None if found is not None and found.hash == known.hash else known


def text(head: Head) -> str:
    """Return what the anchor of a new file holds."""
    slots = [" " * (_SLOT - 1) + "\n"] * _SLOTS
    slots[head.seq % _SLOTS] = _pack(head).decode()
    return "".join(slots)


def write(db: StrPath, head: Head) -> None:
    """Move the anchor forward to ``head`` and sync it; the caller holds the desk's lock."""
    if head.seq == 0:
        return
    handle = _open(_named(db))
    try:
        _forward(handle, head)
    finally:
        os.close(handle)


class Anchor:
    """The anchor of an open desk, and the lock under which its seats move it.

    Both files stand open, for this comes before every answer. The lock is that of ``file.lock_of``, taken by
    its handle; who holds one must not ask for the other.
    """

    def __init__(self, db: StrPath) -> None:
        self._db = db
        self._handles: list[int] = []

    def advance(self, head: Head) -> None:
        """Move the anchor forward to ``head`` and sync it. Raises ``OSError``, ``TimeoutError`` among it."""
        from filelock import lock_descriptor, unlock_descriptor

        if head.seq == 0:
            return
        lock, handle = self._opened()
        for _ in range(_TRIES):
            if lock_descriptor(lock, blocking=False):
                break
            time.sleep(_PAUSE)
        else:
            raise TimeoutError
        try:
            _forward(handle, head)
        finally:
            unlock_descriptor(lock)

    def _opened(self) -> list[int]:
        """Return both files, opened anew where somebody has removed one."""
        if len(self._handles) < 2 or not all(os.fstat(handle).st_nlink for handle in self._handles):
            self.close()
            for path in (f"{self._db}.lock", _named(self._db)):
                self._handles.append(_open(path))
        return self._handles

    def close(self) -> None:
        """Let go of both files."""
        while self._handles:
            os.close(self._handles.pop())


def _named(db: StrPath) -> str:
    return f"{db}{_ENDING}"


def _open(path: str) -> int:
    return os.open(path, os.O_CREAT | os.O_RDWR | _BYTES, 0o600)


def _forward(handle: int, head: Head) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    if head.seq <= (_newest(os.read(handle, _SLOT * _SLOTS)) or EMPTY).seq:
        return
    os.lseek(handle, head.seq % _SLOTS * _SLOT, os.SEEK_SET)
    os.write(handle, _pack(head))
    os.fsync(handle)


def _newest(raw: bytes) -> Head | None:
    heads = _unpack(raw[:_SLOT]), _unpack(raw[_SLOT : 2 * _SLOT])
    return max(filter(None, heads), default=None)


def _pack(head: Head) -> bytes:
    words = f"{head.seq} {head.hash}"
    return f"{words} {zlib.crc32(words.encode()):08x}".encode().ljust(_SLOT - 1) + b"\n"


@lru_cache(maxsize=2 * _SLOTS)
def _unpack(raw: bytes) -> Head | None:
    """Return what a slot says, None where it is not sound. Of both that are read one is known already."""
    try:
        seq, digest, checksum = raw.decode("ascii").split()
        sound = zlib.crc32(f"{seq} {digest}".encode()) == int(checksum, 16)
        return Head(int(seq), digest) if sound else None
    except ValueError:
        return None
