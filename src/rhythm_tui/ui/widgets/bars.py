"""Lines that stand still: header, footer, rulers. They repaint only what changed and can be clicked."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.ui.paint import palette
from rhythm_tui.ui.widgets.painted import Painted
from rhythm_tui.ui.wording import BLANK, Line, Piece, changed_cells, filtered, gap, piece, size, strip

_WIDE = 100
"""Cells of a line that has room for two blanks between its keys, whatever they cost."""


class Target(NamedTuple):
    """A stretch of a line that does something when it is clicked."""

    y: int
    start: int
    end: int
    action: str


def buttons(
    offered: Sequence[tuple[str, str, str]], cells: int, *, indent: int = 0, stay: int = 1
) -> tuple[Line, list[Target]]:
    """Return keys with their labels as a line of buttons, and what each does (key, label, action).

    Two blanks part them; in a narrow line one, where two would cost a key. Where not all of them fit the last
    ones ``stay``: the way out, or help.
    """
    made = [((piece(key, "key-bold"), piece(f" {label}", "soft")), action) for key, label, action in offered]
    whole = indent + sum(size(one) for one, _action in made) + 2 * (len(made) - 1)
    between = 2 if whole <= cells or cells >= _WIDE else 1
    room = cells - indent - sum(size(one) for one, _action in made[-stay:]) - (stay - 1) * between
    shown = []
    for one, action in made[:-stay]:
        room -= size(one) + between
        if room < 0:
            break
        shown.append((one, action))
    line: list[Piece] = [gap(indent)]
    targets: list[Target] = []
    for one, action in [*shown, *made[-stay:]]:
        targets.append(Target(0, size(line), size(line) + size(one), action))
        line += [*one, gap(between)]
    return tuple(line), targets


class Bars(Painted):
    """Some fixed lines on a ground."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Bars { height: 1; width: 1fr; }"

    class Chosen(Message):
        """A target was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, ground: str = "ground", id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._ground = ground
        self._lines: tuple[Line, ...] = ()
        self._made_for = Size()
        """The size the lines were made for."""
        self._targets: tuple[Target, ...] = ()
        self._make: Callable[[int], Sequence[Line]] | None = None

    def show(self, make: Callable[[int], Sequence[Line]]) -> None:
        """Show the lines that ``make`` returns for a width, now and after every change of size."""
        self._make = make
        if self.size.width:
            self._show(make(self.size.width))

    def aim(self, targets: Sequence[Target]) -> None:
        """Say which stretches of the lines can be clicked."""
        self._targets = tuple(targets)

    def _show(self, lines: Sequence[Line]) -> None:
        old, self._lines, self._made_for = self._lines, tuple(lines), self.size
        if len(old) != len(self._lines):
            self.refresh()
            return
        for y, (before, now) in enumerate(zip(old, self._lines, strict=True)):
            if before != now:
                first, end = changed_cells(before, now)
                end = self.size.width if size(before) != size(now) else end
                self.paint(Region(first, y, max(end - first, 1), 1))

    def _on_resize(self) -> None:
        if self._make_lines():
            self.refresh()

    def _make_lines(self) -> bool:
        """Make the lines anew where they were made for another size; return whether they were."""
        if self._make is None or self.size == self._made_for:
            return False
        self._made_for = self.size
        self._lines = tuple(self._make(self.size.width))
        return True

    def looks(self) -> Hashable:
        """Return what decides how every line looks: the colours."""
        return self.app.theme, tuple(self.app.get_line_filters())

    def drawn(self, lines: Sequence[int]) -> list[Strip]:
        """Return some of the lines; the first picture comes before a widget is told its size."""
        self._make_lines()
        colours = palette(self.app.theme)
        base = colours.style("text", self._ground)
        filters = self.app.get_line_filters()
        shown = [self._lines[y] if y < len(self._lines) else BLANK for y in lines]
        return [filtered(strip(one, self.size.width, colours, self._ground), filters, base) for one in shown]

    def on_click(self, event: events.Click) -> None:
        """Choose the target under the mouse."""
        for target in self._targets:
            if target.y == event.y and target.start <= event.x < target.end:
                event.stop()
                self.chose(target.action)
                return

    def chose(self, target: str) -> None:
        """Say that a target was clicked."""
        self.post_message(self.Chosen(target))


def key_line(bars: Bars, offered: Sequence[tuple[str, str, str]], cells: int) -> list[Line]:
    """Return the keys of a dialog as one clickable line."""
    line, targets = buttons(offered, cells)
    bars.aim(targets)
    return [line]
