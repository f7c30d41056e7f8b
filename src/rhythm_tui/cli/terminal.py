"""What the terminal can do: asked of it where it answers, else read from what it says of itself.

Widths are the terminal's to choose: a Chinese one may draw box drawing two cells wide, and then no border
lines up. So two characters are drawn at the left edge, and each time the terminal is asked where its cursor
stands.
"""

from __future__ import annotations

import os
import re
import select
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from rhythm_tui.domain.named import NamedTuple

PLAIN: Final = ("", "dumb", "unknown")
"""Terminals that would print a question instead of answering it."""
WAIT: Final = 1.0
"""Seconds a terminal is given to answer."""
_BORDER, _HAN = "\u2500", "\u4e2d"
_WHERE, _CLEAR = "\x1b[6n", "\r\x1b[K"
_MOUSE_MODE, _WHO = "\x1b[?1006$p", "\x1b[c"
_QUESTIONS = f"\r{_BORDER}{_WHERE}\r{_HAN}{_WHERE}{_CLEAR}{_MOUSE_MODE}{_WHO}{_CLEAR}"
"""The last one every terminal answers: when its answer is there, no other will come."""
_COLUMN = re.compile(rb"\x1b\[\d+;(\d+)R")
_MOUSE = re.compile(rb"\x1b\[\?1006;(\d)\$y")
_ATTRIBUTES = re.compile(rb"\x1b\[\?([\d;]*)c")
_CLIPBOARD: Final = b"52"
"""The attribute of a terminal that takes OSC 52."""


class Terminal(NamedTuple):
    """What is known of a terminal."""

    name: str
    """TERM."""
    columns: int
    lines: int
    border: int | None
    """Cells of a box-drawing character; None where it did not answer."""
    han: int | None
    """Cells of a Chinese character."""
    mouse: bool | None
    """Whether it reports the mouse; None where it does not say."""
    clipboard: bool
    """Whether it says that it takes OSC 52."""
    environment: Mapping[str, str]


def look(environment: Mapping[str, str]) -> Terminal | None:
    """Ask the terminal of this run; None where input or output is none, or another program has it."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    size = os.get_terminal_size(sys.stdout.fileno())
    sys.stdout.flush()
    mute = environment.get("TERM", "") in PLAIN
    answer = b"" if mute else asked(sys.stdin.fileno(), sys.stdout.fileno())
    return read(answer, environment, (size.columns, size.lines))


def read(answer: bytes, environment: Mapping[str, str], size: tuple[int, int]) -> Terminal:
    """Return what an answer tells; what a hand typed meanwhile is passed over."""
    cells = [int(column) - 1 for column in _COLUMN.findall(answer)]
    mouse, attributes = _MOUSE.search(answer), _ATTRIBUTES.search(answer)
    return Terminal(
        environment.get("TERM", ""),
        *size,
        border=cells[0] if len(cells) > 1 else None,
        han=cells[1] if len(cells) > 1 else None,
        mouse=mouse[1] in b"123" if mouse else None,
        clipboard=attributes is not None and _CLIPBOARD in attributes[1].split(b";"),
        environment=environment,
    )


def asked(keyboard: int, screen: int) -> bytes:
    """Return what the terminal answers within ``WAIT``; nothing where it cannot be asked.

    Its settings are as before afterwards, and the line the questions stood on is empty.
    """
    try:
        import termios
        import tty
    except ImportError:  # Windows: its console has no such settings
        return b""
    if _in_background(keyboard):
        return b""
    with suppress(OSError, termios.error):
        before = termios.tcgetattr(keyboard)
        try:
            tty.setcbreak(keyboard, termios.TCSADRAIN)
            os.write(screen, _QUESTIONS.encode())
            return _until_answered(keyboard)
        finally:
            termios.tcsetattr(keyboard, termios.TCSADRAIN, before)
    return b""


def _in_background(keyboard: int) -> bool:
    """Whether another program has the terminal: asking would stop this one."""
    try:
        return os.tcgetpgrp(keyboard) != os.getpgrp()
    except OSError:  # a terminal of which nobody is in the foreground
        return False


def _until_answered(keyboard: int) -> bytes:
    answer, end = b"", time.monotonic() + WAIT
    while not _ATTRIBUTES.search(answer):
        ready, _, _ = select.select([keyboard], [], [], max(end - time.monotonic(), 0))
        if not ready or not (some := os.read(keyboard, 1024)):
            break
        answer += some
    return answer
