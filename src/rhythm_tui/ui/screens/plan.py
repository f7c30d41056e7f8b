"""The plan: a week or a month of slots, beside the rhythm they keep and the four ways to lose it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from rhythm_tui.desk.plan_views import PlanDay, Rhythm
from rhythm_tui.domain.recurrence import local_day
from rhythm_tui.i18n import _, words_of_setting
from rhythm_tui.settings import BadSetting
from rhythm_tui.ui import keys
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.screens import agenda_lines, rhythm_lines
from rhythm_tui.ui.screens.base import DeskScreen, Wanted, want
from rhythm_tui.ui.screens.plan_cursor import Cursor, found_at
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.cards import CardList
from rhythm_tui.ui.widgets.footer import KeyBar
from rhythm_tui.ui.widgets.header import header
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.widgets.plan_grid import PlanGrid, Shown
from rhythm_tui.ui.wording import Line, content, piece, words

_OF_A_DAY = frozenset({"new", "campaign", "own-day"})
"""Actions that are meant for the day under the cursor, whatever slot it stands on."""


class PlanScreen(DeskScreen):
    """Answers with the pane the operator wants to go to, or None.

    From 140 columns on a week stands in seven columns, below that as an agenda; below 100 columns, and below
    140 with a month, days and rhythm take turns.
    """

    CSS_PATH = "plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", show=False),  # q ends the desk on its first screen only
        *keys.bindings("plan", "desk"),
        Binding("left,h", "step(-1)", show=False),
        Binding("right,l", "step(1)", show=False),
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (140, "-wide")]  # noqa: RUF012 - as Textual has it

    def __init__(self, seat: Seat, keymap: Keys, banner: Line | None = None) -> None:
        super().__init__(seat, keymap, banner)
        self._place = Cursor(self._today)
        self._days: tuple[PlanDay, ...] = ()
        self._rhythm: Rhythm | None = None
        self._cause = -1
        """The loss whose cause was looked at last."""

    def compose(self) -> ComposeResult:
        """Lay out the days and the rhythm."""
        yield Bars(ground="now-ground", id="banner")
        yield Bars(ground="raised", id="header")
        with Horizontal(id="columns"):
            with Vertical(id="board", classes="part"):
                yield PlanGrid(self.seat, id="grid")
                yield CardList(id="agenda")
            with Vertical(id="side", classes="part"):
                yield CardList(id="judgement")
        yield Bars(id="chosen")
        yield KeyBar(self.keys, id="footer")

    def on_mount(self) -> None:
        """Start on today."""
        self.show_banner(self.banner)
        self.query_one("#footer", KeyBar).offer(keys.offered("plan", past=self.seat.past), way_out="leave")
        self.query_one("#side").border_title = words(_("rhythm"), "strong-bold")
        self.reread()
        self.call_after_refresh(self._focus_board)

    @property
    def _today(self) -> date:
        return local_day(self.seat.now(), self.seat.vocabulary.zone)

    def reread(self) -> None:
        """Read everything again; the cursor follows its slot, wherever that was moved."""
        self._walked()
        place = self._place
        if place.slot is not None:
            self._place = found_at(self.seat, place.slot, place) or place.at(place.day, None)
        self._read()
        self._show_header()

    def _read(self) -> None:
        now = self.seat.now()
        try:
            self._days = self.seat.reader.plan(*self._place.span, now)
            self._rhythm = self.seat.reader.rhythm(self._place.day, now)
        except BadSetting as error:
            self.tell((piece(words_of_setting(error), "late-bold"),))
        self._show()

    def beat(self, now: int) -> None:
        """Count down; what a minute changes is read anew."""
        if now // 1000 % 60 == 0:
            self.reread()
        self._show_header()

    def _show_header(self) -> None:
        now = self.seat.now()
        status = self.seat.reader.header(now)
        self.query_one("#header", Bars).show(lambda cells: [header(status, self.seat, now, cells)])

    def _show(self) -> None:
        place, agenda = self._place, self._agenda
        here = place.slot or place.day.isoformat()
        self.query_one("#columns").set_class(place.month, "-month")
        month = place.day.month if place.month else None
        self.query_one(PlanGrid).read(Shown(self._days, month, self._today, place.day, place.slot))
        agenda.start_at = here
        agenda.show(partial(agenda_lines.blocks, self._days, self._today, self.seat))
        agenda.go_to(here)
        if found := self._rhythm:
            side = partial(rhythm_lines.side, found, self.seat, self.keys, self._today)
            self.query_one("#judgement", CardList).show(side)
            self.query_one("#board").border_subtitle = content(rhythm_lines.summary(found, self.keys))
        self.query_one("#board").border_title = words(place.title, "strong-bold")
        self.query_one("#chosen", Bars).show(
            agenda_lines.chosen(self._here, place.slot, self._today, self.seat)
        )

    @property
    def _agenda(self) -> CardList:
        return self.query_one("#agenda", CardList)

    @property
    def _here(self) -> PlanDay | None:
        return next((one for one in self._days if one.day == self._place.day), None)

    def go(self, place: Cursor) -> None:
        """Put the cursor on a place, and show the days around it."""
        before, self._place = self._place, place
        if place.span != before.span or self._rhythm is None or self._rhythm.day != place.day:
            self._read()
        else:
            self._show()

    def action_step(self, days: int) -> None:
        """Go some days on."""
        self.go(self._place.stepped(days))

    def action_turn(self, by: int) -> None:
        """Show the week or month before or after."""
        self.go(self._place.turned(by))

    @on(PlanGrid.Move)
    def _moved(self, event: PlanGrid.Move) -> None:
        if event.columns or self._place.month:
            self.action_step(event.columns + 7 * event.rows)
        else:
            slots = [slot.id for slot in self._here.slots] if self._here else []
            self.go(self._place.along(slots, event.rows))

    @on(PlanGrid.Went)
    def _went(self, event: PlanGrid.Went) -> None:
        self.go(self._place.at(event.day, event.slot))

    @on(LineList.Moved, "#agenda")
    def _walked(self) -> None:
        """Follow the cursor of the list, of which word may be on its way still."""
        selected = self._agenda.selected
        if selected is None or selected == (self._place.slot or self._place.day.isoformat()):
            return
        places = {slot.id: self._place.at(day.day, slot.id) for day in self._days for slot in day.slots}
        places |= {day.day.isoformat(): self._place.at(day.day, None) for day in self._days}
        self.go(places[selected])

    def _focus_board(self) -> None:
        grid = self.query_one(PlanGrid)
        (grid if grid.display else self._agenda).focus(scroll_visible=False)

    def on_resize(self) -> None:
        """What has the focus may have gone with the new width."""
        self.call_after_refresh(self._keep_focus)

    def _keep_focus(self) -> None:
        if self.focused is None or not self.focused.display:
            self._focus_board()

    def on_descendant_focus(self, event: Any) -> None:
        """Mark the part that has the focus."""
        for part in self.query(".part"):
            part.set_class(part in event.widget.ancestors, "-here")

    def _visit(self) -> None:
        """Go over to the other part; where there is room for one only, show it."""
        columns, side = self.query_one("#columns"), self.query_one("#judgement")
        there = self.focused is side
        columns.remove_class("-alone").set_class(not there, "-judged")
        self.call_after_refresh(self._focus_board if there else side.focus)

    def tell(self, line: Line) -> None:
        """Show a notice in the footer."""
        self.query_one("#footer", KeyBar).tell(line)

    def _jump(self, place: int) -> None:
        """Go to the cause of a loss, and say what it is."""
        losses = self._rhythm.losses if self._rhythm else ()
        if not losses:
            self.tell((piece(_("the rhythm is kept: there is nothing to go to"), "ok"),))
            return
        self._cause = place % len(losses)
        loss = losses[self._cause]
        self.tell(rhythm_lines.told(loss, f"{self._cause + 1}/{len(losses)}", self.seat))
        if loss.subject is None:
            self.dismiss("pane-queue")
        else:
            self._lead_to(loss.subject)

    def go_to(self, id: str) -> None:
        """Put the cursor on a slot that was made, or on the first that is to come of a campaign."""
        self._place = found_at(self.seat, id, self._place) or self._place
        self._read()

    def _lead_to(self, subject: str) -> None:
        """Go to a slot or a day; an item is opened."""
        if subject.startswith("q"):
            want(Wanted(self, "open", "queue", subject))
            return
        self.go(found_at(self.seat, subject, Cursor(self._today)) or Cursor(date.fromisoformat(subject)))
        self.query_one("#columns").remove_class("-judged")
        self.call_after_refresh(self._focus_board)

    @on(PlanGrid.Opened)
    def _opened_grid(self) -> None:
        self._turn_span() if self._place.month else self._open()

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        selected = event.source.selected if isinstance(event.source, CardList) else None
        if event.source is self._agenda:
            self._open()
        elif selected is None or selected.startswith(rhythm_lines.WANTING):
            self.action_act("new")
        elif selected == rhythm_lines.UNLAID:
            self.action_act("plans")
        elif selected.startswith(rhythm_lines.LOSS):
            self._jump(int(selected.removeprefix(rhythm_lines.LOSS)))
        else:
            self._lead_to(selected.removeprefix(rhythm_lines.DAY))

    def _open(self) -> None:
        """Open the slot under the cursor; on the day itself plan one."""
        if self._place.slot is not None:
            want(Wanted(self, "open", "slots", self._place.slot))
        else:
            self.action_act("new")

    @on(Bars.Chosen)
    def _chosen(self, event: Bars.Chosen) -> None:
        self.action_act(event.action)

    def action_act(self, id: str) -> None:
        """Do what the registry calls ``id``, with the slot or the day under the cursor."""
        local: dict[str, Callable[[], object]] = {
            "plan": lambda: self.dismiss(None),
            "plan-span": self._turn_span,
            "plan-back": lambda: self.action_turn(-1),
            "plan-on": lambda: self.action_turn(1),
            "plan-today": lambda: self.go(self._place.at(self._today, None)),
            "plan-cause": lambda: self._jump(self._cause + 1),
            **dict.fromkeys(("pane-next", "pane-previous"), self._visit),
            "zoom": lambda: self.query_one("#columns").toggle_class("-alone"),
            "leave": self.action_leave,
        }
        if id in local:
            local[id]()
        elif id.startswith("pane-"):
            self.dismiss(id)
        elif id.startswith("slot-") and self._place.slot is None:
            self.tell((piece(_("go to a slot first"), "soon"),))
        else:
            day = self._place.day.isoformat()
            want(Wanted(self, id, "plan", day if id in _OF_A_DAY else self._place.slot or day))

    def _turn_span(self) -> None:
        self.go(self._place._replace(month=not self._place.month))
        self.query_one("#columns").remove_class("-judged")
        self.call_after_refresh(self._focus_board)

    def action_leave(self) -> None:
        """Go one step back: from the rhythm to the days, then to the desk."""
        if self.query_one("#columns").has_class("-judged") and self.focused is self.query_one("#judgement"):
            self._visit()
        else:
            self.dismiss(None)
