"""The figures of the desk: arrivals and answers, when they come, how long answers take."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain.progress import Watch
from rhythm_tui.i18n import _, say
from rhythm_tui.ui.screens.figures_lines import figures_lines
from rhythm_tui.ui.screens.foreshown import Offered
from rhythm_tui.ui.screens.reading import ReadScreen
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.cards import Text
from rhythm_tui.ui.wording import BLANK, Line, piece, words

if TYPE_CHECKING:
    from rhythm_tui.domain.load import Load


_PICTURES = 10
"""How many pictures of itself a count draws."""


class Left(Exception):
    """The screen was left while its figures were counted."""


class Count(Watch):
    """One count under way: what it does, how far that is, and whether anybody waits for it still."""

    def __init__(self, tell: Callable[[], object]) -> None:
        """``tell`` is called on the thread of the count, where there is more to show."""
        self.what = ""
        self.done = 0.0
        self.left = False
        self._tell = tell

    def step(self, what: str, given_up: str = "") -> None:  # noqa: ARG002 - nothing is changed by counting
        """Another part begins."""
        self.what, self.done = what, 0.0
        self._tell()

    def rows(self, done: int, of: int) -> None:
        """So many of the items are counted. Raises ``Left``."""
        if self.left:
            raise Left
        before, self.done = self.done, done / of if of else 1.0
        if int(self.done * _PICTURES) != int(before * _PICTURES):
            self._tell()


class FiguresScreen(ReadScreen):
    """Counted when it is opened and when somebody asks, on a thread of its own: it is four weeks."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5,r", "again", show=False)]

    def __init__(self, seat: Seat) -> None:
        super().__init__(_("load and answers"), self._lines)
        self._seat = seat
        self._load: Load | None = None
        self._count: Count | None = None
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """One wide box with lines."""
        with Vertical(classes="dialog -tall -wide") as box:
            box.border_title = words(self._title, "focus-bold")
            yield Text(id="text", ground="raised")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Begin to count."""
        self.action_again()

    def _lines(self, cells: int) -> list[Line]:
        if self._load is not None:
            return figures_lines(self._load, self._seat, cells)
        if self._trouble:
            return [BLANK, (piece(f" {self._trouble}", "late-bold"),)]
        return [BLANK, (piece(f" {self._counting()}", "muted"),)]

    def _counting(self) -> str:
        """Return how far the count is; nothing where none is under way."""
        count = self._count
        if count is None:
            return ""
        if not count.what:
            return _("one moment ..")
        share = say("{share} %", share=int(count.done * 100))
        return say("{what}: {told}", what=say(count.what), told=share)

    def _show(self) -> None:
        """Show the figures; while they are counted anew, the old ones, and on the border how far it is."""
        if not self.is_attached:
            return
        told = "" if self._load is None else self._counting() or self._trouble
        self.query_one(".dialog").border_subtitle = words(told, "muted")
        self.reread()

    def offered(self) -> Offered:
        """Return the keys that are shown."""
        return [("F5", _("count anew"), "again"), ("Esc", _("back"), "back")]

    def chosen(self, action: str) -> None:
        """Do what a button stands for."""
        if action == "again":
            self.action_again()
        else:
            self.action_back()

    def action_again(self) -> None:
        """Count anew, unless that is under way."""
        if self._count is None:
            loop = asyncio.get_running_loop()
            self._count = Count(lambda: loop.call_soon_threadsafe(self._show))
            self.run_worker(self._counted(self._count), group="count", exit_on_error=False)
            self._show()

    async def _counted(self, count: Count) -> None:
        seat = self._seat
        try:
            self._load = await asyncio.to_thread(seat.reader.load_beside, seat.now(), count)
            self._trouble = ""
        except DeskUnusable as error:
            self._trouble = say(error.template, **error.values)
        except Left:
            return
        finally:
            count.left = True  # the screen may be gone: its thread ends soon
            self._count = None
        self._show()
