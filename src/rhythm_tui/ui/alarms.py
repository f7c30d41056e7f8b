"""Alarms: what came near its limit or passed it, in one merged notice.

Of the queue only what nobody holds is told; timers and slots always are.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from rhythm_tui.desk.asks import AskRow
from rhythm_tui.desk.passed import CODES, Passed
from rhythm_tui.desk.reads.base import Turn
from rhythm_tui.domain.deadlines import SECOND, Band
from rhythm_tui.domain.query import Choice, Query
from rhythm_tui.i18n import clauses, say
from rhythm_tui.ui.absence import counted
from rhythm_tui.ui.escalation import ask_words, open_asks
from rhythm_tui.ui.seat import Seat

QUIET = 15 * SECOND
"""Milliseconds between two notices at least: what happens meanwhile is merged into the next."""
EVERY = 2 * SECOND
"""Milliseconds between two looks at the rows."""
_FREE = Choice("owner", ("none",))
_QUEUE = {
    str(band): Query((Choice("band", (band,)), _FREE)) for band in (Band.NEGLECTED, Band.LATE, Band.SOON)
}
_ASKS = "ask"
"""Who must be told of a timer."""
_ELSEWHERE = tuple(code for code in CODES if code not in (*_QUEUE, _ASKS))


_Found = dict[str, frozenset[Hashable]]


class Alarms:
    """Compares what is near or past its limit with what was so at the last notice."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._known: _Found | None = None
        self._began_at: int | None = None
        self._told_at = 0
        self._turn: Turn | None = None
        self._read_at = 0
        """When it was looked last; at an instant nobody looks twice."""

    def look(self, now: int) -> str:
        """Return the notice that is due now; empty when there is none."""
        read_lately = self._turn is not None and abs(now - self._read_at) < EVERY
        turn = self._seat.reader.turn(now)
        if read_lately or turn == self._turn or 0 <= now - self._told_at < QUIET:
            return ""
        asks = {_asking(row): row for row in open_asks(self._seat.reader.asks(now))}
        fresh = self._fresh(turn, now, frozenset(asks))
        self._turn, self._read_at = turn, now
        if fresh is None:
            return ""
        asked = [row for asking, row in asks.items() if asking in fresh[_ASKS]]
        news = {code: len(found - _timers(found, asked)) for code, found in fresh.items()}
        queue, elsewhere = counted(news, tuple(_QUEUE)), counted(news, _ELSEWHERE)
        if queue:
            queue = say("nobody holds: {what}", what=queue)
        told = [part for part in (_asked(asked, self._seat, now), elsewhere, queue) if part]
        if told:
            self._told_at = now
        return clauses(told)

    def _fresh(self, turn: Turn, now: int, asked: frozenset[Hashable]) -> _Found | None:
        """Return what stands near or past its limit now and did not at the last look; None at the first.

        While nobody writes, only rows that have reached a limit since can have come into another band.
        """
        elsewhere = {**self._elsewhere(now), _ASKS: asked}
        waited = self._turn is not None and turn.version == self._turn.version and now >= self._read_at
        queue = self._crossed(now) if waited else self._in_bands(now)
        before = self._known
        self._known = {**(before or {}), **elsewhere}
        if waited:
            for code, found in queue.items():
                self._known[code] |= found
        else:
            self._known |= queue
        if before is None:
            return None
        return {code: found - before[code] for code, found in {**queue, **elsewhere}.items()}

    def _in_bands(self, now: int) -> _Found:
        reader = self._seat.reader
        return {code: frozenset(reader.queue_ids(now, wanted)) for code, wanted in _QUEUE.items()}

    def _crossed(self, now: int) -> _Found:
        found = self._seat.reader.crossed(self._read_at, now)
        return {code: frozenset(n for band, n in found if band == code) for code in _QUEUE}

    def _elsewhere(self, now: int) -> _Found:
        """Return timers and slots near or past their limits; of slots those missed since the first look."""
        if self._began_at is None:
            self._began_at = now
        attention = self._seat.reader.attention(self._began_at, now)
        return {code: frozenset(one for one in attention if one.code == code) for code in _ELSEWHERE}


def _asking(row: AskRow) -> Hashable:
    """Return what makes one asking: when it is asked again that is another."""
    return row.incident, row.timer, row.ask.duty, row.ask.times


def _timers(found: frozenset[Hashable], asked: Sequence[AskRow]) -> frozenset[Hashable]:
    """Return the timers among what was found that an asking names already: they are told once."""
    named = {(row.incident, row.timer) for row in asked}
    return frozenset(one for one in found if isinstance(one, Passed) and (one.id, one.name) in named)


def _asked(rows: Sequence[AskRow], seat: Seat, now: int) -> str:
    """Return who must be told, one by name, several by their number."""
    if len(rows) == 1:
        return ask_words(rows[0], seat, now)
    return say("{n} must be told of a timer", n=len(rows)) if rows else ""
