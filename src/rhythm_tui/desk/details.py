"""Everything the desk knows of one thing: its history, and how its deadlines came to be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rhythm_tui.desk import rows, statement_rows
from rhythm_tui.desk.board import IncidentCard, TimerRow
from rhythm_tui.desk.events import history, some_of
from rhythm_tui.desk.reasons import Limit, Why
from rhythm_tui.desk.timeline import timeline
from rhythm_tui.desk.views import Event, IncidentDetail, InteractionDetail, TaskDetail
from rhythm_tui.desk.workspace import DutyRow
from rhythm_tui.domain import ids
from rhythm_tui.domain.deadlines import overrun_s, second
from rhythm_tui.domain.text import MAX_DRAFT, clean, clean_block
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import contents, interactions, response
from rhythm_tui.store.sqlite import Connection

_TURNS = ("interaction.correct", "interaction.reopen")
"""What moves a clock, or starts it again."""


History = Callable[[Connection, str], tuple[Event, ...]]
"""Reads what was done to a thing, or a part of it."""


def untold(_connection: Connection, _subject: str) -> tuple[Event, ...]:
    """Read nothing of what was done to a thing."""
    return ()


def turns(connection: Connection, subject: str) -> tuple[Event, ...]:
    """Return what moved the clock of a thing, and what was taken back of all that was done to it."""
    return some_of(connection, subject, f"verb IN ({', '.join('?' * len(_TURNS))})", *_TURNS)


def interaction(connection: Connection, n: int, told: History = history) -> InteractionDetail | None:
    """Return an interaction with what ``told`` reads of its history; None when it is not there."""
    found = interactions.rows(connection, [n], whole=True) if interactions.visible(connection, n) else []
    if not found or found[0][4] == "withdrawn":
        return None
    (reply, external_id, stopped_at, stopped_by, reason, missed_s, neglected, source, parent, referred,
     waiting_since, slot_n, remind_at, remind_by,
     posted_first, template) = interactions.facts(connection, n)  # fmt: skip
    return InteractionDetail(
        row=rows.queue_row(found[0]),
        reply=clean_block(contents.words(connection, reply), limit=MAX_DRAFT),
        external_id=clean(external_id),
        stopped_at=stopped_at,
        stopped_by=rows.optional(stopped_by),
        close_reason=reason,
        missed_s=missed_s,
        neglected=bool(neglected),
        source=clean(source or ""),
        history=told(connection, ids.name(ids.INTERACTION, n)),
        parent=ids.name(ids.INTERACTION, parent) if parent else None,
        referred=referred,
        children=tuple(ids.name(ids.INTERACTION, child) for child in interactions.children(connection, n)),
        waiting_since=waiting_since,
        slot=ids.name(ids.SLOT, slot_n) if slot_n else None,
        remind_at=remind_at,
        remind_by=rows.optional(remind_by),
        posted_first=posted_first,
        template=template,
    )


def incident(connection: Connection, card: IncidentCard, vocabulary: Vocabulary) -> IncidentDetail:
    """Return an incident with everything that belongs to it (RHYTHM 23)."""
    n = ids.number(ids.INCIDENT, card.id)
    numbers = interactions.of_incident(connection, n)
    return IncidentDetail(
        card=card,
        items=tuple(rows.queue_row(row) for row in interactions.rows(connection, numbers, whole=True)),
        timeline=timeline(connection, n),
        tasks=tuple(rows.task_row(row) for row in response.tasks(connection, n)),
        duties=tuple(
            DutyRow(role, clean(person), from_at, until_at)
            for role, person, from_at, until_at in response.duties(connection, n)
        ),
        statements=statement_rows.of_incident(connection, vocabulary, n),
        carried=tuple(statement_rows.carried(connection, n)),
        slots=tuple(rows.slot_brief(row) for row in response.slots(connection, n)),
    )


def task(connection: Connection, found: tuple[Any, ...]) -> TaskDetail:
    """Return a task with its history."""
    row = rows.task_row(found)
    return TaskDetail(row, history(connection, row.id))


def why_interaction(item: InteractionDetail, now: int) -> Why:
    """Explain an interaction's deadlines: posting plus target, and the 24 h limit (RHYTHM 13, 14).

    Of its history only the ``turns`` are asked for.
    """
    row = item.row
    at = item.stopped_at if item.stopped_at is not None else now
    limits = () if row.limits is None else _interaction_limits(item, item.stopped_at, at)
    band = row.band(now) if row.state == "open" else None
    burnt = max(0, second(row.seen_at) - second(row.posted_at))
    return Why(
        id=row.id,
        kind=row.kind,
        band=band,
        posted_at=row.posted_at,
        seen_at=row.seen_at,
        burnt_s=burnt,
        limits=limits,
        stopped_at=item.stopped_at,
        stopped_by=item.stopped_by,
        state=row.state,
        earlier_missed_s=_earlier_miss(item),
        posted_first=item.posted_first,
        turns=tuple(event for event in item.history if event.verb in _TURNS and not event.undone),
        waiting=row.waiting,
        waiting_since=item.waiting_since,
        topic=row.topic,
        outcome=row.outcome,
        close_reason=item.close_reason,
    )


def _earlier_miss(item: InteractionDetail) -> int:
    """Return the recorded miss that the times as they stand do not tell, in seconds; 0 when there is none."""
    due, stopped = item.row.due_at, item.stopped_at
    missed = item.missed_s or 0
    told = due is not None and stopped is not None and overrun_s(due, stopped) >= missed
    return 0 if told else missed


def _interaction_limits(item: InteractionDetail, met_at: int | None, at: int) -> tuple[Limit, ...]:
    """A miss that was recorded stays a miss, also when the answer that recorded it was taken back."""
    row = item.row
    pairs = (
        (row.clock, row.due_at, item.missed_s or 0, row.soon_at),
        (row.neglect_clock, row.neglect_at, 0, None),
    )
    return tuple(
        Limit(str(c), row.posted_at, d, met_at, max(missed, overrun_s(d, at)), soon_at=soon)
        for c, d, missed, soon in pairs
        if d is not None
    )


def why_incident(card: IncidentCard, now: int) -> Why:
    """Explain an incident's timers: discovery plus the target of its grade (RHYTHM 22)."""
    limits = tuple(
        Limit(
            t.name,
            t.start,
            t.due_at,
            t.met_at,
            max(t.missed_s or 0, overrun_s(t.due_at, _ended(t, now))),
            waived=t.waived_at is not None,
            soon_at=t.soon_at,
        )
        for t in card.timers
    )
    due = card.next_due
    late = due is not None and due.late(now)
    return Why(
        id=card.id,
        kind="incident",
        band="late" if late else None,
        posted_at=card.discovered_at,
        seen_at=card.graded_at,
        burnt_s=0,
        limits=limits,
        stopped_at=None,
        stopped_by=None,
        state=card.stage,
    )


def _ended(timer: TimerRow, now: int) -> int:
    ends = (at for at in (timer.met_at, timer.waived_at) if at is not None)
    return next(ends, now)
