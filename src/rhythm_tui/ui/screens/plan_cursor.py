"""Where the operator stands on the plan: a day, a slot of it, and how much is shown around it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from rhythm_tui.domain import ids
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.rhythm import monday_of
from rhythm_tui.i18n import say
from rhythm_tui.ui.seat import Seat

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

    def along(self, slots: Sequence[str], by: int) -> Cursor:
        """Return the place some of the day's ``slots`` on; above the first stands the day itself."""
        stops: list[str | None] = [None, *slots]
        now = stops.index(self.slot) if self.slot in stops else 0
        return self._replace(slot=stops[max(0, min(now + by, len(stops) - 1))])

    def at(self, day: date, slot: str | None) -> Cursor:
        """Return another place, shown in the same way."""
        return self._replace(day=day, slot=slot)


def found_at(seat: Seat, id: str, place: Cursor) -> Cursor | None:
    """Return where a slot stands, or the first one to come of a campaign, shown in the way ``place`` is.

    None where there is no such slot.
    """
    now = seat.now()
    if id.startswith(ids.CAMPAIGN):
        coming = (one.id for one in seat.reader.campaign_slots(id, now) if one.at > now)
        id = next(coming, id)
    found = seat.reader.slot(id, now)
    return place.at(date.fromisoformat(found.row.wall[:10]), id) if found else None


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
