"""A line on standard error, on a terminal only, that shows how far something long is."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from rhythm_tui.domain.progress import Progress, progress
from rhythm_tui.i18n import say
from rhythm_tui.reports.progress import progress_words

QUIET_S = 1.0
"""Seconds something may take before it shows how far it is."""
_EVERY_S = 0.1


class Meter:
    """Shows progress from the second second on, and takes its line away at the end."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._last = 0.0

    def __enter__(self) -> Meter:
        self._begun, self._last = time.monotonic(), 0.0
        return self

    def __exit__(self, *_how: object) -> None:
        if self._last:
            click.echo("\r\x1b[K", err=True, nl=False)

    def show(self, now: Progress) -> None:
        """Show how far it is."""
        at = time.monotonic()
        if at - self._begun > QUIET_S and at - self._last > _EVERY_S and sys.stderr.isatty():
            self._last = at
            click.echo(f"\r{progress_words(now)}\x1b[K", err=True, nl=False)

    def share(self, of_all: float) -> None:
        """Show a share, 0 to 1, of something that has no rows."""
        self.show(progress(0, of_all, time.monotonic() - self._begun))

    def rows(self, done: int, of: int) -> None:
        """Show how many of some rows are done."""
        self.show(progress(done, done / of if of else 1.0, time.monotonic() - self._begun))


@contextmanager
def at_work(what: str) -> Iterator[None]:
    """Show what is being done, and for how long, from the second second on: for what cannot tell its share.

    A thread writes the line, so that one long statement of the database is no reason to stand still. Ctrl-C
    does what it does without it.
    """
    if not sys.stderr.isatty():
        yield
        return
    ended = threading.Event()
    told = threading.Thread(target=_tell, args=(what, ended), daemon=True)
    told.start()
    try:
        yield
    finally:
        ended.set()
        told.join()


def _tell(what: str, ended: threading.Event) -> None:
    if ended.wait(QUIET_S):
        return
    begun = time.monotonic() - QUIET_S
    while True:
        seconds = round(time.monotonic() - begun)
        click.echo(f"\r{say('{what}: {n} s', what=what, n=seconds)}\x1b[K", err=True, nl=False)
        if ended.wait(_EVERY_S):
            break
    click.echo("\r\x1b[K", err=True, nl=False)
