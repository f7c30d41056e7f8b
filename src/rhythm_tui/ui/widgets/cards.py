"""A list of a few entries of several lines each: slots on their timeline, incidents on their board."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from textual import events
from textual.geometry import Size
from textual.strip import Strip

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import Line

BESIDE = 3
"""Cells of a line that no entry has: the cursor's, a blank one, the scrollbar's."""


class Block(NamedTuple):
    """Some lines; an entry of the list where it has an id, else between the entries."""

    id: str | None
    lines: tuple[Line, ...]


def _nothing(cells: int) -> tuple[()]:  # noqa: ARG001 - the shape of a maker of lines
    return ()


class CardList(LineList):
    """Shows blocks one below the other; the cursor stands on those that have an id."""

    def __init__(self, *, id: str | None = None, ground: str = "ground") -> None:
        super().__init__(id=id, ground=ground)
        self._make: Callable[[int], Sequence[Block]] = _nothing
        self._make_empty: Callable[[int], Sequence[Line]] = _nothing
        self._lines: list[Line] = []
        self._entries: list[range] = []
        self._owner: list[int | None] = []
        self.ids: list[str] = []
        """The entries, in order."""
        self.start_at: str | None = None
        """Where the cursor stands when the list is filled for the first time."""

    @property
    def selected(self) -> str | None:
        """The id of the entry under the cursor."""
        return self.ids[self.cursor] if self.cursor < len(self.ids) else None

    def id_at(self, row: int) -> str | None:
        """Return the id of the entry on a row of the screen, counted from the top of the list."""
        entry = self.entry_at(self.top + row)
        return None if entry is None else self.ids[entry]

    @property
    def cells(self) -> int:
        """The cells that a line of an entry has."""
        return max(self.size.width - BESIDE, 0)

    def show(
        self, make: Callable[[int], Sequence[Block]], empty: Callable[[int], Sequence[Line]] | None = None
    ) -> None:
        """Show the blocks that ``make`` returns for a width, now and after every change of size."""
        self._make = make
        self._make_empty = empty or self._make_empty
        if self.size.width:
            self._show(make(self.cells))

    def _show(self, blocks: Sequence[Block]) -> None:
        """Take over ``blocks``; the cursor follows its entry, and only what changed is painted again."""
        told = self.selected
        stood, before, shape = told or self.start_at, self._place(), (len(self._lines), self.ids)
        self._take(blocks)
        self.cursor = (
            self.ids.index(stood) if stood in self.ids else max(0, min(self.cursor, len(self.ids) - 1))
        )
        if self._lines and shape == (len(self._lines), self.ids):
            self.repaint_changed()
        else:
            self._keep_place(before)
            self.repaint()
            if self.styles.height is not None and self.styles.height.is_auto:
                self.refresh(layout=True)
            if self.selected != told:
                self.post_message(self.Moved(self))

    def _take(self, blocks: Sequence[Block]) -> None:
        self._lines, self._entries, self._owner, self.ids = [], [], [], []
        for block in blocks:
            first = len(self._lines)
            self._lines.extend(block.lines)
            if block.id is not None:
                self.ids.append(block.id)
                self._entries.append(range(first, len(self._lines)))
            self._owner.extend([len(self.ids) - 1 if block.id is not None else None] * len(block.lines))

    def _place(self) -> int:
        return self._entries[self.cursor].start - self.top if self.cursor < len(self._entries) else 0

    def _keep_place(self, place: int) -> None:
        """Keep the cursor's entry on the line of the screen where it stood."""
        if self.ids:
            self.top = max(
                0, min(self._entries[self.cursor].start - place, len(self._lines) - self.size.height)
            )
            self.show_cursor()
        else:
            self.top = 0

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """Return how many lines there are, for a box that is as tall as its list."""
        lines = sum(len(block.lines) for block in self._make(width - BESIDE))
        return lines or len(self._make_empty(width - BESIDE))

    def go_to(self, id: str) -> None:
        """Put the cursor on the entry called ``id``, where there is one."""
        if id in self.ids:
            self.go(self.ids.index(id))

    def entry_count(self) -> int:
        """Return how many entries there are."""
        return len(self.ids)

    def line_count(self) -> int:
        """Return how many lines there are."""
        return len(self._lines)

    def entry_lines(self, entry: int) -> range:
        """Return the lines of an entry."""
        return self._entries[entry] if entry < len(self._entries) else range(0)

    def entry_at(self, line: int) -> int | None:
        """Return the entry that a line belongs to."""
        return self._owner[line] if 0 <= line < len(self._owner) else None

    def line_key(self, line: int) -> Hashable:
        """Return the line itself: it is what it looks like."""
        return self._lines[line]

    def line(self, line: int, cells: int) -> Line:  # noqa: ARG002 - the lines were made for this width
        """Return a line."""
        return self._lines[line]

    def placeholder(self, cells: int) -> list[Line]:
        """Return what stands in an empty list."""
        return list(self._make_empty(cells))

    def _on_resize(self, event: events.Resize) -> None:
        self._show(self._make(event.size.width - BESIDE))


class Text(CardList):
    """Lines to read, without a cursor: the keys scroll."""

    def move(self, by: int) -> None:
        """Scroll by some lines."""
        self.scroll_lines(by)

    def go(self, entry: int) -> None:
        """Scroll to the beginning or the end."""
        self.scroll_lines(-self.top if entry == 0 else self.line_count())

    def to_line(self, line: int) -> None:
        """Scroll until a line is the first one shown."""
        self.scroll_lines(line - self.top)

    def entry_at(self, line: int) -> int | None:  # noqa: ARG002 - no line is an entry
        """Return None: there is nothing to choose."""
        return None

    def _keep_place(self, place: int) -> None:  # noqa: ARG002 - there is no cursor whose place it is
        """Stay on the line that is read, though others have come or gone."""
        self.top = max(0, min(self.top, len(self._lines) - self.size.height))

    def drawn(self, lines: Sequence[int]) -> list[Strip]:
        """Return some lines of the screen; the first picture comes before a text is told its size."""
        if not self._lines:
            self.told = True
            self._take(self._make(self.cells))
        return super().drawn(lines)

    def read(self, make: Callable[[int], Sequence[Line]]) -> None:
        """Show the lines that ``make`` returns for a width."""
        self.show(lambda cells: [Block(None, (line,)) for line in make(cells)])

    def action_open(self) -> None:
        """Say that all has been read."""
        self.post_message(self.Opened(self))

    def _page(self) -> int:
        return max(1, self.size.height - 1)
