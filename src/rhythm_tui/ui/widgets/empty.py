"""The line that stands while nobody is at the desk though rows are late."""

from __future__ import annotations

from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.wording import BLANK, Line


class EmptyLine(Bars):
    """One line under the header, there only while there is something to say."""

    def __init__(self, *, id: str) -> None:
        super().__init__(ground="raised", id=id)

    def tell(self, line: Line | None) -> None:
        """Show a line; None takes it away."""
        if line is not None or self.has_class("-on"):
            self.set_class(line is not None, "-on")
            self.show(lambda _cells: [line or BLANK])
