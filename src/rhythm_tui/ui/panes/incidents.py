"""The incident board: cards in a list, in four columns, or on a wall; and what comes next."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget

from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.domain.deadlines import MINUTE
from rhythm_tui.i18n import _
from rhythm_tui.ui import keys, terms
from rhythm_tui.ui.keys import Keys, Place
from rhythm_tui.ui.panes.columns import Columns
from rhythm_tui.ui.panes.incident_cards import card_blocks, forms, makers
from rhythm_tui.ui.panes.pane import Pane, Snapshot, Story, demo_way, nothing_yet
from rhythm_tui.ui.panes.story import next_steps
from rhythm_tui.ui.panes.unfinished import unfinished_blocks
from rhythm_tui.ui.panes.wall import Wall, wall_lines
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.wording import BLANK, Line, Piece, gap, piece, size

WIDE = 140
"""Cells from which on the four columns stand side by side."""


class IncidentsPane(Pane):
    """The open incidents."""

    noun: Place = "incidents"
    number = 3
    zooms = 2
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("incidents")]

    def __init__(self, seat: Seat, keymap: Keys, *, id: str = "incidents") -> None:
        super().__init__(seat, keymap, id=id)
        self._shown: Snapshot | None = None
        self._forms: dict[str, tuple[object, list[int]]] = {}
        """How fully the cards of each column are shown, and for what: chosen once a minute, not a second."""

    def compose(self) -> ComposeResult:
        """Stack the parts."""
        yield Bars(id="stages")
        yield CardList(id="cards")
        yield Columns(id="columns")
        yield Wall(id="wall")
        yield Story(id="next")

    @property
    def cards(self) -> CardList:
        """The list of cards."""
        return self.query_one("#cards", CardList)

    @property
    def columns(self) -> Columns:
        """The four columns."""
        return self.query_one(Columns)

    @property
    def _in_columns(self) -> bool:
        return self.has_class("-columns") and self.app.size.width >= WIDE

    @property
    def _on_wall(self) -> bool:
        return self.has_class("-wall")

    def list_of(self) -> Widget:
        """Return what takes the focus."""
        if self._on_wall:
            return self.query_one(Wall)
        return self.columns.list_here if self._in_columns else self.cards

    def subject(self) -> str | None:
        """Return the id of the selected incident; on the wall there is none."""
        if self._on_wall:
            return None
        return self.columns.selected if self._in_columns else self.cards.selected

    def zoomed(self, step: int) -> None:
        """Show the list, then the whole screen in columns, then the wall; the cursor stays on its card."""
        before = self.subject()
        self.set_class(step == 1, "-columns")
        self.set_class(step == 2, "-wall")
        if self._in_columns and not self.columns.filled:
            self.call_later(self._fill)
        if before is not None:
            self.columns.choose(before)
            self.cards.go_to(before)
        if self._shown is not None:
            self.tick(self._shown)

    async def _fill(self) -> None:
        if not self.columns.filled:
            await self.columns.fill()
            self.on_resize()

    def on_resize(self) -> None:
        """Keep the focus on what is shown at this width."""
        if self._in_columns and not self.columns.filled:
            self.call_later(self._fill)
        if self.has_class("-here") and self._shown is not None:
            self.tick(self._shown)
            self.screen.set_focus(self.list_of(), scroll_visible=False)

    def name_pieces(self, snapshot: Snapshot) -> list[Piece]:
        """Return the pane's name and how many incidents are open."""
        return self.title_pieces(_("Incidents"), str(snapshot.status.incidents_open))

    def tick(self, snapshot: Snapshot) -> None:
        """Let the timers run, in what is shown of them."""
        self._shown = snapshot
        if self._on_wall:
            wall = self.query_one(Wall)
            shown = (snapshot.incidents, self.seat, snapshot.now)
            wall.show(lambda cells: wall_lines(*shown, cells, wall.size.height))
            return
        if self._in_columns:
            self.columns.show(snapshot.incidents, partial(self._blocks, snapshot))
            return
        self.query_one("#stages", Bars).show(lambda cells: [_stage_counts(snapshot.incidents, cells)])
        self.cards.show(lambda cells: self._blocks(snapshot, cells), self._empty)
        steps = self.query_one("#next", Story)
        steps.frame((piece(_("next"), "muted"),) if snapshot.incidents else BLANK)
        steps.tell(lambda cells: next_steps(snapshot.incidents, self.seat, snapshot.now, cells, steps.room))

    def _empty(self, _cells: int) -> list[Line]:
        new = (self.keymap.first("new"), _("open one"))
        made = (self.keymap.first("escalate"), _("make one of a queue row"))
        return nothing_yet(_("No open incident."), [new, made, demo_way()])

    def _blocks(self, snapshot: Snapshot, cells: int, stage: str = "") -> list[Block]:
        """Return all cards, or those of one column, and under the last of them what closed ones still owe."""
        cards = [card for card in snapshot.incidents if stage in ("", card.stage)]
        height = (self.columns.list_here if stage else self.cards).size.height
        ways = makers(self.seat, snapshot, cells, in_column=bool(stage))
        looks = (cards, cells, height, snapshot.now // MINUTE)
        known = self._forms.get(stage)
        if known is None or known[0] != looks:
            known = self._forms[stage] = (looks, forms(cards, ways, height))
        blocks = card_blocks(cards, ways, known[1])
        if stage in ("", terms.STAGES[-1]):
            blocks += unfinished_blocks(snapshot.unfinished, self.seat, snapshot.now, cells)
        return blocks


def _stage_counts(incidents: tuple[IncidentCard, ...], cells: int) -> Line:
    stages: list[Line] = []
    for stage in terms.STAGES:
        count = sum(card.stage == stage for card in incidents)
        name = terms.stage_name(stage)
        ink = "strong-bold" if count else "muted"
        stages.append((piece(f"{name} ", "soft" if count else "muted"), piece(str(count), ink)))
    room = cells - sum(map(size, stages)) - 2
    between = gap(2 if room >= 2 * (len(stages) - 1) else 1)
    return (gap(1), *(one for stage in stages for one in (*stage, between)))
