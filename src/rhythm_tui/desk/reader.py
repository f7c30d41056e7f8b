"""What front ends ask the desk: read only, and fast.

No query here writes a byte. The read path imports neither pydantic nor anything else that is slow to load.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rhythm_tui.desk import details, passed, rows, statement_rows
from rhythm_tui.desk.alarms import alarms
from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.desk.passed import Digest, Passed
from rhythm_tui.desk.reasons import Why
from rhythm_tui.desk.statement_rows import CarriedReply, StatementRow
from rhythm_tui.desk.views import (
    IncidentDetail,
    InteractionDetail,
    JournalRow,
    QueueRow,
    Reminder,
    SlotDetail,
    SlotRow,
    Status,
)
from rhythm_tui.domain import ids
from rhythm_tui.domain.deadlines import HOUR
from rhythm_tui.domain.forecast import Forecast, Order, Pace, forecast, measure
from rhythm_tui.domain.query import EVERYTHING, Query
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.text import clean
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import file, incidents, interactions, journal, schema, search, slots
from rhythm_tui.store import wanted as wanted_sql
from rhythm_tui.store.sqlite import Connection, connect
from rhythm_tui.store.unusable import DeskUnusable

if TYPE_CHECKING:
    from rhythm_tui.desk.past import Past


class Reader:
    """Reads one desk's file; belongs to the thread that opened it."""

    def __init__(
        self,
        connection: Connection,
        vocabulary: Vocabulary,
        operator: str,
        *,
        exists: bool,
        path: Path | None = None,
    ) -> None:
        wanted_sql.prepare(connection)
        self._connection = connection
        self._path = path
        self._data_version = -1
        self.vocabulary = vocabulary
        self.operator = operator
        self.exists = exists
        """False when there is no desk yet and this is the empty one."""

    @classmethod
    def open(cls, path: Path, vocabulary: Vocabulary, *, operator: str = "") -> Reader:
        """Open a desk to read; a file that is not there is an empty desk, and stays not there.

        ``operator`` is who ``owner:me`` means in a filter. Raises ``DeskUnusable``.
        """
        connection = file.open_to_read(path)
        if connection is not None:
            return cls(connection, vocabulary, operator, exists=True, path=path)
        empty = connect("", mode="memory")
        schema.create(empty)
        return cls(empty, vocabulary, operator, exists=False)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def past(self, seq: int) -> Past:
        """Return a reader of the desk as it stood after the journal row ``seq``; the caller closes it."""
        from rhythm_tui.desk.past import Past

        if self._path is None:
            raise DeskUnusable(msg("there is no desk yet"))
        return Past.after(self._path, seq, self.vocabulary, operator=self.operator)

    def changed(self) -> bool:
        """Return whether anything was committed since this was last asked: microseconds, poll at will."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        changed = bool(version != self._data_version)
        self._data_version = version
        return changed

    def status(self, now: int) -> Status:
        """Return the duty header."""
        counts = interactions.count(self._connection, now)
        opened, late, following = incidents.count(self._connection, now)
        start, end = self.vocabulary.day_bounds(now)
        grace, warning = map(self.vocabulary.desk_span, ("slot_grace", "review_warning"))
        near = self.slots(start - grace, max(end, now + warning + 1), now)
        today = [s for s in near if start <= s.at < end]
        coming = [s.at for s in today if s.at >= now and s.state in ("planned", "review", "ready")]
        head = journal.head(self._connection)
        return Status(
            now=now,
            open=counts.neglected + counts.late + counts.soon + counts.ok + counts.undated,
            ok=counts.ok,
            soon=counts.soon,
            late=counts.late,
            neglected=counts.neglected,
            undated=counts.undated,
            unowned_late=counts.unowned_late,
            next_due=counts.next_due,
            incidents_open=opened,
            incidents_late=late,
            incidents_next_due=following,
            slots_today=sum(s.state != "dropped" for s in today),
            slots_published=sum(s.state == "published" for s in today),
            slots_missed=sum(s.state == "missed" for s in today),
            slots_awaiting_review=sum(bool(s.missing) and s.state in ("planned", "review") for s in today),
            slots_next_at=min(coming, default=None),
            alarms=alarms(counts, late, near, now, warning),
            seq=head.seq,
            head=head.hash,
        )

    def queue_ids(self, now: int, wanted: Query = EVERYTHING, order: str = "desk") -> array[int]:
        """Return the numbers of the open items in one of the orders of ``store.interactions.ORDERS``.

        A query that speaks of ``state`` asks the whole history: the newest two thousand, newest first.
        """
        return array("q", self._numbers(now, wanted, order))

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
        numbers = self._numbers(now, wanted, limit=limit)
        return [rows.queue_row(row) for row in interactions.rows(self._connection, numbers, whole=True)]

    def search(self, text: str, limit: int = 200) -> list[QueueRow]:
        """Return items of the whole history in which every word of ``text`` stands, the newest first."""
        return self.queue_rows(search.find(self._connection, text, limit))

    def thread(self, written: str) -> list[QueueRow]:
        """Return all items of one's author or under its post, the newest first; empty for no such id."""
        n = _number(ids.INTERACTION, written)
        found = (
            interactions.thread(self._connection, n)
            if n and interactions.visible(self._connection, n)
            else []
        )
        return [rows.queue_row(row) for row in interactions.rows(self._connection, found, whole=True)]

    def forecast(self, now: int, order: Order = "desk") -> tuple[Forecast, Pace]:
        """Return what becomes of the open items at the last hour's pace, and that pace.

        Who answered in the last hour is on shift, and so is the operator at this screen.
        """
        answered = interactions.answered_since(self._connection, now - HOUR)
        responders = len({operator for _, operator in answered} | {self.operator})
        pace = measure([at for at, _ in answered], responders, now)
        return forecast(interactions.open_due(self._connection), now, pace, order), pace

    def template_usage(self) -> dict[str, int]:
        """Return how many replies in public were made from each approved wording, by its id."""
        return interactions.template_usage(self._connection)

    def reminders(self, until: int) -> list[Reminder]:
        """Return the reminders of open items that fall at ``until`` or before, the oldest first."""
        return [
            Reminder(ids.name(ids.INTERACTION, n), at, clean(by))
            for n, at, by in interactions.reminders(self._connection, until)
        ]

    def attention(self, since: int, now: int) -> frozenset[Passed]:
        """Return the incident timers due soon or late at ``now``, and the slots missed since ``since``."""
        return self._attention(since, now)(now)

    def _attention(self, since: int, now: int) -> Callable[[int], frozenset[Passed]]:
        grace = self.vocabulary.desk_span("slot_grace")
        slots = self.slots(since - grace, now, now)
        return partial(passed.attention, self.incidents(), slots, grace)

    def digest(self, since: int, now: int) -> Digest:
        """Return what passed between two instants and still waits, with the operator's own reminders."""
        me, at = clean(self.operator), self._attention(since, now)
        items = interactions.passed(self._connection, since, now)
        fallen = [one for one in self.reminders(now) if one.at > since and one.by == me]
        return passed.digest(
            since,
            now,
            (
                *(Passed(limit, band, ids.name(ids.INTERACTION, n)) for limit, band, n in items),
                *(at(now) - at(since)),
                *(Passed(one.at, "reminder", one.id) for one in fallen),
            ),
        )

    def interaction(self, written: str) -> InteractionDetail | None:
        """Return everything about an interaction; None when there is no such id."""
        n = _number(ids.INTERACTION, written)
        return details.interaction(self._connection, n) if n else None

    def slots(self, start: int, end: int, now: int) -> list[SlotRow]:
        """Return the slots of a span of time, as they stand at ``now``: a missed one says so."""
        return [self._slot(row, now) for row in slots.between(self._connection, start, end)]

    def slot(self, written: str, now: int) -> SlotDetail | None:
        """Return everything about a slot; None when there is no such id."""
        n = _number(ids.SLOT, written)
        found = slots.one(self._connection, n) if n else None
        return details.slot(self._connection, found, self._slot(found, now)) if found else None

    def _slot(self, row: tuple[Any, ...], now: int) -> SlotRow:
        return rows.slot_row(row, slots.sign_offs(self._connection, row[0]), self.vocabulary, now)

    def incidents(self) -> list[IncidentCard]:
        """Return the open incidents: what falls due first stands first, the graver before the lighter."""
        cards = [self._card(row) for row in incidents.open_rows(self._connection)]
        return sorted(cards, key=self._board_order)

    def _board_order(self, card: IncidentCard) -> tuple[int, int, str]:
        timer = card.next_due
        return (timer.due_at if timer else 1 << 62, -self.vocabulary.grade_rank(card.grade), card.id)

    def _card(self, row: tuple[Any, ...]) -> IncidentCard:
        return rows.incident_card(row, incidents.timers(self._connection, row[0]))

    def incident(self, written: str) -> IncidentDetail | None:
        """Return everything about an incident, open or closed; None when there is no such id."""
        n = _number(ids.INCIDENT, written)
        found = incidents.row(self._connection, n) if n else None
        return details.incident(self._connection, self._card(found), n) if found and n else None

    def statements(self, incident: str) -> tuple[StatementRow, ...]:
        """Return the public statements of an incident, the first version first."""
        n = _number(ids.INCIDENT, incident)
        return statement_rows.of_incident(self._connection, self.vocabulary, n) if n else ()

    def statement(self, written: str) -> StatementRow | None:
        """Return one version of a statement; None when there is no such id."""
        n = _number(ids.STATEMENT, written)
        return statement_rows.one(self._connection, self.vocabulary, n) if n else None

    def carried(self, incident: str | None = None) -> list[CarriedReply]:
        """Return the replies in public that carry a superseded statement, of one incident or of all."""
        n = None if incident is None else _number(ids.INCIDENT, incident)
        return [] if incident is not None and n is None else statement_rows.carried(self._connection, n)

    def journal(
        self, limit: int | None = None, subject: str | None = None, terms: Sequence[journal.Term] = ()
    ) -> list[JournalRow]:
        """Return lines of the journal, the newest first: of one thing, or those that every term fits."""
        where, values = ("subject = ?", (subject,)) if subject else journal.fitting(terms)
        found = journal.entries(self._connection, where, values, newest_first=True, limit=limit)
        return [
            JournalRow(
                e.seq, e.at, e.seat, clean(e.operator), e.verb, e.subject, e.undoes, bool(e.simulated), e.hash
            )
            for e in found
        ]

    def event(self, subject: str, seq: int) -> Event | None:
        """Return what the journal row ``seq`` tells of its subject; None where there is no such row."""
        return next((one for one in history(self._connection, subject) if one.seq == seq), None)

    def why(self, written: str, now: int) -> Why | None:
        """Return how the deadlines of an interaction, incident or slot came to be."""
        prefix = (ids.split(written) or ("",))[0]
        if prefix == ids.INTERACTION and (item := self.interaction(written)):
            return details.why_interaction(item, now)
        if prefix == ids.INCIDENT and (incident := self.incident(written)):
            return details.why_incident(incident.card, now)
        if prefix == ids.SLOT and (slot := self.slot(written, now)):
            return details.why_slot(slot, now)
        return None


def _number(prefix: str, written: str) -> int | None:
    found = ids.split(written)
    return found[1] if found and found[0] == prefix else None
