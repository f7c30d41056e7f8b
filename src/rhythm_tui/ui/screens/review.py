"""The review of an incident to read, with what a review leaves behind: lessons, actions, decisions."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from rhythm_tui.i18n import say
from rhythm_tui.reports.review import review_document
from rhythm_tui.ui import keys
from rhythm_tui.ui.documents import document_lines
from rhythm_tui.ui.keys import Keys, Place
from rhythm_tui.ui.screens.reading import DetailScreen
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.cards import Text
from rhythm_tui.ui.wording import Line


class ReviewScreen(DetailScreen):
    """The review document: it is built anew when the desk changes, and stands still while it is read."""

    place: Place = "review"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings("review"),
        Binding("tab", "section(1)", show=False),
        Binding("shift+tab", "section(-1)", show=False),
    ]

    def __init__(self, incident: str, seat: Seat, keymap: Keys) -> None:
        super().__init__(
            say("review of {id}", id=incident),
            self._page_lines,
            incident,
            keymap,
            lambda: lambda _action: True,
        )
        self._seat = seat
        self._starts: list[int] = []
        """On which line each section begins."""
        self._now = seat.now()

    def _page_lines(self, cells: int) -> list[Line]:
        review = self._seat.reader.review(self._subject)
        if review is None:
            return []
        document = review_document(review, self._now, self._seat.vocabulary)
        lines, self._starts = document_lines(document, cells)
        return lines

    def reread(self) -> None:
        """Build it anew, as of now."""
        self._now = self._seat.now()
        super().reread()

    def beat(self, now: int) -> None:
        """It tells how things stood when it was built: nothing moves under the reader's eyes."""

    def action_section(self, by: int) -> None:
        """Go to the next section, or the one before."""
        text = self.query_one("#text", Text)
        ahead = [start for start in self._starts if start > text.top] if by > 0 else []
        behind = [start for start in self._starts if start < text.top] if by < 0 else []
        target = min(ahead, default=text.line_count()) if by > 0 else max(behind, default=0)
        text.to_line(target)
