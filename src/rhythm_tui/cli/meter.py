"""A line on standard error, on a terminal only, that shows how far something long is."""

from __future__ import annotations

import sys
import time

import click

from rhythm_tui.domain.progress import Progress, progress
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
