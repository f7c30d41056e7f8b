"""What can be listed: how each noun is read, and how a row of it is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from rhythm_tui.calendar_file import calendar
from rhythm_tui.cli import (
    day_rows,
    lesson_rows,
    plan_rows,
    pool_rows,
    rows,
    slot_rows,
    statement_rows,
    task_rows,
)
from rhythm_tui.cli.tables import Cell, Column
from rhythm_tui.desk.reader import Reader
from rhythm_tui.desk.streamed import Streamed
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain.day import Day
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.query import Query
from rhythm_tui.domain.recurrence import wall_instant
from rhythm_tui.domain.times import LATEST

_EPOCH = 0


class Asked(NamedTuple):
    """What is asked of a list."""

    now: int
    limit: int | None
    wanted: Query
    first: date
    """The first day, today unless it was said, and how many."""
    days: int
    spanned: bool
    """Whether somebody said which days."""


class Noun(NamedTuple):
    """What can be listed: how it is read and how a row is written."""

    read: Callable[[Reader, Asked], Sequence[Any] | Streamed[Any]]
    fields: Callable[[Any, rows.Moment], dict[str, Any]]
    names: tuple[str, ...]
    """The keys of ``fields``, for the header of a CSV with no rows."""
    columns: Callable[[], list[Column]]
    cells: Callable[[Any, rows.Moment], list[Cell]]


def _slots(reader: Reader, asked: Asked) -> list[SlotRow]:
    """The slots of the days that were asked for, by time.

    Where none were, what is ahead stands first: from today on by time, then the days before, latest first.
    """
    if asked.spanned:
        ends = (asked.first, asked.first + timedelta(days=asked.days))
        start, end = (wall_instant(day, "00:00", reader.vocabulary.zone) for day in ends)
        return reader.slots(start, end, asked.now)[: asked.limit]
    today, _end = reader.vocabulary.day_bounds(asked.now)
    ahead = reader.slots(today, LATEST, asked.now)
    enough = asked.limit is not None and len(ahead) >= asked.limit
    before = [] if enough else reader.slots(_EPOCH, today, asked.now)
    return [*ahead, *reversed(before)][: asked.limit]


def _days(reader: Reader, asked: Asked) -> tuple[Day, ...]:
    """The calendar with the days that were added on the desk."""
    every = calendar().plus(reader.own_entries())
    return every.upcoming(asked.first, asked.days)[: asked.limit]


NOUNS = {
    "queue": Noun(
        lambda reader, asked: reader.queue_streamed(asked.now, limit=asked.limit, wanted=asked.wanted),
        rows.queue_fields,
        rows.QUEUE,
        rows.queue_columns,
        rows.queue_cells,
    ),
    "slots": Noun(
        _slots,
        slot_rows.slot_fields,
        slot_rows.SLOTS,
        slot_rows.slot_columns,
        slot_rows.slot_cells,
    ),
    "campaigns": Noun(
        lambda reader, asked: reader.campaigns(asked.now)[: asked.limit],
        plan_rows.campaign_fields,
        plan_rows.CAMPAIGNS,
        plan_rows.campaign_columns,
        plan_rows.campaign_cells,
    ),
    "repeats": Noun(
        lambda reader, asked: reader.repeats(asked.now)[: asked.limit],
        plan_rows.repeat_fields,
        plan_rows.REPEATS,
        plan_rows.repeat_columns,
        plan_rows.repeat_cells,
    ),
    "incidents": Noun(
        lambda reader, asked: reader.incidents()[: asked.limit],
        rows.incident_fields,
        rows.INCIDENTS,
        rows.incident_columns,
        rows.incident_cells,
    ),
    "tasks": Noun(
        lambda reader, asked: reader.tasks()[: asked.limit],
        task_rows.task_fields,
        task_rows.TASKS,
        task_rows.task_columns,
        task_rows.task_cells,
    ),
    "lessons": Noun(
        lambda reader, asked: reader.lessons()[: asked.limit],
        lesson_rows.lesson_fields,
        lesson_rows.LESSONS,
        lesson_rows.lesson_columns,
        lesson_rows.lesson_cells,
    ),
    "statements": Noun(
        lambda reader, asked: statement_rows.statements(reader, asked.limit),
        statement_rows.statement_fields,
        statement_rows.STATEMENTS,
        statement_rows.statement_columns,
        statement_rows.statement_cells,
    ),
    "superseded": Noun(
        lambda reader, asked: reader.carried()[: asked.limit],
        statement_rows.carried_fields,
        statement_rows.SUPERSEDED,
        statement_rows.carried_columns,
        statement_rows.carried_cells,
    ),
    "ideas": Noun(
        lambda reader, asked: reader.ideas()[: asked.limit],
        pool_rows.idea_fields,
        pool_rows.IDEAS,
        pool_rows.idea_columns,
        pool_rows.idea_cells,
    ),
    "pledges": Noun(
        lambda reader, asked: reader.pledges()[: asked.limit],
        pool_rows.pledge_fields,
        pool_rows.PLEDGES,
        pool_rows.pledge_columns,
        pool_rows.pledge_cells,
    ),
    "stories": Noun(
        lambda reader, asked: reader.stories()[: asked.limit],
        pool_rows.story_fields,
        pool_rows.STORIES,
        pool_rows.story_columns,
        pool_rows.story_cells,
    ),
    "days": Noun(
        _days,
        day_rows.day_fields,
        day_rows.DAYS,
        day_rows.day_columns,
        day_rows.day_cells,
    ),
    "journal": Noun(
        lambda reader, asked: reader.journal_streamed(asked.limit),
        rows.journal_fields,
        rows.JOURNAL,
        rows.journal_columns,
        rows.journal_cells,
    ),
}
