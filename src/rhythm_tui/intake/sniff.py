"""What a file is, told by its content and not by its name."""

from __future__ import annotations

import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import msg
from rhythm_tui.intake import encoding as encodings
from rhythm_tui.intake.database import MAGIC, read_database
from rhythm_tui.intake.delimited import read_delimited
from rhythm_tui.intake.jsonfile import looks_like_json
from rhythm_tui.intake.lines import Progress
from rhythm_tui.intake.table import Table
from rhythm_tui.intake.unreadable import Unreadable
from rhythm_tui.intake.workbook import read_workbook

REJECTS_SUFFIX = ".rejects.csv"
"""Ending of the files that hold rejected rows."""
EMPTY = msg("{file}: is empty: there is no table in it")
DESK_ID = 0x52485954
"""The application id of a desk's database."""
_DESK_ID_AT = slice(68, 72)
"""Where it stands in the file (sqlite.org/fileformat2.html)."""
_DESK_FILES = ("", ".keys", ".anchor", ".lock", ".import.lock", "-wal", "-shm", "-journal")
"""Endings of the files that belong to a desk."""
_WEB_PAGE = ("<html", "<!doctype html", "<table", "<meta ")

_NO_TABLES = (
    (b"%PDF", msg("{file}: is a PDF and no table")),
    (
        b"\xd0\xcf\x11\xe0",
        msg("{file}: is an old .xls or a protected workbook: save it as .xlsx without a password"),
    ),
    (b"\x1f\x8b", msg("{file}: is a packed file: unpack it first")),
)


class Shape(NamedTuple):
    """What a file is, and the encoding of text."""

    kind: Literal["database", "workbook", "json", "text"]
    encoding: str | None
    """As the beginning of a text shows it: further on it may prove another (``encoding.scan``)."""
    size: int
    """In bytes."""


def sniff(path: Path, desk: Path | None = None) -> Shape:
    """Look at a file. Raises ``Unreadable`` or ``OSError`` for what cannot be read.

    ``desk`` is the desk's own file, which is never opened here (SAFETY 5).
    """
    size = _check(path, desk)
    start = encodings.head(path)
    for magic, template in _NO_TABLES:
        if start.startswith(magic):
            raise Unreadable(path, template)
    if start.startswith(MAGIC):
        if start[_DESK_ID_AT] == DESK_ID.to_bytes(4):
            raise Unreadable(path, msg("{file}: is a desk or a backup of one: open or restore it instead"))
        return Shape("database", None, size)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Shape("workbook", None, size)
    guess = encodings.encoding_of(start)
    if guess is None:
        raise Unreadable(path, msg("{file}: is neither a table, a workbook, JSON nor a database"))
    text = start.decode(guess, "replace").lstrip("\ufeff \t\r\n")
    if text[:20].lower().startswith(_WEB_PAGE):
        raise Unreadable(path, msg("{file}: is a web page that calls itself a table: save it as .xlsx"))
    return Shape("json" if looks_like_json(text) else "text", guess, size)


def _check(path: Path, desk: Path | None) -> int:
    """Return the size of a file that may be opened."""
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise Unreadable(path, msg("{file}: is a folder: name the files in it"))
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable(path, msg("{file}: is no ordinary file"))
    if path.name.endswith(REJECTS_SUFFIX):
        raise Unreadable(path, msg("{file}: holds rows that were rejected before: correct them in the input"))
    if desk is not None and any(_same(path, Path(f"{desk}{ending}")) for ending in _DESK_FILES):
        raise Unreadable(path, msg("{file}: is the desk's own file"))
    if not found.st_size:
        raise Unreadable(path, EMPTY)
    return found.st_size


def _same(path: Path, other: Path) -> bool:
    return other.exists() and other.samefile(path)


def tables(
    path: Path, shape: Shape, progress: Progress, fits: Callable[[Sequence[str]], bool]
) -> list[Table]:
    """Return the tables of a file that is no JSON, at least one. Raises ``Unreadable``."""
    if shape.kind == "text":
        return [read_delimited(path, shape.encoding or "utf-8", progress, fits)]
    read = read_database(path, progress) if shape.kind == "database" else read_workbook(path, progress, fits)
    found = list(read)
    if not found:
        raise Unreadable(path, EMPTY)
    return found
