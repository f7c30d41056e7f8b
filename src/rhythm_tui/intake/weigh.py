"""What a workbook will take in memory, counted in its XML before a reader takes it in as a whole.

A reader that holds whole sheets trusts them: it makes room for every cell between the first and the last, and
copies a shared text into each cell that names it; where memory ends, so does the whole program. Only cells in
the form that the usual programs write can be counted: anything else is ``Unusual``.
"""

from __future__ import annotations

import re
import zipfile
from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import IO

MAX_XML = 112 << 20
"""Most bytes of XML, unfolded; with the limits below it keeps an import under 300 MiB."""
MAX_AREA = 2_000_000
"""Most cells, counting the empty ones between the others."""
MAX_PIECES = 3_000_000
"""Most cells and shared texts together."""
MAX_TEXT = 48 << 20
"""Most bytes of shared texts, each counted in every cell that names it."""

_BLOCK = 1 << 18
_MAX_GAP = 1 << 20
"""Longest cell in bytes: far more than the 32,767 characters that a spreadsheet allows."""
_STRINGS = "xl/sharedstrings.xml"
_CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
"""The beginning of a cell, however it is written."""
_PLACED = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: (?!r=)[a-z]+="[^"<>]*")* ?/?>')
"""A cell as the usual programs write it: its place first."""
_SHARED = re.compile(rb' t="s"[^<>]*><v>([0-9]{1,8})<')
"""A cell that names a shared text by its number."""
_STRING = re.compile(rb"<(?:[\w.-]+:)?si[\s/>]")
"""The beginning of a shared text."""
_COUNT = re.compile(rb"""ount\s*=\s*["']([^"']*)""")
"""How many shared texts are announced, for which a reader makes room at once."""


class Unusual(Exception):
    """A workbook too large to be held, or written so that this cannot be told."""


def copy_weighed(archive: zipfile.ZipFile, copy: IO[bytes]) -> int:
    """Write a new zip with the parts that matter, none larger than declared; return how many have cells.

    Raises ``Unusual``, and what ``zipfile`` raises for broken parts.
    """
    parts = [
        part
        for part in archive.infolist()
        if part.filename.lower().endswith((".xml", ".rels")) and part.filename != "xl/calcChain.xml"
    ]
    names = {part.filename.lower() for part in parts}
    if sum(part.file_size for part in parts) > MAX_XML or len(names) < len(parts):
        raise Unusual
    scale = _Scale()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for part in sorted(parts, key=lambda part: part.filename.lower() != _STRINGS):
            with archive.open(part) as source, target.open(part.filename, "w") as sink:
                blocks = _blocks(source, sink)
                if part.filename.lower() == _STRINGS:
                    scale.weigh_strings(blocks)
                else:
                    scale.weigh_cells(blocks)
    return scale.sheets


def _blocks(source: IO[bytes], sink: IO[bytes]) -> Iterator[bytes]:
    """Copy a part, yielding it in blocks that end before a cell or another tag."""
    rest = b""
    while block := source.read(_BLOCK):
        sink.write(block)
        block = rest + block
        cut = block.rfind(b"<c ")
        cut = cut if cut > 0 else block.rfind(b"<")
        if cut < 0 or len(block) > _MAX_GAP or b"\0" in block:
            raise Unusual
        rest = block[cut:]
        yield block[:cut]
    yield rest


class _Scale:
    """Adds up what the parts of a workbook will take. Raises ``Unusual`` where it is too much."""

    def __init__(self) -> None:
        self._area = self._text = self.sheets = 0
        self._lengths: Sequence[int] = ()

    def weigh_strings(self, blocks: Iterator[bytes]) -> None:
        """Take down how long each of the shared texts is at most."""
        starts, at = array("Q"), 0
        for block in blocks:
            if any(not count.isdigit() or int(count) > MAX_AREA for count in _COUNT.findall(block)):
                raise Unusual
            starts.extend(at + found.start() for found in _STRING.finditer(block))
            at += len(block)
        starts.append(at)
        self._lengths = array("L", (end - start for start, end in pairwise(starts)))

    def weigh_cells(self, blocks: Iterator[bytes]) -> None:
        """Add the cells of a sheet; a part without cells weighs nothing."""
        width = height = 0
        for block in blocks:
            places = _PLACED.findall(block)
            shared = _SHARED.findall(block) if b' t="s"' in block else []
            if len(places) != len(_CELL.findall(block)) or len(shared) != block.count(b' t="s"'):
                raise Unusual
            if b"si" in block and _STRING.search(block):  # shared texts where none were looked for
                raise Unusual
            if not places:
                continue
            width = max(width, *map(_column, {letters for letters, _ in places}))
            height = max(height, *map(int, {row for _, row in places}))
            try:
                self._text += sum(map(self._lengths.__getitem__, map(int, shared)))
            except IndexError:
                raise Unusual from None
            area = self._area + width * height
            if area > MAX_AREA or area + len(self._lengths) > MAX_PIECES or self._text > MAX_TEXT:
                raise Unusual
        self._area += width * height
        self.sheets += bool(width)


def _column(letters: bytes) -> int:
    """Return the number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
