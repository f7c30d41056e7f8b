"""What the screens read of the plan as a whole: a part of ``seat.Reading``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rhythm_tui.desk.plan_rows import OwnDayRow
    from rhythm_tui.desk.plan_views import PlanDay, Rhythm
    from rhythm_tui.domain.days import Entry
    from rhythm_tui.domain.load import Load
    from rhythm_tui.domain.progress import Watch
    from rhythm_tui.domain.rhythm import Mix, Post


class LoadReading(Protocol):
    """How much there is to do, and how fast it is done."""

    def load_beside(self, now: int, watch: Watch) -> Load:
        """Return the load, on a thread beside the screen's: it counts four weeks. Raises ``DeskUnusable``."""


class PlanReading(Protocol):
    """The days of the plan and of the hospital's own, and the rhythm they keep."""

    def plan(self, first: date, last: date, now: int) -> tuple[PlanDay, ...]:
        """Return some days with their slots and what the calendar says. Raises ``BadSetting``."""

    def rhythm(self, day: date, now: int) -> Rhythm:
        """Return the rhythm around a day. Raises ``BadSetting``."""

    def mix(self, now: int) -> Mix:
        """Return the mix of tiers over what has gone out of late."""

    def posts(self, first: date, last: date, now: int) -> list[Post]:
        """Return the slots of some days as the rhythm knows them."""

    def own_days(self) -> list[OwnDayRow]:
        """Return the days of the hospital's own."""

    def own_day(self, id: str) -> OwnDayRow | None:
        """Return one day of the hospital's own."""

    def own_entries(self) -> list[Entry]:
        """Return the own days as entries of the calendar."""
