"""The line under the header that stands until its action is done: what passed, that there is a tour."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rhythm_tui.ui.widgets.bars import Bars, Target
from rhythm_tui.ui.wording import Line


class PassedLine(Bars):
    """One line, there only while there is something to say; a click does its action."""

    def __init__(self, *, id: str) -> None:
        super().__init__(ground="raised", id=id)
        self.offers = ""
        """The action of the line; empty without one."""

    def tell(self, make: Callable[[int], Line] | None, action: str) -> None:
        """Show a line, also before the first picture; None takes it away."""
        self.set_class(make is not None, "-on")
        self.offers = action if make is not None else ""
        if make is None:
            return

        def made(cells: int) -> Sequence[Line]:
            self.aim([Target(0, 0, cells, action)])
            return [make(cells)]

        self.show(made)
