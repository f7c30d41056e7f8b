"""Some of a few: names side by side, each ticked or not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from rhythm_tui.ui.widgets.bars import Bars, Target
from rhythm_tui.ui.wording import Line, Piece, gap, piece, size


class Ticks(Bars, can_focus=True):
    """Names in a row with a box before each; the arrows move, a blank, a number or the mouse ticks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("space", "tick", show=False),
    ]

    class Submitted(Message):
        """Enter was pressed."""

    def __init__(self, options: Sequence[tuple[str, str]], ticked: Collection[str], *, id: str) -> None:
        super().__init__(ground="raised", id=id)
        self._options = list(options)
        self._ticked = set(ticked)
        self._at = 0

    @property
    def ticked(self) -> frozenset[str]:
        """The ids of those that are ticked."""
        return frozenset(self._ticked)

    def on_mount(self) -> None:
        """Draw."""
        self.show(self._lines_for)

    def action_step(self, by: int) -> None:
        """Go to the next one or the one before."""
        self._at = (self._at + by) % len(self._options)
        self.show(self._lines_for)

    def action_tick(self) -> None:
        """Tick the one that is pointed at, or take its tick off."""
        self._ticked ^= {self._options[self._at][0]}
        self.show(self._lines_for)

    def _lines_for(self, cells: int) -> list[Line]:
        lines: list[list[Piece]] = [[]]
        targets: list[Target] = []
        for place, (id, name) in enumerate(self._options):
            here = place == self._at and self.has_focus
            one = piece(f"[{'x' if id in self._ticked else ' '}] {name}", "focus-block" if here else "soft")
            if lines[-1] and size(lines[-1]) + size((one,)) + 2 > cells:
                lines.append([])
            start = size(lines[-1])
            lines[-1] += [one, gap(2)]
            targets.append(Target(len(lines) - 1, start, start + size((one,)), str(place)))
        self.aim(targets)
        self.styles.height = len(lines)
        return [tuple(line) for line in lines]

    def on_key(self, event: events.Key) -> None:
        """Tick by number, or go on."""
        if event.key == "enter":
            event.stop()
            self.post_message(self.Submitted())
        elif (
            event.character
            and event.character.isdecimal()
            and 1 <= int(event.character) <= len(self._options)
        ):
            event.stop()
            self.chose(str(int(event.character) - 1))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Point at one only while the keys go here."""
        super().watch_has_focus(has_focus)
        self.show(self._lines_for)

    def chose(self, target: str) -> None:
        """Tick what was clicked, or take its tick off."""
        self._at = int(target)
        self.action_tick()
