"""The four columns of the incident board side by side: a list of cards for every stage."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message

from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.i18n import _
from rhythm_tui.ui import terms
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import Line, column, gap, piece

Maker = Callable[[int, str], list[Block]]
"""Makes the blocks of a stage for a width."""


class Column(Vertical):
    """One stage: its name and number over its cards."""

    def __init__(self, stage: str) -> None:
        super().__init__(id=f"column-{stage}", classes="column")
        self.stage = stage
        self.head = Bars()
        self.cards = CardList()

    def compose(self) -> ComposeResult:
        """Stack name and cards."""
        yield self.head
        yield self.cards

    def show(self, count: int, make: Maker, *, here: bool) -> None:
        """Show the cards of this stage, ``count`` of them."""
        style = "now-block" if here else "soft-bold" if count else "faint"
        name = terms.stage_name(self.stage)
        self.head.show(lambda cells: [(column(f" {name} {count}", cells - 1, style),)])
        if self.cards.shows_cursor != here:
            self.cards.shows_cursor = here
            self.cards.repaint()
        self.cards.show(lambda cells: make(cells, self.stage), _nothing)


def _nothing(_cells: int) -> list[Line]:
    return [(gap(2), piece(_("nothing here"), "faint"))]


class Columns(Horizontal):
    """The columns; the cursor stands on one card of them all, and goes along when its card is moved."""

    class Entered(Message):
        """The cursor stands in another column."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._make: Maker | None = None
        self._columns = {stage: Column(stage) for stage in terms.STAGES}
        self._at = terms.STAGES[0]
        self._chosen: str | None = None
        self._cards: Sequence[IncidentCard] = ()

    def compose(self) -> ComposeResult:
        """Put the columns side by side."""
        yield from self._columns.values()

    @property
    def list_here(self) -> CardList:
        """The list the cursor stands in."""
        return self._columns[self._at].cards

    @property
    def selected(self) -> str | None:
        """The id of the card under the cursor."""
        return self.list_here.selected

    def choose(self, id: str | None) -> None:
        """Put the cursor on a card."""
        self._chosen = id or self._chosen

    def show(self, cards: Sequence[IncidentCard], make: Maker) -> None:
        """Show every card in its column; the cursor follows its own."""
        self._cards, self._make = cards, make
        stages = {card.id: card.stage for card in cards}
        if self._chosen not in stages and self._chosen not in self.list_here.ids:
            self._chosen = self.selected if self.selected in stages else next(iter(stages), None)
        stage = stages.get(self._chosen or "", self._at)
        moved = stage != self._at and stage in self._columns
        had_focus = self.list_here.has_focus
        if moved:
            self._at = stage
        for name, one in self._columns.items():
            one.show(sum(card.stage == name for card in cards), make, here=name == self._at)
        if self._chosen is not None:
            self.list_here.start_at = self._chosen
            self.list_here.go_to(self._chosen)
        if moved and had_focus:
            self.list_here.focus(scroll_visible=False)

    def on_key(self, event: events.Key) -> None:
        """Go to the next column on either side that holds a card."""
        if event.key not in ("left", "right"):
            return
        event.stop()
        stages = list(terms.STAGES)
        here = stages.index(self._at)
        beyond = stages[here + 1 :] if event.key == "right" else stages[:here][::-1]
        for stage in beyond:
            if self._columns[stage].cards.ids:
                self._columns[stage].cards.focus(scroll_visible=False)
                return

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The cursor stands in the column that has the focus."""
        for stage, one in self._columns.items():
            if one.cards is event.widget and stage != self._at:
                self._at = stage
                self._chosen = one.cards.selected
                if self._make is not None:
                    self.show(self._cards, self._make)
                self.post_message(self.Entered())

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        """Remember the card, so that the cursor can go along with it."""
        if event.source is self.list_here:
            self._chosen = self.list_here.selected
