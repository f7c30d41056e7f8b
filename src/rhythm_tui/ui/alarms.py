"""Alarms: what came near its deadline or passed it while nobody holds it, in one merged notice."""

from __future__ import annotations

from rhythm_tui.domain.deadlines import MINUTE, SECOND
from rhythm_tui.domain.query import Choice, Query
from rhythm_tui.i18n import say
from rhythm_tui.ui.seat import Seat

QUIET = 15 * SECOND
"""Milliseconds between two notices at least: what happens meanwhile is merged into the next."""
EVERY = 2 * SECOND
"""Milliseconds between two looks at the rows."""
AWAY = 10 * MINUTE
"""A longer silence between two looks than this was sleep."""
_FREE = Choice("owner", ("none",))


class Alarms:
    """Compares what nobody holds with what it was at the last notice."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._soon_query = Query((Choice("band", ("soon",)), _FREE))
        self._late_query = Query((Choice("band", ("late",)), _FREE))
        self._soon: set[int] | None = None
        self._late: set[int] = set()
        self._told_at = 0
        self._looked_at = 0
        self._read_at: int | None = None

    def look(self, now: int) -> str:
        """Return the notice that is due now; empty when there is none."""
        away = bool(self._looked_at) and now - self._looked_at > AWAY and not self._seat.clock.simulated
        self._looked_at = now
        if (self._read_at is not None and abs(now - self._read_at) < EVERY) or now - self._told_at < QUIET:
            return ""
        self._read_at = now
        soon = set(self._seat.reader.queue_ids(now, self._soon_query))
        late = set(self._seat.reader.queue_ids(now, self._late_query))
        before, missed = self._soon, len(late - self._late)
        self._soon, self._late = soon, late
        near = 0 if before is None else len(soon - before)
        if before is None or not near + missed:
            return ""
        self._told_at = now
        if away:
            return say("while you were away: {late} became late, {soon} due soon", late=missed, soon=near)
        if not near:
            return say("{late} became late and nobody holds them", late=missed)
        if not missed:
            return say("{soon} due soon and nobody holds them", soon=near)
        return say("{late} became late, {soon} due soon; nobody holds them", late=missed, soon=near)
