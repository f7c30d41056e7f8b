"""Reading the plan: what stands on which day, and the rhythm that keeps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache

from rhythm_tui.calendar_file import calendar, days_asking
from rhythm_tui.desk import rows
from rhythm_tui.desk.reads.campaigns import CampaignReads
from rhythm_tui.desk.reads.slots import SlotReads
from rhythm_tui.desk.views import Alarm, SlotRow
from rhythm_tui.domain import ids
from rhythm_tui.domain.deadlines import DAY
from rhythm_tui.domain.recurrence import local_day, wall_instant
from rhythm_tui.settings import BadSetting
from rhythm_tui.store import bands, own_days, plan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rhythm_tui.desk.plan_views import PlanDay, Rhythm
    from rhythm_tui.domain.day import Day
    from rhythm_tui.domain.days import Calendar
    from rhythm_tui.domain.losses import Loss, Neglect, Rules
    from rhythm_tui.domain.rhythm import Mix, Post

AHEAD = 30
"""Days ahead of today in which the days that ask for a slot are listed."""
_EPISODES = 62
"""Days ahead in which the next episode of a series is looked for."""


class PlanReads(CampaignReads, SlotReads):
    """What is asked about the plan as a whole. Nothing is read beyond the window of the mix."""

    _alarmed: tuple[object, tuple[Alarm, ...]] = (None, ())
    """The alarms of the plan, and when they were worked out."""

    def plan(self, first: date, last: date, now: int) -> tuple[PlanDay, ...]:
        """Return the days from ``first`` to ``last`` with their slots. Raises ``BadSetting``."""
        from rhythm_tui.desk.plan_views import PlanDay
        from rhythm_tui.domain import topics

        found = self.slots(self._midnight(first), self._midnight(last + timedelta(days=1)), now)
        by_day: dict[date, list[SlotRow]] = defaultdict(list)
        for slot in found:
            by_day[date.fromisoformat(slot.wall[:10])].append(slot)
        every = self.calendar().between(first, last)
        reach = min([first, *(one.first for one in every)]), max([last, *(one.last for one in every)])
        posts = self.posts(*reach, now)
        waiting = {one.day for one in topics.answers((d for d in every if d.slot), posts) if not one.posts}
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return tuple(
            PlanDay(
                day,
                tuple(by_day[day]),
                named := tuple(one for one in every if one.holds(day)),
                tuple(one for one in named if one in waiting),
            )
            for day in days
        )

    def rhythm(self, day: date, now: int) -> Rhythm:
        """Return the rhythm around ``day``, as things stand at ``now``. Raises ``BadSetting``."""
        from rhythm_tui.desk.plan_views import Rhythm
        from rhythm_tui.domain import rhythm, topics
        from rhythm_tui.domain.losses import losses

        words, today = self.vocabulary, local_day(now, self.vocabulary.zone)
        monday = rhythm.monday_of(day)
        first = min(today - timedelta(days=31), monday)
        last = max(today + timedelta(days=_EPISODES), monday + timedelta(days=6))
        posts = self.posts(first, last, now)
        week = [one for one in posts if monday <= one.day < monday + timedelta(days=7)]
        asking = self.calendar().asking(today, today + timedelta(days=AHEAD))
        rules = self._rules()
        soon = today + timedelta(days=rules.day_ahead - 1)
        return Rhythm(
            day,
            rhythm.gauges(posts, rules.frequencies, day),
            self.mix(now),
            words.rhythm("mix_days"),
            words.rhythm("mix_drift"),
            rhythm.coverage(week, {one: words.windows(one) for one in words.ids("audiences")}),
            rhythm.repetitions(
                week, words.rhythm("form_run"), {one: words.given_form(one) for one in words.ids("platforms")}
            ),
            topics.series_gaps(posts, {s: words.series_per_month(s) for s in words.ids("series")}, today),
            topics.answers(asking, posts),
            losses(
                posts, [one for one in asking if one.first <= soon], self._neglect(now), rules, now, today
            ),
            sum(len(one.missing) for one in self.repeats(now)),
        )

    def mix(self, now: int) -> Mix:
        """Return the mix of tiers over what has gone out in the window of the mix, today in it (RHYTHM 1)."""
        from rhythm_tui.domain import rhythm

        words, today = self.vocabulary, local_day(now, self.vocabulary.zone)
        first = today - timedelta(days=words.rhythm("mix_days") - 1)
        end = self._midnight(today + timedelta(days=1))
        out = plan.published(self._connection, self._midnight(first), end)
        return rhythm.mix(out, {int(tier): words.share(int(tier)) for tier in words.ids("tiers")})

    def plan_alarms(self, now: int) -> tuple[Alarm, ...]:
        """Return the alarms of the plan: flooded, too slow, erratic; none for a desk that plans no slots.

        Worked out once a day and after each change. A calendar that cannot be read raises none.
        """
        today = local_day(now, self.vocabulary.zone)
        key = (plan.version(self._connection), today)
        if self._alarmed[0] != key:
            self._alarmed = key, self._plan_alarms(today, now)
        return self._alarmed[1]

    def _plan_alarms(self, today: date, now: int) -> tuple[Alarm, ...]:
        from rhythm_tui.domain.losses import Neglect, losses

        rules = self._rules()
        last = today + timedelta(days=rules.day_ahead - 1)
        posts = self.posts(today - timedelta(days=max(rules.day_ahead, 7)), last + timedelta(days=6), now)
        if not posts:
            return ()
        asking: Sequence[Any] = ()
        with suppress(BadSetting):
            asking = self._asking(today, last)
        found = losses(posts, asking, Neglect(), rules, now, today)
        named = (
            ("flooded", [one for one in found if one.code in ("over_cap", "collision")]),
            ("too_slow", [one for one in found if one.code == "day_unanswered"]),
            ("erratic", [one for one in found if one.code == "jumps"]),
        )
        return tuple(Alarm(code, len(every), every[0].subject) for code, every in named if every)

    def _asking(self, first: date, last: date) -> tuple[Day, ...]:
        if own_days.standing(self._connection):
            return self.calendar().asking(first, last)
        return days_asking(first, last)

    def calendar(self) -> Calendar:
        """Return the calendar with the hospital's own days. Raises ``BadSetting``."""
        return _calendar().plus(self.own_entries())

    def _rules(self) -> Rules:
        from rhythm_tui.domain.losses import Rules

        words = self.vocabulary
        return Rules(
            {one: words.frequency(one) for one in words.platforms_used()},
            words.rhythm("collision"),
            words.rhythm("jumps"),
            words.rhythm("day_ahead"),
            words.desk_span("review_warning"),
        )

    def posts(self, first: date, last: date, now: int) -> list[Post]:
        """Return the slots of some local days as the rhythm knows them, by time."""
        grace = self.vocabulary.desk_span("slot_grace")
        found = plan.posts(self._connection, self._midnight(first), self._midnight(last + timedelta(days=1)))
        return [_post(row, rows.state_now(row[8], row[1], grace, now)) for row in found]

    def brushed_off(self, now: int) -> tuple[str, ...]:
        """Return the items whose answer of the last day only sends people away, newest first (RHYTHM 7)."""
        found = plan.brush_offs(self._connection, now - DAY)
        return tuple(ids.name(ids.INTERACTION, n) for n in found)

    def _neglect(self, now: int) -> Neglect:
        from rhythm_tui.domain.losses import Neglect

        return Neglect(bands.count(self._connection, now).neglected, self.brushed_off(now))

    def _midnight(self, day: date) -> int:
        return wall_instant(day, "00:00", self.vocabulary.zone)


def by_kind(found: Iterable[Loss]) -> dict[str, list[Loss]]:
    """Return the losses of each kind, all four kinds in their order."""
    from rhythm_tui.domain.losses import KINDS

    kinds: dict[str, list[Loss]] = {kind: [] for kind in KINDS}
    for one in found:
        kinds[one.kind].append(one)
    return kinds


@lru_cache(maxsize=1)
def _calendar() -> Calendar:
    return calendar()


def _post(row: tuple[Any, ...], state: str) -> Post:
    from rhythm_tui.domain.rhythm import Post

    n, at, wall, platform, tier, form, department, audience, _stored, series = row
    minute = int(wall[11:13]) * 60 + int(wall[14:16])
    owed = state in ("planned", "review")
    return Post(
        ids.name(ids.SLOT, n), at, date.fromisoformat(wall[:10]), minute, platform, tier, form, department,
        audience, state, owed, series,
    )  # fmt: skip
