"""Watches the clock of this machine: what becomes of it is journaled and said, doubt stands until it ends.

A simulated clock makes leaps of its own: it is not watched.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain import jumps
from rhythm_tui.domain.deadlines import MINUTE, SECOND
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.times import offset_minutes
from rhythm_tui.i18n import clauses, say
from rhythm_tui.reports.clock_words import utc
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import rough
from rhythm_tui.ui.wording import Line, piece

SLEPT = MINUTE
"""A sleep of less (ms) is not worth a line of the journal."""


class Timekeeper:
    """Looks every second at one seat."""

    def __init__(self, app: App[Any], seat: Seat, tell: Callable[[Line], None]) -> None:
        self._app = app
        self._seat = seat
        self._tell = tell
        self._base = seat.clock.stamp()
        """What the clock is held against: as it was at the start, or behind the last step."""
        self._last, self._awake = self._base, seat.clock.awake()
        self._zone: int | None = None
        self._begun = False

    def look(self) -> int:
        """Note what became of the clock; return how far it is in doubt (ms), 0 when it is not."""
        clock = self._seat.clock
        if clock.simulated or self._seat.past:
            return 0
        now, awake = clock.stamp(), clock.awake()
        self._look_for_step(now)
        slept = (now.uptime - self._last.uptime) - (awake - self._awake)
        if slept >= SLEPT:
            self._note({"since": self._last.at, "until": now.at})
        self._last, self._awake = now, awake
        self._look_at_zone(now.at)
        return self._seat.reader.doubt()

    def _look_for_step(self, now: jumps.Stamp) -> None:
        """Hold it at the first look against the last line of the journal: a start alone is not noted here."""
        found = jumps.jump(self._base, now) if self._begun else self._seat.reader.clock_jump(now)
        self._begun = True
        if found is not None and found.verb == jumps.STEP:
            self._base = now
            self._note({})

    def _look_at_zone(self, at: int) -> None:
        zone = self._seat.clock.zone()
        if zone is None or zone == self._zone:
            return
        theirs = offset_minutes(at, self._seat.vocabulary.zone)
        if zone != theirs:
            told = say(
                "this computer is set to {own}, the hospital to {theirs}: the desk shows the hospital's",
                own=utc(zone),
                theirs=utc(theirs),
            )
            self._tell((piece(told, "soon"),))
        if zone != theirs or self._zone is not None:
            self._note({"zone": zone})
        self._zone = zone

    def _note(self, fields: dict[str, object]) -> None:
        self._app.run_worker(self._noted(fields), group="clock", exit_on_error=False)

    async def _noted(self, fields: dict[str, object]) -> None:
        """Write the line; another seat may have written it already, and a file nobody may write has none."""
        from rhythm_tui.domain.commands import parse

        try:
            await self._seat.hand.do(parse({"do": "clock.note", **fields}))
        except (Refusal, DeskUnusable):
            return


def banner(doubt: int, keys: Keys) -> Line:
    """Return the line that stands while the clock is in doubt."""
    span = rough(abs(doubt) // SECOND)
    told = (
        say("put forward by {span}: compare it", span=span)
        if doubt > 0
        else say("put back by {span}: compare it", span=span)
    )
    way = say("{key} if it is right", key=keys.first("clock-sure"))
    return (
        piece(f" {say('CLOCK IN DOUBT')} ", "late-block"),
        piece(f" {clauses((told, way))} ", "late-bold"),
    )
