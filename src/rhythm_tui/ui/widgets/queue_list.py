"""The rows of the queue, read in blocks as they come into view."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from rhythm_tui.desk.views import QueueRow
from rhythm_tui.domain.deadlines import Band, band, named_deadline, second, stays_until
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import SafeText
from rhythm_tui.ui.pieces import BLANK, Line
from rhythm_tui.ui.queue_rows import Reading, beginning, columns, countdown, rest
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.drawing import Drawn, counted_down
from rhythm_tui.ui.widgets.marking import Marking

BLOCK = 64
_KEPT_BLOCKS = 32


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


class _Key(NamedTuple):
    """What decides how a row looks."""

    row: QueueRow
    band: Band | None
    left: int | None
    """The seconds that remain."""
    marked: bool
    names: tuple[SafeText, ...]
    """Who else is at it."""


class QueueList(Marking[int]):
    """A line a row: what remains, the band, and the rest of the row."""

    def __init__(self, seat: Seat, empty: Callable[[int], list[Line]], *, id: str) -> None:
        super().__init__(id=id)
        self._seat = seat
        self._empty = empty
        self._numbers: array[int] = array("q")
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

    def names(self) -> array[int]:
        """Return the numbers of the rows."""
        return self._numbers

    def id_of(self, name: int) -> str:
        """Return the id of a row."""
        return f"q{name}"

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
        old, self._numbers, self._now = self._numbers, numbers, now
        self._blocks.clear()
        if numbers == old:
            self.repaint_changed()
            return
        there = set(numbers)
        self._arrived = set() if anew or not old else (self._arrived | there.difference(old)) & there
        self._stand(old, next((number for number in old[self.cursor :] if number in there), None))

    def rearrange(self, numbers: array[int], now: int) -> None:
        """Take over another order of the same rows: nobody has written since they were read."""
        old, self._numbers, self._now = self._numbers, numbers, now
        if numbers != old:
            self._blocks = {
                n: rows for n, rows in self._blocks.items() if _block(numbers, n) == _block(old, n)
            }
            self._stand(old, old[self.cursor])

    def _stand(self, old: array[int], follows: int | None) -> None:
        """Stand on the row that the cursor follows, where it stands on the screen."""
        stood = old[self.cursor] if self.cursor < len(old) else None
        place = self.cursor - self.top
        if follows is not None:
            self.cursor = self._numbers.index(follows)
        self.cursor = max(0, min(self.cursor, len(self._numbers) - 1))
        self.top = max(0, min(self.cursor - place, len(self._numbers) - self.size.height))
        self.show_cursor()
        if len(self._numbers) == len(old):
            self.repaint_changed()
        else:
            self.repaint()
        if not self._numbers or self._numbers[self.cursor] != stood:
            self.post_message(self.Moved(self))

    def tick(self, now: int) -> None:
        """Count down: only the cells that changed are painted."""
        self._now = now
        if not self.count_down(self._counted):
            self.repaint_changed()

    def _counted(self, line: int, drawn: Drawn) -> Drawn | None:
        """Return a line a moment later; None where more of it has changed than what remains."""
        key, before = self.line_key(line), drawn.key
        if key == before:
            return drawn
        if key is None or not isinstance(before, _Key) or key.left is None:
            return None
        same = key._replace(left=before.left) == before
        return counted_down(drawn, key, countdown(key.left, key.band)) if same else None

    def _row(self, index: int) -> QueueRow | None:
        number = index // BLOCK
        block = self._blocks.get(number)
        if block is None:
            if len(self._blocks) >= _KEPT_BLOCKS:
                self._blocks.clear()
            block = self._seat.reader.queue_rows(_block(self._numbers, number))
            self._blocks[number] = block
        place = index % BLOCK
        return block[place] if place < len(block) else None

    def entry_count(self) -> int:
        """Return how many rows there are."""
        return len(self._numbers)

    def line_key(self, line: int) -> _Key | None:
        """Return what decides how a row looks."""
        row = self._row(line)
        if row is None:
            return None
        band, left = self._urgency(line, row)
        marked = self._numbers[line] in self.marks
        return _Key(row, band, left, marked, self._seat.around.at(row.id))

    def placeholder(self, cells: int) -> list[Line]:
        """Return what stands in an empty queue."""
        return self._empty(cells)

    def line(self, line: int, cells: int) -> Line:
        """Return a row."""
        row = self._row(line)
        if row is None:
            return BLANK
        band, left = self._urgency(line, row)
        marked = self._numbers[line] in self.marks
        return (*beginning(row, band, left, marked=marked), *self._tail(line, row, band, cells))

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
        reading = Reading(self._now, self._seat.vocabulary, self._seat.operator)
        tail = rest(row, band, columns(cells), reading, names)
        self._tails[line] = (looks, tail)
        return tail


def _block(numbers: array[int], number: int) -> array[int]:
    return numbers[number * BLOCK : (number + 1) * BLOCK]


def _count(row: QueueRow, now: int) -> _Counting:
    limits = row.limits
    if row.state != "open" or limits is None:
        return _Counting(row, None, 0, 0, None)
    return _Counting(
        row, band(limits, now), second(named_deadline(limits, now)), now, stays_until(limits, now)
    )
