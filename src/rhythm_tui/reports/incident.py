"""The document of one incident: what it is, how its timers stand, what belongs to it, what was done."""

from __future__ import annotations

from rhythm_tui.desk.board import TimerRow
from rhythm_tui.desk.views import Event, IncidentDetail, QueueRow
from rhythm_tui.domain.deadlines import overrun_s, remaining_s
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, language, say
from rhythm_tui.reports.document import Block, Bullets, Document, Facts, Paragraph, Section, Table
from rhythm_tui.reports.phrases import event_phrase
from rhythm_tui.reports.statements import statement_sections
from rhythm_tui.reports.words import (
    clock_time,
    full_time,
    item_state,
    outcomes,
    source_of,
    span_words,
    stage_name,
)


def incident_document(detail: IncidentDetail, now: int, vocabulary: Vocabulary) -> Document:
    """Build the document of an incident as it stands at ``now`` (RHYTHM 20 to 24)."""
    card = detail.card
    return Document(
        language=language(),
        title=say("Incident {id}: {title}", id=card.id, title=card.title.plain),
        lead=(_facts(detail, vocabulary),),
        sections=(
            Section(_("Response timers"), (_timers(card.timers, now, vocabulary),)),
            *statement_sections(detail.statements, detail.carried, now, vocabulary),
            Section(_("Linked items"), (_items(detail.items, now, vocabulary),)),
            Section(_("What was done"), (_timeline(detail, vocabulary),)),
        ),
        footer=say("rhythm-tui, as of {time}", time=full_time(now, vocabulary)),
    )


def _facts(detail: IncidentDetail, vocabulary: Vocabulary) -> Facts:
    card = detail.card
    return Facts(
        (
            (_("Kind"), vocabulary.kind(card.kind)),
            (_("Grade"), vocabulary.grade(card.grade)),
            (_("Stage"), stage_name(card.stage)),
            (_("In charge"), card.owner.plain if card.owner else _("nobody")),
            (_("Discovered"), full_time(card.discovered_at, vocabulary)),
            (_("Graded"), full_time(card.graded_at, vocabulary)),
        )
    )


def _timers(timers: tuple[TimerRow, ...], now: int, vocabulary: Vocabulary) -> Block:
    header = (_("Timer"), _("Target"), _("Due"), _("Met"), _("By"), _("Outcome"), _("Evidence"))
    rows = tuple(
        (
            vocabulary.timer(timer.name),
            span_words(timer.target // 1000),
            full_time(timer.due_at, vocabulary),
            full_time(timer.met_at, vocabulary) if timer.met_at is not None else "-",
            timer.met_by.plain if timer.met_by else "-",
            timer_outcome(timer, now),
            timer.evidence.plain or "-",
        )
        for timer in timers
    )
    return Table(header, rows) if rows else Paragraph(_("This grade has no timers."))


def timer_outcome(timer: TimerRow, now: int) -> str:
    """Return how a timer stands: met in time or late, waived, running or overdue, and by how much."""
    if timer.waived_at is not None:
        return _waived(timer)
    if timer.met_at is not None:
        missed = timer.missed_s or 0
        return say("met late, by {span}", span=span_words(missed)) if missed else _("met in time")
    if timer.late(now):
        return say("overdue by {span}", span=span_words(overrun_s(timer.due_at, now)))
    return say("{span} left", span=span_words(remaining_s(timer.due_at, now)))


def _waived(timer: TimerRow) -> str:
    if timer.missed_s:
        return say(
            "waived, late by {span}: {reason}", span=span_words(timer.missed_s), reason=timer.waiver.plain
        )
    if timer.waived_by_grade:
        return _("waived: the grade does not ask for it")
    return say("waived: {reason}", reason=timer.waiver.plain)


def _items(items: tuple[QueueRow, ...], now: int, vocabulary: Vocabulary) -> Block:
    if not items:
        return Paragraph(_("None."))
    header = (
        _("Id"), _("Source"), _("Author"), _("Posted"), _("State"),
        _("Topic"), _("Waiting for"), _("Outcome"), _("Text"),
    )  # fmt: skip
    rows = tuple(
        (
            row.id,
            source_of(row, vocabulary),
            row.author.plain,
            clock_time(row.posted_at, vocabulary, now),
            item_state(row.state),
            row.topic.plain if row.topic else "-",
            row.waiting.plain if row.waiting and row.state == "open" else "-",
            outcomes().get(row.outcome, row.outcome) if row.outcome else "-",
            row.text.plain,
        )
        for row in items
    )
    return Table(header, rows)


def _timeline(detail: IncidentDetail, vocabulary: Vocabulary) -> Block:
    return Bullets(tuple(_event(event, detail.card.id, vocabulary) for event in detail.timeline))


def _event(event: Event, incident: str, vocabulary: Vocabulary) -> str:
    """Tell an event at the time it speaks of, and when that was entered where it is another."""
    at = event.at if event.told_at is None else event.told_at
    phrase = event_phrase(event, vocabulary)
    what = phrase if event.subject == incident else f"{event.subject} {phrase}"
    told = f"{full_time(at, vocabulary)}  {event.operator.plain}  {what}"
    if event.words.plain:
        told = say("{what}: {told}", what=told, told=event.words.plain)
    if event.back_dated:
        told = say("{what} (entered {time})", what=told, time=full_time(event.at, vocabulary))
    return say("{what} (taken back)", what=told) if event.undone else told
