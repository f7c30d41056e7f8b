"""What front ends ask the desk: read only, and fast.

No query here writes a byte. The read path imports neither pydantic nor anything else that is slow to load.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from rhythm_tui.desk.asks import AskRow
from rhythm_tui.desk.duty import DutyReader, of_rows
from rhythm_tui.desk.reads.base import Turn, number
from rhythm_tui.desk.reads.lessons import LessonReads
from rhythm_tui.desk.reads.load import LoadReads
from rhythm_tui.desk.reads.mine import MineReads
from rhythm_tui.desk.reads.pool import PoolReads
from rhythm_tui.desk.reads.queue import QueueReads
from rhythm_tui.desk.reads.tasks import TaskReads
from rhythm_tui.desk.reads.turns import TurnReads
from rhythm_tui.desk.views import Status
from rhythm_tui.domain import ids
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.text import clean
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import bands
from rhythm_tui.store import wanted as wanted_sql
from rhythm_tui.store.desk_order import DeskOrder
from rhythm_tui.store.sqlite import Connection, Error, unusable
from rhythm_tui.store.unusable import DeskUnusable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _typeshed import StrPath

    from rhythm_tui.desk.handover import Handover
    from rhythm_tui.desk.passed import Digest, Passed
    from rhythm_tui.desk.past import Past
    from rhythm_tui.desk.reasons import Why
    from rhythm_tui.domain.load import Load


class Reader(
    TurnReads,
    QueueReads,
    PoolReads,
    TaskReads,
    LessonReads,
    LoadReads,
    MineReads,
    DutyReader,
):
    """Reads one desk's file; belongs to the thread that opened it."""

    def __init__(
        self,
        connection: Connection,
        vocabulary: Vocabulary,
        operator: str,
        *,
        exists: bool,
        path: StrPath | None = None,
    ) -> None:
        super().__init__(connection, vocabulary, operator, exists=exists, path=path)
        wanted_sql.prepare(connection)
        self._data_version = self._version()
        self._head: tuple[Turn | None, Turn | None, Status | None] = (None, None, None)
        self._asked: tuple[Turn | None, tuple[AskRow, ...]] = (None, ())
        self._order = DeskOrder()

    def forget(self) -> None:
        """Read everything again: this connection sees another desk now."""
        self._laid += 1

    def past(self, seq: int) -> Past:
        """Return a reader of the desk as it stood after the journal row ``seq``; the caller closes it."""
        from rhythm_tui.desk.past import Past

        if self._path is None:
            raise DeskUnusable(msg("there is no desk yet"))
        return Past.after(self._path, seq, self.vocabulary, operator=self.operator)

    def opened_again(self) -> Reader:
        """Open the same desk once more, for a thread of its own; the caller closes it. Raises
        ``DeskUnusable``.
        """
        if self._path is None:
            return self._empty(self.vocabulary, self.operator)
        return Reader.open(self._path, self.vocabulary, operator=self.operator)

    def load_beside(self, now: int, watch: Watch = UNWATCHED) -> Load:
        """Return the load at ``now``, read through a connection of its own: for a thread beside the screen's.

        Raises ``DeskUnusable``, and what ``watch`` raises to give it up.
        """
        reader = self.opened_again()
        try:
            return reader.load(now, watch)
        except Error as error:
            raise unusable(error, self._path or "") from error
        finally:
            reader.close()

    def changed(self) -> bool:
        """Return whether anything was committed since this was last asked: microseconds, poll at will."""
        version = self._version()
        changed = version != self._data_version
        self._data_version = version
        return changed

    def header(self, now: int) -> Status:
        """Return the duty header without alarms: what the screen asks every second, read once a turn."""
        turn, beside = self.turn(now), self.beside(now)
        known, known_beside, status = self._head
        if status is None or known_beside != beside or now < status.now:
            status = self._status(now, alarmed=False)
        elif known != turn:
            before = bands.Counts(*(getattr(status, name) for name in bands.Counts._fields))
            counts = bands.counted_on(self._connection, before, status.now, now)
            status = status._replace(now=now, **of_rows(counts))
        self._head = turn, beside, status
        return status._replace(now=now)

    def asks(self, now: int) -> tuple[AskRow, ...]:
        """Return who must be told of a running timer at ``now``, or was; read once a turn beside the rows."""
        turn = self.beside(now)
        if self._asked[0] != turn:
            self._asked = turn, super().asks(now)
        return self._asked[1]

    def handover(self, now: int, wanted: str | None = None) -> Handover:
        """Return what one shift hands to the next as things stand at ``now`` (RHYTHM 30).

        ``wanted`` is the id of the handover to be read back, where several wait; empty for none of them.
        """
        from rhythm_tui.desk import handover

        end = handover.horizon(self.vocabulary, now)
        read = handover.Read(
            self.status(now),
            self.incidents(),
            self.forecast(now)[0],
            self.slots(now, end, now),
            self.tasks(),
            clean(self.operator),
            wanted,
        )
        return handover.view(self._connection, self.vocabulary, read)

    def attention(self, since: int, now: int) -> frozenset[Passed]:
        """Return the incident timers due soon or late at ``now``, and the slots missed since ``since``."""
        return self._attention(since, now)(now)

    def _attention(self, since: int, now: int) -> Callable[[int], frozenset[Passed]]:
        from rhythm_tui.desk import passed

        grace = self.vocabulary.desk_span("slot_grace")
        slots = self.slots(since - grace, now, now)
        return partial(passed.attention, self.incidents(), slots, grace)

    def digest(self, since: int, now: int) -> Digest:
        """Return what passed between two instants and still waits, with the operator's own reminders."""
        from rhythm_tui.desk import passed
        from rhythm_tui.desk.passed import Passed

        me, at = clean(self.operator), self._attention(since, now)
        items = bands.passed(self._connection, since, now)
        fallen = [one for one in self.reminders(now) if one.at > since and one.by == me]
        return passed.digest(
            since,
            now,
            (
                *(Passed(limit, band, ids.name(ids.INTERACTION, n)) for limit, band, n in items),
                *(at(now) - at(since)),
                *passed.asked(self.asks(now), since),
                *(Passed(one.at, "reminder", one.id) for one in fallen),
            ),
        )

    def why(self, written: str, now: int) -> Why | None:
        """Return how the deadlines of an interaction, incident or slot came to be."""
        from rhythm_tui.desk import details, slot_details

        prefix = (ids.split(written) or ("",))[0]
        if prefix == ids.INTERACTION and (n := number(prefix, written)):
            item = details.interaction(self._connection, n, details.turns)
            return details.why_interaction(item, now) if item else None
        if prefix == ids.INCIDENT and (card := self.card(written)):
            return details.why_incident(card, now)
        if prefix == ids.SLOT and (slot := self.slot(written, now)):
            return slot_details.why_slot(slot, now)
        return None
