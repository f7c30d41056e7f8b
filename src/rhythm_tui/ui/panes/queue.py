"""The interaction queue: everything that waits for an answer, the most urgent first."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from rhythm_tui.desk.views import QueueRow
from rhythm_tui.domain.query import EVERYTHING, Query
from rhythm_tui.domain.text import NOTHING, SafeText
from rhythm_tui.i18n import _, say
from rhythm_tui.ui import keys
from rhythm_tui.ui.keys import Keys, Place
from rhythm_tui.ui.outlook import ORDERS_OF, Outlook, order_name, turned
from rhythm_tui.ui.panes.pane import Pane, Snapshot, Story, demo_way, import_way, nothing_yet
from rhythm_tui.ui.panes.story import interaction_story
from rhythm_tui.ui.queue_rows import head_starts, heads, title
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars, Target
from rhythm_tui.ui.widgets.filter_bar import FilterBar
from rhythm_tui.ui.widgets.queue_list import QueueList
from rhythm_tui.ui.wording import BLANK, Line, Piece, gap, piece, size, spread

_MISSED = 3
"""Pieces of the foot that say what will be missed; what would help comes after them."""


class QueuePane(Pane):
    """The queue, its filter and the whole story of the selected row."""

    noun: Place = "queue"
    number = 2
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("queue")]

    def __init__(self, seat: Seat, keymap: Keys, *, id: str = "queue") -> None:
        super().__init__(seat, keymap, id=id)
        self._wanted = EVERYTHING
        self._filter_text = ""
        self.order = "desk"
        self._anew = False
        self._loaded: tuple[Hashable, Hashable] = (None, None)
        """What decided which rows are shown in which order, when they were read last: what was asked of which
        desk, and what of the passing time moves them."""
        self._outlook = Outlook(seat)
        self._now = seat.now()
        self._known: tuple[tuple[str, int], SafeText] | None = None

    def compose(self) -> ComposeResult:
        """Stack the parts."""
        yield FilterBar(id="filter-bar")
        yield Bars(id="heads")
        yield QueueList(self.seat, self._empty, id="rows")
        yield Story(id="story")
        yield Bars(id="foot")

    @property
    def rows(self) -> QueueList:
        """The list of rows."""
        return self.query_one("#rows", QueueList)

    def list_of(self) -> QueueList:
        """Return the list that takes the focus."""
        return self.rows

    def subject(self) -> str | None:
        """Return the id of the selected row."""
        row = self.rows.selected
        return row.id if row else None

    def name_pieces(self, snapshot: Snapshot) -> list[Piece]:
        """Return the pane's name and how many wait."""
        total, shown = snapshot.status.open, self.rows.entry_count()
        count = f"{shown}/{total}" if self._wanted != EVERYTHING else str(total)
        return [*title(count)]

    def show(self, snapshot: Snapshot) -> None:
        """Show what was read; the cursor follows its row."""
        self._now = snapshot.now
        asked = (self.seat.reader.turn(snapshot.now).version, self._wanted, self.order)
        loaded = (asked, self._moved_by(snapshot))
        if loaded != self._loaded:
            fresh = asked != self._loaded[0]
            self._loaded = loaded
            self._load(snapshot.now, fresh=fresh)
        self.frame(tuple(self.name_pieces(snapshot)), self._order_line())
        self.query_one("#heads", Bars).show(self._heads)
        self.tick(snapshot)

    def _load(self, now: int, *, fresh: bool) -> None:
        numbers = self.seat.reader.queue_ids(now, self._wanted, self.order)
        if fresh or self._wanted != EVERYTHING:
            self.rows.load(numbers, now, anew=self._anew)
        else:
            self.rows.rearrange(numbers, now)
        self._anew = False
        if self._wanted == EVERYTHING:
            self.rows.marks.intersection_update(numbers)
        self._outlook.changed()

    def _moved_by(self, snapshot: Snapshot) -> Hashable:
        """Return what of the passing time moves rows: in the desk's order what passes its limit stays where
        it is until it is neglected.
        """
        status = snapshot.status
        if self._wanted != EVERYTHING:
            return snapshot.now
        if self.order == "desk":
            return (status.neglected, status.ok)
        return (status.neglected, status.late, status.soon) if self.order == "save_first" else None

    def _heads(self, cells: int) -> list[Line]:
        """Return the names of the columns; a click on one chooses an order that goes by it."""
        starts = head_starts(cells)
        ends = (*starts[1:], cells)
        self.query_one("#heads", Bars).aim(
            [
                Target(0, start, end, action)
                for start, end, action in zip(starts, ends, ORDERS_OF, strict=True)
            ]
        )
        return [heads(cells)]

    def _order_line(self) -> Line:
        """Return how the rows are chosen and ordered."""
        order = piece(order_name(self.order), "muted")
        if not self._filter_text:
            return (order,)
        return (piece(say("filter: {text}", text=self._filter_text), "key"), gap(2), order)

    def _foot(self, cells: int) -> list[Line]:
        """Return the last line: what is to come, and what came in above the view."""
        right: list[Piece] = self.rows.marks_told()
        if newer := self.rows.newer_above:
            right += [piece(say("{n} newer above", n=newer), "soon"), gap(1), piece("g", "key"), gap(1)]
        if not self.styles.border_bottom[0]:
            right += [*self._order_line(), gap(1)]
        coming = [gap(1), *self._outlook.line(self._now, self.order)]
        if size(coming) + size(right) >= cells:
            del coming[_MISSED:]
        return [spread(coming, right, cells)]

    def tick(self, snapshot: Snapshot) -> None:
        """Count down."""
        self._now = snapshot.now
        self.rows.tick(snapshot.now)
        self.tell_story()

    def show_marks(self) -> None:
        """Tell how many are marked."""
        self._show_foot()

    def _show_foot(self) -> None:
        self.query_one("#foot", Bars).show(self._foot)

    def turn_order(self, action: str) -> str:
        """Go to another order of the rows, as an action asks for it; return its name."""
        self.order = turned(self.order, action)
        self._anew = True
        return order_name(self.order)

    def narrow(self, wanted: Query, text: str) -> None:
        """Show only what ``wanted`` lets through; ``text`` is how the operator wrote it."""
        self._anew = self._anew or wanted != self._wanted
        self._wanted, self._filter_text = wanted, text

    def tell_story(self) -> None:
        """Show the selected row whole, under the list."""
        self._show_foot()
        row = self.rows.selected
        story = self.query_one("#story", Story)
        if row is None:
            story.frame(BLANK)
            story.tell(lambda _cells: [])
            return
        story.frame((piece(f"{_('selected')} ", "muted"), piece(row.id, "faint")))
        reply = self._reply(row)
        story.tell(lambda cells: interaction_story(row, self.seat, self._now, cells, story.room, reply))

    def _reply(self, row: QueueRow) -> SafeText:
        """Return the draft of a row, read once for every version of it."""
        if row.reply_state == "none":
            return NOTHING
        if self._known is None or self._known[0] != (row.id, row.version):
            found = self.seat.reader.item(row.id)
            self._known = ((row.id, row.version), found.reply if found else NOTHING)
        return self._known[1]

    def _empty(self, _cells: int) -> list[Line]:
        if self._wanted != EVERYTHING:
            words = _("by platform; words alone search text and authors")
            ways = [("Esc", _("show everything again")), ("platform:douyin", words)]
            return nothing_yet(_("Nothing matches the filter."), ways)
        return nothing_yet(
            _("Nobody waits for an answer."),
            [(self.keymap.first("new"), _("type one in")), import_way(self.keymap), demo_way()],
        )
