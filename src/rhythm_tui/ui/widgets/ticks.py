"""Some of a few: names side by side, each ticked or not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from rhythm_tui.ui.widgets.options import Options
from rhythm_tui.ui.wording import Piece, piece


class Ticks(Options):
    """Names in a row with a box before each; the arrows move, a blank, a number or the mouse ticks."""

    GAP = 2
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("space", "tick", show=False),
    ]

    def __init__(self, options: Sequence[tuple[str, str]], ticked: Collection[str], *, id: str) -> None:
        super().__init__(options, 0, id=id)
        self._ticked = set(ticked)

    @property
    def ticked(self) -> frozenset[str]:
        """The ids of those that are ticked."""
        return frozenset(self._ticked)

    def action_step(self, by: int) -> None:
        """Go to the next one or the one before."""
        self._at = (self._at + by) % len(self._options)
        self.draw()

    def action_tick(self) -> None:
        """Tick the one that is pointed at, or take its tick off."""
        self._ticked ^= {self._options[self._at][0]}
        self.draw()

    def named(self, place: int) -> Piece:
        """Return it with its box, the one that is pointed at on a block of colour."""
        id, name = self._options[place]
        here = place == self._at and self.has_focus
        return piece(f"[{'x' if id in self._ticked else ' '}] {name}", "focus-block" if here else "soft")

    def numbered(self, place: int) -> None:
        """Tick it, or take its tick off."""
        self._at = place
        self.action_tick()

    def chose(self, target: str) -> None:
        """Tick what was clicked, or take its tick off."""
        self.numbered(int(target))
