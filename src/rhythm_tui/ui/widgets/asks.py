"""The line that stands over the panes as long as somebody must be told of a timer."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.desk.asks import AskRow
from rhythm_tui.ui.escalation import asks_line, open_asks
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars, Target


class AsksLine(Bars):
    """Shows the ask whose timer falls due first; a click opens all of them."""

    def __init__(self, seat: Seat, keys: Keys, *, id: str) -> None:
        super().__init__(ground="raised", id=id)
        self._seat = seat
        self._keys = keys

    def tell(self, asks: Sequence[AskRow], now: int) -> None:
        """Show what is open among ``asks``; nothing when there is nothing."""
        rows = open_asks(asks)
        self.set_class(bool(rows), "-on")
        if rows:
            key = self._keys.first("asks")
            self.show(lambda cells: [asks_line(rows, self._seat, key, now, cells)])
            self.aim([Target(0, 0, self.app.size.width, "asks")])
