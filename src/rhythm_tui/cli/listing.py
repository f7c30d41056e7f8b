"""``list``: rows in the order of the desk, as a table, CSV or JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import click

from rhythm_tui import settings
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
from rhythm_tui.cli.base import DeskCommand
from rhythm_tui.cli.exporting import put, to_file
from rhythm_tui.cli.output import json_array, note
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.cli.tables import Cell, Column, table
from rhythm_tui.desk.reader import Reader
from rhythm_tui.desk.saved import FILE, SavedFilters
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain.days import FIRST_YEAR, LAST_YEAR, Day
from rhythm_tui.domain.query import EVERYTHING, Query
from rhythm_tui.domain.recurrence import wall_instant
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.times import LATEST
from rhythm_tui.i18n import _
from rhythm_tui.reports.export import csv_text

DAYS, MOST_DAYS = 30, 3_660
"""How many days of the calendar unless it is said, and at most."""
_YEARS = {"days": (FIRST_YEAR, LAST_YEAR), "slots": (1971, 2999)}
"""What is listed day by day, and the years in which its first day may lie."""
_EPOCH = 0
_SAVED = ("@", "\uff20")
"""What the name of a saved filter begins with, in half and in full width."""


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

    read: Callable[[Reader, Asked], Sequence[Any]]
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
    every = settings.calendar().plus(reader.own_entries())
    return every.upcoming(asked.first, asked.days)[: asked.limit]


NOUNS = {
    "queue": Noun(
        lambda reader, asked: reader.queue(asked.now, limit=asked.limit, wanted=asked.wanted),
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
        lambda reader, asked: reader.journal(asked.limit),
        rows.journal_fields,
        rows.JOURNAL,
        rows.journal_columns,
        rows.journal_cells,
    ),
}


@click.command(
    "list",
    cls=DeskCommand,
    example="rhythm-tui list queue --limit 20\nrhythm-tui list queue --filter 'band:late owner:none' --json\n"
    "rhythm-tui list days --from 2027-03-01 --days 31\nrhythm-tui list slots --days 7\n"
    "rhythm-tui list journal --format csv\n"
    "rhythm-tui list tasks -o tasks.csv",
)
@click.argument("noun", type=click.Choice(list(NOUNS)), metavar="|".join(NOUNS))
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="So many rows at most.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    help="table, or what -o is called.",
)
@click.option("--json", "wanted_json", is_flag=True, help="The same as --format json: one array.")
@click.option(
    "--filter",
    "written",
    metavar="TEXT",
    help="Words, band:late owner:none age>3h ..., or @NAME for a saved filter (queue only).",
)
@click.option(
    "--from",
    "begin",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The first day; today unless said otherwise (days and slots).",
)
@click.option(
    "--days",
    "length",
    type=click.IntRange(1, MOST_DAYS),
    metavar="N",
    help="How many days; 30 (days and slots).",
)
@to_file
@click.pass_obj
def listing(
    session: Session,
    noun: str,
    limit: int | None,
    form: str | None,
    wanted_json: bool,
    written: str | None,
    begin: datetime | None,
    length: int | None,
    target: Path | None,
) -> None:
    """List rows in the order of the desk: the queue by urgency, slots by time, campaigns by day, recurring
    slots (repeats) with what is not laid yet, ideas by tier, pledges by what was reached, stories by consent,
    the board by what falls due next, the open tasks by when they are due, lessons list by list, statements
    from their newest version, the calendar from its first day, the journal from its newest line; as
    superseded the replies in public that carry a statement of old.
    """
    if written is not None and noun != "queue":
        raise WrongUse(msg("--filter narrows the queue; leave it out for {noun}"), noun=noun)
    if wanted_json and form not in (None, "json"):
        raise WrongUse(msg("--json and --format {form} contradict each other"), form=form)
    if (begin or length) and noun not in _YEARS:
        raise WrongUse(msg("--from and --days ask for days and slots; leave them out for {noun}"), noun=noun)
    wanted = EVERYTHING if written is None else _query(session, written)
    how = NOUNS[noun]
    with session.reader() as reader:
        moment = rows.Moment(session.now(), session.vocabulary)
        first = begin.date() if begin else session.vocabulary.local(moment.now).date()
        _check_year(noun, first.year)
        asked = Asked(moment.now, limit, wanted, first, length or DAYS, bool(begin or length))
        found = how.read(reader, asked)
        text = _text(how, found, moment, "json" if wanted_json else form or _form(target))
    if not text:
        note(_("nothing to list"))
    else:
        put(session, text, target, noun)


def _check_year(noun: str, year: int) -> None:
    first, last = _YEARS.get(noun, (year, year))
    if not first <= year <= last:
        raise WrongUse(msg("the calendar knows {first} to {last}"), first=first, last=last)


def _query(session: Session, written: str) -> Query:
    """Return what is asked for; ``@name`` is a saved filter.

    Raises ``BadQuery``, ``BadSetting``, ``WrongUse``.
    """
    from rhythm_tui.domain.query_text import parse_query

    parse = partial(parse_query, platforms=settings.platform_words(session.vocabulary.platform_names()))
    if not written.startswith(_SAVED):
        return parse(written)
    saved = SavedFilters(settings.config_dir() / FILE, parse)
    found = saved.find(written[1:])
    if found is None:
        names = ", ".join(one.name.plain for one in saved.all())
        raise WrongUse(
            msg("--filter: no saved filter is called {name}; there are: {names}"),
            name=written[1:],
            names=names,
        )
    return parse(found.text.plain)


def _text(how: Noun, found: Sequence[Any], moment: rows.Moment, form: str) -> str:
    """Return rows as a form has them; of no rows there is no table."""
    if form == "table":
        return f"{table(how.columns(), [how.cells(row, moment) for row in found])}\n" if found else ""
    fields = [how.fields(row, moment) for row in found]
    return f"{json_array(fields)}\n" if form == "json" else csv_text(how.names, fields)


def _form(target: Path | None) -> str:
    """Return the form that the name of a file asks for."""
    named = target.suffix.lower() if target else ""
    return {".csv": "csv", ".json": "json"}.get(named, "table")
