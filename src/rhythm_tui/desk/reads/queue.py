"""Reading the queue: rows, orders, search, threads, the forecast."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import partial

from rhythm_tui.desk import rows
from rhythm_tui.desk.reads.base import Reads, number
from rhythm_tui.desk.views import InteractionDetail, QueueRow, Reminder
from rhythm_tui.domain import ids
from rhythm_tui.domain.deadlines import DAY, HOUR
from rhythm_tui.domain.query import EVERYTHING, Query
from rhythm_tui.domain.text import clean
from rhythm_tui.store import bands, interactions, shifts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rhythm_tui.desk.streamed import Streamed
    from rhythm_tui.domain.forecast import Forecast, Order, Pace
    from rhythm_tui.store.desk_order import DeskOrder

_AT_ONCE = 500
"""Rows of a long list that are read at once."""
MOST_SIBLINGS = 500
"""As many items as one command links."""


class QueueReads(Reads):
    """What is asked about interactions."""

    _due: tuple[tuple[int, int], Sequence[int]] = ((-1, 0), ())
    """The due instants of the open items, and the version of the desk they were read from."""
    _order: DeskOrder

    def queue_ids(
        self, now: int, wanted: Query = EVERYTHING, order: str = "desk", limit: int | None = None
    ) -> array[int]:
        """Return the numbers of the first ``limit`` open items in one of ``store.interactions.ORDERS``.

        A query that speaks of ``state`` asks the whole history: the newest two thousand, newest first.
        """
        if wanted == EVERYTHING and order == "desk" and limit is None:
            return self._order.at(self._connection, self._stand(), now)
        return array("q", self._numbers(now, wanted, order, limit))

    def _numbers(self, now: int, wanted: Query, order: str = "desk", limit: int | None = None) -> list[int]:
        if wanted.speaks_of_state:
            most = interactions.HISTORY if limit is None else limit
            return interactions.history_numbers(
                self._connection, now, wanted, operator=self.operator, limit=most
            )
        return interactions.open_numbers(
            self._connection, now, wanted, operator=self.operator, order=order, limit=limit
        )

    def queue_rows(self, numbers: Sequence[int]) -> list[QueueRow]:
        """Return rows by number, in that order, their texts cut to what a list can show."""
        return [rows.queue_row(row) for row in interactions.rows(self._connection, numbers)]

    def queue(self, now: int, *, limit: int | None = None, wanted: Query = EVERYTHING) -> list[QueueRow]:
        """Return open items in desk order with their whole texts."""
        return list(self.queue_streamed(now, limit=limit, wanted=wanted))

    def queue_streamed(
        self, now: int, *, limit: int | None = None, wanted: Query = EVERYTHING
    ) -> Streamed[QueueRow]:
        """Return the rows of ``queue``, read as they are handed on."""
        numbers = self._numbers(now, wanted, limit=limit)
        from rhythm_tui.desk.streamed import Streamed

        return Streamed(len(numbers), partial(self._whole_rows, numbers))

    def _whole_rows(self, numbers: Sequence[int]) -> Iterator[QueueRow]:
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            yield from map(rows.queue_row, interactions.rows(self._connection, some, whole=True))

    def search(self, text: str, limit: int = 200) -> list[QueueRow]:
        """Return items of the whole history in which every word of ``text`` stands, the newest first."""
        from rhythm_tui.store import search

        return self.queue_rows(search.find(self._connection, text, limit))

    def thread(self, written: str, limit: int = 200) -> list[QueueRow]:
        """Return all items of one's author or under its post, the newest first; empty for no such id."""
        n = number(ids.INTERACTION, written)
        found = (
            interactions.thread(self._connection, n, limit)
            if n and interactions.visible(self._connection, n)
            else []
        )
        return [rows.queue_row(row) for row in interactions.rows(self._connection, found, whole=True)]

    def siblings(self, written: str, now: int) -> list[QueueRow]:
        """Return the items of one's author or under its post that may belong to the same incident.

        Those that wait or came in within a day and belong to no incident yet, the newest first.
        """
        return [
            row
            for row in self.thread(written, MOST_SIBLINGS)
            if row.id != written
            and row.incident is None
            and (row.state == "open" or row.posted_at > now - DAY)
        ]

    def forecast(self, now: int, order: Order = "desk") -> tuple[Forecast, Pace]:
        """Return what becomes of the open items at the last hour's pace, and that pace.

        Who answered in the last hour is on shift, and so are the operator at this screen and whoever has
        begun a shift and not ended it.
        """
        from rhythm_tui.domain.forecast import forecast, measure

        answered = interactions.answered_since(self._connection, now - HOUR)
        on_duty = {row[3] for row in shifts.on_duty(self._connection)}
        responders = len({operator for _, operator in answered} | on_duty | {self.operator})
        pace = measure([at for at, _ in answered], responders, now)
        return forecast(self._open_due(), now, pace, order), pace

    def _open_due(self) -> Sequence[int]:
        """Return the due instants of all open dated items, the earliest first; read once for every change."""
        version = self._stand()
        if self._due[0] != version:
            self._due = version, array("q", bands.open_due(self._connection))
        return self._due[1]

    def template_usage(self) -> dict[str, int]:
        """Return how many replies in public were made from each approved wording, by its id."""
        return interactions.template_usage(self._connection)

    def reminders(self, until: int) -> list[Reminder]:
        """Return the reminders of open items that fall at ``until`` or before, the oldest first."""
        return [
            Reminder(ids.name(ids.INTERACTION, n), at, clean(by))
            for n, at, by in interactions.reminders(self._connection, until)
        ]

    def interaction(self, written: str) -> InteractionDetail | None:
        """Return everything about an interaction; None when there is no such id."""
        from rhythm_tui.desk import details

        n = number(ids.INTERACTION, written)
        return details.interaction(self._connection, n) if n else None

    def item(self, written: str) -> InteractionDetail | None:
        """Return an interaction without its history: what is read anew whenever anybody has written."""
        from rhythm_tui.desk import details

        n = number(ids.INTERACTION, written)
        return details.interaction(self._connection, n, details.untold) if n else None
