"""The timeline of an incident in documents: what was done, and notes at the time they speak of."""

from __future__ import annotations

from rhythm_tui.desk.views import Event, Fact, IncidentDetail
from rhythm_tui.domain.text import SafeText
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.clock_words import doubted
from rhythm_tui.reports.document import Block, Bullets, Paragraph, Section
from rhythm_tui.reports.phrases import event_phrase
from rhythm_tui.reports.words import full_time, purged


def timeline_section(detail: IncidentDetail, vocabulary: Vocabulary) -> Section:
    """Return everything that was done, in the order of time."""
    incident = detail.card.id
    lines = tuple(_line(event, _what(event, incident, vocabulary), vocabulary) for event in detail.timeline)
    return Section(_("What was done"), (Bullets(lines),))


def decisions(timeline: tuple[Event, ...], vocabulary: Vocabulary) -> Block:
    """Return the decisions that were written down and not taken back (RHYTHM 24)."""
    found = (event for event in timeline if _is_decision(event) and not event.undone)
    lines = tuple(_line(event, "", vocabulary) for event in found)
    return Bullets(lines) if lines else Paragraph(_("None was written down."))


def _is_decision(event: Event) -> bool:
    return event.verb == "incident.note" and Fact("kind", SafeText("decision")) in event.facts


def _what(event: Event, incident: str, vocabulary: Vocabulary) -> str:
    phrase = event_phrase(event, vocabulary)
    return f"  {phrase}" if event.subject == incident else f"  {event.subject} {phrase}"


def _line(event: Event, what: str, vocabulary: Vocabulary) -> str:
    """Tell an event at the time it speaks of, and when that was entered where it is another."""
    at = event.at if event.told_at is None else event.told_at
    time = doubted(full_time(at, vocabulary), doubt=event.doubt and event.told_at is None)
    told = f"{time}  {event.operator.plain}{what}"
    if words := event.words.plain or (purged() if event.purged else ""):
        told = say("{what}: {told}", what=told, told=words)
    if event.back_dated:
        told = say("{what} (entered {time})", what=told, time=full_time(event.at, vocabulary))
    return say("{what} (taken back)", what=told) if event.undone else told
