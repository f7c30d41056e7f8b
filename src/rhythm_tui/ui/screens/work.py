"""A dialog in which work is done: forms open over it, commands are sent, what came of them is told in it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from textual import on
from textual.widgets import Static

from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.i18n import _, say
from rhythm_tui.ui.fields import Form
from rhythm_tui.ui.screens.base import DeskDialog
from rhythm_tui.ui.screens.form import FormScreen
from rhythm_tui.ui.seat import Receipt, Seat
from rhythm_tui.ui.widgets.bars import Bars, key_line
from rhythm_tui.ui.wording import Line, words

Result = TypeVar("Result")
Offered = Sequence[tuple[str, str, str]]
"""Keys of a dialog: each with what it says and the action it stands for."""


class WorkDialog(DeskDialog[Result]):
    """Has a line for what is told (``#error``) above its keys (``#dialog-keys``); its actions are its own."""

    CSS_PATH = "dialog.tcss"
    writes: ClassVar[frozenset[str]] = frozenset()
    """Actions that change the desk: in the past they are not offered."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._busy = False

    def offered(self) -> Offered:
        """Return the keys that are shown."""
        raise NotImplementedError

    def show_keys(self) -> None:
        """Show the keys as they are offered now."""
        bars = self.query_one("#dialog-keys", Bars)

        def line(cells: int) -> list[Line]:
            offered = self.offered()
            if self._seat.past:
                offered = [key for key in offered if key[2] not in self.writes]
            return key_line(bars, offered, cells)

        bars.show(line)

    @on(Bars.Chosen)
    async def _clicked(self, event: Bars.Chosen) -> None:
        await self.run_action(event.action)

    def tell_here(self, text: str, style: str = "late-bold") -> None:
        """Tell what came of something; nothing takes away what was told."""
        self.query_one("#error", Static).update(words(text, style))

    def start(self, work: Callable[[], Coroutine[Any, Any, object]], *, reads: bool = False) -> None:
        """Begin some work beside the screen, unless some is under way: a key typed twice begins it once.

        Nothing that changes the desk is begun in the past, not even a form.
        """
        if self._seat.past and not reads:
            self.tell_here(_("this is the past: nothing is changed here"), "soon")
        elif not self._busy:
            self._busy = True
            self.ahead.wants()
            self.run_worker(self._done(work), group="work", exit_on_error=False)

    async def _done(self, work: Callable[[], Coroutine[Any, Any, object]]) -> None:
        try:
            await work()
        finally:
            self._busy = False
            self.ahead.stands()

    async def fill(self, form: Form) -> Receipt | None:
        """Have a form filled in over the dialog; return the receipt, None when the operator went back."""
        return await self.fill_in(FormScreen(self._seat, form))

    async def fill_in(self, form: FormScreen) -> Receipt | None:
        """Have a form filled in that has a screen of its own."""
        self.tell_here("")
        receipt = await self.app.push_screen_wait(form)
        self.reread()
        return receipt

    async def send(self, fields: Mapping[str, object]) -> Receipt | None:
        """Do a command; tell why where it is refused."""
        from rhythm_tui.domain.commands import parse

        try:
            return await self._seat.hand.do(parse(dict(fields)))
        except Refusal as refusal:
            self.tell_here(self._seat.why_not(refusal))
        except DeskUnusable as error:
            self.tell_here(say(error.template, **error.values))
        return None

    def action_back(self) -> None:
        """Leave."""
        self.dismiss(None)
