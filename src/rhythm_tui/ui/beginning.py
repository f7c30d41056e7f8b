"""The desk as plain ``rhythm-tui`` opens it: on its first day with the guided start, and a tour on offer."""

from __future__ import annotations

from typing import Any

from textual import on

from rhythm_tui.i18n import _
from rhythm_tui.ui.app import DeskApp
from rhythm_tui.ui.inbox_watch import LOOK_S, InboxWatch
from rhythm_tui.ui.keyboard import is_typed_into
from rhythm_tui.ui.screens.duty import DutyScreen
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.wording import Line, gap, piece, spread


class BeginningApp(DeskApp):
    """A desk that may begin with an action, and offers the tour until it was seen or declined."""

    def __init__(self, seat: Seat, first: str = "", **options: Any) -> None:
        """``first`` is the action of the registry that is done at once; empty for none."""
        super().__init__(seat, **options)
        self._first = first
        self._inbox: InboxWatch | None = None

    def get_default_screen(self) -> DutyScreen:
        """Offer the tour from the first picture on: a line that came later would push the rows down."""
        duty = super().get_default_screen()
        seen = self.seat.doors.seen if self.seat.doors else None
        if seen is not None and not seen.tour():
            duty.announce(self._offer, "tour")
        return duty

    def on_mount(self) -> None:
        """Begin, once the desk has been painted; its own mounting comes after this, Textual calls both."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        duty = self.screen
        if not isinstance(duty, DutyScreen):
            return
        if self.seat.doors and self.seat.doors.inbox:
            self._inbox = InboxWatch(self.seat.doors.inbox, self._way_back, self._tell)
            self.set_interval(LOOK_S, self._look_in)
        if self._first:
            duty.action_act(self._first)

    def _way_back(self) -> str:
        """Return the key that takes an import back, also where a letter would be typed."""
        return self.keys.first("undo-list" if is_typed_into(self.focused) else "undo")

    def _look_in(self) -> None:
        if self._inbox is not None:
            self.run_worker(self._inbox.look(), group="inbox", exit_on_error=False)

    async def on_unmount(self) -> None:
        """Stop what is coming in; letting go of the desk comes after it, Textual calls both."""
        if self._inbox is not None:
            self._inbox.stop()

    def _offer(self, cells: int) -> Line:
        key = self.keys.first("tour")
        what = (
            piece(f" {_('New here?')} ", "soon-bold"),
            piece(_("six steps show this screen"), "soft"),
        )
        ways = (piece(key, "key-bold"), piece(f" {_('shows it')}", "soft"), gap(2))
        no = (piece("Esc", "key-bold"), piece(f" {_('no, thank you')} ", "soft"))
        return spread(what, (*ways, *no), cells)

    @on(DutyScreen.Declined)
    def _declined(self) -> None:
        """Never offer the tour again."""
        if self.seat.doors and self.seat.doors.seen:
            self.seat.doors.seen.tour_seen()
