"""The head anchor: a tiny file beside the database that remembers how far the journal had come.

A deleted log, an older copy put back or a cut journal tail pass every check inside the database; they do
not pass this one. Two checksummed slots are written in turn, after the commit and before the answer, under
the desk's file lock and only forward. The journal is healthy when it holds the anchor's (seq, hash); its
head may be ahead.
"""

from __future__ import annotations

import os
import zlib
from pathlib import Path

from rhythm_tui.store import journal
from rhythm_tui.store.journal import EMPTY, Head
from rhythm_tui.store.sqlite import Connection

_SLOT = 128
_SLOTS = 2


def path_of(db: Path) -> Path:
    """Return where the anchor of a desk lies."""
    return Path(f"{db}.anchor")


def read(db: Path) -> Head | None:
    """Return the newest sound slot; None when there is no anchor or neither slot is sound."""
    try:
        raw = path_of(db).read_bytes()
    except OSError:
        return None
    heads = [_unpack(raw[at : at + _SLOT]) for at in range(0, _SLOT * _SLOTS, _SLOT)]
    return max((head for head in heads if head is not None), default=None)


def lost(connection: Connection, db: Path) -> Head | None:
    """Return the row that the open file once answered for and no longer holds; None when all is there."""
    known = read(db)
    if known is None or known.seq == 0:
        return None
    found = journal.entry(connection, known.seq)
    return None if found is not None and found.hash == known.hash else known


def write(db: Path, head: Head) -> None:
    """Move the anchor forward to ``head`` and sync it; the caller holds the desk's lock."""
    if head.seq <= (read(db) or EMPTY).seq:
        return
    handle = os.open(path_of(db), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        os.lseek(handle, head.seq % _SLOTS * _SLOT, os.SEEK_SET)
        os.write(handle, _pack(head))
        os.fsync(handle)
    finally:
        os.close(handle)


def _pack(head: Head) -> bytes:
    words = f"{head.seq} {head.hash}"
    return f"{words} {zlib.crc32(words.encode()):08x}".encode().ljust(_SLOT - 1) + b"\n"


def _unpack(raw: bytes) -> Head | None:
    try:
        seq, digest, checksum = raw.decode("ascii").split()
        sound = zlib.crc32(f"{seq} {digest}".encode()) == int(checksum, 16)
        return Head(int(seq), digest) if sound else None
    except ValueError:
        return None
