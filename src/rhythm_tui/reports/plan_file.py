"""The plan as a file: which form it takes, and what stands in it."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable

from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.reports.export import csv_text
from rhythm_tui.reports.plan import headings, plan_rows
from rhythm_tui.reports.plan_book import workbook
from rhythm_tui.reports.plan_calendar import calendar

ENDINGS = {".csv": "csv", ".xlsx": "xlsx", ".ics": "ics"}
"""How a plan can be written, by the ending of a file's name."""


def plan_file(
    slots: Iterable[SlotRow],
    form: str,
    vocabulary: Vocabulary,
    desk: str,
    now: int,
    watch: Watch = UNWATCHED,
) -> bytes:
    """Return slots as a file of ``form``.

    ``desk`` tells this desk's slots from another's in a calendar; ``now`` is the instant of the export, ms
    UTC. CSV begins with the mark by which a spreadsheet sees that it is UTF-8.
    """
    if form == "ics":
        return calendar(slots, vocabulary, desk, now)
    standing = (slot for slot in slots if slot.state != "dropped")
    columns, rows = list(headings().values()), plan_rows(standing, vocabulary)
    if form == "xlsx":
        return workbook(columns, rows, watch)
    return BOM_UTF8 + csv_text(columns, rows).encode()
