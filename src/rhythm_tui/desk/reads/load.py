"""Reading the load of the desk: it scans what came in, so it is for a screen that is opened, not for duty."""

from __future__ import annotations

from rhythm_tui.desk.reads.base import Reads
from rhythm_tui.domain.deadlines import HOUR
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.refusal import msg
from rhythm_tui.store import load as store_load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rhythm_tui.domain.load import Load


class LoadReads(Reads):
    """What is asked about how much there is to do, and how fast it is done."""

    def load(self, now: int, watch: Watch = UNWATCHED) -> Load:
        """Return the load at ``now``: hours, days, the map of the week, the speeds of answers.

        ``watch`` is told how far it is counted.
        """
        from rhythm_tui.domain import load

        first, week = load.since(now, self.vocabulary.zone)
        until = now + HOUR
        watch.step(msg("counting what came in"))
        came = store_load.came(self._connection, first, until, watch)
        watch.step(msg("counting what was answered"))
        return load.load(
            came,
            store_load.answered(self._connection, week, until),
            store_load.took(self._connection, week, until),
            now,
            self.vocabulary.zone,
        )
