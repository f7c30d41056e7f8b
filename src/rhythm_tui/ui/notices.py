"""What the desk says unasked: what fell due, what passed unattended, that nobody is at the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from textual.app import App

from rhythm_tui.i18n import _
from rhythm_tui.ui.absence import Absence
from rhythm_tui.ui.alarms import Alarms
from rhythm_tui.ui.bell import Bell
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.presence import Presence
from rhythm_tui.ui.reminding import Reminders
from rhythm_tui.ui.screens.duty import DutyScreen
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.timekeeping import Timekeeper
from rhythm_tui.ui.widgets.empty import EmptyLine
from rhythm_tui.ui.wording import Line, piece

Tell = Callable[[Line], None]
_FRESH_MS = 5_000
"""How long a line is not to be replaced by an alarm: what was done, what came in by itself."""


class Notices:
    """Looks every second, and says each thing once."""

    def __init__(
        self, app: App[Any], seat: Seat, keys: Keys, tell: Tell, *, bell: Bell, notify: bool
    ) -> None:
        self._app = app
        self._seat = seat
        self._tell = tell
        self._bell, self._notify = bell, notify
        self._reminders = Reminders(seat)
        self._alarms = Alarms(seat)
        self._absence = Absence(seat, keys)
        self._presence = Presence(seat)
        self._time = Timekeeper(app, seat, tell)
        self._said: tuple[Line, int] = ((), 0)
        self.doubt = 0
        """How far the clock is in doubt, ms; 0 when it is not."""
        self.standing = ""
        """An alarm that may have made no sound; it stays to be seen until a key is pressed."""
        self._stood = (self.doubt, self.standing)

    def seated(self, seat: Seat) -> None:
        """Begin anew with what one operator is told, as another one sits here now."""
        self._seat = seat
        self._reminders, self._alarms = Reminders(seat), Alarms(seat)

    def said(self, line: Line) -> None:
        """Take note of what the desk says: an alarm right behind it stands before it, not in its place."""
        self._said = (line, self._seat.now() + _FRESH_MS)

    def present(self) -> None:
        """Take note that somebody is at the desk; a gap that ends here becomes a line of the journal."""
        self._bell.present()
        self.standing = ""
        gap = self._presence.pressed(self._seat.now())
        if gap is not None:
            self._warn(None)
            self._app.run_worker(self._note_gap(*gap), group="gap", exit_on_error=False)

    async def _note_gap(self, since: int, until: int) -> None:
        from rhythm_tui.domain.commands import parse

        await self._seat.hand.do(parse({"do": "shift.gap", "since": since, "until": until}))
        self._tell((piece(self._presence.told(since, until), "soon"),))

    def look(self, now: int) -> bool:
        """Say what is to be said at ``now``; return whether that changes what stands over the desk: a doubt
        of the clock, an alarm."""
        self.doubt = self._time.look()
        self._remind(now)
        self._watch(now)
        before, self._stood = self._stood, (self.doubt, self.standing)
        return before != self._stood

    def _remind(self, now: int) -> None:
        """Tell in one line what fell due; an alarm as loudly as the operator wants it.

        What passed while nobody was here stands in its own line until it is opened, and is not told twice.
        """
        passed = self._absence.look(now)
        if passed:
            self._announce(self._absence.line)
        reminded = self._reminders.fallen(now) or ()
        alarm = self._alarms.look(now)
        told = [piece(f"  {alarm}", "late-bold")] if alarm and not passed else []
        if reminded or told:
            said, until = self._said
            behind = (piece("  ", "text"), *said) if said and now < until else ()
            self._tell((*reminded, *told, *behind))
            self._said = ((), 0)
        if alarm:
            self._sound(alarm)

    def _watch(self, now: int) -> None:
        """Say that nobody is at the desk while rows are late, more loudly from rung to rung (RHYTHM 30)."""
        empty = self._presence.look(now)
        if empty is None:
            self._warn(None)
            return
        self._warn(self._presence.line(empty.since, now))
        if empty.ring:
            self._bell.ring(empty.ring)

    async def open_digest(self) -> None:
        """Show what passed while nobody was at the desk; the line that said so goes."""
        digest = self._absence.digest
        if digest is None:
            self._tell((piece(_("nothing has passed while nobody was at the desk"), "ok"),))
            return
        from rhythm_tui.ui.screens.digest import DigestScreen  # behind the first picture, as all dialogs

        self._announce(None)
        await self._app.push_screen_wait(DigestScreen(digest, self._absence.how(), self._seat))

    def _warn(self, line: Line | None) -> None:
        for screen in self._duty():
            screen.query_one(EmptyLine).tell(line)

    def _announce(self, make: Callable[[int], Line] | None) -> None:
        for screen in self._duty():
            screen.announce(make)

    def _duty(self) -> Iterator[DutyScreen]:
        return (screen for screen in self._app.screen_stack if isinstance(screen, DutyScreen))

    def _sound(self, alarm: str) -> None:
        self._bell.ring()
        if self._bell.may_be_silent:
            self.standing = alarm
        driver = self._app._driver
        if self._notify and driver is not None:
            # Our own words and numbers alone: nothing that somebody wrote reaches this sequence.
            for sequence in (f"9;{alarm}", f"777;notify;rhythm-tui;{alarm}"):
                driver.write(f"\x1b]{sequence}\x07")
