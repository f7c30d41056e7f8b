"""What may become of a missed slot, and what each choice does to arc, mix and frequency (RHYTHM.md 12).

Pure: nothing is ever chosen here. Standard library only: the fast start depends on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from rhythm_tui.domain import rhythm
from rhythm_tui.domain.hours import Window, minutes_off
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.publishing_words import Frequency
from rhythm_tui.domain.rhythm import Mix, Post, Tally

Kind = Literal["late", "window", "drop"]


class Arc(NamedTuple):
    """Where a slot lies in the arc of its campaign (RHYTHM 11)."""

    day: int
    """Days from the burst."""
    first: int
    """The first and the last day its phase may take, from the burst."""
    last: int

    @property
    def inside(self) -> bool:
        """Whether it lies within its phase."""
        return self.first <= self.day <= self.last


class Plan(NamedTuple):
    """What the choices are worked out from."""

    posts: Sequence[Post]
    """The slots of the weeks around, the missed one among them."""
    often: Frequency | None
    """How often its platform wants to be fed."""
    published: Mapping[int, int]
    """Posts out by tier, in the window of the mix."""
    targets: Mapping[int, int]
    windows: Sequence[Window]
    """The hours in which its audience watches; none for everybody."""
    span: int
    """Milliseconds within which two posts on one platform collide."""
    burst: datetime | None = None
    """Any moment of the day of its campaign's burst."""
    phase: tuple[int, int] | None = None
    """The days its phase may take."""
    others: int | None = None
    """How many other slots its phase has; None without a campaign."""


class Choice(NamedTuple):
    """One thing that may be done, with what follows from it."""

    kind: Kind
    wall: str | None
    """The local time it would go out, ``2026-11-22T18:00``; None for a slot that is dropped."""
    tally: Tally
    """Its platform on the day or in the week that the playbook counts by, as it would be."""
    mix: Mix
    """The mix of what has gone out, as it would be."""
    collides: tuple[Post, ...]
    """What it would stand too close to."""
    arc: Arc | None
    off_window_min: int | None
    """Minutes from the hours of its audience, 0 inside; None without an audience."""
    left: int | None = None
    """Of one that is dropped: how many slots its phase of the campaign has left."""


def choices(slot: Post, now: datetime, at: int, plan: Plan) -> tuple[Choice, ...]:
    """Return what may be done with a missed slot at the local time ``now``, which is ``at`` (ms UTC)."""
    later = next_window(now, plan.windows, slot.minute)
    return (
        _choice("late", slot, now, at, plan),
        _choice("window", slot, later, round(later.timestamp() * 1000), plan),
        _dropped(slot, plan),
    )


def next_window(now: datetime, windows: Sequence[Window], minute: int) -> datetime:
    """Return when the next window of an audience opens; for everybody the same time of day, tomorrow."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    starts = [window.start for window in windows] or [minute + 24 * 60]
    coming = (midnight + timedelta(days=days, minutes=start) for days in (0, 1) for start in starts)
    return min(one for one in coming if one.timestamp() > now.timestamp())


def _choice(kind: Kind, slot: Post, local: datetime, at: int, plan: Plan) -> Choice:
    minute = local.hour * 60 + local.minute
    moved = slot._replace(at=at, day=local.date(), minute=minute, state="planned")
    posts = [*(one for one in plan.posts if one.id != slot.id), moved]
    close = [
        pair for pair in rhythm.collisions(posts, plan.span) if slot.id in (pair.first.id, pair.second.id)
    ]
    counts = {**plan.published, slot.tier: plan.published.get(slot.tier, 0) + 1}
    return Choice(
        kind,
        local.strftime("%Y-%m-%dT%H:%M"),
        _tally(slot.platform, posts, plan.often, moved),
        rhythm.mix(counts, plan.targets),
        tuple(pair.second if pair.first.id == slot.id else pair.first for pair in close),
        _arc(local, plan),
        minutes_off(plan.windows, minute),
    )


def _dropped(slot: Post, plan: Plan) -> Choice:
    posts = [one for one in plan.posts if one.id != slot.id]
    tally = _tally(slot.platform, posts, plan.often, slot)
    return Choice("drop", None, tally, rhythm.mix(plan.published, plan.targets), (), None, None, plan.others)


def _tally(platform: str, posts: Sequence[Post], often: Frequency | None, around: Post) -> Tally:
    found = rhythm.gauges(posts, {platform: often}, around.day)
    return found[0].own if found else Tally(0, 0, None, None)


def _arc(local: datetime, plan: Plan) -> Arc | None:
    if plan.burst is None or plan.phase is None:
        return None
    return Arc((local.date() - plan.burst.date()).days, *plan.phase)
