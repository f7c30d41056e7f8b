"""The duty screen of the past: the desk as it stood after a row of the journal, to look at only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size

from rhythm_tui.clock import StagedClock
from rhythm_tui.desk.views import JournalRow
from rhythm_tui.domain.refusal import msg, refused
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.words import verb_name
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.screens.duty import DutyScreen
from rhythm_tui.ui.screens.journal import Moment
from rhythm_tui.ui.seat import Receipt, Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.wording import Line, gap, piece

if TYPE_CHECKING:
    from rhythm_tui.domain.commands import Command


class NoHand:
    """Does nothing: the past cannot be changed."""

    async def do(self, command: Command) -> Receipt:  # noqa: ARG002 - whatever it is
        """Refuse."""
        raise refused(msg("this is the past: nothing is changed here"))

    async def close(self) -> None:
        """There is nothing to let go of."""


class PastScreen(DutyScreen):
    """Shows the past, a row of the journal back or on by a key; everything that would write is refused."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave", show=False),  # q ends the desk on its first screen only
        Binding("comma,f11", "go(-1)", show=False, priority=True),
        Binding("full_stop,f12", "go(1)", show=False, priority=True),
    ]

    def __init__(self, live: Seat, moment: Moment, keys: Keys, size: Size, stage: Line | None = None) -> None:
        """``stage`` is what is said of the present seat: that this is a demo or a drill."""
        self._live = live
        self._past = live.reader.past(moment.seq)
        self._clock = StagedClock(live.clock)
        seat = replace(live, reader=self._past, hand=NoHand(), clock=self._clock, past=True)
        self._clock.stand(self._last.at if moment.at is None else moment.at)
        self._stage = stage
        super().__init__(seat, keys, size, self._told())

    def compose(self) -> ComposeResult:
        """Lay out the screen, what is said of the seat above it."""
        if self._stage:
            yield Bars(ground="now-ground", id="stage")
        yield from super().compose()

    def on_mount(self) -> None:
        """Say what this seat is."""
        if stage := self._stage:
            self.query_one("#stage", Bars).show(lambda _cells: [stage])

    @property
    def _last(self) -> JournalRow:
        """The row of the journal that the desk stands behind."""
        return self._past.journal(1)[0]

    def _told(self) -> Line:
        """Return which moment this is, and how to leave it."""
        last = self._last
        head = self._live.reader.journal(1)[0].seq
        at = clock_time(self._clock.now(), self._live.vocabulary, self._live.now(), seconds=True)
        row = say("after row {seq} of {head}, {time}", seq=last.seq, head=head, time=at)
        return (
            piece(f" {_('THE PAST, read only')} ", "soon-block"),
            piece(f" {row}", "strong-bold"),
            gap(2),
            piece(last.operator, "soft"),
            piece(f" {verb_name(last.verb)} {last.subject}", "soft"),
            gap(2),
            piece("F11 F12", "key"),
            piece(f" {_('a row back, on')}  ", "soft"),
            piece("Esc", "key"),
            piece(f" {_('back')}", "soft"),
        )

    def action_go(self, by: int) -> None:
        """See the desk a row of the journal earlier or later."""
        seq = self._past.seq + by
        if not 1 <= seq <= self._live.reader.journal(1)[0].seq:
            return
        self._past.go(seq)
        self._clock.stand(self._last.at)
        self.banner = self._told()
        self.query_one("#banner", Bars).show(self.banner_lines)
        super().reread()

    def beat(self, now: int) -> None:
        """Nothing moves here."""

    def reread(self) -> None:
        """Somebody has written: the past stays as it was."""
        self._past.changed()
        super().reread()

    def action_leave(self) -> None:
        """Go one step back: out of zoom, marks or filter, then out of the past."""
        if self.at_rest:
            self.dismiss(self._past.seq)
        else:
            super().action_leave()

    def on_unmount(self) -> None:
        """Let go of the file."""
        self._past.close()
