"""Reading the plan behind the slots: campaigns, recurring slots and own days."""

from __future__ import annotations

from datetime import date

from rhythm_tui.desk.reads.base import Reads, number
from rhythm_tui.domain import ids
from rhythm_tui.domain.recurrence import local_day, next_sunday, unlaid
from rhythm_tui.store import campaigns, own_days, repeats

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rhythm_tui.desk.plan_rows import CampaignRow, OwnDayRow, RepeatRow
    from rhythm_tui.domain.days import Entry


class CampaignReads(Reads):
    """What is asked about the plan."""

    def campaigns(self, now: int) -> list[CampaignRow]:
        """Return the campaigns that stand: those that run or come, by day, then the past, the last first."""
        found = [self._campaign(row, now) for row in campaigns.standing(self._connection)]
        today = local_day(now, self.vocabulary.zone).isoformat()
        ahead = [one for one in found if one.last >= today]
        return [*ahead, *(one for one in reversed(found) if one.last < today)]

    def campaign(self, written: str, now: int) -> CampaignRow | None:
        """Return one campaign, dropped or not; None when there is no such id."""
        n = number(ids.CAMPAIGN, written)
        found = campaigns.one(self._connection, n) if n else None
        return self._campaign(found, now) if found else None

    def _campaign(self, row: tuple[Any, ...], now: int) -> CampaignRow:
        from rhythm_tui.desk import plan_rows

        slots = campaigns.slots(self._connection, row[0])
        return plan_rows.campaign_row(row, slots, self.vocabulary.desk_span("slot_grace"), now)

    def repeats(self, now: int) -> list[RepeatRow]:
        """Return the recurring slots that stand, by platform and time, each with what is not laid yet."""
        return [self._repeat(row, now) for row in repeats.standing(self._connection)]

    def repeat(self, written: str, now: int) -> RepeatRow | None:
        """Return one recurring slot, dropped or not; None when there is no such id."""
        n = number(ids.REPEAT, written)
        found = repeats.one(self._connection, n) if n else None
        return self._repeat(found, now) if found else None

    def _repeat(self, row: tuple[Any, ...], now: int) -> RepeatRow:
        from rhythm_tui.desk import plan_rows

        laid = plan_rows.laid_days(repeats.laid(self._connection, row[0]))
        found = plan_rows.repeat_row(row, laid, ())
        days = self._unlaid(found, laid, next_sunday(local_day(now, self.vocabulary.zone)), now)
        return found._replace(missing=tuple(day.isoformat() for day in days))

    def unlaid(self, written: str, until: date, now: int) -> list[date]:
        """Return the local days up to ``until`` on which a recurring slot is still to be laid."""
        from rhythm_tui.desk import plan_rows

        n = number(ids.REPEAT, written)
        row = repeats.one(self._connection, n) if n else None
        if row is None or n is None:
            return []
        laid = plan_rows.laid_days(repeats.laid(self._connection, n))
        return self._unlaid(plan_rows.repeat_row(row, laid, ()), laid, until, now)

    def _unlaid(self, row: RepeatRow, laid: list[str], until: date, now: int) -> list[date]:
        if not row.standing:
            return []
        bounds = row.from_day, row.until_day
        return unlaid(" ".join(row.days), row.time, bounds, laid, (now, until), self.vocabulary.zone)

    def own_days(self) -> list[OwnDayRow]:
        """Return the own days that stand in the calendar, in the order they were added."""
        from rhythm_tui.desk import plan_rows

        return [plan_rows.own_day_row(row) for row in own_days.standing(self._connection)]

    def own_entries(self) -> list[Entry]:
        """Return the own days as entries of the calendar, for ``Calendar.plus`` (RHYTHM 6)."""
        from rhythm_tui.desk import plan_rows

        return [plan_rows.entry(row) for row in self.own_days()]

    def own_day(self, written: str) -> OwnDayRow | None:
        """Return one own day, dropped or not; None when there is no such id."""
        from rhythm_tui.desk import plan_rows

        n = number(ids.OWN_DAY, written)
        found = own_days.one(self._connection, n) if n else None
        return plan_rows.own_day_row(found) if found else None
