"""The duty roster: who is on duty now, the week as a grid, beginning and ending a shift, operators."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from rhythm_tui.desk.rota import Cell
from rhythm_tui.domain.text import SafeText
from rhythm_tui.i18n import _, say
from rhythm_tui.ui import shift_forms
from rhythm_tui.ui.keys import also
from rhythm_tui.ui.screens.operators import OperatorsScreen
from rhythm_tui.ui.screens.work import Offered, WorkDialog
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time, rough, since
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.week import Week, WeekGrid
from rhythm_tui.ui.wording import Line, Piece, gap, piece, safe, words

if TYPE_CHECKING:
    from rhythm_tui.ui.explaining.part import Part

WEEK = timedelta(days=7)


class RotaScreen(WorkDialog[SafeText | None]):
    """Answers with the name of who has come on duty here, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", show=False),
        also("roster", "back"),
        Binding("pageup,left_square_bracket", "week(-1)", show=False),
        Binding("pagedown,right_square_bracket", "week(1)", show=False),
        Binding("f4,w", "copy", show=False),
        Binding("f5,s", "start", show=False),
        Binding("f6,e", "end", show=False),
        Binding("f7,o", "operators", show=False),
    ]

    writes = frozenset({"edit", "start", "end", "copy"})

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._today = seat.vocabulary.local(seat.now()).date()
        self._monday = self._today - timedelta(days=self._today.weekday())
        self._cells: dict[tuple[str, str], Cell] = {}

    def compose(self) -> ComposeResult:
        """Who is on duty above the week."""
        with Vertical(classes="dialog -wide") as box:
            box.border_title = words(_("shift and roster"), "focus-bold")
            yield Bars(ground="raised", id="on-duty")
            yield Static(id="week-of", classes="label")
            yield WeekGrid(id="week")
            yield Static(id="error")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Start on today's cell of this hour."""
        grid = self.query_one(WeekGrid)
        ids = self._seat.vocabulary.ids("shifts")
        grid.go_to(self._today.weekday(), ids.index(self._shift_now()) if self._shift_now() in ids else 0)
        self.show_keys()
        self.reread()
        grid.focus()

    def offered(self) -> Offered:
        """Return the keys that are shown."""
        return [
            ("Enter", _("edit"), "edit"),
            ("F5", _("begin"), "start"),
            ("F6", _("go off"), "end"),
            ("F4", _("copy week"), "copy"),
            ("[ ]", _("week"), "week(1)"),
            ("F7", _("people"), "operators"),
            ("Esc", _("back"), "back"),
        ]

    def explaining(self) -> Iterable[Part]:
        """Return what the cell under the cursor means."""
        from rhythm_tui.ui.explaining.duty import cell_parts
        from rhythm_tui.ui.explaining.part import key_parts

        place = self.query_one(WeekGrid).cell
        cell = self._cells.get(place) if place else None
        return *cell_parts(place, cell, self._seat), *key_parts(self.offered())

    def _shift_now(self) -> str:
        turn = self._seat.vocabulary.hours.at(self._seat.now())
        return turn.shift if turn else ""

    # Showing

    def beat(self, now: int) -> None:
        """Count how long somebody has been on duty."""
        if now // 1000 % 60 == 0:
            self.reread()

    def reread(self) -> None:
        """Show who is on duty, and the week."""
        vocabulary = self._seat.vocabulary
        lines = self._on_duty()
        bars = self.query_one("#on-duty", Bars)
        bars.styles.height = len(lines)
        bars.show(lambda _cells: lines)
        first, last = self._monday, self._monday + WEEK - timedelta(days=1)
        told = say("week of {first} to {last}", first=first.isoformat(), last=last.isoformat())
        self.query_one("#week-of", Static).update(words(told, "muted"))
        self._cells = self._read(first, last)
        shifts = tuple((one, vocabulary.shift_name(one)) for one in vocabulary.ids("shifts"))
        names = {place: cell.operators for place, cell in self._cells.items()}
        self.query_one(WeekGrid).read(Week(first, self._today, shifts, names, self._shift_now()))

    def _read(self, first: date, last: date) -> dict[tuple[str, str], Cell]:
        found = self._seat.reader.roster(first.isoformat(), last.isoformat())
        return {(cell.day, cell.shift): cell for cell in found}

    def _on_duty(self) -> list[Line]:
        vocabulary, now = self._seat.vocabulary, self._seat.now()
        lines: list[Line] = []
        for one in self._seat.reader.rota().on_duty:
            time, length = clock_time(one.started_at, vocabulary, now), rough(since(one.started_at, now))
            lines.append((
                piece(f"{_('on duty')}  ", "muted"),
                piece(one.operator, "strong-bold"),
                piece(f"  {vocabulary.shift_name(one.shift)}", "soft"),
                piece(f"  {say('since {time}, {span}', time=time, span=length)}", "soft"),
                *self._until(one.shift),
            ))  # fmt: skip
        return lines or [(piece(_("Nobody has begun a shift."), "soon"),)]

    def _until(self, shift: str) -> list[Piece]:
        """Say until when a shift lasts, where it is the one of this hour."""
        vocabulary, now = self._seat.vocabulary, self._seat.now()
        turn = vocabulary.hours.at(now)
        if turn is None or turn.shift != shift:
            return []
        return [gap(2), piece(say("until {time}", time=clock_time(turn.end, vocabulary, now)), "text")]

    # Doing

    @on(WeekGrid.Edit)
    def action_edit(self) -> None:
        """Write into the cell under the cursor."""
        self.start(self._edited)

    async def _edited(self) -> None:
        if (place := self.query_one(WeekGrid).cell) is not None:
            await self.fill(shift_forms.cell(*place, self._cells.get(place), self._seat))

    def action_week(self, by: int) -> None:
        """Show another week."""
        self._monday += by * WEEK
        self.reread()

    def action_copy(self) -> None:
        """Fill the empty cells of this week as they were the week before."""
        self.start(self._copied)

    async def _copied(self) -> None:
        before = self._read(self._monday - WEEK, self._monday - timedelta(days=1))
        done = 0
        for (day, shift), cell in before.items():
            later = (date.fromisoformat(day) + WEEK).isoformat()
            known = self._cells.get((later, shift))
            if cell.operators and not (known and known.operators):
                names = [safe(name) for name in cell.operators]
                wanted = {"do": "roster.set", "day": later, "shift": shift, "operators": names}
                done += await self.send(wanted) is not None
        self.reread()
        self.tell_here(say("filled as the week before: {n}", n=done), "ok" if done else "soon")

    def action_start(self) -> None:
        """Come on duty."""
        self.start(self._started)

    async def _started(self) -> None:
        receipt = await self.fill(shift_forms.start(self._seat, self._seat.reader.rota()))
        if receipt is not None:
            here = (one.operator for one in self._seat.reader.rota().on_duty if one.id == receipt.id)
            self.dismiss(next(here, None))

    def action_end(self) -> None:
        """Go off duty."""
        self.start(self._ended)

    async def _ended(self) -> None:
        on_duty = self._seat.reader.rota().on_duty
        mine = next((one for one in on_duty if one.operator == self._seat.operator), None)
        if mine is None:
            self.tell_here(_("you are not on duty"), "soon")
        else:
            await self.fill(shift_forms.end(mine, len(on_duty) - 1))

    def action_operators(self) -> None:
        """See who may work here."""
        self.start(self._listed, reads=True)

    async def _listed(self) -> None:
        await self.app.push_screen_wait(OperatorsScreen(self._seat))
        self.reread()
