"""The plan as iCalendar (RFC 5545): any calendar opens it, and knows a slot again in a newer export."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from rhythm_tui import __version__
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain.text import SafeText
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.words import slot_state

_SHOWN = timedelta(minutes=15)
"""How long a post stands in a calendar at least: it is a moment, which some calendars do not draw."""
_STATUS = {"planned": "TENTATIVE", "review": "TENTATIVE", "held": "TENTATIVE", "dropped": "CANCELLED"}


def calendar(slots: Iterable[SlotRow], vocabulary: Vocabulary, desk: str, now: int) -> bytes:
    """Return slots as a calendar.

    ``desk`` tells this desk's slots from another's; ``now`` is the instant of the export, ms UTC. Dropped
    slots are in it as cancelled, so that a calendar that has them takes them out.
    """
    from icalendar import Calendar, Event

    found = Calendar()
    found.add("prodid", f"-//rhythm-tui//rhythm-tui {__version__}//EN")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", _("Publishing plan"))
    for slot in slots:
        event = Event()
        event.add("uid", f"{slot.id}-{desk}@rhythm-tui")
        event.add("dtstamp", _utc(now))
        event.add("dtstart", _utc(slot.at))
        event.add("duration", max(_SHOWN, timedelta(seconds=slot.length_s or 0)))
        event.add("sequence", slot.version - 1)
        event.add("status", _STATUS.get(slot.state, "CONFIRMED"))
        event.add("transp", "TRANSPARENT")
        event.add("summary", f"{vocabulary.platform(slot.platform)} {_line(slot.title)}")
        event.add("description", "\n".join(_told(slot, vocabulary)))
        event.add("categories", [vocabulary.tier(slot.tier, full=True), vocabulary.form(slot.form)])
        if slot.url.plain:
            event.add("url", _line(slot.url))
        found.add_component(event)
    return bytes(found.to_ical())


def _told(slot: SlotRow, vocabulary: Vocabulary) -> list[str]:
    """Return what a slot's entry says besides its title, a line each."""
    lines = [
        say("state: {value}", value=slot_state(slot.state)),
        say("tier: {value}", value=vocabulary.tier(slot.tier, full=True)),
        say("form: {value}", value=vocabulary.form(slot.form)),
    ]
    if slot.audience:
        lines.append(say("audience: {value}", value=vocabulary.audience(slot.audience)))
    if slot.department:
        lines.append(say("department: {value}", value=_line(slot.department)))
    if slot.missing:
        roles = _(", ").join(vocabulary.role(role) for role in slot.missing)
        lines.append(say("sign-off missing: {roles}", roles=roles))
    if slot.tags.plain:
        lines.append(_line(slot.tags))
    return lines


def _line(text: SafeText) -> str:
    return " ".join(text.plain.split())


def _utc(instant: int) -> datetime:
    return datetime.fromtimestamp(instant // 1000, UTC)
