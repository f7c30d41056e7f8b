"""Campaigns and recurring slots as flat fields for scripts, and as cells for people."""

from __future__ import annotations

from typing import Any

from rhythm_tui.cli.rows import Moment
from rhythm_tui.cli.tables import Cell, Column
from rhythm_tui.desk.plan_rows import CampaignRow, RepeatRow
from rhythm_tui.i18n import _
from rhythm_tui.reports.plan_words import weekdays

CAMPAIGNS = (
    "id", "version", "name", "day", "last", "tag", "department", "next_at", "phases", "made_at", "by",
)  # fmt: skip
REPEATS = (
    "id", "version", "platform", "days", "time", "title", "tier", "form", "sub_form", "audience",
    "department", "series", "from_day", "until_day", "laid_until", "missing", "by",
)  # fmt: skip


def campaign_fields(row: CampaignRow, moment: Moment) -> dict[str, Any]:
    """Return a campaign as fields, its phases as a list."""
    return {
        "id": row.id,
        "version": row.version,
        "name": row.name.plain,
        "day": row.day,
        "last": row.last,
        "tag": row.tag.plain or None,
        "department": row.department.plain if row.department else None,
        "next_at": moment.iso(row.next_at),
        "phases": [one._asdict() for one in row.phases],
        "made_at": moment.iso(row.made_at),
        "by": row.by.plain,
    }


def campaign_columns() -> list[Column]:
    """Return the headings of the campaigns."""
    return [
        Column(_("Day")),
        Column(_("Phase")),
        Column(_("Out"), right=True),
        Column(_("Next slot")),
        Column(_("Department")),
        Column(_("Id")),
        Column(_("Campaign"), flexible=True),
    ]


def campaign_cells(row: CampaignRow, moment: Moment) -> list[Cell]:
    """Return a campaign as cells, with the phase that still has something to do."""
    at_work = next((one for one in row.phases if one.out < one.slots), None)
    slots = sum(one.slots for one in row.phases)
    return [
        row.day,
        moment.vocabulary.phase(at_work.phase) if at_work else _("over"),
        f"{sum(one.out for one in row.phases)}/{slots}",
        moment.time(row.next_at),
        row.department,
        row.id,
        row.name,
    ]


def repeat_fields(row: RepeatRow, _moment: Moment) -> dict[str, Any]:
    """Return a recurring slot as fields."""
    return {
        "id": row.id,
        "version": row.version,
        "platform": row.platform,
        "days": list(row.days),
        "time": row.time,
        "title": row.title.plain,
        "tier": row.tier,
        "form": row.form,
        "sub_form": row.sub_form,
        "audience": row.audience,
        "department": row.department.plain if row.department else None,
        "series": row.series,
        "from_day": row.from_day,
        "until_day": row.until_day,
        "laid_until": row.laid_until,
        "missing": list(row.missing),
        "by": row.by.plain,
    }


def repeat_columns() -> list[Column]:
    """Return the headings of the recurring slots."""
    return [
        Column(_("Days")),
        Column(_("Time")),
        Column(_("Platform")),
        Column(_("Form")),
        Column(_("Laid until")),
        Column(_("To lay"), right=True),
        Column(_("Id")),
        Column(_("Title"), flexible=True),
    ]


def repeat_cells(row: RepeatRow, moment: Moment) -> list[Cell]:
    """Return a recurring slot as cells."""
    words = moment.vocabulary
    return [
        weekdays(row.days),
        row.time,
        words.platform(row.platform),
        words.form(row.form),
        row.laid_until,
        len(row.missing),
        row.id,
        row.title,
    ]
