"""The plan as a file: which form it takes, and what stands in it."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.times import LATEST
from rhythm_tui.reports.export import csv_text
from rhythm_tui.reports.plan import headings, plan_rows
from rhythm_tui.reports.plan_book import workbook
from rhythm_tui.reports.plan_calendar import calendar

FORMS = ("csv", "xlsx", "ics")


def form_of(target: Path | None) -> str:
    """Return the form that a file's name asks for; CSV for any other."""
    ending = target.suffix.lower().removeprefix(".") if target else ""
    return ending if ending in FORMS else "csv"


def plan_file(reader: Reader, form: str, start: int, end: int | None, now: int) -> bytes:
    """Return the slots of ``start <= at < end`` (ms UTC; None: all that is ahead) as a file of ``form``.

    CSV begins with the mark by which a spreadsheet sees that it is UTF-8.
    """
    slots = reader.slots(start, LATEST if end is None else end, now)
    if form == "ics":
        return calendar(slots, reader.vocabulary, reader.desk_id(), now)
    standing = [slot for slot in slots if slot.state != "dropped"]
    columns, rows = list(headings().values()), plan_rows(standing, reader.vocabulary)
    if form == "xlsx":
        return workbook(columns, rows)
    return BOM_UTF8 + csv_text(columns, rows).encode()
