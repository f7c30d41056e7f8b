"""Publishing slots as flat fields for scripts, and as cells for people."""

from __future__ import annotations

from typing import Any

from rhythm_tui.cli.rows import Moment
from rhythm_tui.cli.tables import Cell, Column
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.i18n import _
from rhythm_tui.reports.slot_words import standing

SLOTS = (
    "id", "version", "platform", "at", "state", "title", "tier", "form", "audience", "department",
    "emergency", "signed", "missing", "published_at", "url", "off_window_min", "sub_form", "depth",
    "length_s", "tags", "series", "goal", "campaign", "phase", "repeat", "statement", "held_for", "first_at",
    "deviation_min", "missed_s", "breached", "differs",
)  # fmt: skip


def slot_fields(row: SlotRow, moment: Moment) -> dict[str, Any]:
    """Return a slot as fields."""
    return {
        "id": row.id,
        "version": row.version,
        "platform": row.platform,
        "at": moment.iso(row.at),
        "state": row.state,
        "title": row.title.plain,
        "tier": row.tier,
        "form": row.form,
        "audience": row.audience,
        "department": row.department.plain if row.department else None,
        "emergency": row.emergency,
        "signed": list(row.signed),
        "missing": list(row.missing),
        "published_at": moment.iso(row.published_at),
        "url": row.url.plain or None,
        "off_window_min": row.off_window_min,
        "sub_form": row.sub_form,
        "depth": row.depth,
        "length_s": row.length_s,
        "tags": row.tags.plain.split(),
        "series": row.series,
        "goal": row.goal,
        "campaign": row.campaign,
        "phase": row.phase,
        "repeat": row.repeat,
        "statement": row.statement,
        "held_for": row.held_for,
        "first_at": moment.iso(row.first_at),
        "deviation_min": row.deviation_min,
        "missed_s": row.missed_s,
        "breached": row.breached,
        "differs": row.differs,
    }


def slot_columns() -> list[Column]:
    """Return the headings of the slots."""
    return [
        Column(_("Time")),
        Column(_("State")),
        Column(_("Platform")),
        Column(_("Form")),
        Column(_("Tier")),
        Column(_("Missing")),
        Column(_("Id")),
        Column(_("Title"), flexible=True),
    ]


def slot_cells(row: SlotRow, moment: Moment) -> list[Cell]:
    """Return a slot as cells."""
    words = moment.vocabulary
    return [
        moment.time(row.at),
        standing(row),
        words.platform(row.platform),
        words.form(row.form),
        words.tier(row.tier),
        " ".join(words.role(role, short=True) for role in row.missing) or None,
        row.id,
        row.title,
    ]
