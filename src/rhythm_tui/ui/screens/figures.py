"""The figures of the desk: arrivals and answers, when they come, how long answers take."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from rhythm_tui.i18n import _
from rhythm_tui.ui.screens.figures_lines import figures_lines
from rhythm_tui.ui.screens.reading import ReadScreen
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars, key_line
from rhythm_tui.ui.widgets.cards import Text
from rhythm_tui.ui.wording import Line, words


class FiguresScreen(ReadScreen):
    """Read once when it is opened, and again when somebody asks: the load is counted over four weeks."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5,r", "again", show=False)]

    def __init__(self, seat: Seat) -> None:
        super().__init__(_("load and answers"), self._lines)
        self._seat = seat
        self._load = seat.reader.load(seat.now())

    def compose(self) -> ComposeResult:
        """One wide box with lines."""
        with Vertical(classes="dialog -tall -wide") as box:
            box.border_title = words(self._title, "focus-bold")
            yield Text(id="text", ground="raised")
            yield Bars(ground="raised", id="dialog-keys")

    def _lines(self, cells: int) -> list[Line]:
        return figures_lines(self._load, self._seat, cells)

    def _keys(self, cells: int) -> list[Line]:
        offered = [("F5", _("count anew"), "again"), ("Esc", _("back"), "back")]
        return key_line(self.query_one("#dialog-keys", Bars), offered, cells)

    def chosen(self, action: str) -> None:
        """Do what a button stands for."""
        if action == "again":
            self.action_again()
        else:
            self.action_back()

    def action_again(self) -> None:
        """Count anew."""
        self._load = self._seat.reader.load(self._seat.now())
        self.reread()
