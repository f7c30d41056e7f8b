"""One of a few: names side by side, chosen with the arrow keys, a number or the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from rhythm_tui.ui.widgets.options import Options
from rhythm_tui.ui.wording import Piece, piece


class Choice(Options):
    """Names in a row; the chosen one stands on a block of colour and between brackets."""

    GAP = 1
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right,space", "step(1)", show=False),
    ]

    class Changed(Message):
        """Another one was chosen."""

    class Picked(Message):
        """One was chosen by its number: there is nothing more to choose."""

    def __init__(self, options: Sequence[tuple[str, str]], value: str, *, id: str) -> None:
        ids = [one for one, _name in options]
        super().__init__(options, ids.index(value) if value in ids else 0, id=id)

    @property
    def value(self) -> str:
        """The id of the chosen one."""
        return self._options[self._at][0]

    def action_step(self, by: int) -> None:
        """Choose the next one or the one before."""
        self._choose((self._at + by) % len(self._options))

    def choose(self, id: str) -> None:
        """Choose the one called ``id``, where there is one."""
        self._choose(next((at for at, (one, _name) in enumerate(self._options) if one == id), self._at))

    def named(self, place: int) -> Piece:
        """Return it, the chosen one brighter while the keys go here."""
        name = self._options[place][1]
        if place != self._at:
            return piece(f" {name} ", "soft")
        return piece(f"[{name}]", "focus-block" if self.has_focus else "chosen")

    def numbered(self, place: int) -> None:
        """Choose it."""
        self._choose(place)
        self.post_message(self.Picked())

    def chose(self, target: str) -> None:
        """Choose what was clicked."""
        self.focus()
        self._choose(int(target))

    def _choose(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self.draw()
            self.post_message(self.Changed())
