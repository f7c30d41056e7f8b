"""``list``: rows in the order of the desk, as a table, CSV or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from rhythm_tui import settings
from rhythm_tui.cli import candidates, rows
from rhythm_tui.cli.base import DeskCommand
from rhythm_tui.cli.exporting import Export, each, put, to_file, unmasked
from rhythm_tui.cli.listed import NOUNS, Asked, Noun
from rhythm_tui.cli.meter import Meter
from rhythm_tui.cli.output import json_array, note
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.cli.tables import table
from rhythm_tui.domain.days import FIRST_YEAR, LAST_YEAR
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.query import EVERYTHING, Query
from rhythm_tui.domain.refusal import msg
from rhythm_tui.i18n import _
from rhythm_tui.reports.export import csv_text
from rhythm_tui.reports.files import form_of

DAYS, MOST_DAYS = 30, 3_660
"""How many days of the calendar unless it is said, and at most."""
_YEARS = {"days": (FIRST_YEAR, LAST_YEAR), "slots": (1971, 2999)}
"""What is listed day by day, and the years in which its first day may lie."""
_ENDINGS = {".txt": "table", ".csv": "csv", ".json": "json"}
"""How rows can be written, by the ending of a file's name."""
_SAVED = ("@", "\uff20")
"""What the name of a saved filter begins with, in half and in full width."""


@click.command(
    "list",
    cls=DeskCommand,
    example="rhythm-tui list queue --limit 20\nrhythm-tui list queue --filter 'band:late owner:none' --json\n"
    "rhythm-tui list days --from 2027-03-01 --days 31\nrhythm-tui list slots --days 7\n"
    "rhythm-tui list journal --format csv\nrhythm-tui list queue --plain\n"
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
@click.option("--plain", "plain", is_flag=True, help="One sentence a row, to be read aloud: no table.")
@click.option(
    "--filter",
    "written",
    metavar="TEXT",
    shell_complete=candidates.saved_filters,
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
@unmasked
@click.pass_obj
def listing(
    session: Session,
    noun: str,
    limit: int | None,
    form: str | None,
    wanted_json: bool,
    plain: bool,
    written: str | None,
    begin: datetime | None,
    length: int | None,
    target: Path | None,
    why: str | None,
) -> None:
    """List rows in the order of the desk: the queue by urgency, slots by time, campaigns by day, recurring
    slots (repeats) with what is not laid yet, ideas by tier, pledges by what was reached, stories by consent,
    the board by what falls due next, the open tasks by when they are due, lessons list by list, statements
    from their newest version, the calendar from its first day, the journal from its newest line; as
    superseded the replies in public that carry a statement of old.
    """
    if wanted_json and form not in (None, "json"):
        raise WrongUse(msg("--json and --format {form} contradict each other"), form=form)
    if plain and (wanted_json or form):
        raise WrongUse(msg("--plain says sentences: leave out --json and --format"))
    form = "json" if wanted_json else form or form_of(target, _ENDINGS)
    asked = _asked(session, noun, limit, written, begin.date() if begin else None, length)
    how = NOUNS[noun]
    with session.reader() as reader, Meter(_("reading")) as meter:
        moment = rows.Moment(asked.now, session.vocabulary)
        rowed = each(how.read(reader, asked), why, meter)
        if plain:
            text = "".join(f"{one}\n" for one in _sentences(noun, rowed, moment))
        else:
            text = _text(how, rowed, moment, form, meter)
    if not text:
        note(_("nothing to list"))
    else:
        put(session, text, Export(noun, target, why))


def found(
    session: Session,
    noun: str,
    *,
    limit: int | None = None,
    written: str | None = None,
    first: date | None = None,
    days: int | None = None,
) -> list[dict[str, Any]]:
    """Return rows as fields, contacts in them masked. Raises ``WrongUse``, ``Refusal``, ``DeskUnusable``."""
    if noun not in NOUNS:
        raise WrongUse(
            msg("there is no list of {noun}; there are {known}"), noun=noun, known=", ".join(NOUNS)
        )
    asked = _asked(session, noun, limit, written, first, days)
    how = NOUNS[noun]
    with session.reader() as reader:
        moment = rows.Moment(asked.now, session.vocabulary)
        return [how.fields(row, moment) for row in each(how.read(reader, asked), None, UNWATCHED)]


def _asked(
    session: Session, noun: str, limit: int | None, written: str | None, first: date | None, days: int | None
) -> Asked:
    """Return what is asked of a list; raises ``WrongUse`` for what it cannot be asked."""
    if written is not None and noun != "queue":
        raise WrongUse(msg("--filter narrows the queue; leave it out for {noun}"), noun=noun)
    if (first or days) and noun not in _YEARS:
        raise WrongUse(msg("--from and --days ask for days and slots; leave them out for {noun}"), noun=noun)
    now = session.now()
    wanted = EVERYTHING if written is None else _query(session, written)
    begin = first or session.vocabulary.local(now).date()
    _check_year(noun, begin.year)
    return Asked(now, limit, wanted, begin, days or DAYS, bool(first or days))


def _check_year(noun: str, year: int) -> None:
    first, last = _YEARS.get(noun, (year, year))
    if not first <= year <= last:
        raise WrongUse(msg("the calendar knows {first} to {last}"), first=first, last=last)


def _query(session: Session, written: str) -> Query:
    """Return what is asked for; ``@name`` is a saved filter.

    Raises ``BadQuery``, ``BadSetting``, ``WrongUse``.
    """
    from rhythm_tui.cli.preferences import saved_filters
    from rhythm_tui.domain.query_text import parse_query

    words = settings.platform_words(session.vocabulary.platform_names())
    if not written.startswith(_SAVED):
        return parse_query(written, words)
    saved = saved_filters(session)
    found = saved.find(written[1:])
    if found is None:
        names = ", ".join(one.name.plain for one in saved.all())
        if not names:
            raise WrongUse(
                msg("--filter: no saved filter is called {name}: none is saved yet"), name=written[1:]
            )
        raise WrongUse(
            msg("--filter: no saved filter is called {name}; there are: {names}"),
            name=written[1:],
            names=names,
        )
    return parse_query(found.text.plain, words)


def _text(how: Noun, found: Iterable[Any], moment: rows.Moment, form: str, watch: Watch) -> str:
    """Return rows as a form has them; of no rows there is no table."""
    if form == "table":
        cells = [how.cells(row, moment) for row in found]
        watch.step(msg("laying the table out"))
        return f"{table(how.columns(), cells)}\n" if cells else ""
    fields = (how.fields(row, moment) for row in found)
    return f"{json_array(fields)}\n" if form == "json" else csv_text(how.names, fields)


def _sentences(noun: str, found: Iterable[Any], moment: rows.Moment) -> Iterator[str]:
    """Yield a sentence for each row."""
    from rhythm_tui.cli.sentences import row_sentence

    how, columns = NOUNS[noun], NOUNS[noun].columns()
    for row in found:
        yield row_sentence(noun, columns, how.cells(row, moment), row, moment)
