"""Rows of the desk as flat fields for scripts, and as cells for people."""

from __future__ import annotations

from typing import Any

from rhythm_tui.cli.tables import Cell, Column
from rhythm_tui.desk.board import IncidentCard, TimerRow
from rhythm_tui.desk.views import JournalRow, QueueRow
from rhythm_tui.domain.deadlines import remaining_s
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import SafeText
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _
from rhythm_tui.reports.clock_words import doubted
from rhythm_tui.reports.words import (
    band_word,
    clock_time,
    remaining,
    source_of,
    stage_name,
    verb_name,
)

QUEUE = (
    "id", "version", "platform", "kind", "band", "due_at", "clock", "remaining_s", "author", "text", "owner",
    "state", "posted_at", "seen_at", "post", "reply_state", "incident", "topic", "tags", "waiting",
    "remind_at", "referred",
)  # fmt: skip
INCIDENTS = (
    "id", "version", "kind", "grade", "stage", "title", "owner", "discovered_at", "graded_at", "linked",
    "tasks", "held", "source", "occurred_at", "next_timer", "next_due", "remaining_s", "timers",
)  # fmt: skip
JOURNAL = ("seq", "at", "operator", "verb", "subject", "undoes", "simulated", "doubt", "seat", "hash")


class Moment(NamedTuple):
    """When rows are looked at, and in which words."""

    now: int
    vocabulary: Vocabulary

    def iso(self, instant: int | None) -> str | None:
        """Return an instant as ISO 8601 with the hospital's offset."""
        return None if instant is None else self.vocabulary.iso(instant)

    def time(self, instant: int | None) -> str | None:
        """Return an instant as the wall clock shows it."""
        return None if instant is None else clock_time(instant, self.vocabulary, self.now)


def _plain(text: SafeText | None) -> str | None:
    return None if text is None else text.plain


def queue_fields(row: QueueRow, moment: Moment) -> dict[str, Any]:
    """Return a row of the queue as the contract has it, and what is known besides."""
    return {
        "id": row.id,
        "version": row.version,
        "platform": row.platform,
        "kind": row.kind,
        "band": row.band(moment.now),
        "due_at": moment.iso(row.shown_due(moment.now)),
        "clock": row.shown_clock(moment.now),
        "remaining_s": row.remaining_s(moment.now),
        "author": row.author.plain,
        "text": row.text.plain,
        "owner": _plain(row.owner),
        "state": row.state,
        "posted_at": moment.iso(row.posted_at),
        "seen_at": moment.iso(row.seen_at),
        "post": row.post.plain or None,
        "reply_state": row.reply_state,
        "incident": row.incident,
        "topic": _plain(row.topic),
        "tags": [tag.plain for tag in row.tags],
        "waiting": _plain(row.waiting),
        "remind_at": moment.iso(row.remind_at),
        "referred": row.referred,
    }


def queue_columns() -> list[Column]:
    """Return the headings of the queue."""
    return [
        Column(_("Band")),
        Column(_("Left"), right=True),
        Column(_("Clock"), right=True),
        Column(_("Source")),
        Column(_("From")),
        Column(_("Owner")),
        Column(_("Id")),
        Column(_("Text"), flexible=True),
    ]


def queue_cells(row: QueueRow, moment: Moment) -> list[Cell]:
    """Return a row of the queue as cells."""
    left = row.remaining_s(moment.now)
    return [
        band_word(row.band(moment.now)),
        None if left is None else remaining(left),
        row.shown_clock(moment.now),
        source_of(row, moment.vocabulary),
        row.author,
        row.owner,
        row.id,
        row.text,
    ]


def incident_fields(card: IncidentCard, moment: Moment) -> dict[str, Any]:
    """Return an incident as fields, its timers as a list."""
    following = card.next_due
    return {
        "id": card.id,
        "version": card.version,
        "kind": card.kind,
        "grade": card.grade,
        "stage": card.stage,
        "title": card.title.plain,
        "owner": _plain(card.owner),
        "discovered_at": moment.iso(card.discovered_at),
        "graded_at": moment.iso(card.graded_at),
        "linked": card.linked,
        "tasks": card.tasks,
        "held": card.held,
        "source": card.source or None,
        "occurred_at": moment.iso(card.occurred_at),
        "next_timer": following.name if following else None,
        "next_due": moment.iso(following.due_at) if following else None,
        "remaining_s": remaining_s(following.due_at, moment.now) if following else None,
        "timers": [_timer_fields(timer, moment) for timer in card.timers],
    }


def _timer_fields(timer: TimerRow, moment: Moment) -> dict[str, Any]:
    return {
        "name": timer.name,
        "start": moment.iso(timer.start),
        "target_s": timer.target // 1000,
        "due_at": moment.iso(timer.due_at),
        "met_at": moment.iso(timer.met_at),
        "met_by": _plain(timer.met_by),
        "evidence": timer.evidence.plain or None,
        "waived_at": moment.iso(timer.waived_at),
        "waived_by": _plain(timer.waived_by),
        "file": timer.file.plain or None,
        "sha256": timer.sha256,
        "url": timer.url.plain or None,
        "late": timer.late(moment.now) or bool(timer.missed_s),
        "missed_s": timer.missed_s,
    }


def incident_columns() -> list[Column]:
    """Return the headings of the board."""
    return [
        Column(_("Left"), right=True),
        Column(_("Next")),
        Column(_("Grade")),
        Column(_("Kind")),
        Column(_("Stage")),
        Column(_("In charge")),
        Column(_("Id")),
        Column(_("Title"), flexible=True),
    ]


def incident_cells(card: IncidentCard, moment: Moment) -> list[Cell]:
    """Return an incident as cells."""
    following = card.next_due
    words = moment.vocabulary
    return [
        remaining(remaining_s(following.due_at, moment.now)) if following else None,
        words.timer(following.name) if following else None,
        words.grade(card.grade),
        words.kind(card.kind),
        stage_name(card.stage),
        card.owner,
        card.id,
        card.title,
    ]


def journal_fields(row: JournalRow, moment: Moment) -> dict[str, Any]:
    """Return a line of the journal as fields."""
    return {
        "seq": row.seq,
        "at": moment.iso(row.at),
        "operator": row.operator.plain,
        "verb": row.verb,
        "subject": row.subject,
        "undoes": row.undoes,
        "simulated": row.simulated,
        "doubt": row.doubt,
        "seat": row.seat,
        "hash": row.hash,
    }


def journal_columns() -> list[Column]:
    """Return the headings of the journal."""
    return [
        Column(_("Row"), right=True),
        Column(_("Time")),
        Column(_("Operator")),
        Column(_("What")),
        Column(_("Of")),
        Column(_("Undoes"), right=True),
        Column(_("Simulated")),
        Column(_("Hash")),
    ]


def journal_cells(row: JournalRow, moment: Moment) -> list[Cell]:
    """Return a line of the journal as cells."""
    return [
        row.seq,
        doubted(moment.time(row.at) or "", doubt=row.doubt),
        row.operator,
        verb_name(row.verb),
        row.subject,
        row.undoes,
        _("yes") if row.simulated else None,
        row.hash[:12],
    ]
