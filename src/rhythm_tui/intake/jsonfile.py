"""JSON in its three shapes: an array, one object, or objects one after the other (JSON lines).

Nothing is read whole but one object that stands alone. Numbers stay text, so that ids keep every digit; a
number too big for other programs to have kept exact arrives as ``Number`` (``values.py`` says why).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from rhythm_tui.domain.refusal import msg
from rhythm_tui.intake.lines import OVERLONG, Progress, lines, open_text
from rhythm_tui.intake.table import Broken
from rhythm_tui.intake.unreadable import Unreadable
from rhythm_tui.intake.values import Number, number

MAX_OBJECT = 32 << 20
"""Largest file, in bytes, that may be one single JSON object: it has to be held in memory."""
_MAX_ELEMENT = 4 << 20
_MAX_BROKEN = 64 << 20
"""Behind a broken value the next object is looked for in so many characters."""
_BLOCK = 1 << 18
_BLANK = re.compile(r"[\s,\ufeff]*")
_NEXT_OBJECT = re.compile(r"[}\]]\s*,\s*(?=\{)")
_NO_JSON = msg("is no valid JSON")
_TAIL = msg("is no valid JSON, from here to the end of the file")
_CUT = msg("the file breaks off here: what follows is missing")

_decoder = json.JSONDecoder(parse_int=number, parse_float=Number, parse_constant=lambda _: None)

Value = tuple[int, Any] | Broken
"""A decoded value with its line (JSON lines) or its number in the file."""


def decode(text: str) -> Any:
    """Return one JSON value. Raises ``ValueError``, also for what is nested too deep."""
    try:
        return _decoder.decode(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def looks_like_json(sample: str) -> bool:
    """Return whether a text begins as JSON does."""
    return sample.lstrip("\ufeff \t\r\n").startswith(("{", "["))


def values(path: Path, encoding: str, progress: Progress | None = None) -> Iterator[Value]:
    """Yield the top-level values of a file, those of an array one by one.

    Raises ``Unreadable`` for a single object that is too large or broken.
    """
    with open_text(path, encoding) as file:
        sample = file.read(_BLOCK).lstrip("\ufeff \t\r\n")
    with open_text(path, encoding, progress) as file:
        if sample.startswith("["):
            yield from _elements(file)
        elif _is_lines(sample):
            yield from _json_lines(file)
        else:
            yield from _single(path, file)


def _is_lines(sample: str) -> bool:
    """Return whether objects follow each other by lines: the first line is one, or the second begins one."""
    first, _, rest = sample.partition("\n")
    try:
        decode(first)
        return bool(rest.strip())
    except ValueError:
        return len(first.strip()) > 1 and rest.lstrip().startswith("{")


def _json_lines(file: TextIO) -> Iterator[Value]:
    for count, line in enumerate(lines(file), 1):
        if line is OVERLONG:
            yield Broken(count, msg("the line is longer than a million characters"))
        elif text := line.strip("\ufeff \t\r\n"):
            try:
                value = decode(text)
            except ValueError:
                yield Broken(count, _NO_JSON)
            else:
                yield count, value


def _single(path: Path, file: TextIO) -> Iterator[Value]:
    if path.stat().st_size > MAX_OBJECT:
        raise Unreadable(
            path,
            msg("{file}: one JSON object of over {limit} MB is too large: save it as JSON lines"),
            limit=MAX_OBJECT >> 20,
        )
    try:
        yield 1, decode(file.read().strip("\ufeff \t\r\n"))
    except ValueError as error:
        raise Unreadable(path, msg("{file}: is no valid JSON")) from error


class _Window:
    """The part of an array that is in memory."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.text = ""
        self.at = 0

    def more(self) -> bool:
        """Read another block; return whether there was one."""
        block = self._file.read(max(_BLOCK, len(self.text) - self.at))
        self.text = self.text[self.at :] + block
        self.at = 0
        return bool(block)

    def skip_blank(self) -> str:
        """Move to the next character that matters and return it; empty at the end of the file."""
        while True:
            blank = _BLANK.match(self.text, self.at)
            self.at = blank.end() if blank else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def take(self) -> Any:
        """Decode the value that begins here. Raises ``ValueError`` when it is broken or too large."""
        while True:
            try:
                value, end = _decoder.raw_decode(self.text, self.at)
            except RecursionError as error:
                raise ValueError("nested too deep") from error
            except ValueError:
                if len(self.text) - self.at > _MAX_ELEMENT or not self.more():
                    raise
            else:
                self.at = end
                return value

    def next_object(self) -> bool:
        """Move behind a broken value, to where the next object begins; return whether there is one."""
        passed = 0
        while True:
            found = _NEXT_OBJECT.search(self.text, self.at)
            if found:
                self.at = found.end()
                return True
            last, self.at = self.at, max(self.at, len(self.text) - 64)
            passed += self.at - last
            if passed > _MAX_BROKEN or not self.more():
                self.at = len(self.text)
                return False


def _elements(file: TextIO) -> Iterator[Value]:
    window = _Window(file)
    window.skip_blank()
    window.at += 1
    count = 0
    while char := window.skip_blank():
        if char == "]":
            window.at += 1
            char = window.skip_blank()
            if not char:
                return
            if char == "[":  # another run of the crawler appended its list
                window.at += 1
                continue
        count += 1
        try:
            value = window.take()
        except ValueError:
            found = window.next_object()
            yield Broken(count, _NO_JSON if found else _TAIL)
            if not found:
                return
        else:
            yield count, value
    yield Broken(count + 1, _CUT)
