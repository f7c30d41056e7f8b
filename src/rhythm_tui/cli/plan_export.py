"""``plan export``: the plan as CSV, xlsx or iCalendar."""

from __future__ import annotations

from codecs import BOM_UTF8
from datetime import datetime, timedelta
from pathlib import Path

import click

from rhythm_tui.cli.base import DeskCommand
from rhythm_tui.cli.exporting import Export, put, shown, to_file, unmasked
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.times import LATEST


@click.command(
    "export",
    cls=DeskCommand,
    example="rhythm-tui plan export --to 2026-12-31 -o plan.xlsx\nrhythm-tui plan export -o plan.ics",
)
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Today if left out.")
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="All that is ahead.")
@to_file
@unmasked
@click.option(
    "--format", "form", type=click.Choice(["csv", "xlsx", "ics"]), help="As FILE is called; csv without one."
)
@click.pass_obj
def exporting(
    session: Session,
    first: datetime | None,
    last: datetime | None,
    target: Path | None,
    why: str | None,
    form: str | None,
) -> None:
    """Write the plan from one local day to another: what an import takes back, or a calendar.

    Slots that were dropped are only in a calendar, as cancelled. No script leaves with the plan.
    """
    from rhythm_tui.reports.plan_file import form_of, plan_file

    form = form or form_of(target)
    if form == "xlsx" and target is None:
        raise WrongUse(msg("a workbook is not for the screen: name a file with -o"))
    now = session.now()
    zone = session.vocabulary.zone
    start, _end = session.vocabulary.day_bounds(now)
    if first is not None:
        start = round(first.replace(tzinfo=zone).timestamp() * 1000)
    until = None if last is None else (last + timedelta(days=1)).replace(tzinfo=zone)
    with session.reader() as reader:
        slots = reader.slots(start, round(until.timestamp() * 1000) if until else LATEST, now)
        made = plan_file(shown(slots, why), form, session.vocabulary, reader.desk_id(), now)
    put(session, made if target else made.removeprefix(BOM_UTF8), Export("plan", target, why))
