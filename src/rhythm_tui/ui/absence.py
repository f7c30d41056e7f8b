"""Notices that nobody was at the desk for a while, and words what passed meanwhile: once, in one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rhythm_tui.desk.passed import CODES, Digest
from rhythm_tui.domain import jumps
from rhythm_tui.domain.deadlines import MINUTE
from rhythm_tui.i18n import _, clauses, ngettext, say
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.wording import Line, gap, piece, size, spread

AWAY = 10 * MINUTE
"""Longer than this (ms) without a command before the start, or without a look at the clock, is an absence."""


_ROWS = 20
"""Journal lines looked at for the last hand."""


class Absence:
    """What passed before this desk was opened, and whenever it slept since."""

    def __init__(self, seat: Seat, keys: Keys) -> None:
        self._seat = seat
        self._keys = keys
        self._looked_at: int | None = None
        self.digest: Digest | None = None
        """The last one; an absence in which nothing passed leaves it as it is."""
        self.slept = False
        """Whether it is that of a sleep, not of the time before the start."""

    def look(self, now: int) -> bool:
        """Return whether something new has passed unattended; ask every second.

        At the first look the absence began with the last thing anybody did on this desk, by the journal's own
        order, whatever its clock said since: opening a desk writes nothing, so nothing else is known. Later a
        gap between two looks is one: the machine slept, the program was stopped, or the clock was put on. A
        simulated clock makes leaps of its own, and a clock put back has passed nothing.
        """
        before, self._looked_at = self._looked_at, now
        since = self._last_done() if before is None else before
        if since is None or now - since <= AWAY or (before is not None and self._seat.clock.simulated):
            return False
        found = self._seat.reader.digest(since, now)
        if found.rows:
            self.digest, self.slept = found, before is not None
        return bool(found.rows)

    def _last_done(self) -> int | None:
        """Return when somebody did something last; what the desk notes of its own clock is nobody's hand."""
        rows = self._seat.reader.journal(_ROWS)
        return next((row.at for row in rows if row.verb not in jumps.NOTED), None)

    def words(self) -> str:
        """Return what passed in our own words and numbers alone."""
        return counted(self.digest.counts()) if self.digest else ""

    def how(self) -> str:
        """Return how it is known that nobody was here."""
        if self.slept:
            return _("while this desk slept, was stopped, or its clock was put on")
        return _("counted from the last thing done on this desk")

    def _known(self) -> str:
        """Return in few words how it is known that nobody was here."""
        if not self.slept:
            return _("the last thing done on this desk")
        return _("the clock was put on") if self._seat.reader.doubt() > 0 else _("the desk slept")

    def line(self, cells: int) -> Line:
        """Return the one line that stands until it is opened; with little room without how it is known."""
        if self.digest is None:
            return ()
        time = clock_time(self.digest.since, self._seat.vocabulary, self._seat.now())
        way = (piece(self._keys.first("digest"), "key-bold"), piece(f" {_('shows it')} ", "soft"))
        what = (piece(f" {say('unattended since {time}', time=time)}", "soon-bold"),)
        known = piece(f" ({self._known()})", "muted")
        passed = (gap(2), piece(self.words(), "late-bold"))
        whole = (*what, known, *passed)
        return spread(whole if size(whole) + size(way) < cells else (*what, *passed), way, cells)


def counted(counts: Mapping[str, int], codes: Sequence[str] = CODES) -> str:
    """Return how many of each of ``codes`` passed, in words; empty when none did."""
    return clauses(_number(code, counts[code]) for code in codes if counts.get(code))


def _number(code: str, n: int) -> str:
    return {
        "timer_late": ngettext("{n} incident timer missed", "{n} incident timers missed", n),
        "neglected": _("{n} now over 24h"),
        "late": _("{n} became late"),
        "slot_missed": ngettext("{n} slot missed", "{n} slots missed", n),
        "ask": _("{n} to be told"),
        "timer_soon": ngettext("{n} incident timer due soon", "{n} incident timers due soon", n),
        "soon": _("{n} due soon"),
        "reminder": ngettext("{n} reminder", "{n} reminders", n),
    }[code].format(n=n)
