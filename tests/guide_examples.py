"""The examples of the guide: every ``console`` block of a page is run on a desk of the page's own.

A line ``$ rhythm-tui ...`` is run, also behind ``echo '...' |`` or ``cat FILE |``; what stands under it is
what it prints, ``...`` in place of anything. A block with a title is a file of that name, there before the
next example. The clock stands still.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

_BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_TITLE = re.compile(r'title="([^"]+)"')
_ANYTHING = "..."

Run = Callable[[list[str], bytes], str]
"""Runs the program with arguments and an input; returns what it printed."""


class Page:
    """A page of the guide whose examples are run, top to bottom."""

    def __init__(self, text: str, folder: Path, run: Run) -> None:
        self._text = text
        self._folder = folder
        self._run = run
        self.commands = 0

    def played(self) -> str:
        """Run every example; return the page with what was printed where it says something else."""
        return _BLOCK.sub(self._played, self._text)

    def _played(self, found: re.Match[str]) -> str:
        kind, attributes, body = found.groups()
        if title := _TITLE.search(attributes):
            path = self._folder / title[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, "utf-8")
        if kind != "console":
            return found[0]
        lines: list[str] = []
        for said in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, expected = said.partition("\n")
            printed = self._do(command)
            lines += [f"$ {command}\n", expected if fits(expected, printed) else printed]
        return f"```console{attributes}\n{''.join(lines)}```"

    def _do(self, command: str) -> str:
        self.commands += 1
        words = shlex.split(command)
        given = b""
        if "|" in words:
            place = words.index("|")
            given, words = self._fed(words[:place]), words[place + 1 :]
        assert words[0] == "rhythm-tui", f"an example runs rhythm-tui: {command}"
        return self._run(words[1:], given)

    def _fed(self, words: list[str]) -> bytes:
        name, *rest = words
        if name == "cat":
            return b"".join((self._folder / one).read_bytes() for one in rest)
        assert name == "echo", f"an example is fed by echo or cat: {words}"
        return (" ".join(rest) + "\n").encode()


def fits(expected: str, printed: str) -> bool:
    """Return whether what was printed is what the page says, ``...`` standing for anything."""
    pattern = ".*".join(re.escape(part) for part in expected.split(_ANYTHING))
    return re.fullmatch(pattern, printed, re.DOTALL) is not None
