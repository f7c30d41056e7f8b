"""Reading the load of the desk: it scans what came in, so it is for a screen that is opened, not for duty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rhythm_tui.desk.reads.base import Reads
from rhythm_tui.domain.deadlines import HOUR
from rhythm_tui.store import load as store_load

if TYPE_CHECKING:
    from rhythm_tui.domain.load import Load


class LoadReads(Reads):
    """What is asked about how much there is to do, and how fast it is done."""

    def load(self, now: int) -> Load:
        """Return the load at ``now``: hours, days, the map of the week, the speeds of answers."""
        from rhythm_tui.domain import load

        first, week = load.since(now, self.vocabulary.zone)
        until = now + HOUR
        return load.load(
            store_load.came(self._connection, first, until),
            store_load.answered(self._connection, week, until),
            store_load.took(self._connection, week, until),
            now,
            self.vocabulary.zone,
        )
