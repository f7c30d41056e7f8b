"""The timeline of an incident: what was done to it and to what belongs to it, in the order of time.

What was done stands where its journal line stands: where the clock has stepped back, the number of the line
decides. A note stands at the time it speaks of.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from rhythm_tui.desk.events import events_of
from rhythm_tui.desk.views import Event
from rhythm_tui.domain import ids
from rhythm_tui.store import incidents, journal, response
from rhythm_tui.store.journal import Entry
from rhythm_tui.store.sqlite import Connection

_OF_AN_ITEM = "reply.post"
"""What is told of an item that belongs to an incident: its answer in public."""
_OF_A_MERGED_ONE = "incident.merge"
"""What is told of another incident that goes on as this one: that it was merged."""


def timeline(connection: Connection, incident: int) -> tuple[Event, ...]:
    """Return the timeline of an incident (RHYTHM 24)."""
    own = list(journal.about(connection, [ids.name(ids.INCIDENT, incident)]))
    began = min((entry.seq for entry in own), default=0)
    others = response.subjects(connection, incident)
    items = journal.about(connection, _names("interaction", others))
    slots = (entry for entry in journal.about(connection, _names("slot", others)) if entry.seq > began)
    rest = journal.about(
        connection,
        [name for table in ("task", "statement", "notification", "lesson") for name in _names(table, others)],
    )
    merged = journal.about(
        connection, [ids.name(ids.INCIDENT, n) for n in incidents.merged_into(connection, incident)]
    )
    taken_in = _about(merged, _OF_A_MERGED_ONE)
    entries = sorted(
        chain(own, taken_in, _about(items, _OF_AN_ITEM), slots, rest), key=lambda entry: entry.seq
    )
    return in_order(events_of(connection, entries))


def _names(table: str, numbers: dict[str, tuple[int, ...]]) -> list[str]:
    return [ids.name(ids.PREFIX_OF[table], n) for n in numbers[table]]


def _about(entries: Iterable[Entry], verb: str) -> list[Entry]:
    """Keep the lines of one verb, and those that took them back or did them again."""
    kept: dict[int, Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.seq):
        if entry.verb == verb or entry.undoes in kept:
            kept[entry.seq] = entry
    return list(kept.values())


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return events, given by their numbers, in the order of what they tell."""
    latest = 0
    placed = []
    for event in events:
        latest = max(latest, event.at)
        placed.append((latest if event.told_at is None else event.told_at, event.seq, event))
    return tuple(event for _, _, event in sorted(placed, key=lambda one: one[:2]))
