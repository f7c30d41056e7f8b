"""The workspace of one incident: its facts and timers, its timeline, and the work on it, on one screen."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from rhythm_tui.desk.asks import AskRow
from rhythm_tui.desk.views import IncidentDetail
from rhythm_tui.i18n import _, say
from rhythm_tui.ui import keys
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.screens import response_lines, response_notices, timeline_lines
from rhythm_tui.ui.screens.base import DeskScreen, Wanted, want
from rhythm_tui.ui.screens.reading import ReadScreen
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.widgets.footer import KeyBar
from rhythm_tui.ui.widgets.header import header
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import Line, piece, words


class WorkspaceScreen(DeskScreen):
    """One incident with everything that belongs to it; answers with the pane the operator wants to go to.

    At 140 columns and more it stands in three columns, at 100 in two, below that in one that scrolls. The
    cursor walks over what can be opened; the actions of the board mean this incident.
    """

    CSS_PATH = "workspace.tcss"
    AUTO_FOCUS = "#work-list"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q", "leave", ""),  # q ends the desk on its first screen only
        *keys.bindings("incidents", "desk"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (140, "-wide")]  # noqa: RUF012 - as Textual has it

    def __init__(
        self, id: str, detail: IncidentDetail, seat: Seat, keymap: Keys, banner: Line | None
    ) -> None:
        super().__init__(seat, keymap, banner)
        self._subject = id
        self._detail = detail
        self._asks: tuple[AskRow, ...] = ()
        """Who must be told of a timer of any incident, or was."""
        self._told: dict[Hashable, list[Block]] = {}
        """The timeline by width and day: it may be long, and changes only when somebody writes."""

    def compose(self) -> ComposeResult:
        """Lay out the columns."""
        yield Bars(ground="now-ground", id="banner", classes="-on" if self.banner else None)
        yield Bars(ground="raised", id="header")
        with Horizontal(id="columns"):
            for part in ("facts", "timeline", "work"):
                with Vertical(id=part, classes="part"):  # the border: a list draws its own lines
                    yield CardList(id=f"{part}-list")
        yield KeyBar(self.keys, id="footer")

    def on_mount(self) -> None:
        """Show what was read."""
        self.query_one("#banner", Bars).show(self.banner_lines)
        self.query_one("#footer", KeyBar).offer(
            keys.offered("incidents", past=self.seat.past), way_out="leave"
        )
        for part, name in (("facts", _("facts")), ("timeline", _("timeline"))):
            self.query_one(f"#{part}").border_title = words(name, "strong-bold")
        self._list("timeline").start_at = self._last_event()
        self._show(self.seat.now())

    def _last_event(self) -> str | None:
        """The timeline begins at its end: what was done last is what the operator comes for."""
        told = self._detail.timeline
        return f"{timeline_lines.EVENT}{told[-1].seq}" if told else None

    # Reading

    def reread(self) -> None:
        """Read everything again: somebody has written.

        An incident that was taken back stays as it was last seen: no key meant for it falls on another.
        """
        found = self.seat.reader.incident(self._subject)
        if found is None:
            self.tell(
                (piece(say("{id} was taken back; Esc leads to the board", id=self._subject), "late-bold"),)
            )
            return
        self._detail = found
        self._told.clear()
        self._show(self.seat.now())

    def beat(self, now: int) -> None:  # noqa: ARG002 - the past has a clock of its own
        """Count down."""
        self._show(self.seat.now())

    def _show(self, now: int) -> None:
        status, self._asks = self.seat.reader.header(now), self.seat.reader.asks(now)
        self.query_one("#header", Bars).show(lambda cells: [header(status, self.seat, now, cells)])
        for part, make in (("facts", self._facts), ("timeline", self._timeline), ("work", self._work)):
            self._list(part).show(partial(make, now))
        named = _("work") if self._wide else say("incident {id}", id=self._subject)
        self.query_one("#work").border_title = words(named, "strong-bold")

    def _list(self, part: str) -> CardList:
        return self.query_one(f"#{part}-list", CardList)

    @property
    def _wide(self) -> bool:
        return self.size.width >= self.HORIZONTAL_BREAKPOINTS[2][0]

    @property
    def _narrow(self) -> bool:
        return self.size.width < self.HORIZONTAL_BREAKPOINTS[1][0]

    def _facts(self, now: int, cells: int) -> list[Block]:
        head, *facts = response_lines.facts(self._detail, self.seat, now, cells)
        return [head, *response_notices.notices(self._detail, self._asks, self.keys), *facts]

    def _timeline(self, now: int, cells: int) -> list[Block]:
        key = (cells, self.seat.vocabulary.local(now).date())
        if key not in self._told:
            self._told[key] = timeline_lines.timeline(self._detail, self.seat, now, cells)
        return self._told[key]

    def _work(self, now: int, cells: int) -> list[Block]:
        """Return the work column, with what has no column of its own at this width."""
        blocks = [] if self._wide else self._facts(now, cells)
        blocks += response_lines.tasks(self._detail, self.seat, self.keys, now, cells)
        for make in response_lines.WORK:
            blocks += make(self._detail, self.seat, now, cells)
        if self._narrow:
            blocks += [response_lines.heading(_("timeline")), *self._timeline(now, cells)]
        return blocks

    # Moving about

    @property
    def _lists(self) -> list[CardList]:
        return [one for one in self.query(CardList) if one.parent is not None and one.parent.display]

    def on_descendant_focus(self, event: Any) -> None:
        """Mark the column that has the focus, for the zoom."""
        for part in self.query(".part"):
            part.set_class(part in event.widget.ancestors, "-here")

    def _visit(self, by: int) -> None:
        shown = self._lists
        here = self.focused if self.focused in shown else shown[-1]
        shown[(shown.index(here) + by) % len(shown)].focus(scroll_visible=False)

    def tell(self, line: Line) -> None:
        """Show a notice in the footer."""
        self.query_one("#footer", KeyBar).tell(line)

    # Actions

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        source = event.source
        selected = source.selected if isinstance(source, CardList) else None
        if selected is not None:
            self._open(selected)

    def _open(self, selected: str) -> None:
        if selected.startswith(response_notices.ACTION):
            self.action_act(selected.removeprefix(response_notices.ACTION))
        elif selected.startswith(response_lines.TIMER):
            self._open_timer(selected.removeprefix(response_lines.TIMER))
        elif selected.startswith(timeline_lines.EVENT):
            seq = int(selected.removeprefix(timeline_lines.EVENT))
            self.app.push_screen(ReadScreen(say("line {seq}", seq=seq), partial(self._whole, seq)))
        elif selected == self._subject:
            self.action_act("menu")
        elif selected[0] in keys.PLACE_OF:
            want(Wanted(self, "open", keys.PLACE_OF[selected[0]], selected))
        else:
            want(Wanted(self, "statements", "incidents", selected))

    def _whole(self, seq: int, cells: int) -> list[Line]:
        return timeline_lines.whole(seq, self._detail, self.seat, self.seat.now(), cells)

    def _open_timer(self, name: str) -> None:
        runs = any(timer.name == name and timer.runs for timer in self._detail.card.timers)
        self.action_act("meet" if runs else "why")

    @on(Bars.Chosen)
    def _chosen(self, event: Bars.Chosen) -> None:
        self.action_act(event.action)

    def action_act(self, id: str) -> None:
        """Do what the registry calls ``id``, with this incident."""
        local: dict[str, Callable[[], object]] = {
            "pane-next": lambda: self._visit(1),
            "pane-previous": lambda: self._visit(-1),
            "zoom": lambda: self.query_one("#columns").toggle_class("-zoom"),
            "leave": self.action_leave,
        }
        if id in local:
            local[id]()
        elif id.startswith("pane-"):
            self.dismiss(id)
        else:
            want(Wanted(self, id, "incidents", self._subject))

    def action_leave(self) -> None:
        """Go one step back: out of the zoom, then to the board."""
        columns = self.query_one("#columns")
        if columns.has_class("-zoom"):
            columns.remove_class("-zoom")
        else:
            self.dismiss(None)
