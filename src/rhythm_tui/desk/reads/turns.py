"""How long what was read holds: the instant at which the desk changes though nobody writes."""

from __future__ import annotations

from collections.abc import Iterator

from rhythm_tui.desk.asks import next_asking
from rhythm_tui.desk.reads.base import Turn
from rhythm_tui.desk.reads.incidents import IncidentReads
from rhythm_tui.desk.reads.slots import SlotReads
from rhythm_tui.domain.deadlines import SECOND, second
from rhythm_tui.store import bands

_NEVER = Turn((-1, 0), 0, 0)


class TurnReads(IncidentReads, SlotReads):
    """Reads again only what may have changed: between two limits a desk of any size stands still."""

    _turn = _beside = _NEVER

    def turn(self, now: int) -> Turn:
        """Return how long bands, timers, slots and what is asked about them stay as they are at ``now``.

        The same turn as before means that nothing of that has changed.
        """
        version, last = self._stand(), self._turn
        if not _holds(last, version, now):
            if not _holds(self._beside, version, now):
                self._beside = Turn(version, now, min(at for at in self._limits(now) if at > now))
            row = bands.next_limit(self._connection, now)
            until = self._beside.until if row is None else min(row, self._beside.until)
            self._turn = Turn(version, now, until)
        return self._turn

    def beside(self, now: int) -> Turn:
        """Return how long all but the rows of the queue stays as it is: they reach limits all the time."""
        self.turn(now)
        return self._beside

    def crossed(self, since: int, now: int) -> list[tuple[str, int]]:
        """Return band and number of the open items nobody holds that came into their band after ``since``."""
        found = bands.passed(self._connection, since, now, free=True)
        return [(band, n) for _at, band, n in found]

    def _limits(self, now: int) -> Iterator[int]:
        """Yield the instants at which all but the rows changes; those that have passed are of no account."""
        start, end = self.vocabulary.day_bounds(now)
        yield end
        asking = next_asking(self._connection, self.vocabulary.chain(), now)
        if asking is not None:
            yield second(asking) * SECOND
        for card in self.incidents():
            for timer in card.timers:
                if timer.runs:
                    yield from (second(timer.soon_at) * SECOND, _after(timer.due_at))
        grace = self.vocabulary.desk_span("slot_grace")
        for slot in self.slots(start - grace, end, now):
            yield from (slot.at, slot.at + 1, _after(slot.at + grace))


def _holds(turn: Turn, version: tuple[int, int], now: int) -> bool:
    return turn.version == version and turn.since <= now < turn.until


def _after(limit: int) -> int:
    """Return the instant at which a limit has passed: its own second is in time."""
    return (second(limit) + 1) * SECOND
