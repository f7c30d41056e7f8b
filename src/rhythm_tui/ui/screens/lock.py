"""The locked seat: what is open stays open behind it, and nobody reads it without the operator's PIN."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.i18n import _, say
from rhythm_tui.ui.screens.base import DeskDialog
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.widgets.secret import Secret
from rhythm_tui.ui.wording import Line, content, gap, piece, safe, words


class LockScreen(DeskDialog[None]):
    """Covers the desk until the PIN fits; the counts of what is due stay in sight."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Esc and the way out must not open what is covered.
        Binding("escape", "clear", show=False, priority=True),
        Binding("ctrl+q", "leave", show=False, priority=True),
    ]

    def __init__(self, seat: Seat) -> None:
        super().__init__(classes="-locked")
        self._seat = seat
        self._since = seat.now()

    def compose(self) -> ComposeResult:
        """Who is here, what is due, and a field for the PIN."""
        with Vertical(classes="dialog") as box:
            box.border_title = words(_("locked"), "focus-bold")
            yield Static(id="locked-since")
            yield Static(id="locked-counts")
            yield Static(words(_("PIN"), "muted"), classes="label")
            yield Secret(id="pin", select_on_focus=False)
            yield Static(id="error")
            yield Static(words(_("Enter unlocks; what you were typing is kept; ^q leaves the desk"), "muted"))

    def action_explain(self) -> None:
        """Explain nothing: what is covered stays covered."""

    def warn(self, told: str) -> None:
        """Say that words would be lost, and none of them."""
        self.query_one("#error", Static).update(words(told, "soon"))

    def on_mount(self) -> None:
        """Start in the field."""
        self.reread()
        self.query_one("#pin").focus()

    def beat(self, now: int) -> None:
        """Keep the counts right."""
        if now // 1000 % 10 == 0:
            self.reread()

    def reread(self) -> None:
        """Show who is at the seat, and what is due."""
        at = clock_time(self._since, self._seat.vocabulary, self._seat.now())
        told = say("{name}, since {time}", name=safe(self._seat.operator), time=at)
        self.query_one("#locked-since", Static).update(words(told, "strong-bold"))
        self.query_one("#locked-counts", Static).update(content(self._counts()))

    def _counts(self) -> Line:
        status = self._seat.reader.header(self._seat.now())
        late, soon = status.late + status.neglected, status.soon
        return (
            piece(say("late {n}", n=late), "late-bold" if late else "muted"),
            gap(2),
            piece(say("due soon {n}", n=soon), "soon-bold" if soon else "muted"),
            gap(2),
            piece(say("open incidents {n}", n=status.incidents_open), "muted"),
        )

    @on(Input.Submitted)
    async def _typed(self) -> None:
        """Ask the desk whether the PIN fits."""
        from rhythm_tui.domain.commands import parse

        field, error = self.query_one("#pin", Input), self.query_one("#error", Static)
        pin, field.value = field.value, ""
        try:
            fields = {"do": "seat.unlock", "operator": safe(self._seat.operator)}
            await self._seat.hand.do(parse({**fields, "pin": pin} if pin else fields))
        except Refusal as refusal:
            error.update(words(self._seat.why_not(refusal), "late-bold"))
        except DeskUnusable as unusable:
            error.update(words(say(unusable.template, **unusable.values), "late-bold"))
        else:
            self.dismiss(None)

    def action_clear(self) -> None:
        """Empty the field."""
        self.query_one("#pin", Input).value = ""

    async def action_leave(self) -> None:
        """Leave the desk, keeping what is being typed behind the lock."""
        await self.app.run_action("app.quit")
