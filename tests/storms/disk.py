"""A disk that remembers every write and every sync, and can say what a power cut would have left of them.

SQLite is watched through its own file interface (the default VFS, by ctypes), Python's files through ``os``.
What was not synced is lost, kept or torn, sector by sector; names that were made, moved or removed are sure
only once their folder is synced. What a sector already held stays when another part of it is written (SQLite
calls it powersafe overwrite), but the bytes that were being written may be anything.
"""

from __future__ import annotations

import ctypes
import os
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from rhythm_tui.store import sqlite

SECTOR = 512
_OPEN, _DELETE = 5, 6
"""Places in ``sqlite3_vfs``, in words."""
_WRITE, _TRUNCATE, _SYNC = 3, 4, 5
"""Places in ``sqlite3_io_methods``, in words."""
_METHODS = 19
_POINTER, _INT, _LONG = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
_SIGNATURES = {
    _WRITE: ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT, _LONG),
    _TRUNCATE: ctypes.CFUNCTYPE(_INT, _POINTER, _LONG),
    _SYNC: ctypes.CFUNCTYPE(_INT, _POINTER, _INT),
}
_OPENER = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _POINTER, _INT, _POINTER)
_DELETER = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT)
"""Names go through as they are: SQLite keeps more behind them than the name."""


class Event(NamedTuple):
    """Something that happened to the disk, or was answered to the operator."""

    what: str
    """write, truncate, sync, made, gone, moved, folder, answered."""
    name: str = ""
    at: int = 0
    data: Any = b""


class Disk:
    """Keeps what happens to the files of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.base = {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}
        self.events: list[Event] = []
        self._python = dict(self.base)
        self._names = set(self.base)

    def answered(self, what: Any) -> None:
        """Note that an operator was told so."""
        self.events.append(Event("answered", data=what))

    def ours(self, path: str) -> str:
        """Return the name of a file that is watched; nothing for any other."""
        found = Path(path)
        watched = found.parent == self.folder and not found.name.endswith(("-shm", ".lock"))
        return found.name if watched else ""

    def note(self, what: str, name: str, at: int = 0, data: Any = b"") -> None:
        """Add an event; a file that is met for the first time has been made."""
        if name not in self._names:
            self._names.add(name)
            self.events.append(Event("made", name))
        self.events.append(Event(what, name, at, data))

    def moved(self, name: str, to: str) -> None:
        """A file has another name now."""
        self._names.discard(name)
        self._names.add(to)
        self._python[to] = self._python.pop(name, b"")
        self.events.append(Event("moved", name, data=to))

    def gone(self, name: str) -> None:
        """A file was removed."""
        self._names.discard(name)
        self._python.pop(name, None)
        self.events.append(Event("gone", name))

    def synced(self, handle: int) -> None:
        """Python has synced a file: what has changed of it was written before that."""
        path = Path(f"/proc/self/fd/{handle}").readlink()
        if path == self.folder:
            self.events.append(Event("folder"))
        elif name := self.ours(os.fspath(path)):
            old, new = self._python.get(name, b""), path.read_bytes()
            start = _alike(old, new)
            end = _alike(old[start:][::-1], new[start:][::-1])
            self.note("write", name, start, new[start : len(new) - end])
            if len(new) < len(old):
                self.note("truncate", name, len(new))
            self.note("sync", name)
            self._python[name] = new

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Keep what SQLite and Python do while the block runs; connections must be opened within it."""
        fsync, replace, unlink = os.fsync, os.replace, os.unlink

        def syncing(handle: int) -> None:
            fsync(handle)
            self.synced(handle)

        def replacing(source: Any, target: Any, **more: Any) -> None:
            replace(source, target, **more)
            if (name := self.ours(os.fspath(source))) and (to := self.ours(os.fspath(target))):
                self.moved(name, to)

        def unlinking(path: Any, **more: Any) -> None:
            unlink(path, **more)
            if name := self.ours(os.fspath(path)):
                self.gone(name)

        with (
            mock.patch("os.fsync", syncing),
            mock.patch("os.replace", replacing),
            mock.patch("os.unlink", unlinking),
            _watched(self),
        ):
            yield


def can_watch() -> bool:
    """Whether this machine lets the disk be watched: SQLite shows its file interface, and /proc is there."""
    return _default_vfs() is not None and Path("/proc/self/fd").exists()


def _default_vfs() -> Any:
    module = sys.modules[sqlite.sqlite3.Connection.__module__.partition(".")[0]]
    native = getattr(module, "_sqlite3", None) or sys.modules["_sqlite3"]
    try:
        find = ctypes.CDLL(native.__file__).sqlite3_vfs_find
    except (AttributeError, OSError):
        return None
    find.restype, find.argtypes = _POINTER, [ctypes.c_char_p]
    return (_POINTER * 24).from_address(find(None))


def _text(path: int) -> str:
    return os.fsdecode(ctypes.string_at(path))


@contextmanager
def _watched(disk: Disk) -> Iterator[None]:
    vfs = _default_vfs()
    names: dict[int, str] = {}
    tables: dict[int, Any] = {}
    logs: set[int] = set()
    real_open, real_delete = _OPENER(vfs[_OPEN]), _DELETER(vfs[_DELETE])
    before = vfs[_OPEN], vfs[_DELETE]

    def open_file(self: Any, path: int | None, file: int, flags: int, out: Any) -> int:
        done = real_open(self, path, file, flags, out)
        methods = _POINTER.from_address(file)
        name = disk.ours(_text(path)) if path else ""
        if done == 0 and name and methods.value:
            names[file] = name
            (logs.discard if name.endswith(".db") else logs.add)(file)
            if methods.value not in tables:
                tables[methods.value] = _noting(disk, names, logs, methods.value)
            methods.value = ctypes.addressof(tables[methods.value][0])
        return done

    def delete_file(self: Any, path: int, sync_folder: int) -> int:
        done = real_delete(self, path, sync_folder)
        if done == 0 and (name := disk.ours(_text(path))):
            disk.gone(name)
            if sync_folder:
                disk.events.append(Event("folder"))
        return done

    kept = _OPENER(open_file), _DELETER(delete_file)
    vfs[_OPEN], vfs[_DELETE] = (ctypes.cast(one, _POINTER).value for one in kept)
    try:
        yield
    finally:
        vfs[_OPEN], vfs[_DELETE] = before
        _KEPT.append((kept, tables))


_KEPT: list[Any] = []
"""What open files still point to."""


def _noting(disk: Disk, names: dict[int, str], logs: set[int], methods: int) -> tuple[Any, list[Any]]:
    """Return a copy of a table of methods whose writes and syncs are noted, and what it needs to live."""
    table = (_POINTER * _METHODS).from_buffer_copy((ctypes.c_char * (_METHODS * 8)).from_address(methods))
    real = {place: kind(table[place]) for place, kind in _SIGNATURES.items()}

    def write(file: int, data: int, size: int, at: int) -> int:
        disk.note("write", names[file], at, ctypes.string_at(data, size))
        return int(real[_WRITE](file, data, size, at))

    def truncate(file: int, size: int) -> int:
        disk.note("truncate", names[file], size)
        return int(real[_TRUNCATE](file, size))

    def sync(file: int, flags: int) -> int:
        done = int(real[_SYNC](file, flags))
        disk.note("sync", names[file])
        if file in logs:
            logs.discard(file)  # SQLite syncs the folder with the first sync of a log it has opened
            disk.events.append(Event("folder"))
        return done

    kept = []
    noting: dict[int, Callable[..., int]] = {_WRITE: write, _TRUNCATE: truncate, _SYNC: sync}
    for place, function in noting.items():
        kept.append(_SIGNATURES[place](function))
        table[place] = ctypes.cast(kept[-1], _POINTER).value
    return table, kept


def _alike(one: bytes, other: bytes) -> int:
    """Return how many bytes at the beginning are the same."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


class _File:
    """The bytes of a file: those that are sure, and what was written since."""

    def __init__(self, sure: bytes = b"") -> None:
        self.sure = bytearray(sure)
        self.since: list[Event] = []

    def sync(self) -> None:
        for one in self.since:
            _apply(self.sure, one)
        self.since.clear()

    def left(self, chance: random.Random) -> bytes:
        """Return what a cut leaves: all, nothing, or any sectors of what was not synced."""
        mood = chance.choice(("all", "none", "torn", "torn", "torn"))
        found = bytearray(self.sure)
        for one in self.since if mood != "none" else ():
            if mood == "all":
                _apply(found, one)
            elif one.what == "write":
                for piece in _sectors(one):
                    _tear(found, piece, chance)
            elif chance.random() < 0.5:
                _apply(found, one)
        return bytes(found)


def _apply(raw: bytearray, one: Event) -> None:
    if len(raw) < one.at:
        raw.extend(bytes(one.at - len(raw)))
    if one.what == "truncate":
        del raw[one.at :]
    else:
        raw[one.at : one.at + len(one.data)] = one.data


def _sectors(one: Event) -> Iterator[Event]:
    at, data = one.at, one.data
    while data:
        room = SECTOR - at % SECTOR
        yield Event("write", one.name, at, data[:room])
        at, data = at + room, data[room:]


def _tear(raw: bytearray, piece: Event, chance: random.Random) -> None:
    """Let a sector be written, not be written, or hold anything where it was being written."""
    fate = chance.random()
    if fate < 0.45:
        _apply(raw, piece)
    elif fate > 0.9:
        _apply(raw, piece._replace(data=chance.randbytes(len(piece.data))))


def after_cut(disk: Disk, place: int, chance: random.Random) -> tuple[dict[str, bytes], list[Any]]:
    """Return the files that a cut behind the first ``place`` events leaves, and what was answered by then."""
    files = {name: _File(raw) for name, raw in disk.base.items()}
    sure, unsure, answered = dict(files), [], []
    for one in disk.events[:place]:
        if one.what == "answered":
            answered.append(one.data)
        elif one.what == "folder":
            sure, unsure = dict(files), []
        elif one.what == "sync":
            files[one.name].sync()
        elif one.what in ("write", "truncate"):
            files[one.name].since.append(one)
        else:
            _rename(files, one)
            unsure.append((one, dict(files)))
    kept = chance.randrange(len(unsure) + 1)
    names = unsure[kept - 1][1] if kept else sure
    return {name: file.left(chance) for name, file in names.items()}, answered


def _rename(files: dict[str, _File], one: Event) -> None:
    if one.what == "made":
        files[one.name] = _File()
    elif one.what == "gone":
        files.pop(one.name, None)
    else:
        files[one.data] = files.pop(one.name)
