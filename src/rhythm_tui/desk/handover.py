"""What one shift hands to the next, in I-PASS form: read from the desk as it stands. Standard library only.

Illness severity, picture, action list, situation awareness, synthesis by the receiver (RHYTHM.md 30). No
reading of it moves a clock. Instants are milliseconds UTC.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rhythm_tui.desk import rota, rows
from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.desk.rota import Cell, Gap, Handed
from rhythm_tui.desk.views import QueueRow, Reminder, SlotRow, Status
from rhythm_tui.desk.workspace import TaskRow
from rhythm_tui.domain import ids
from rhythm_tui.domain.deadlines import DAY, HOUR
from rhythm_tui.domain.forecast import Forecast
from rhythm_tui.domain.hours import Turn
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.query import Choice, Flag, Query
from rhythm_tui.domain.text import NOTHING, SafeText, clean, named
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import incidents, interactions, shifts
from rhythm_tui.store.sqlite import Connection

FIRST, SECOND = 2 * HOUR, 4 * HOUR
"""How far into the next shift the action list looks: what comes first, and what comes then."""
SHOWN = 100
"""Rows of each list that are told one by one at most."""
UPDATE = "update"
"""How the timers of promised updates are called: ``update1``, ``update2``."""
_RED = Choice("band", ("neglected", "late"))
_FREE = Choice("owner", ("none",))


class Listed(NamedTuple):
    """Items of the queue, the first of them row by row."""

    rows: tuple[QueueRow, ...]
    total: int


class HeldSlot(NamedTuple):
    """A publishing slot that an incident holds."""

    id: str
    platform: str
    at: int
    title: SafeText
    incident: str | None


class Due(NamedTuple):
    """Something that falls due."""

    at: int
    kind: str
    """``item``, ``neglect`` (an item that will have waited for 24 h), ``timer``, ``task``, ``slot`` or
    ``reminder``."""
    id: str
    words: SafeText
    name: str
    """The timer's name, the platform of an item or slot, the role that a task is for."""
    owner: SafeText | None


class Ahead(NamedTuple):
    """What falls due in a stretch of time, in that order, the first of it one by one."""

    due: tuple[Due, ...]
    total: int


class Critical(NamedTuple):
    """A line that the receiver reads back."""

    id: str
    words: SafeText
    owner: SafeText | None
    open: bool
    """Whether it still is to be cared for: it may have been answered or closed since."""


class Handover(NamedTuple):
    """Everything the next shift must know."""

    status: Status
    next: Turn | None
    """The shift that takes over."""
    rostered: tuple[SafeText, ...]
    """Who is on the roster for it."""
    incidents: tuple[IncidentCard, ...]
    red: Listed
    """Late and neglected rows, the worst first."""
    unowned: tuple[str, ...]
    """Ids of those nobody holds: while there is one nobody signs."""
    unled: tuple[IncidentCard, ...]
    """Open incidents whose timers run with nobody in charge: while one of the timers is late nobody signs."""
    drafts: Listed
    copied: Listed
    """Replies that were copied and not confirmed: their clocks go on."""
    waiting: Listed
    reminders: tuple[Reminder, ...]
    tasks: tuple[TaskRow, ...]
    held: tuple[HeldSlot, ...]
    before: Ahead
    """From now on until the next shift begins."""
    first: Ahead
    """In its first two hours."""
    then: Ahead
    """In the two hours after."""
    forecast: Forecast
    gaps: tuple[Gap, ...]
    given: tuple[Handed, ...]
    """What waits for a signature: first what is meant for this operator, then what comes from them."""
    waits: Handed | None
    """The one among them that is read back here."""
    last: Handed | None
    """What was signed last."""
    critical: tuple[Critical, ...]
    """What is read back: of ``waits``, else as things stand now."""

    @property
    def unled_late(self) -> tuple[str, ...]:
        """Ids of the incidents with a late timer and nobody in charge."""
        now = self.status.now
        return tuple(card.id for card in self.unled if any(timer.late(now) for timer in card.timers))

    @property
    def begins(self) -> int:
        """When the action list begins to count: with the next shift, or now where it is on already."""
        return _begins(self.status.now, self.next)


class Read(NamedTuple):
    """What the reader has read for it already."""

    status: Status
    incidents: Sequence[IncidentCard]
    forecast: Forecast
    slots: Sequence[SlotRow]
    """From now on to the end of the action list."""
    tasks: Sequence[TaskRow]
    operator: SafeText
    """Who looks at it."""
    wanted: str | None
    """The id of the handover to be read back: empty for none, None for the first that waits."""


def horizon(vocabulary: Vocabulary, now: int) -> int:
    """Return the instant up to which the action list of a handover at ``now`` looks."""
    return _begins(now, vocabulary.hours.relieving(now)) + SECOND


def _begins(now: int, turn: Turn | None) -> int:
    return max(now, turn.start if turn else 0)


def view(connection: Connection, vocabulary: Vocabulary, read: Read) -> Handover:
    """Return what is handed over at the instant of ``read.status``."""
    now = read.status.now
    turn = vocabulary.hours.relieving(now)
    last = rota.handed(shifts.handovers(connection, signed=True))
    since = last[0].signed_at if last and last[0].signed_at else 0
    given = tuple(
        sorted(
            rota.handed(shifts.handovers(connection, signed=False)),
            key=lambda one: (one.receiver != read.operator, one.giver != read.operator),
        )
    )
    waits = next((one for one in given if read.wanted in (None, one.id)), None)
    red = _listed(connection, _open(connection, now, _RED))
    critical = waits.critical if waits else (*(i.id for i in read.incidents), *(r.id for r in red.rows))
    reminders = tuple(
        Reminder(ids.name(ids.INTERACTION, n), at, clean(by))
        for n, at, by in interactions.reminders(connection, now + 7 * DAY)
    )
    others, begins = _other_due(read, reminders), _begins(now, turn)
    return Handover(
        status=read.status,
        next=turn,
        rostered=_rostered(connection, turn),
        incidents=tuple(read.incidents),
        red=red,
        unowned=tuple(ids.name(ids.INTERACTION, n) for n in _open(connection, now, _RED, _FREE)),
        unled=tuple(card for card in read.incidents if card.owner is None and card.next_due),
        drafts=_listed(connection, _open(connection, now, Flag("draft"))),
        copied=_listed(connection, _open(connection, now, Flag("copied"))),
        waiting=_listed(connection, shifts.waiting(connection)),
        reminders=reminders,
        tasks=tuple(read.tasks),
        held=_held(connection),
        before=_ahead(connection, others, now, begins),
        first=_ahead(connection, others, begins, begins + FIRST),
        then=_ahead(connection, others, begins + FIRST, begins + SECOND),
        forecast=read.forecast,
        gaps=rota.gaps(shifts.gaps(connection, max(since, now - DAY))),
        given=given,
        waits=waits,
        last=last[0] if last else None,
        critical=tuple(_critical(connection, critical)),
    )


def _open(connection: Connection, now: int, *terms: Choice | Flag) -> list[int]:
    return interactions.open_numbers(connection, now, Query(terms))


def _listed(connection: Connection, numbers: list[int]) -> Listed:
    found = interactions.rows(connection, numbers[:SHOWN])
    return Listed(tuple(rows.queue_row(row) for row in found), len(numbers))


def _critical(connection: Connection, wanted: Sequence[str]) -> Iterator[Critical]:
    """Return the lines that are read back, in their order, as they stand now."""
    numbers = [n for prefix, n in filter(None, map(ids.split, wanted)) if prefix == ids.INTERACTION]
    items = {row.id: row for row in map(rows.queue_row, interactions.rows(connection, numbers))}
    for written in wanted:
        if row := items.get(written):
            yield Critical(written, row.text, row.owner, row.state == "open")
        elif found := incidents.row(connection, int(written[1:])):
            card = rows.incident_card(found, [])
            yield Critical(written, card.title, card.owner, card.stage != "closed")
        else:
            yield Critical(written, NOTHING, None, open=False)


def _rostered(connection: Connection, turn: Turn | None) -> tuple[SafeText, ...]:
    if turn is None:
        return ()
    found: tuple[Cell, ...] = rota.cells(shifts.roster(connection, turn.day, turn.day))
    return next((cell.operators for cell in found if cell.shift == turn.shift), ())


def _held(connection: Connection) -> tuple[HeldSlot, ...]:
    return tuple(
        HeldSlot(ids.name(ids.SLOT, n), platform, at, named(title),
                 ids.name(ids.INCIDENT, held_for) if held_for else None)
        for n, platform, at, title, held_for in shifts.held_slots(connection)
    )  # fmt: skip


def _ahead(connection: Connection, others: Sequence[Due], start: int, end: int) -> Ahead:
    """Return what falls due in ``start <= at < end``: of the queue, and of ``others``."""
    found: list[tuple[int, str, str, Due | None]] = [
        (at, ids.name(ids.INTERACTION, n), kind, None)
        for column, kind in (("due_at", "item"), ("neglect_at", "neglect"))
        for at, n in shifts.due(connection, column, start, end)
    ]
    found += [(one.at, one.id, one.kind, one) for one in others if start <= one.at < end]
    found.sort(key=lambda one: one[:3])
    shown = found[:SHOWN]
    numbers = [int(id[1:]) for _at, id, _kind, other in shown if other is None]
    items = {row.id: row for row in map(rows.queue_row, interactions.rows(connection, numbers))}
    due = tuple(other or _item_due(items[id], kind, at) for at, id, kind, other in shown)
    return Ahead(due, len(found))


def _item_due(row: QueueRow, kind: str, at: int) -> Due:
    return Due(at, kind, row.id, row.text, row.platform, row.owner)


_TO_GO_OUT = ("planned", "review", "ready")


def _other_due(read: Read, reminders: Sequence[Reminder]) -> tuple[Due, ...]:
    """Return what falls due besides the items of the queue."""
    return (
        *_timers_due(read.incidents),
        *(Due(t.due_at, "task", t.id, t.text, t.role or "", t.owner) for t in read.tasks if t.due_at),
        *(Due(s.at, "slot", s.id, s.title, s.platform, None) for s in read.slots if s.state in _TO_GO_OUT),
        *(Due(r.at, "reminder", r.id, r.by, "", r.by) for r in reminders),
    )


def _timers_due(incidents: Sequence[IncidentCard]) -> Iterator[Due]:
    for card in incidents:
        for timer in card.timers:
            if timer.runs:
                yield Due(timer.due_at, "timer", card.id, card.title, timer.name, card.owner)
