"""The duty header: what a glance asks of the desk, and no more is loaded for it.

Nothing here writes a byte. Standard library only.
"""

from __future__ import annotations

from rhythm_tui.desk.alarms import alarms
from rhythm_tui.desk.reads.clock import ClockReads
from rhythm_tui.desk.reads.escalation import EscalationReads
from rhythm_tui.desk.reads.incidents import IncidentReads
from rhythm_tui.desk.reads.plan import PlanReads
from rhythm_tui.desk.reads.shifts import ShiftReads
from rhythm_tui.desk.views import Alarm, Status
from rhythm_tui.domain.deadlines import MINUTE
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import anchor, bands, file, incidents, journal, place
from rhythm_tui.store.sqlite import Connection, connect
from rhythm_tui.store.unusable import DeskDamaged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Self

    from _typeshed import StrPath


class DutyReader(IncidentReads, PlanReads, EscalationReads, ShiftReads, ClockReads):
    """Opens a desk's file to read, and tells its duty header; belongs to the thread that opened it."""

    def __init__(
        self,
        connection: Connection,
        vocabulary: Vocabulary,
        operator: str,
        *,
        exists: bool,
        path: StrPath | None = None,
    ) -> None:
        super().__init__(connection, vocabulary, operator)
        self._path = path
        self.exists = exists
        """False when there is no desk yet and this is the empty one."""

    @classmethod
    def open(cls, path: StrPath, vocabulary: Vocabulary, *, operator: str = "") -> Self:
        """Open a desk to read; a file that is not there is an empty desk, and stays not there.

        ``operator`` is who ``owner:me`` means in a filter. Raises ``DeskUnusable``: an empty file or none
        is no empty desk where the anchor beside it answers for work.
        """
        place.refuse_shared(path)
        connection = file.open_to_read(path)
        if connection is not None:
            return cls(connection, vocabulary, operator, exists=True, path=path)
        if (known := anchor.read(path)) is not None and known.seq:
            template = msg("{path}: this file has lost all of its work: its journal stood at row {seq}")
            raise DeskDamaged(template, path=path, seq=known.seq)
        return cls._empty(vocabulary, operator)

    @classmethod
    def _empty(cls, vocabulary: Vocabulary, operator: str) -> Self:
        from rhythm_tui.store import schema

        empty = connect("", mode="memory")
        schema.create(empty)
        return cls(empty, vocabulary, operator, exists=False)

    def lost_work(self) -> bool:
        """Return whether the file no longer holds what it once answered for."""
        return self._path is not None and anchor.lost(self._connection, self._path) is not None

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def status(self, now: int) -> Status:
        """Return the duty header with its alarms."""
        return self._status(now, alarmed=True)

    def _status(self, now: int, *, alarmed: bool) -> Status:
        counts = bands.count(self._connection, now)
        opened, late, following = incidents.count(self._connection, now)
        start, end = self.vocabulary.day_bounds(now)
        grace, warning = map(self.vocabulary.desk_span, ("slot_grace", "review_warning"))
        near = self.slots(start - grace, max(end, now + warning + 1), now)
        today = [s for s in near if start <= s.at < end]
        coming = [s.at for s in today if s.at >= now and s.state in ("planned", "review", "ready")]
        head, doubt = journal.head(self._connection), self.doubt()
        found: tuple[Alarm, ...] = ()
        if alarmed:
            found = (
                *([Alarm("clock_doubt", abs(doubt) // MINUTE, None)] if doubt else []),
                *alarms(counts, self.brushed_off(now), late, self.untold(now), near, now, warning),
                *self.plan_alarms(now),
            )
        return Status(
            now=now,
            **of_rows(counts),
            incidents_open=opened,
            incidents_late=late,
            incidents_next_due=following,
            slots_today=sum(s.state != "dropped" for s in today),
            slots_published=sum(s.state == "published" for s in today),
            slots_missed=sum(s.state == "missed" for s in today),
            slots_awaiting_review=sum(bool(s.missing) and s.state in ("planned", "review") for s in today),
            slots_next_at=min(coming, default=None),
            alarms=found,
            seq=head.seq,
            head=head.hash,
            on_duty=self.on_duty(),
            doubt=doubt,
        )


def of_rows(counts: bands.Counts) -> dict[str, Any]:
    """Return what a header tells of the queue."""
    waiting = counts.neglected + counts.late + counts.soon + counts.ok + counts.undated
    return {"open": waiting, **counts._asdict()}
