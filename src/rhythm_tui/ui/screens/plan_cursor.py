"""Where the operator stands on the plan: a day, a slot of it, and how much is shown around it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from rhythm_tui.domain.rhythm import monday_of
from rhythm_tui.i18n import say

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


class Cursor(NamedTuple):
    """A place on the plan."""

    day: date
    slot: str | None = None
    """The slot of that day; None for the day itself."""
    month: bool = False
    """Whether its month is shown, and not its week alone."""

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day shown: whole weeks."""
        if not self.month:
            return monday_of(self.day), monday_of(self.day) + _WEEK - _DAY
        first = self.day.replace(day=1)
        return monday_of(first), monday_of(_next_month(first) - _DAY) + _WEEK - _DAY

    @property
    def title(self) -> str:
        """What is shown, in words."""
        if self.month:
            return self.day.strftime("%Y-%m")
        first, last = self.span
        week = first.isocalendar().week
        return say(
            "week {n}  {first} to {last}", n=week, first=first.isoformat(), last=last.strftime("%m-%d")
        )

    def stepped(self, days: int) -> Cursor:
        """Return the place some days on."""
        return self._replace(day=self.day + days * _DAY, slot=None)

    def turned(self, by: int) -> Cursor:
        """Return the place a week or month on (1) or back (-1)."""
        if not self.month:
            return self.stepped(7 * by)
        first = self.day.replace(day=1)
        return self._replace(day=_next_month(first) if by > 0 else (first - _DAY).replace(day=1), slot=None)

    def at(self, day: date, slot: str | None) -> Cursor:
        """Return another place, shown in the same way."""
        return self._replace(day=day, slot=slot)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
