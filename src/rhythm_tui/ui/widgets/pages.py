"""A document on the screen: headings, tables and lists, with a cursor on the rows that can be worked on."""

from __future__ import annotations

from rhythm_tui.ui.widgets.cards import CardList

_CONTEXT = 3
"""Lines that stay in view above the cursor's row."""


class Pages(CardList):
    """A document; up and down go from row to row and on through the lines, the page keys scroll."""

    def page(self, by: int) -> None:
        """Scroll by pages."""
        self.scroll_lines(by * (self.size.height - 1))

    def in_view(self) -> list[str]:
        """Return the rows that can be worked on of which a line is in view, in their order."""
        shown = range(self.top, self.top + self.size.height)
        return [id for place, id in enumerate(self.ids) if self.entry_lines(place).start in shown]

    def action_first(self) -> None:
        """Scroll to the beginning."""
        self.scroll_lines(-self.line_count())

    def action_last(self) -> None:
        """Scroll to the end."""
        self.scroll_lines(self.line_count())

    def move(self, by: int) -> None:
        """Move the cursor; past its last row, and where it is out of view, the lines move."""
        lines = self.entry_lines(self.cursor)
        in_view = self.top <= lines.start < self.top + self.size.height if lines else False
        if not in_view or not 0 <= self.cursor + by < self.entry_count():
            self.scroll_lines(by)
        else:
            super().move(by)

    def show_cursor(self) -> bool:
        """Scroll until the cursor's row is in view, with what stands above it."""
        lines = self.entry_lines(self.cursor)
        if not lines or not self.size.height:
            return False
        top = min(max(self.top, lines.stop - self.size.height), max(lines.start - _CONTEXT, 0))
        return self.scroll_lines(top - self.top)
