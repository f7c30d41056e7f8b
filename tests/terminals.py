"""What stands on a terminal once a program has written something: text alone, colours left out."""

from __future__ import annotations

import re

from rhythm_tui.domain.text import width

_PARTS = re.compile(
    r"\x1b\[(?P<at>\d+;\d+)H|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P^_X][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b[()#%][0-9A-Za-z]|\x1b[=>78]|(?P<line>\r\n)|(?P<char>[^\x1b\r\n])"
)


class Screen:
    """The cells of a terminal; a character of two cells leaves the second one empty.

    Where half of one is written over, the other half becomes a blank, as terminals do it.
    """

    def __init__(self, columns: int, lines: int) -> None:
        self._cells = [[" "] * columns for _ in range(lines)]
        self._x = self._y = 0

    def write(self, text: str) -> None:
        """Take what a program writes, in whole sequences."""
        for part in _PARTS.finditer(text):
            if part["at"]:
                self._y, self._x = (int(number) - 1 for number in part["at"].split(";"))
            elif part["line"]:
                self._x, self._y = 0, self._y + 1
            elif (char := part["char"]) and self._x < len(self._cells[0]):
                self._put(self._cells[self._y], char, width(char))

    def _put(self, line: list[str], char: str, cells: int) -> None:
        end = self._x + cells
        if line[self._x] == "" and cells:
            line[self._x - 1] = " "
        if end < len(line) and line[end] == "":
            line[end] = " "
        line[self._x : end] = [char, *[""] * (cells - 1)]
        self._x = end

    def part(self, x: int, y: int, cells: int, lines: int) -> list[str]:
        """Return what stands in a part of it."""
        return ["".join(line[x : x + cells]) for line in self._cells[y : y + lines]]
