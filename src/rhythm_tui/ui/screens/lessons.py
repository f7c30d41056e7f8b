"""The two lists of lessons: pitfalls to avoid, and standing procedure."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from rhythm_tui.desk.lesson_rows import LessonRow
from rhythm_tui.i18n import _, say, sentences
from rhythm_tui.reports.words import lesson_kinds, told_words
from rhythm_tui.ui import keys
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.screens.listing import ListDialog
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.widgets.cards import Block
from rhythm_tui.ui.wording import BLANK, Line, gap, paragraphs, piece


class LessonsScreen(ListDialog):
    """What reviews have taught, list by list; lessons are added and dropped here."""

    place = "lessons"
    on_enter = "menu"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("lessons")]

    def __init__(self, seat: Seat, keymap: Keys) -> None:
        super().__init__(_("lessons"), seat, keymap)

    def reread(self) -> None:
        """Show them as they stand now."""
        rows, now = self._seat.reader.lessons(), self._seat.now()
        self.entries.show(lambda cells: self._blocks(rows, now, cells), self._empty)

    def _blocks(self, rows: tuple[LessonRow, ...], now: int, cells: int) -> list[Block]:
        blocks: list[Block] = []
        for kind, name in lesson_kinds().items():
            some = [row for row in rows if row.kind == kind]
            if not some:
                continue
            head = (piece(f" {name}", "focus-bold"), piece(f" {len(some)}", "muted"))
            blocks += [*([Block(None, (BLANK,))] if blocks else []), Block(None, (head,))]
            blocks += [Block(row.id, tuple(self._lines_of(row, now, cells))) for row in some]
        return blocks

    def _lines_of(self, row: LessonRow, now: int, cells: int) -> list[Line]:
        """Return a lesson whole, with where it was learnt."""
        first, *rest = paragraphs(told_words(row.text), cells - 1, "text", indent=3)
        at = clock_time(row.at, self._seat.vocabulary, now)
        source = [gap(3), piece(f"{row.id}  {at}  ", "faint"), piece(row.by, "muted")]
        if row.incident is not None:
            source += [piece(f"  {row.incident} ", "focus"), piece(row.title, "muted")]
        return [(piece(" - ", "muted"), *first[1:]), *rest, tuple(source)]

    def _empty(self, cells: int) -> list[Line]:
        lines = paragraphs(_("No lesson is written down yet."), cells, "soft-bold", indent=1)
        how = _("Reviews add them; both lists become lines of the checklist before publishing.")
        way = say(
            "Open an incident's review (Enter, then {review}): {lesson} writes one down there.",
            review=self._keymap.first("review"), lesson=self._keymap.first("lesson"),
        )  # fmt: skip
        return [BLANK, *lines, BLANK, *paragraphs(sentences((how, way)), cells, "muted", indent=1)]
