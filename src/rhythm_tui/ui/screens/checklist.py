"""The checklist of a slot before it goes out: each line ticked in somebody's name (RHYTHM 12)."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from rhythm_tui.desk.slot_views import CheckRow, SlotDetail
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.words import lesson_kinds
from rhythm_tui.ui.screens.work import Offered, WorkDialog
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import BLANK, Line, gap, paragraphs, piece, words

_MARK = 5


class ChecklistScreen(WorkDialog[None]):
    """Space, Enter or a click ticks the line under the cursor, or takes the tick off."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f5", "back", show=False),
        Binding("space,f6", "tick", show=False),
    ]

    def __init__(self, seat: Seat, detail: SlotDetail) -> None:
        super().__init__(seat)
        self._detail = detail

    def compose(self) -> ComposeResult:
        """The slot above its lines."""
        with Vertical(classes="dialog -tall") as box:
            box.border_title = words(say("checklist of {id}", id=self._detail.row.id), "focus-bold")
            yield CardList(id="lines", ground="raised")
            yield Static(id="error")
            yield Static(id="dialog-state")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Start on the first line that is not ticked."""
        self.show_keys()
        if self._detail.unticked:
            self._list.start_at = self._detail.unticked[0].line
        self.reread()
        self._list.focus()

    def offered(self) -> Offered:
        """Return the keys that are shown."""
        return [("Space", _("tick"), "tick"), ("Esc", _("back"), "back")]

    @property
    def _list(self) -> CardList:
        return self.query_one("#lines", CardList)

    def reread(self) -> None:
        """Show the lines as they stand now."""
        found = self._seat.reader.slot(self._detail.row.id, self._seat.now())
        if found is None:
            self.dismiss(None)
            return
        self._detail = found
        now = self._seat.now()
        self._list.show(lambda cells: self._blocks(now, cells), lambda _cells: [BLANK])

    def _blocks(self, now: int, cells: int) -> list[Block]:
        row = self._detail.row
        head = (piece(f" {row.wall[11:16]} ", "strong-bold"), piece(row.title, "text"))
        done = len(self._detail.checklist) - len(self._detail.unticked)
        told = say("{n} of {all} ticked", n=done, all=len(self._detail.checklist))
        count = (piece(f" {told}", "ok" if not self._detail.unticked else "soon-bold"),)
        blocks = [Block(None, (head, count, BLANK))]
        return [
            *blocks,
            *(Block(one.line, tuple(self._line(one, now, cells))) for one in self._detail.checklist),
        ]

    def _line(self, one: CheckRow, now: int, cells: int) -> list[Line]:
        """Return a line with its tick; a lesson says which list it stands on."""
        mark = "[x]" if one.at is not None else "[ ]"
        style = "soft" if one.at is not None else "text"
        first, *rest = paragraphs(one.words, cells - 1, style, indent=_MARK)
        lines: list[Line] = [(piece(f" {mark} ", "ok-bold" if one.at else "soon-bold"), *first[1:]), *rest]
        notes = []
        if one.kind in ("sop", "pitfall"):
            notes.append(piece(f"{lesson_kinds()[one.kind]} {one.line}  ", "muted"))
        if one.at is not None:
            at = clock_time(one.at, self._seat.vocabulary, now)
            notes += [piece(f"{at} ", "faint"), piece(one.by or "", "muted")]
        return [*lines, (gap(_MARK), *notes)] if notes else lines

    @on(LineList.Opened)
    def action_tick(self) -> None:
        """Tick the line under the cursor, or take the tick off."""
        chosen = next((one for one in self._detail.checklist if one.line == self._list.selected), None)
        if chosen is not None:
            self.start(lambda: self._tick(chosen))

    async def _tick(self, one: CheckRow) -> None:
        fields = {"do": "slot.tick", "id": self._detail.row.id, "line": one.line}
        self.tell_here("")
        await self.send({**fields, "off": True} if one.at is not None else fields)
        self.reread()
