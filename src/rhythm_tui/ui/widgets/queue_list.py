"""The rows of the queue, read in blocks as they come into view."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable

from rhythm_tui.desk.views import QueueRow
from rhythm_tui.domain.deadlines import Band, band, named_deadline, second, stays_until
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import SafeText
from rhythm_tui.i18n import _, language
from rhythm_tui.ui import terms
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import remaining
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import BLANK, Line, Piece, column, gap, piece, size

BLOCK = 64
_KEPT_BLOCKS = 32
REMAINING = 9
"""Cells of what remains, ``+26:10:33``: leftmost, because it changes every second."""


_STYLES: dict[Band | None, str] = {None: "faint", **{one: f"{one}-bold" for one in Band}}


class Columns(NamedTuple):
    """The widths of a row's columns; 0 leaves one out."""

    clock: int
    platform: int
    author: int
    text: int
    owner: int
    between: int
    """Blank cells after a column."""


def columns(cells: int) -> Columns:
    """Return the columns for a width, giving up the least telling ones first."""
    chinese = language() == "zh"
    clock = (4 if chinese else 5) if cells >= 60 else 0
    platform = (10 if chinese else 11) if cells >= 64 else 8
    author = 9 if cells >= 70 else 7
    owner = 6 if cells >= 54 else 0
    between = 2 if cells >= 84 else 1
    widths = (clock, platform, author, owner)
    taken = terms.band_cells() + REMAINING + 3 + sum(width + between for width in widths if width)
    return Columns(clock, platform, author, max(cells - taken, 4), owner, between)


class _Counting(NamedTuple):
    """What a row counts down to, until it comes into another band."""

    row: QueueRow
    band: Band | None
    """None for what has ended and for a live question: they count down to nothing."""
    to: int
    """The second it counts to."""
    since: int
    until: int | None
    """The instants between which this holds; None: for good."""

    def holds(self, row: QueueRow, now: int) -> bool:
        """Return whether this is still so."""
        return row is self.row and self.since <= now and (self.until is None or now < self.until)


class QueueList(LineList):
    """A line a row: what remains, the band, and the rest of the row."""

    def __init__(self, seat: Seat, empty: Callable[[int], list[Line]], *, id: str) -> None:
        super().__init__(id=id)
        self._seat = seat
        self._empty = empty
        self._numbers: array[int] = array("q")
        self.marks: set[int] = set()
        """Numbers of marked rows, shown or not."""
        self._arrived: set[int] = set()
        """Numbers of rows that came in and may not have been in the view yet."""
        self._blocks: dict[int, list[QueueRow]] = {}
        self._tails: dict[int, tuple[tuple[object, ...], Line]] = {}
        self._counting: dict[int, _Counting] = {}
        self._now = seat.now()

    @property
    def selected(self) -> QueueRow | None:
        """The row under the cursor."""
        return self._row(self.cursor) if self.cursor < len(self._numbers) else None

    def marked(self) -> tuple[str, ...]:
        """Return the ids of the marked rows that are shown, in their order: marks never reach the others."""
        found = [number for number in self._numbers if number in self.marks] if self.marks else []
        return tuple(f"q{number}" for number in found)

    def mark(self) -> None:
        """Mark the row under the cursor, or take its mark off, and go on to the next."""
        if self.cursor < len(self._numbers):
            self.marks ^= {self._numbers[self.cursor]}
            self.repaint_changed()
            self.move(1)

    def mark_all(self) -> None:
        """Mark every row that is shown; where all of them are, mark none."""
        shown = set(self._numbers)
        self.marks = set() if shown <= self.marks else self.marks | shown
        self.repaint_changed()

    def unmark(self, ids: Iterable[str] | None = None) -> None:
        """Take the marks off some rows, or off all."""
        self.marks -= self.marks if ids is None else {int(id[1:]) for id in ids}
        self.repaint_changed()

    @property
    def newer_above(self) -> int:
        """How many rows have come in above the view and were not in it yet."""
        if not self._arrived:
            return 0
        self._arrived.intersection_update(self._numbers[: self.top])
        return len(self._arrived)

    def load(self, numbers: array[int], now: int, *, anew: bool = False) -> None:
        """Take over the order of the desk; the cursor follows its row and stays where it is on the screen.

        ``anew``: these are other rows, or another order of them, that the operator asked for.
        """
        self._now = now
        stood = self._numbers[self.cursor] if self.cursor < len(self._numbers) else None
        place = self.cursor - self.top
        old, same = self._numbers, numbers == self._numbers
        self._numbers = numbers
        self._blocks.clear()
        if same:
            self.repaint_changed()
            return
        there = set(numbers)
        self._arrived = set() if anew or not old else (self._arrived | there.difference(old)) & there
        follows = next((number for number in old[self.cursor :] if number in there), None)
        if follows is not None:
            self.cursor = numbers.index(follows)
        self.cursor = max(0, min(self.cursor, len(numbers) - 1))
        self.top = max(0, min(self.cursor - place, len(numbers) - self.size.height))
        self.show_cursor()
        if len(numbers) == len(old):
            self.repaint_changed()
        else:
            self.repaint()
        if not numbers or numbers[self.cursor] != stood:
            self.post_message(self.Moved(self))

    def tick(self, now: int) -> None:
        """Count down: only the cells that changed are painted."""
        self._now = now
        self.repaint_changed()

    def _row(self, index: int) -> QueueRow | None:
        number = index // BLOCK
        block = self._blocks.get(number)
        if block is None:
            if len(self._blocks) >= _KEPT_BLOCKS:
                self._blocks.clear()
            block = self._seat.reader.queue_rows(self._numbers[number * BLOCK : (number + 1) * BLOCK])
            self._blocks[number] = block
        place = index % BLOCK
        return block[place] if place < len(block) else None

    def entry_count(self) -> int:
        """Return how many rows there are."""
        return len(self._numbers)

    def line_key(self, line: int) -> Hashable:
        """Return what decides how a row looks."""
        row = self._row(line)
        if row is None:
            return None
        band, left = self._urgency(line, row)
        marked = self._numbers[line] in self.marks
        return row, band, left, marked, self._seat.around.at(row.id)

    def placeholder(self, cells: int) -> list[Line]:
        """Return what stands in an empty queue."""
        return self._empty(cells)

    def heads(self, cells: int) -> Line:
        """Return the names of the columns, for a line as wide as the list."""
        wide = columns(cells - 2)
        parts = [gap(1), column(_("left"), REMAINING, "muted", right=True), gap(2 + terms.band_cells())]
        parts += _joined(
            wide.between,
            (wide.clock, _("limit")),
            (wide.platform, _("platform")),
            (wide.author, _("from")),
            (wide.text, _("text")),
            (wide.owner, _("owner")),
        )
        return tuple(parts)

    def line(self, line: int, cells: int) -> Line:
        """Return a row."""
        row = self._row(line)
        if row is None:
            return BLANK
        band, left = self._urgency(line, row)
        style = _STYLES[band]
        waits = row.state == "open"
        head = terms.ended_word(row.state) if not waits else "-" if left is None else remaining(left)
        counted = column(head, REMAINING, style, right=True)
        mark = piece("*", "key-bold") if self._numbers[line] in self.marks else gap(1)
        word = terms.band_piece(band) if waits else gap(terms.band_cells())
        return (counted, mark, word, *self._tail(line, row, band, cells))

    def _urgency(self, line: int, row: QueueRow) -> tuple[Band | None, int | None]:
        """Return the band and the seconds that remain; what has ended and a live question have neither."""
        counting = self._counting.get(line)
        if counting is None or not counting.holds(row, self._now):
            if len(self._counting) > BLOCK * _KEPT_BLOCKS:
                self._counting.clear()
            counting = self._counting[line] = _count(row, self._now)
        if counting.band is None:
            return None, None
        return counting.band, counting.to - second(self._now)

    def _tail(self, line: int, row: QueueRow, band: Band | None, cells: int) -> Line:
        names = self._seat.around.at(row.id)
        known, looks = self._tails.get(line), (row, band, cells, names)
        if known is not None and known[0] == looks:
            return known[1]
        if len(self._tails) > BLOCK * _KEPT_BLOCKS:
            self._tails.clear()
        tail = self._make_tail(row, band, columns(cells), names)
        self._tails[line] = (looks, tail)
        return tail

    def _make_tail(
        self, row: QueueRow, band: Band | None, wide: Columns, names: tuple[SafeText, ...]
    ) -> Line:
        urgent = band in (Band.LATE, Band.NEGLECTED)
        clock = row.shown_clock(self._now) or ""
        parts = [gap(1)]
        if wide.clock:
            parts += [column(clock, wide.clock, "muted"), gap(wide.between)]
        platform = terms.platform_of(row, self._seat.vocabulary)
        parts += [
            column(platform, wide.platform, "focus" if row.kind == "message" else "soft"),
            gap(wide.between),
        ]
        parts += [column(row.author, wide.author, "soft"), gap(wide.between), *_text(row, wide.text, names)]
        if wide.owner:
            owner, style = terms.owner_piece(row.owner, self._seat.operator, urgent=urgent)
            parts += [gap(wide.between), column(owner, wide.owner, style)]
        return tuple(parts)


def _count(row: QueueRow, now: int) -> _Counting:
    limits = row.limits
    if row.state != "open" or limits is None:
        return _Counting(row, None, 0, 0, None)
    return _Counting(
        row, band(limits, now), second(named_deadline(limits, now)), now, stays_until(limits, now)
    )


def _text(row: QueueRow, cells: int, names: tuple[SafeText, ...]) -> list[Piece]:
    """Return the text with what the operator should know about it in front, first who else is at it."""
    marks: list[Piece] = terms.here_pieces(names)
    if row.text.hidden or row.author.hidden:
        marks.append(piece(f"[{_('hidden')}] ", "held"))
    if row.incident:
        marks.append(piece(f"{row.incident} ", "neglected"))
    if row.reply_state in ("drafted", "copied"):
        marks.append(piece(f"[{_('draft') if row.reply_state == 'drafted' else _('copied')}] ", "soon"))
    marks += [piece(f"[{word}] ", style) for word, style in terms.care_marks(row)]
    room = cells
    kept: list[Piece] = []
    for mark in marks:
        need = size((mark,))
        if room - need >= 8:
            kept.append(mark)
            room -= need
    return [*kept, column(row.text, room, "text")]


def _joined(between: int, *heads: tuple[int, str]) -> list[Piece]:
    parts: list[Piece] = []
    for cells, name in heads:
        if cells:
            parts += [column(name, cells, "muted"), gap(between)]
    return parts
