"""One of a few: names side by side, chosen with the arrow keys, a number or the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from rhythm_tui.ui.widgets.bars import Bars, Target
from rhythm_tui.ui.wording import Line, Piece, gap, piece, size


class Choice(Bars, can_focus=True):
    """Names in a row; the chosen one stands on a block of colour and between brackets."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "step(-1)", show=False),
        Binding("right,l,space", "step(1)", show=False),
    ]

    class Changed(Message):
        """Another one was chosen."""

    class Submitted(Message):
        """Enter was pressed."""

    class Picked(Message):
        """One was chosen by its number: there is nothing more to choose."""

    def __init__(self, options: Sequence[tuple[str, str]], value: str, *, id: str) -> None:
        super().__init__(ground="raised", id=id)
        self._options = list(options)
        ids = [one for one, _name in options]
        self._at = ids.index(value) if value in ids else 0

    @property
    def value(self) -> str:
        """The id of the chosen one."""
        return self._options[self._at][0]

    def on_mount(self) -> None:
        """Draw."""
        self._draw()

    def action_step(self, by: int) -> None:
        """Choose the next one or the one before."""
        self._choose((self._at + by) % len(self._options))

    def choose(self, id: str) -> None:
        """Choose the one called ``id``, where there is one."""
        self._choose(next((at for at, (one, _name) in enumerate(self._options) if one == id), self._at))

    def _choose(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self._draw()
            self.post_message(self.Changed())

    def _draw(self) -> None:
        self.show(self._lines_for)

    def _lines_for(self, cells: int) -> list[Line]:
        lines: list[list[Piece]] = [[]]
        targets: list[Target] = []
        for place, (_id, name) in enumerate(self._options):
            chosen = place == self._at
            style = ("focus-block" if self.has_focus else "faint-block") if chosen else "soft"
            one = piece(f"[{name}]" if chosen else f" {name} ", style)
            if lines[-1] and size(lines[-1]) + size((one,)) + 1 > cells:
                lines.append([])
            start = size(lines[-1])
            lines[-1] += [one, gap(1)]
            targets.append(Target(len(lines) - 1, start, start + size((one,)), str(place)))
        self.aim(targets)
        self.styles.height = len(lines)
        return [tuple(line) for line in lines]

    def on_key(self, event: events.Key) -> None:
        """Choose by number, or go on."""
        if event.key == "enter":
            event.stop()
            self.post_message(self.Submitted())
        elif (
            event.character
            and event.character.isdecimal()
            and 1 <= int(event.character) <= len(self._options)
        ):
            event.stop()
            self._choose(int(event.character) - 1)
            self.post_message(self.Picked())

    def watch_has_focus(self, has_focus: bool) -> None:
        """Draw the chosen one brighter while the keys go here."""
        super().watch_has_focus(has_focus)
        self._draw()

    def chose(self, target: str) -> None:
        """Choose what was clicked."""
        self.focus()
        self._choose(int(target))
