"""The tour of the duty screen: six steps, each a line or two at the foot, pointing at the real thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.i18n import _, say
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.screens.base import DeskDialog
from rhythm_tui.ui.screens.duty import DutyScreen
from rhythm_tui.ui.widgets.bars import Bars, key_line
from rhythm_tui.ui.wording import Line, content, paragraphs, piece

_CELLS = 70


class Step(NamedTuple):
    """One thing that is pointed at."""

    name: str
    says: str
    pane: str = ""
    """The action that goes to its pane; empty for what stands above or below all of them."""


def steps(keys: Keys) -> tuple[Step, ...]:
    """Return what the tour points at, with the keys in force."""
    key = keys.first
    top = _("Who is on duty, the time, and how many rows are on time, due soon, late or over 24 hours.")
    bottom = say(
        "The keys that apply now; Enter opens a row and there its menu. {palette} finds every command"
        " by its name, {help} lists all keys.",
        palette=key("palette"),
        help=key("help"),
    )
    back = say(
        "{undo} takes your last command back. {tour} shows this tour again.",
        undo=key("undo"),
        tour=key("tour"),
    )
    return (
        Step(_("the top line"), top),
        *_panes(key),
        Step(_("the bottom line"), bottom, "pane-queue"),
        Step(_("nothing is lost"), back),
    )


def _panes(key: Callable[[str], str]) -> tuple[Step, ...]:
    queue = say(
        "Who waits for an answer, the most urgent on top. {claim} takes a row, {reply} answers it,"
        " {posted} says that the answer stands in public: that stops its clock.",
        claim=key("claim"),
        reply=key("reply"),
        posted=key("posted"),
    )
    slots = say(
        "What goes out today. {new} plans a slot, {sign} signs it off, {publish} says it is out.",
        new=key("new"),
        sign=key("sign"),
        publish=key("publish"),
    )
    incidents = say(
        "What may become a crisis, with its timers. {escalate} on a row of the queue opens one,"
        " {meet} meets a timer with evidence.",
        escalate=key("escalate"),
        meet=key("meet"),
    )
    return (
        Step(_("2 Queue"), queue, "pane-queue"),
        Step(_("1 Slots"), slots, "pane-slots"),
        Step(_("3 Incidents"), incidents, "pane-incidents"),
    )


class TourScreen(DeskDialog[None]):
    """Goes from step to step over the duty screen, which is seen and goes on living."""

    veils = False

    CSS_PATH = "tour.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "end", show=False),
        Binding("enter,space,right,j,down,f2", "on", show=False),
        Binding("left,k,up,f3", "before", show=False),
    ]

    def __init__(self, duty: DutyScreen, keys: Keys) -> None:
        super().__init__()
        self._duty = duty
        self._steps = steps(keys)
        self._at = 0

    def compose(self) -> ComposeResult:
        """A small box."""
        with Vertical(id="tour"):
            yield Static(id="says")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Begin."""
        self._show()

    def _show(self) -> None:
        step = self._steps[self._at]
        if step.pane:
            self._duty.action_act(step.pane)
        count = f"{self._at + 1}/{len(self._steps)}  "
        head: Line = (piece(count, "muted"), piece(step.name, "focus-bold"))
        self.query_one("#says", Static).update(content(head, *paragraphs(step.says, _CELLS, "text")))
        bars = self.query_one("#dialog-keys", Bars)
        onward = _("next") if self._at < len(self._steps) - 1 else _("finish")
        before = [("Left", _("step before"), "before")] if self._at else []
        offered = [("Enter", onward, "on"), *before, ("Esc", _("end"), "end")]
        bars.show(lambda cells: key_line(bars, offered, cells))

    @on(Bars.Chosen)
    async def _clicked(self, event: Bars.Chosen) -> None:
        await self.run_action(event.action)

    def action_on(self) -> None:
        """Go to the next step; behind the last one the tour ends."""
        if self._at == len(self._steps) - 1:
            self.action_end()
        else:
            self._at += 1
            self._show()

    def action_before(self) -> None:
        """Go to the step before."""
        self._at = max(self._at - 1, 0)
        self._show()

    def action_end(self) -> None:
        """End the tour."""
        self._duty.action_act("pane-queue")
        self.dismiss(None)
