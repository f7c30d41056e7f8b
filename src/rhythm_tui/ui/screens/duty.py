"""The duty screen: header, three panes, footer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Input

from rhythm_tui.i18n import _, say
from rhythm_tui.ui import keys
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.narrowing import narrowed
from rhythm_tui.ui.panes.incidents import IncidentsPane
from rhythm_tui.ui.panes.pane import Pane, Snapshot, beside_bands, snapshot_of
from rhythm_tui.ui.panes.queue import QueuePane
from rhythm_tui.ui.panes.slots import SlotsPane
from rhythm_tui.ui.screens.base import DeskScreen, Wanted, want
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.asks import AsksLine
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.empty import EmptyLine
from rhythm_tui.ui.widgets.filter_bar import FilterBar
from rhythm_tui.ui.widgets.footer import KeyBar
from rhythm_tui.ui.widgets.header import header
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.widgets.painted import Kept
from rhythm_tui.ui.widgets.passed import PassedLine
from rhythm_tui.ui.widgets.tabs import Tab, Tabs
from rhythm_tui.ui.wording import Line, Words, paragraphs, piece, safe

MINUTE = 60_000


class Ground(Kept, Container):
    """What the panes stand on."""


class DutyScreen(DeskScreen):
    """What the operator looks at all day."""

    AUTO_FOCUS = "#rows"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("desk"), ("escape", "leave", "")]
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (60, "-narrow"), (100, "-medium"), (140, "-wide")]  # noqa: RUF012 - as Textual has it
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (15, "-short"), (30, "-normal"), (40, "-tall")]  # noqa: RUF012

    class Declined(Message):
        """The tour that was offered is not wanted."""

    def __init__(self, seat: Seat, keys: Keys, size: Size, banner: Line | None = None) -> None:
        super().__init__(seat, keys, banner)
        self.suit(size)
        self._half_typed: Line = ()
        """Why the filter could not be read as it stood."""
        self._queue = QueuePane(seat, keys)
        self._panes: tuple[Pane, ...] = (SlotsPane(seat, keys), self._queue, IncidentsPane(seat, keys))
        self._here: Pane = self._queue
        self._passed = PassedLine(id="passed")
        self._step = 0  # how the pane is zoomed; 0: not
        self._offered: object = None  # for which pane, and whether for a thing in it, keys are shown
        self._here.add_class("-here")
        self._shown: Snapshot = snapshot_of(self.seat)

    # Building

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        # The banner stands first, where no dialog covers it.
        yield Bars(ground="now-ground", id="banner", classes="-on" if self.banner else None)
        yield Bars(ground="raised", id="header")
        yield EmptyLine(id="empty")
        yield self._passed
        yield AsksLine(self.seat, self.keys, id="asks")
        yield Tabs(id="tabs")
        with Ground(id="panes"):
            slots, queue, incidents = self._panes
            yield slots
            yield incidents
            yield queue
        yield KeyBar(self.keys, id="footer")
        yield Bars(id="small")

    def on_mount(self) -> None:
        """Start on the queue."""
        self.query_one("#banner", Bars).show(self.banner_lines)
        small = _("This window is too small for the desk: 60 columns and 15 lines are needed.")
        self.query_one("#small", Bars).show(lambda cells: paragraphs(small, cells, "soon"))
        self.query_one(FilterBar).tell_keys(self.keys)
        self.visit(self._here)
        self._show()

    def reread(self) -> None:
        """Read everything again: somebody has written."""
        self._shown = snapshot_of(self.seat)
        self._show()

    def go_to(self, id: str) -> None:
        """Put the cursor on a slot or an incident that was just made; in the queue it stays at the work."""
        self.reread()
        for pane in self._panes:
            pane.go_to(id)

    def beat(self, now: int) -> None:
        """Count down; read again what a limit that was reached, or the new minute, has changed."""
        before, status = self._shown, self.seat.reader.header(now)
        if now // MINUTE != before.now // MINUTE or beside_bands(status) != beside_bands(before.status):
            self.reread()
            return
        self._shown = before._replace(now=now, status=status, asks=self.seat.reader.asks(now))
        self._show_header()
        turned = status != before.status._replace(now=status.now)
        if turned:
            self._show_tabs()
        for pane in self._panes:
            if turned and pane is self._queue:
                pane.show(self._shown)
            elif pane.display:
                pane.tick(self._shown)

    def _show(self) -> None:
        for pane in self._panes:
            pane.show(self._shown)
        self._offer_keys()
        self._show_header()
        self._show_tabs()

    def _show_header(self) -> None:
        shown = self._shown
        self.query_one("#header", Bars).show(
            lambda cells: [header(shown.status, self.seat, shown.now, cells)]
        )
        self.query_one(AsksLine).tell(shown.asks, shown.now)

    def _show_tabs(self) -> None:
        self.query_one(Tabs).tell(
            [
                Tab(f"pane-{pane.id}", pane.name_pieces(self._shown), pane is self._here)
                for pane in self._panes
            ]
        )

    # Moving about

    def _zoom(self, step: int) -> None:
        """Give the pane the whole screen in the way ``step``, or (0) take it back."""
        self._step = step
        self.query_one("#panes").set_class(step > 0, "-zoom")
        for pane in self._panes:
            pane.zoomed(step if pane is self._here else 0)
        self.set_focus(self._here.list_of(), scroll_visible=False)

    def visit(self, pane: Pane) -> None:
        """Give the focus to a pane."""
        self._here = pane
        self._zoom(min(self._step, pane.zooms))
        # The class only decides what is shown where one pane is shown at a time.
        alone = self._step > 0 or self.has_class("-narrow")
        for one in self._panes:
            one.work_in(one is pane)
            one.set_class(one is pane, "-here", update=alone)
        self._offer_keys()
        self._show_tabs()

    def _offer_keys(self) -> None:
        """Show the keys of the pane: those that need a thing where the cursor stands on one, and no letters
        while they are typed into the filter.
        """
        pane, types = self._here, isinstance(self.focused, Input)
        offered = pane.noun, pane.subject() is not None, types
        if offered != self._offered:
            self._offered = offered
            some = keys.offered(pane.noun, past=self.seat.past, thing=offered[1])
            self.query_one("#footer", KeyBar).offer(some, "leave" if types else "", letters=not types)

    def on_descendant_focus(self, event: Any) -> None:
        """Follow the focus, however it moved; not to where it has gone on from."""
        pane = next((one for one in self._panes if one in event.widget.ancestors), None)
        if pane is None or event.widget is not self.focused:
            return
        if pane is not self._here:
            self.visit(pane)
        else:
            self._offer_keys()

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        """Tell the story of where the cursor stands now, once the cursor itself has been painted."""
        self._offer_keys()
        pane = next((one for one in self._panes if one in event.source.ancestors), None)
        if isinstance(pane, (QueuePane, SlotsPane)):
            self.call_after_refresh(pane.tell_story)

    @on(LineList.Opened)
    def _open(self) -> None:
        self.action_act("open")

    @on(Bars.Chosen)
    def _choose(self, event: Bars.Chosen) -> None:
        self.action_act(event.action)

    def tell(self, line: Line) -> None:
        """Show a notice in the footer."""
        self.query_one("#footer", KeyBar).tell(line)

    def announce(self, make: Callable[[int], Line] | None, action: str = "digest") -> None:
        """Show one line under the header until its action is done; None takes it away."""
        self._passed.tell(make, action)

    # The filter

    @property
    def at_rest(self) -> bool:
        """Whether nothing is zoomed, marked or filtered: there is no step back to go."""
        zoomed = self.query_one("#panes").has_class("-zoom")
        filtered = self._here is self._queue and self.query_one(FilterBar).text
        return not (zoomed or self._here.has_marks or filtered)

    def action_leave(self) -> None:
        """Go one step back: out of the zoom, then out of the filter where the queue has the keys."""
        panes = self.query_one("#panes")
        if panes.has_class("-zoom"):
            self._zoom(0)
        elif self._here.has_marks:
            self._here.unmark()
        elif self._passed.offers == "tour" and not self.query_one(FilterBar).text:
            self.announce(None)
            self.post_message(self.Declined())
        elif self._here is self._queue:
            self.query_one(FilterBar).text = ""
            self._close_filter()

    @on(Input.Changed, "#filter")
    def _narrow(self, event: Input.Changed) -> None:
        self.query_one("#footer", KeyBar).forget(self._half_typed)
        wanted, text, why_not = narrowed(event.value, self.seat)
        if why_not:
            self._half_typed = (piece(why_not, "soon"),)
            self.tell(self._half_typed)
        self._queue.narrow(wanted, text)
        self._queue.show(self._shown)
        self._offer_keys()
        self._show_tabs()

    @on(Input.Submitted, "#filter")
    def _close_filter(self) -> None:
        self.query_one(FilterBar).close()
        self.visit(self._here)

    def open_filter(self) -> None:
        """Let the operator type a filter."""
        self.visit(self._queue)
        self.query_one(FilterBar).open()

    def narrow_by(self, filter: Words) -> None:
        """Narrow the queue by a filter that was chosen."""
        self._here = self._queue
        self.query_one(FilterBar).text = safe(filter)
        self._close_filter()

    def _turn_order(self, action: str) -> None:
        order = self._queue.turn_order(action)
        self._queue.show(self._shown)
        self.tell((piece(say("order: {name}", name=order), "ok"),))

    def unmark(self, ids: Iterable[str]) -> None:
        """Take the marks off what was done."""
        self._here.unmark(ids)

    # Actions

    def action_act(self, id: str) -> None:
        """Do what the registry calls ``id``."""
        local: dict[str, Callable[[], None]] = {
            "pane-next": lambda: self.visit(self._beside(1)),
            "pane-previous": lambda: self.visit(self._beside(-1)),
            "zoom": lambda: self._zoom((self._step + 1) % (self._here.zooms + 1)),
            "filter": self.open_filter,
            "mark": lambda: self._here.mark(id),
            "mark-all": lambda: self._here.mark(id),
            "leave": self.action_leave,
        }
        if id in local:
            local[id]()
        elif id.startswith("order"):
            self._turn_order(id)
        elif id.startswith("pane-"):
            self.visit(next(pane for pane in self._panes if pane.id == id.removeprefix("pane-")))
        else:
            here, typed = self._here, self.query_one(FilterBar).text
            order, marks = self._queue.order, here.marked()
            want(Wanted(self, id, here.noun, here.subject(), order, marks, typed))

    def _beside(self, by: int) -> Pane:
        return self._panes[(self._panes.index(self._here) + by) % len(self._panes)]
