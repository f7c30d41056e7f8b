"""The open queue in the order of the desk, carried on from one moment to the next."""

from __future__ import annotations

from array import array
from contextlib import suppress

from rhythm_tui.domain.deadlines import SECOND, Band
from rhythm_tui.store import bands, interactions
from rhythm_tui.store.sqlite import Connection

_GROWN = (Band.NEGLECTED, Band.LATE)
"""What comes into these bands comes behind all that is there."""
_CLOSE = (Band.SOON, Band.OK)
"""What comes into these may come between others. They are read again: what is not yet late is never much."""
_AT_MOST = 60 * SECOND
"""Milliseconds over which the order is carried on: over more, so many may have moved that it is read anew."""


class DeskOrder:
    """The numbers of all open items, the worst first.

    While nobody writes nothing but a limit moves an item, and mostly those that are late stay as they stand.
    """

    def __init__(self) -> None:
        self._version: tuple[int, int] | None = None
        self._now = 0
        self._parts: dict[str, array[int]] = {}

    def at(self, connection: Connection, version: tuple[int, int], now: int) -> array[int]:
        """Return the numbers at ``now``; ``version`` is another one once somebody has written."""
        if version != self._version or not 0 <= now - self._now <= _AT_MOST:
            self._parts = {part: _read(connection, part, now) for part in interactions.PARTS}
        else:
            self._move(connection, now)
        self._version, self._now = version, now
        numbers = array("q")
        for part in self._parts.values():
            numbers.extend(part)
        return numbers

    def _move(self, connection: Connection, now: int) -> None:
        come = sorted(bands.passed(connection, self._now, now))
        for _at, band, n in come:
            if band in _GROWN:
                self._leave(n)
                self._parts[band].append(n)
        if come:
            self._parts |= {band: _read(connection, band, now) for band in _CLOSE}

    def _leave(self, n: int) -> None:
        """Take an item out of the part in which it stood."""
        for numbers in self._parts.values():
            with suppress(ValueError):
                numbers.remove(n)


def _read(connection: Connection, part: str, now: int) -> array[int]:
    return array("q", interactions.part_numbers(connection, part, now))
