"""The plan as a table: the columns an import takes back, in the operator's language (RHYTHM.md 8 to 10)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain.text import SafeText
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _
from rhythm_tui.reports.words import slot_state


def headings() -> dict[str, str]:
    """Return the columns of an exported plan, by what stands in them."""
    return {
        "id": _("Id"),
        "platform": _("Platform"),
        "day": _("Date"),
        "clock": _("Time"),
        "title": _("Title"),
        "tier": _("Tier"),
        "form": _("Form"),
        "sub_form": _("Kind of form"),
        "audience": _("Audience"),
        "department": _("Department"),
        "series": _("Series"),
        "depth": _("Depth"),
        "length": _("Seconds"),
        "tags": _("Tags"),
        "goal": _("Goal"),
        "emergency": _("Emergency"),
        "author": _("Author"),
        "state": _("State"),
        "url": _("Link"),
    }


def plan_rows(slots: Iterable[SlotRow], vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """Return slots as rows under ``headings``; nothing of a script leaves with them."""
    names = headings()
    return [{names[key]: value for key, value in _row(slot, vocabulary).items()} for slot in slots]


def _row(slot: SlotRow, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "id": slot.id,
        "platform": vocabulary.platform(slot.platform),
        "day": slot.wall[:10],
        "clock": slot.wall[11:],
        "title": _line(slot.title),
        "tier": vocabulary.tier(slot.tier),
        "form": vocabulary.form(slot.form),
        "sub_form": vocabulary.sub_form(slot.form, slot.sub_form) if slot.sub_form else None,
        "audience": vocabulary.audience(slot.audience) if slot.audience else None,
        "department": _line(slot.department) if slot.department else None,
        "series": vocabulary.series(slot.series) if slot.series else None,
        "depth": vocabulary.depth(slot.depth) if slot.depth else None,
        "length": slot.length_s,
        "tags": _line(slot.tags) or None,
        "goal": vocabulary.goal(slot.goal) if slot.goal else None,
        "emergency": _("yes") if slot.emergency else None,
        "author": _line(slot.author),
        "state": slot_state(slot.state),
        "url": _line(slot.url) or None,
    }


def _line(text: SafeText) -> str:
    return " ".join(text.plain.split())
