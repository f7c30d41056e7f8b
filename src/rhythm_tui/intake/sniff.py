"""What a file is, told by its content and not by its name."""

from __future__ import annotations

import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

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
    sha256: str
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
        return Shape("database", None, encodings.scan(path, None).sha256, size)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Shape("workbook", None, encodings.scan(path, None).sha256, size)
    guess = encodings.encoding_of(start)
    if guess is None:
        raise Unreadable(path, msg("{file}: is neither a table, a workbook, JSON nor a database"))
    scan = encodings.scan(path, guess)
    json = looks_like_json(start.decode(scan.encoding, "replace"))
    return Shape("json" if json else "text", scan.encoding, scan.sha256, size)


def _check(path: Path, desk: Path | None) -> int:
    """Return the size of a file that may be opened."""
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise Unreadable(path, msg("{file}: is a folder: name the files in it"))
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable(path, msg("{file}: is no ordinary file"))
    if path.name.endswith(REJECTS_SUFFIX):
        raise Unreadable(path, msg("{file}: holds rows that were rejected before: correct them in the input"))
    if desk is not None and desk.exists() and desk.samefile(path):
        raise Unreadable(path, msg("{file}: is the desk's own file"))
    if not found.st_size:
        raise Unreadable(path, EMPTY)
    return found.st_size


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
