"""The duty header as ``status`` tells it: lines for people, fields for scripts."""

from __future__ import annotations

from rhythm_tui.cli.output import as_json, coloured
from rhythm_tui.cli.session import Session
from rhythm_tui.desk.views import Status
from rhythm_tui.domain.deadlines import Band, remaining_s
from rhythm_tui.domain.text import fit, width
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, ngettext, say
from rhythm_tui.reports.alarm_words import alarm_text
from rhythm_tui.reports.day_words import date
from rhythm_tui.reports.words import band_word, clock_time, span_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal

    Form = Literal["text", "json", "line", "plain"]
    """How the header is told: lines for a person, fields, one line for a status bar, or sentences."""


_COLOURS = {Band.NEGLECTED: "magenta", Band.LATE: "red", Band.SOON: "yellow", Band.OK: "green"}


def glance(session: Session, form: Form = "text") -> str:
    """Return what a glance at the desk tells. Raises ``DeskUnusable``, ``BadSetting``, ``WrongUse``."""
    with session.glance() as reader:
        found = reader.status(session.now())
        if form == "json":
            return as_json(status_fields(found, session.vocabulary))
        if form == "line":
            return status_line(found, session.vocabulary)
        if form == "plain":
            from rhythm_tui.cli.sentences import status_sentences

            return "\n".join(status_sentences(found, session.vocabulary, session.operator))
        return "\n".join(status_lines(found, session.vocabulary, session.operator))


def status_fields(found: Status, vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the duty header as the contract has it; instants in ISO 8601, null where there is none."""

    def iso(instant: int | None) -> str | None:
        return None if instant is None else vocabulary.iso(instant)

    return {
        "now": vocabulary.iso(found.now),
        "queue": {
            "open": found.open,
            "ok": found.ok,
            "soon": found.soon,
            "late": found.late,
            "neglected": found.neglected,
            "unowned_late": found.unowned_late,
            "next_due": iso(found.next_due),
        },
        "incidents": {
            "open": found.incidents_open,
            "late": found.incidents_late,
            "next_due": iso(found.incidents_next_due),
        },
        "slots": {
            "today": found.slots_today,
            "published": found.slots_published,
            "missed": found.slots_missed,
            "awaiting_review": found.slots_awaiting_review,
            "next_at": iso(found.slots_next_at),
        },
        "alarms": [
            {"code": a.code, "count": a.number, "subject": a.subject, "text": alarm_text(a)}
            for a in found.alarms
        ],
        "journal": {"seq": found.seq, "head": found.head},
    }


def status_line(found: Status, vocabulary: Vocabulary) -> str:
    """Return one line for a status bar: ``!`` where something is late, counts, what falls due next."""
    pressing = found.late or found.neglected or found.incidents_late or found.slots_missed
    counts = zip(_COLOURS, (found.neglected, found.late, found.soon, found.ok), strict=True)
    parts = ["!" if pressing else "=", *(f"{band_word(band)} {n}" for band, n in counts if n)]
    if found.incidents_open:
        parts.append(say("incidents {n}", n=found.incidents_open))
    due = [instant for instant in (found.next_due, found.incidents_next_due) if instant is not None]
    ahead = [instant for instant in due if instant >= found.now]
    if ahead:
        parts.append(say("due {time}", time=clock_time(min(ahead), vocabulary, found.now)))
    return " ".join(parts)


def status_lines(found: Status, vocabulary: Vocabulary, operator: str) -> list[str]:
    """Return the duty header as lines for a person."""
    rows = [
        (_("Queue"), _queue(found, vocabulary)),
        (_("Incidents"), _incidents(found, vocabulary)),
        (_("Slots"), _slots(found, vocabulary)),
        *((_("Alarm"), coloured(alarm_text(alarm), "red", bold=True)) for alarm in found.alarms),
        (
            _("Journal"),
            say("row {seq}  {head}", seq=found.seq, head=found.head[:12]) if found.seq else _("empty"),
        ),
    ]
    cells = max(width(name) for name, _words in rows) + 2
    return [
        _heading(found.now, vocabulary, operator),
        *(f"{fit(name, cells)}{words}" for name, words in rows),
    ]


def _heading(now: int, vocabulary: Vocabulary, operator: str) -> str:
    shift = vocabulary.shift(now)
    parts = [f"{date(now, vocabulary)} {vocabulary.local(now).strftime('%H:%M:%S')}"]
    if shift is not None:
        parts.append(say("{name} shift {hours}", name=shift.name, hours=shift.hours))
    return coloured("  ".join([*parts, operator]), bold=True)


def _queue(found: Status, vocabulary: Vocabulary) -> str:
    counts = (
        (Band.NEGLECTED, found.neglected),
        (Band.LATE, found.late),
        (Band.SOON, found.soon),
        (Band.OK, found.ok),
    )
    parts = [coloured(f"{band_word(band)} {n}", _COLOURS[band] if n else "") for band, n in counts]
    if found.undated:
        parts.append(f"{band_word(None)} {found.undated}")
    parts.append(say("{n} open", n=found.open))
    if found.unowned_late:
        words = ngettext("{n} late with nobody on it", "{n} late with nobody on them", found.unowned_late)
        parts.append(coloured(words.format(n=found.unowned_late), "red"))
    return "  ".join([*parts, *_due(found.next_due, found.now, vocabulary)])


def _incidents(found: Status, vocabulary: Vocabulary) -> str:
    parts = [say("{n} open", n=found.incidents_open)]
    if found.incidents_late:
        parts.append(coloured(say("{n} late", n=found.incidents_late), "red"))
    return "  ".join([*parts, *_due(found.incidents_next_due, found.now, vocabulary)])


def _slots(found: Status, vocabulary: Vocabulary) -> str:
    parts = [say("{n} of {total} published", n=found.slots_published, total=found.slots_today)]
    if found.slots_missed:
        parts.append(coloured(say("{n} missed", n=found.slots_missed), "red"))
    if found.slots_awaiting_review:
        parts.append(say("{n} to be signed off", n=found.slots_awaiting_review))
    return "  ".join([*parts, *_next_slot(found.slots_next_at, found.now, vocabulary)])


def _due(instant: int | None, now: int, vocabulary: Vocabulary) -> list[str]:
    if instant is None:
        return []
    left = remaining_s(instant, now)
    time = clock_time(instant, vocabulary, now)
    if left < 0:
        return [say("next due {time} ({span} ago)", time=time, span=span_words(left))]
    return [say("next due {time} (in {span})", time=time, span=span_words(left))]


def _next_slot(instant: int | None, now: int, vocabulary: Vocabulary) -> list[str]:
    if instant is None:
        return []
    left = span_words(remaining_s(instant, now))
    return [say("next {time} (in {span})", time=clock_time(instant, vocabulary, now), span=left)]
