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
from rhythm_tui.ui.wording import BLANK, Line, Piece, paragraphs, piece, size, spread, words

_MARK = 5
_WIDE = 100
"""Cells of the dialog at most."""
_FRAME = 7
"""Cells beside its lines, and lines around them."""


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
        with Vertical(classes="dialog -fit") as box:
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

    writes = frozenset({"tick"})

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
        self.on_resize()

    def on_resize(self) -> None:
        """Be no higher than the lines are, nor than the screen."""
        cells = min(_WIDE, self.app.size.width * 96 // 100) - _FRAME
        lines = sum(len(one.lines) for one in self._blocks(self._seat.now(), cells))
        self._list.styles.height = min(lines, self.app.size.height * 92 // 100 - _FRAME)

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
        notes: list[Piece] = []
        if one.kind in ("sop", "pitfall"):
            notes.append(piece(f"{lesson_kinds()[one.kind]} {one.line}  ", "muted"))
        if one.at is not None:
            at = clock_time(one.at, self._seat.vocabulary, now)
            notes += [piece(f"{at} ", "faint"), piece(one.by or "", "muted")]
        first, *rest = paragraphs(one.words, cells - 3 - size(notes), style, indent=_MARK)
        head = (piece(f" {mark} ", "ok-bold" if one.at else "soon-bold"), *first[1:])
        return [spread(head, notes, cells), *rest]

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
        if one.at is None and self._detail.unticked:
            self._list.go_to(self._onward(one.line))

    def _onward(self, line: str) -> str:
        """Return the next line below ``line`` that is not ticked, else the first of them."""
        lines = [one.line for one in self._detail.checklist]
        left = [one.line for one in self._detail.unticked]
        return next((one for one in left if lines.index(one) > lines.index(line)), left[0])
