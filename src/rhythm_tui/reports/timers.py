"""Response timers in documents."""

from __future__ import annotations

from rhythm_tui.desk.board import TimerRow
from rhythm_tui.domain.deadlines import overrun_s, remaining_s
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.document import Block, Paragraph, Table
from rhythm_tui.reports.words import full_time, span_words, told_words


def timer_table(timers: tuple[TimerRow, ...], now: int, vocabulary: Vocabulary) -> Block:
    """Return what was wanted of each timer, and what came of it."""
    header = (_("Timer"), _("Target"), _("Due"), _("Met"), _("By"), _("Outcome"), _("Evidence"))
    rows = tuple(
        (
            vocabulary.timer(timer.name),
            span_words(timer.target // 1000),
            full_time(timer.due_at, vocabulary),
            full_time(timer.met_at, vocabulary) if timer.met_at is not None else "-",
            timer.met_by.plain if timer.met_by else "-",
            timer_outcome(timer, now),
            timer_evidence(timer),
        )
        for timer in timers
    )
    return Table(header, rows) if rows else Paragraph(_("This grade has no timers."))


def timer_outcome(timer: TimerRow, now: int) -> str:
    """Return how a timer stands: met in time or late, waived, running or overdue, and by how much."""
    missed = span_words(timer.missed_s or 0)
    if timer.waived_at is not None:
        return _waived(timer)
    if timer.met_at is not None:
        return say("met late, by {span}", span=missed) if timer.missed_s else _("met in time")
    if timer.late(now):
        return say("overdue by {span}", span=span_words(overrun_s(timer.due_at, now)))
    left = say("{span} left", span=span_words(remaining_s(timer.due_at, now)))
    return say("{left}, missed before by {span}", left=left, span=missed) if timer.missed_s else left


def _waived(timer: TimerRow) -> str:
    if timer.waived_by_grade:
        return _("waived: the grade does not ask for it")
    reason = told_words(timer.waiver)
    if timer.missed_s:
        return say("waived, late by {span}: {reason}", span=span_words(timer.missed_s), reason=reason)
    return say("waived: {reason}", reason=reason)


def timer_evidence(timer: TimerRow) -> str:
    """Return what shows that a timer was met: words, and a file or link where there is one."""
    if timer.met_at is None:
        return "-"
    parts = [told_words(timer.evidence)]
    if timer.sha256 is not None:
        parts.append(say("file {name}, SHA-256 {digest}", name=told_words(timer.file), digest=timer.sha256))
    if timer.url.plain:
        parts.append(timer.url.plain)
    return "; ".join(parts)
