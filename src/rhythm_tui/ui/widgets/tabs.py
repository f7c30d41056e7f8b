"""The names of the panes in one line, for a terminal that shows one of them at a time."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.ui.widgets.bars import Bars, Target
from rhythm_tui.ui.wording import Piece, gap, piece, size


class Tab(NamedTuple):
    """One of the names."""

    action: str
    """What a click on it does."""
    label: Sequence[Piece]
    here: bool


class Tabs(Bars):
    """Marks the tab that is worked on; each can be clicked."""

    def tell(self, tabs: Sequence[Tab]) -> None:
        """Show the tabs."""
        line = [gap(1)]
        targets: list[Target] = []
        for tab in tabs:
            if tab.here:
                label = [piece(f" {''.join(one.text for one in tab.label)} ", "now-block")]
            else:
                label = [gap(1), *tab.label, gap(1)]
            targets.append(Target(0, size(line), size(line) + size(label), tab.action))
            line += [*label, gap(1)]
        self.show(lambda _cells: [tuple(line)])
        self.aim(targets)
