"""Is somebody at the desk: with late rows and no key a bell rings louder, and a gap is noted (RHYTHM 30)."""

from __future__ import annotations

from rhythm_tui.domain import jumps
from rhythm_tui.domain.deadlines import SECOND
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.i18n import say
from rhythm_tui.ui.absence import AWAY
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time, rough
from rhythm_tui.ui.wording import Line, piece

_ROWS = 50
"""Journal lines looked at for a colleague's hand."""
_ARRIVALS = frozenset({"interaction.add", "import.batch", *jumps.NOTED})
"""Verbs that nobody needs to sit here for: a watched folder brings items in, the desk notes its own clock."""


class Empty(NamedTuple):
    """Nobody is at the desk though rows are late."""

    since: int
    ring: int
    """How often the bell rings now; 0 between two rungs of the ladder."""


class Presence:
    """Watches one seat; a colleague who works at another one counts as somebody at the desk."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._ladder = seat.vocabulary.presence_ladder()
        self._last = seat.now()
        """When somebody was here last."""
        self._looked = self._last
        self._rung = 0
        self._seq: int | None = None

    def pressed(self, now: int) -> tuple[int, int] | None:
        """Take note of a key; return the gap that ends with it, or None where there was none."""
        gap = (self._last, now) if self._rung and now > self._last else None
        self._last, self._rung = now, 0
        return gap

    def look(self, now: int) -> Empty | None:
        """Return since when nobody is here, and whether the bell has to ring; None while all is well.

        What passed while the machine slept is told by the digest: the watch begins anew when it wakes.
        """
        slept = now - self._looked > AWAY and not self._seat.clock.simulated
        self._last, self._looked = now if slept else min(self._last, now), now
        if slept:
            self._rung = 0
        if not self._ladder or now - self._last < min(self._ladder):
            return None
        status = self._seat.reader.header(now)
        if status.seq != self._seq:
            self._seq = status.seq
            self._follow()
        rung = sum(now - self._last >= step for step in self._ladder)
        if not rung or not status.late + status.neglected:
            self._rung = 0
            return None
        ring = rung if rung > self._rung else 0
        self._rung = rung
        return Empty(self._last, ring)

    def line(self, since: int, now: int) -> Line:
        """Return the line that stands while nobody is here."""
        time = clock_time(since, self._seat.vocabulary, now)
        length = rough((now - since) // SECOND)
        told = say("nobody at the desk since {time}, {span}: rows are late", time=time, span=length)
        return (piece(f" {told} ", "late-block"),)

    def told(self, since: int, until: int) -> str:
        """Return a gap in words, once somebody is back."""
        words = self._seat.vocabulary
        start, end = (clock_time(at, words, until) for at in (since, until))
        span = rough((until - since) // SECOND)
        return say(
            "nobody was at the desk from {since} to {until} ({span})", since=start, until=end, span=span
        )

    def _follow(self) -> None:
        """Count what a colleague did at another seat."""
        hands = (row.at for row in self._seat.reader.journal(_ROWS) if row.verb not in _ARRIVALS)
        self._last = max(self._last, *hands, self._last)
