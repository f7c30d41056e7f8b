"""A line on standard error, on a terminal only, that shows how far something long is."""

from __future__ import annotations

import os
import sys
import threading
import time

from rhythm_tui.cli.exits import Interrupted
from rhythm_tui.domain.progress import Progress, Watch, progress
from rhythm_tui.domain.text import clean, fit, width
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.progress import progress_words

QUIET_S = 1.0
"""Seconds something may take before it shows how far it is."""
_EVERY_S = 0.1
_LEAST_CELLS = 20


class Meter(Watch):
    """Shows what is done and how far it is, from the second second on; takes its line away at the end.

    A thread of its own writes the line, so that it goes on while one long statement of the database runs.
    Where Ctrl-C ends the work, it is ``Interrupted``.
    """

    def __init__(self, what: str = "", given_up: str = "") -> None:
        """``what`` is done, and ``given_up`` what is said when it is given up, in the operator's words."""
        self._what = what
        self._given_up = given_up or _("given up; nothing was changed")
        self._part_begun = time.monotonic()
        self._done: tuple[int, float] | None = None
        """Rows that are done, and which share that is; None where neither can be known."""
        self._shown: Progress | None = None
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Meter:
        self._part_begun = time.monotonic()
        if sys.stderr is not None and sys.stderr.isatty():
            self._thread = threading.Thread(target=self._write, daemon=True)
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_how: object) -> None:
        if self._thread is not None:
            self._ended.set()
            self._thread.join()
        if kind is KeyboardInterrupt:
            raise Interrupted(self._given_up) from None

    def show(self, now: Progress) -> None:
        """Show how far something is that measures itself."""
        self._shown = now

    def step(self, what: str, given_up: str = "") -> None:
        """Show that a part of the work begins."""
        self._what, self._done, self._part_begun = say(what), None, time.monotonic()
        if given_up:
            self._given_up = say(given_up)

    def share(self, of_all: float) -> None:
        """Show a share of something that has no rows."""
        self._done = 0, of_all

    def rows(self, done: int, of: int) -> None:
        """Show how many of some rows are done."""
        self._done = done, done / of if of else 1.0

    def line(self, cells: int) -> str:
        """Return what there is to show in so many cells; nothing as long as nothing is known."""
        at = time.monotonic()
        now = self._shown
        if self._done is not None:
            now = progress(*self._done, at - self._part_begun)
        if now is not None:
            told = self._named(progress_words(now))
            if width(told) > cells:  # the time that is left matters more than the rows
                told = self._named(progress_words(now._replace(done=0)))
        elif self._what:
            told = self._named(say("{n} s", n=round(at - self._part_begun)))
        else:
            told = ""
        return fit(told, cells).rstrip()

    def _named(self, told: str) -> str:
        return say("{what}: {told}", what=clean(self._what).plain, told=told) if self._what else told

    def _write(self) -> None:
        wait = QUIET_S
        written = False
        while not self._ended.wait(wait):
            wait = _EVERY_S
            if line := self.line(_cells()):
                written = True
                _put(f"\r{line}")
        if written:
            _put("\r")


def _put(line: str) -> None:
    """Write over the line; what stood behind is taken away where no colours are wanted too."""
    sys.stderr.write(f"{line}\x1b[K")
    sys.stderr.flush()


def _cells() -> int:
    """Return how wide the line may be: one that is broken by the terminal could not be taken away."""
    try:
        cells = os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError):
        cells = 80
    return max(cells - 1, _LEAST_CELLS)
