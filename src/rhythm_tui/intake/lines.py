"""Lines of a text file, one at a time, none of them longer than a line may be."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from rhythm_tui.intake.encoding import ON_ERROR

MAX_LINE = 1 << 20
"""Longest line in characters; what is longer arrives as ``OVERLONG``."""
OVERLONG = "\0overlong\n"
"""Stands for a line that was skipped because of its length."""


class Progress:
    """How much of a file has been read, for a progress bar."""

    def __init__(self, size: int) -> None:
        self._size = max(size, 1)
        self.read = 0

    def reach(self, count: int, total: int) -> None:
        """Say that ``count`` of ``total`` rows have been read."""
        self.read = self._size * count // max(total, count, 1)

    @property
    def share(self) -> float:
        """The share of the file that has been read, from 0 to 1."""
        return min(self.read / self._size, 1.0)


class _Counted(io.FileIO):
    """A file that tells how far it has been read."""

    progress: Progress | None = None

    def readinto(self, buffer: bytearray | memoryview) -> int | None:  # type: ignore[override]
        got = super().readinto(buffer)
        if self.progress is not None:
            self.progress.read += got or 0
        return got


def open_text(path: Path, encoding: str, progress: Progress | None = None) -> TextIO:
    """Open a text file with its line ends untouched; undecodable bytes become ``DAMAGE``."""
    raw = _Counted(path, "r")
    raw.progress = progress
    return io.TextIOWrapper(io.BufferedReader(raw, 1 << 18), encoding=encoding, errors=ON_ERROR, newline="")


def lines(file: TextIO) -> Iterator[str]:
    """Yield physical lines with their ends."""
    readline = file.readline
    while line := readline(MAX_LINE):
        if len(line) < MAX_LINE or line.endswith(("\n", "\r")):
            yield line
            continue
        while (rest := readline(MAX_LINE)) and not rest.endswith(("\n", "\r")):
            pass
        yield OVERLONG
