"""Programs in pseudo-terminals of their own, timed from outside. Standard library only.

Every figure is taken in turn with that of a yardstick, so that their ratio survives a machine whose speed
wanders; the driver answers what a modern terminal answers.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

SIZE = (45, 160)
"""Lines and columns."""
ANSI = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P^_X][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()#%][0-9A-Za-z]|\x1b[=>78]"
)
FRAME = b"\x1b[?2026l"
"""Ends a picture, where the terminal has said that it takes whole pictures at once."""
_ANSWERS = (
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
)
_BEFORE = 2048
"""Bytes before the last ones in which a sign may have begun."""
KEYS = {
    "up": b"\x1b[A", "down": b"\x1b[B", "page": b"\x1b[6~", "home": b"\x1b[H", "end": b"\x1b[F",
    "escape": b"\x1b", "enter": b"\r", "backspace": b"\x7f",
}  # fmt: skip


class Started(NamedTuple):
    """How a start went: milliseconds until something, and until what was waited for, stood on the screen."""

    first: float
    ready: float
    mib: float
    """Memory of the program then."""


class Program:
    """One program in its terminal."""

    def __init__(self, command: Sequence[str], sign: str) -> None:
        """``sign`` is on the screen once the program is of use."""
        self._command, self._sign = command, sign.encode()
        self._pid = self._fd = -1
        self._seen = b""
        self.bytes = 0
        """Bytes written to the terminal so far."""

    def start(self) -> Started:
        """Start it and wait until it is of use. Raises ``TimeoutError``."""
        self._seen, recent, begun, first = b"", b"", time.perf_counter(), 0.0
        self._fork()
        while self._sign not in ANSI.sub(b"", recent):
            data = self.read(30)
            if not data:
                raise TimeoutError(ANSI.sub(b"", self._seen)[-500:].decode("utf-8", "replace"))
            recent = (
                recent[-_BEFORE:] + data
            )  # not all: the program would wait for its terminal to be searched
            first = first or time.perf_counter()
        return Started((first - begun) * 1000, (time.perf_counter() - begun) * 1000, self.memory())

    def _fork(self) -> None:
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONUTF8": "1"}
        for name in ("LINES", "COLUMNS", "TMUX", "PYTHONDONTWRITEBYTECODE", "NO_COLOR"):
            environment.pop(name, None)
        self._fd, inside = os.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        self._pid = os.fork()
        if self._pid == 0:
            try:
                os.setsid()
                fcntl.ioctl(inside, termios.TIOCSCTTY, 0)
                for stream in (0, 1, 2):
                    os.dup2(inside, stream)
                os.execve(self._command[0], list(self._command), environment)
            finally:
                os._exit(127)
        os.close(inside)

    def read(self, seconds: float) -> bytes:
        """Return what is written within some seconds; nothing where it stays silent or has ended."""
        if not select.select([self._fd], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            return b""
        for asked, answer in _ANSWERS:
            for _ in asked.findall(data):
                os.write(self._fd, answer)
        self._seen = (self._seen + data)[-400_000:]
        self.bytes += len(data)
        return data

    def settle(self, seconds: float) -> None:
        """Read until it has been silent for so long."""
        end = time.perf_counter() + 10
        while self.read(seconds) and time.perf_counter() < end:
            pass

    def key(self, name: str) -> float:
        """Press a key; return the milliseconds until the first whole picture after it."""
        begun, seen = time.perf_counter(), b""
        os.write(self._fd, KEYS.get(name, name.encode()))
        while FRAME not in seen:
            data = self.read(2)
            if not data:
                return float("nan")
            seen += data
        return (time.perf_counter() - begun) * 1000

    def cpu(self) -> float:
        """Return the milliseconds of processor time it has used, in all its threads."""
        tasks = Path(f"/proc/{self._pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6

    def memory(self) -> float:
        """Return the MiB it holds in memory."""
        told = Path(f"/proc/{self._pid}/status").read_text("utf-8")
        return int(re.findall(r"VmRSS:\s+(\d+)", told)[0]) / 1024

    def stop(self) -> None:
        """End it."""
        if self._pid > 0:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            os.close(self._fd)
            self._pid = -1


@contextmanager
def opened(*programs: Program) -> Iterator[None]:
    """Have programs open and quiet while the block runs."""
    try:
        for one in programs:
            one.start()
        for one in programs:
            one.settle(0.6)
        yield
    finally:
        for one in programs:
            one.stop()


def python(*arguments: str) -> list[str]:
    """Return the command of a Python program."""
    return [sys.executable, *arguments]
