"""The four columns of the incident board side by side: a list of cards for every stage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message

from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.i18n import _
from rhythm_tui.ui import terms
from rhythm_tui.ui.screens.base import Wanted
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

    def show(self, count: int, make: Maker, *, here: bool, aimed: bool) -> None:
        """Show the cards of this stage, ``count`` of them; ``aimed`` when a card is held over it."""
        calm = "now-block" if here else "soft-bold" if count else "faint"
        style = "soon-block" if aimed else calm
        name = terms.stage_name(self.stage)
        self.head.show(lambda cells: [(column(f" {name} {count}", cells - 1, style),)])
        if self.cards.shows_cursor != here:
            self.cards.shows_cursor = here
            self.cards.repaint()
        self.cards.show(lambda cells: make(cells, self.stage), _nothing)


def _nothing(_cells: int) -> list[Line]:
    return [(gap(2), piece(_("nothing here"), "faint"))]


class Columns(Horizontal):
    """The columns; the cursor stands on one card of them all, and goes along when its card is moved.

    A card that is dragged from one to another is wanted there: ``to-`` and the name of the stage.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "beside(-1)", show=False),
        Binding("right", "beside(1)", show=False),
    ]

    class Entered(Message):
        """The cursor stands in another column."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._make: Maker | None = None
        self._columns = {stage: Column(stage) for stage in terms.STAGES}
        self._at = terms.STAGES[0]
        self._chosen: str | None = None
        self._cards: Sequence[IncidentCard] = ()
        self._dragged: str | None = None
        """The card that the mouse holds."""
        self._aim: str | None = None
        """The stage of another column that it is held over."""

    async def fill(self) -> None:
        """Put the columns side by side: they are made when the board is first seen in them."""
        await self.mount(*self._columns.values())

    @property
    def filled(self) -> bool:
        """Whether the columns are there."""
        return bool(self.children)

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
            one.show(
                sum(card.stage == name for card in cards),
                make,
                here=name == self._at,
                aimed=name == self._aim,
            )
        if self._chosen is not None:
            self.list_here.start_at = self._chosen
            self.list_here.go_to(self._chosen)
        if moved and had_focus:
            self.screen.set_focus(self.list_here, scroll_visible=False)

    def action_beside(self, by: int) -> None:
        """Go to the next column on one side (-1, 1) that holds a card."""
        stages = list(terms.STAGES)
        here = stages.index(self._at)
        beyond = stages[here + 1 :] if by > 0 else stages[:here][::-1]
        for stage in beyond:
            if self._columns[stage].cards.ids:
                self.screen.set_focus(self._columns[stage].cards, scroll_visible=False)
                return

    # Dragging

    def _under(self, event: events.MouseEvent) -> Column | None:
        """Return the column under the mouse."""
        at = event.screen_offset
        return next((one for one in self._columns.values() if one.region.contains_point(at)), None)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the card under the mouse."""
        column = self._under(event)
        self._dragged = column.cards.id_at(event.screen_y - column.cards.region.y) if column else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show over which column a card is held."""
        self._aim_at(self._under(event) if event.button else None)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let the card go: it is wanted where it was dropped."""
        column, dragged = self._under(event), self._dragged
        self._aim_at(None)
        self._dragged = None
        if column is not None and dragged is not None and dragged not in column.cards.ids:
            self._chosen = dragged
            self.post_message(Wanted(self.screen, f"to-{column.stage}", "incidents", dragged))

    def _aim_at(self, column: Column | None) -> None:
        elsewhere = column is not None and self._dragged is not None and self._dragged not in column.cards.ids
        aim = column.stage if column is not None and elsewhere else None
        if aim != self._aim and self._make is not None:
            self._aim = aim
            self.show(self._cards, self._make)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The cursor stands in the column that has the focus."""
        for stage, one in self._columns.items():
            if one.cards is event.widget is self.screen.focused and stage != self._at:
                self._at = stage
                self._chosen = one.cards.selected
                if self._make is not None:
                    self.show(self._cards, self._make)
                self.post_message(self.Entered())

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        """Remember the card, so that the cursor can go along with it."""
        if event.source is self.list_here:
            self._chosen = self.list_here.selected
