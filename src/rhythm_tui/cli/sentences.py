"""Rows and the duty header as sentences, to be read aloud: no table, no colours, one line for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rhythm_tui.cli.rows import Moment
from rhythm_tui.cli.tables import Cell, Column, cell_text
from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.desk.views import QueueRow, SlotRow, Status
from rhythm_tui.desk.workspace import TaskRow
from rhythm_tui.domain.deadlines import BANDS, remaining_s
from rhythm_tui.domain.text import SafeText
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, clauses, ngettext, say
from rhythm_tui.reports.alarm_words import alarm_text
from rhythm_tui.reports.day_words import date
from rhythm_tui.reports.slot_words import standing
from rhythm_tui.reports.words import band_in_full, clock_time, source_of, span_words, stage_name


def row_sentence(
    noun: str, columns: Sequence[Column], cells: Sequence[Cell], row: Any, moment: Moment
) -> str:
    """Return a row of a list as a sentence; nouns with no words of their own say their columns one by one."""
    told = _SENTENCES.get(noun)
    if told is not None:
        return told(row, moment)
    pairs = zip(columns, cells, strict=True)
    return clauses(
        say("{what}: {why}", what=column.heading, why=cell_text(cell))
        for column, cell in pairs
        if cell is not None
    )


def _queue(row: QueueRow, moment: Moment) -> str:
    band = row.band(moment.now)
    left, clock = row.remaining_s(moment.now), row.shown_clock(moment.now)
    if left is None:
        stands = _("without a limit")
    elif left < 0:
        stands = say("past its {clock} limit by {span}", clock=clock, span=span_words(left))
    else:
        stands = say("{span} left of {clock}", span=span_words(left), clock=clock)
    return say(
        "{id}, {band}, {stands}. {source} from {author}, {owner}: {text}",
        id=row.id,
        band=band_in_full(band) if band else _("live"),
        stands=stands,
        source=source_of(row, moment.vocabulary),
        author=cell_text(row.author),
        owner=_owner(row.owner),
        text=cell_text(row.text),
    )


def _incident(card: IncidentCard, moment: Moment) -> str:
    words, following = moment.vocabulary, card.next_due
    timer = _("no timer runs")
    if following is not None:
        left = remaining_s(following.due_at, moment.now)
        name, span = words.timer(following.name), span_words(left)
        timer = (
            say("{timer} past due by {span}", timer=name, span=span)
            if left < 0
            else say("{timer} due in {span}", timer=name, span=span)
        )
    return say(
        "{id}, {grade}, {kind}, at {stage}, {owner}. {timer}: {title}",
        id=card.id,
        grade=words.grade(card.grade),
        kind=words.kind(card.kind),
        stage=stage_name(card.stage),
        owner=_owner(card.owner),
        timer=timer,
        title=cell_text(card.title),
    )


def _slot(row: SlotRow, moment: Moment) -> str:
    words = moment.vocabulary
    missing = _(", ").join(words.role(role, short=True) for role in row.missing)
    return say(
        "{id}, {time}, {state}{missing}. {platform}, {form}: {title}",
        id=row.id,
        time=moment.time(row.at),
        state=standing(row),
        missing=say(", needs {roles}", roles=missing) if missing else "",
        platform=words.platform(row.platform),
        form=words.form(row.form),
        title=cell_text(row.title),
    )


def _task(row: TaskRow, moment: Moment) -> str:
    due = _("without a limit")
    if row.due_at is not None:
        left = remaining_s(row.due_at, moment.now)
        span = span_words(left)
        due = say("late by {span}", span=span) if left < 0 else say("{span} left", span=span)
    return say(
        "{id}, {due}, of {of}, {owner}: {text}",
        id=row.id,
        due=due,
        of=row.incident or row.slot,
        owner=_owner(row.owner),
        text=cell_text(row.text),
    )


def _owner(owner: SafeText | None) -> str:
    return say("{name} is on it", name=cell_text(owner)) if owner else _("nobody is on it")


_SENTENCES: dict[str, Callable[[Any, Moment], str]] = {
    "queue": _queue,
    "incidents": _incident,
    "slots": _slot,
    "tasks": _task,
}


def status_sentences(found: Status, vocabulary: Vocabulary, operator: str) -> list[str]:
    """Return the duty header as sentences."""
    time = vocabulary.local(found.now).strftime("%H:%M")
    shift = vocabulary.shift(found.now)
    at = say("It is {time}, {date}.", time=time, date=date(found.now, vocabulary))
    who = say("{name} shift {hours}", name=shift.name, hours=shift.hours) if shift else _("no shift")
    return [
        f"{at} {say('{who}, {operator} is here.', who=who, operator=operator)}",
        _queue_told(found, vocabulary),
        _incidents_told(found, vocabulary),
        _slots_told(found, vocabulary),
        *(say("Alarm: {alarm}.", alarm=alarm_text(alarm)) for alarm in found.alarms),
    ]


def _queue_told(found: Status, vocabulary: Vocabulary) -> str:
    if not found.open:
        return _("The queue is empty.")
    counts = zip(BANDS, (found.neglected, found.late, found.soon, found.ok), strict=True)
    bands = _(", ").join(f"{n} {band_in_full(band)}" for band, n in counts if n)
    words = ngettext("{n} item is open: {bands}.", "{n} items are open: {bands}.", found.open)
    parts = [_counted(words, found.open, bands=bands)]
    if found.unowned_late:
        words = ngettext("{n} late with nobody on it.", "{n} late with nobody on them.", found.unowned_late)
        parts.append(_counted(words, found.unowned_late))
    return " ".join([*parts, *_next(found.next_due, found.now, vocabulary)])


def _incidents_told(found: Status, vocabulary: Vocabulary) -> str:
    if not found.incidents_open:
        return _("No incident is open.")
    n = found.incidents_open
    parts = [_counted(ngettext("{n} incident is open.", "{n} incidents are open.", n), n)]
    if found.incidents_late:
        words = ngettext("{n} has a timer past due.", "{n} have a timer past due.", found.incidents_late)
        parts.append(_counted(words, found.incidents_late))
    return " ".join([*parts, *_next(found.incidents_next_due, found.now, vocabulary)])


def _slots_told(found: Status, vocabulary: Vocabulary) -> str:
    if not found.slots_today:
        return _("No slot is planned today.")
    parts = [say("{n} of {total} slots are out today.", n=found.slots_published, total=found.slots_today)]
    if found.slots_missed:
        parts.append(say("{n} missed.", n=found.slots_missed))
    if found.slots_awaiting_review:
        parts.append(say("{n} to be signed off.", n=found.slots_awaiting_review))
    return " ".join([*parts, *_next(found.slots_next_at, found.now, vocabulary)])


def _next(instant: int | None, now: int, vocabulary: Vocabulary) -> list[str]:
    if instant is None:
        return []
    left, time = remaining_s(instant, now), clock_time(instant, vocabulary, now)
    if left < 0:
        return [say("The next was due {time}, {span} ago.", time=time, span=span_words(left))]
    return [say("The next is due {time}, in {span}.", time=time, span=span_words(left))]


def _counted(words: str, n: int, **values: str) -> str:
    return words.format(n=n, **values)
