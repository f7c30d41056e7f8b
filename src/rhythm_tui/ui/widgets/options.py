"""A few names side by side, reached by the arrow keys, a number or the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.message import Message

from rhythm_tui.ui.widgets.bars import Bars, Target
from rhythm_tui.ui.wording import Line, Piece, gap, size


class Options(Bars, can_focus=True):
    """Names in as many rows as they need; what is done with the one pointed at, the kinds of it say."""

    GAP: ClassVar[int]
    """Cells between two names."""

    class Submitted(Message):
        """Enter was pressed."""

    def __init__(self, options: Sequence[tuple[str, str]], at: int, *, id: str) -> None:
        super().__init__(ground="raised", id=id)
        self._options = list(options)
        """Ids and names."""
        self._at = at

    def named(self, place: int) -> Piece:
        """Return how one of them is drawn."""
        raise NotImplementedError

    def numbered(self, place: int) -> None:
        """One was reached by its number."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Draw."""
        self.draw()

    def on_key(self, event: events.Key) -> None:
        """Take a number, or go on."""
        if event.key == "enter":
            event.stop()
            self.post_message(self.Submitted())
        elif (
            event.character
            and event.character.isdecimal()
            and 1 <= int(event.character) <= len(self._options)
        ):
            event.stop()
            self.numbered(int(event.character) - 1)

    def watch_has_focus(self, has_focus: bool) -> None:
        """Look different while the keys go here."""
        super().watch_has_focus(has_focus)
        self.draw()

    def draw(self) -> None:
        """Draw all of them anew."""
        self.show(self._lines_for)

    def _lines_for(self, cells: int) -> list[Line]:
        lines: list[list[Piece]] = [[]]
        targets: list[Target] = []
        for place in range(len(self._options)):
            one = self.named(place)
            if lines[-1] and size(lines[-1]) + size((one,)) + self.GAP > cells:
                lines.append([])
            start = size(lines[-1])
            lines[-1] += [one, gap(self.GAP)]
            targets.append(Target(len(lines) - 1, start, start + size((one,)), str(place)))
        self.aim(targets)
        self.styles.height = len(lines)
        return [tuple(line) for line in lines]
