"""Ideas, pledges and users' stories as flat fields for scripts, and as cells for people."""

from __future__ import annotations

from typing import Any

from rhythm_tui.cli.rows import Moment
from rhythm_tui.cli.tables import Cell, Column
from rhythm_tui.desk.pool_rows import IdeaRow, PlannedIn, PledgeRow, StoryRow
from rhythm_tui.domain.text import SafeText
from rhythm_tui.i18n import _
from rhythm_tui.reports.pool_words import consent_name, pledge_state, pool_state

IDEAS = (
    "id", "version", "title", "tier", "form", "audience", "department", "series", "source", "state", "slot",
    "slot_at", "at", "by",
)  # fmt: skip
PLEDGES = (
    "id", "version", "words", "promise", "platform", "post", "under", "metric", "threshold", "count",
    "counted_at", "reached_at", "state", "slot", "slot_at", "at", "by",
)  # fmt: skip
STORIES = (
    "id", "version", "text", "author", "interaction", "consent", "consent_at", "consent_by", "file",
    "sha256", "state", "slot", "slot_at", "at", "by",
)  # fmt: skip


def _slot(row: IdeaRow | PledgeRow | StoryRow, moment: Moment) -> dict[str, Any]:
    """Return what is told alike: the state, the slot, and who wrote it down when."""
    return {
        "state": row.state,
        "slot": row.slot.id if row.slot else None,
        "slot_at": moment.iso(row.slot.at) if row.slot else None,
        "at": moment.iso(row.at),
        "by": row.by.plain,
    }


def _plain(text: SafeText | None) -> str | None:
    return text.plain if text else None


def _place(slot: PlannedIn | None, moment: Moment) -> str | None:
    return f"{slot.id} {moment.time(slot.at)}" if slot else None


def idea_fields(row: IdeaRow, moment: Moment) -> dict[str, Any]:
    """Return an idea as fields."""
    return {
        "id": row.id,
        "version": row.version,
        "title": row.title.plain,
        "tier": row.tier,
        "form": row.form,
        "audience": row.audience,
        "department": _plain(row.department),
        "series": row.series,
        "source": row.source,
        **_slot(row, moment),
    }


def idea_columns() -> list[Column]:
    """Return the headings of the ideas."""
    return [
        Column(_("State")),
        Column(_("Tier")),
        Column(_("Form")),
        Column(_("Department")),
        Column(_("Slot")),
        Column(_("Id")),
        Column(_("Idea"), flexible=True),
    ]


def idea_cells(row: IdeaRow, moment: Moment) -> list[Cell]:
    """Return an idea as cells."""
    words = moment.vocabulary
    return [
        pool_state(row.state),
        words.tier(row.tier),
        words.form(row.form) if row.form else None,
        row.department,
        _place(row.slot, moment),
        row.id,
        row.title,
    ]


def pledge_fields(row: PledgeRow, moment: Moment) -> dict[str, Any]:
    """Return a pledge as fields."""
    return {
        "id": row.id,
        "version": row.version,
        "words": row.words.plain,
        "promise": row.promise.plain,
        "platform": row.platform,
        "post": row.post.plain or None,
        "under": row.under,
        "metric": row.metric,
        "threshold": row.threshold,
        "count": row.counted,
        "counted_at": moment.iso(row.counted_at),
        "reached_at": moment.iso(row.reached_at),
        **_slot(row, moment),
    }


def pledge_columns() -> list[Column]:
    """Return the headings of the pledges."""
    return [
        Column(_("State")),
        Column(_("Platform")),
        Column(_("Counts")),
        Column(_("Now"), right=True),
        Column(_("Wanted"), right=True),
        Column("%", right=True),
        Column(_("Counted at")),
        Column(_("Slot")),
        Column(_("Id")),
        Column(_("Promise"), flexible=True),
    ]


def pledge_cells(row: PledgeRow, moment: Moment) -> list[Cell]:
    """Return a pledge as cells."""
    words = moment.vocabulary
    return [
        pledge_state(row.state),
        words.platform(row.platform),
        words.metric(row.metric),
        f"{row.counted:,}",
        f"{row.threshold:,}",
        row.percent,
        moment.time(row.counted_at),
        _place(row.slot, moment),
        row.id,
        row.promise,
    ]


def story_fields(row: StoryRow, moment: Moment) -> dict[str, Any]:
    """Return a user's story as fields."""
    return {
        "id": row.id,
        "version": row.version,
        "text": row.text.plain,
        "author": row.author.plain,
        "interaction": row.interaction,
        "consent": row.consent,
        "consent_at": moment.iso(row.consent_at),
        "consent_by": _plain(row.consent_by),
        "file": _plain(row.proof),
        "sha256": row.sha256,
        **_slot(row, moment),
    }


def story_columns() -> list[Column]:
    """Return the headings of the stories."""
    return [
        Column(_("State")),
        Column(_("Consent")),
        Column(_("Of")),
        Column(_("Came")),
        Column(_("Slot")),
        Column(_("Id")),
        Column(_("Story"), flexible=True),
    ]


def story_cells(row: StoryRow, moment: Moment) -> list[Cell]:
    """Return a user's story as cells."""
    return [
        pool_state(row.state),
        consent_name(row.consent),
        row.author,
        moment.time(row.at),
        _place(row.slot, moment),
        row.id,
        row.text,
    ]
