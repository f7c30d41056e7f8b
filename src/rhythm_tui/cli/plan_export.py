"""``plan export``: the plan as CSV, xlsx, iCalendar or JSON."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import click

from rhythm_tui.cli import output
from rhythm_tui.cli.base import DeskCommand
from rhythm_tui.cli.exporting import Export, each, put, to_file, unmasked
from rhythm_tui.cli.meter import Meter
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain.progress import Watch
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.times import LATEST
from rhythm_tui.i18n import _
from rhythm_tui.reports.files import form_of


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
    "--format",
    "form",
    type=click.Choice(["csv", "xlsx", "ics", "json"]),
    help="As FILE is called; csv without one.",
)
@click.option("--json", "form", flag_value="json", help="The same as --format json: as list slots --json.")
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
    from rhythm_tui.reports.plan_file import ENDINGS

    form = form or form_of(target, {**ENDINGS, ".json": "json"})
    if form == "xlsx" and target is None:
        raise WrongUse(msg("a workbook is not for the screen: name a file with -o"))
    now = session.now()
    zone = session.vocabulary.zone
    start, _end = session.vocabulary.day_bounds(now)
    if first is not None:
        start = round(first.replace(tzinfo=zone).timestamp() * 1000)
    until = None if last is None else (last + timedelta(days=1)).replace(tzinfo=zone)
    with session.reader() as reader, Meter(_("reading")) as meter:
        slots = reader.slots(start, round(until.timestamp() * 1000) if until else LATEST, now)
        made = _made(each(slots, why, meter), form, session, reader.desk_id(), now, meter)
    put(session, made if target else made.removeprefix(BOM_UTF8), Export("plan", target, why))


def _made(slots: Iterable[SlotRow], form: str, session: Session, desk: str, now: int, watch: Watch) -> bytes:
    """Return slots as a file of ``form``; as JSON with the fields that every list of slots has."""
    if form != "json":
        from rhythm_tui.reports.plan_file import plan_file

        return plan_file(slots, form, session.vocabulary, desk, now, watch)
    from rhythm_tui.cli.rows import Moment
    from rhythm_tui.cli.slot_rows import slot_fields

    moment = Moment(now, session.vocabulary)
    standing = (slot for slot in slots if slot.state != "dropped")
    return f"{output.json_array(slot_fields(slot, moment) for slot in standing)}\n".encode()
