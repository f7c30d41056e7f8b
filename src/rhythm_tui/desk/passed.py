"""What passed while nobody was at the desk: found from the limits themselves, so that it needs no record.

A thing stands in a digest once, with the gravest that it came to; who must be told of it stands besides.
Standard library only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rhythm_tui.desk.asks import AskRow
from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain import ids
from rhythm_tui.domain.deadlines import is_past, second
from rhythm_tui.domain.named import NamedTuple

CODES = ("timer_late", "neglected", "late", "slot_missed", "ask", "timer_soon", "soon", "reminder")
"""What can pass, the gravest first: bands of interactions (RHYTHM 13 and 14), timers of incidents, slots
not published in time, who must be told of a timer (RHYTHM 22 and 23), reminders."""


class Passed(NamedTuple):
    """One limit that was passed."""

    at: int
    """The limit itself: what was due at 03:00 passed at 03:00."""
    code: str
    """One of ``CODES``."""
    id: str
    name: str = ""
    """Which timer of an incident; empty for everything else."""
    duty: str = ""
    """Who must be told of it: a duty of the playbook."""


class Digest(NamedTuple):
    """What passed unattended between two instants, in the order of time."""

    since: int
    until: int
    rows: tuple[Passed, ...]

    def counts(self) -> Counter[str]:
        """Return how many there are of each code."""
        return Counter(row.code for row in self.rows)


def digest(since: int, until: int, rows: Iterable[Passed]) -> Digest:
    """Return ``rows`` as a digest, ordered by time; of the same instant the gravest first."""
    return Digest(since, until, tuple(sorted(rows, key=_order)))


def _order(row: Passed) -> tuple[int, int, tuple[str, int] | tuple[()], str, str]:
    return row.at, CODES.index(row.code), ids.split(row.id) or (), row.name, row.duty


def asked(rows: Iterable[AskRow], since: int) -> Iterator[Passed]:
    """Return who must be told and was asked for after ``since``, at the last asking: whoever was told is not.

    A line of its own beside its timer's: that one waits for the work, this one for a word to somebody.
    """
    for row in rows:
        if row.open and second(row.ask.asked_at) > second(since):
            yield Passed(row.ask.asked_at, "ask", row.incident, row.timer, row.ask.duty)


def attention(
    cards: Sequence[IncidentCard], slots: Sequence[SlotRow], grace: int, now: int
) -> frozenset[Passed]:
    """Return the unmet timers that are due soon or late at ``now``, and the slots that are missed by then.

    ``grace`` is how long (ms) after its time a slot may still go out.
    """
    return frozenset((*_timers(cards, now), *_slots(slots, grace, now)))


def _timers(cards: Sequence[IncidentCard], now: int) -> Iterator[Passed]:
    for card in cards:
        for timer in card.timers:
            if timer.late(now):
                yield Passed(timer.due_at, "timer_late", card.id, timer.name)
            elif timer.runs and second(now) >= second(timer.soon_at):
                yield Passed(timer.soon_at, "timer_soon", card.id, timer.name)


def _slots(slots: Sequence[SlotRow], grace: int, now: int) -> Iterator[Passed]:
    for slot in slots:
        if slot.state == "missed" and is_past(slot.at + grace, now):
            yield Passed(slot.at + grace, "slot_missed", slot.id)
