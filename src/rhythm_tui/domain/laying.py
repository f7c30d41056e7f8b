"""Slots that would be laid, and what stands in their way (RHYTHM.md 8, 9, 11 and 23).

A form shows this before anything is written, and the receipt says it again: nothing here forbids, a person
decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, tzinfo
from itertools import chain
from typing import TYPE_CHECKING, Literal

from rhythm_tui.domain.deadlines import MINUTE
from rhythm_tui.domain.hours import minutes_off, window
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.recurrence import wall_instant

if TYPE_CHECKING:
    from rhythm_tui.domain.playbook import Playbook
    from rhythm_tui.domain.publishing import Frequency

Code = Literal["unknown", "held", "collision", "cap_day", "cap_week", "campaign", "window"]


class Draft(NamedTuple):
    """A slot that would be laid, or one that would be moved."""

    key: str
    """What it is called until it has an id: ``burst.2``, or a day; a slot that moves has its id."""
    platform: str
    wall: str
    """Local wall time ``2026-09-29T20:00``."""
    at: int
    title: str
    tier: int
    form: str
    sub_form: str | None = None
    audience: str | None = None
    phase: str | None = None

    @property
    def day(self) -> str:
        """The local day."""
        return self.wall[:10]


class Standing(NamedTuple):
    """A slot that is there: published, or still to go out."""

    id: str
    platform: str
    wall: str
    at: int
    held_for: str | None = None
    """The incident that holds it."""
    campaign: str | None = None


class Conflict(NamedTuple):
    """Something in the way of a draft."""

    key: str
    """The draft's."""
    code: Code
    other: str = ""
    """The slot, draft, incident or campaign that it is about."""
    number: int = 0
    """Minutes to the other post, or from the audience's hours; how many posts it makes."""
    most: int = 0
    """How many posts the platform wants at most."""


def wall_of(day: date, clock: str, zone: tzinfo) -> tuple[str, int]:
    """Return wall time and instant of a draft on a local day at ``20:00``."""
    at = wall_instant(day, clock, zone)
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(zone).strftime("%Y-%m-%dT%H:%M"), at


def conflicts(
    drafts: Sequence[Draft], standing: Sequence[Standing], playbook: Playbook
) -> tuple[Conflict, ...]:
    """Return what stands in the way of laying ``drafts`` among the slots that stand, draft by draft.

    A slot of theirs that would be moved stands no more where it was: leave it out of ``standing``.
    """
    met: set[str] = set()
    found: list[Conflict] = []
    for place, draft in enumerate(drafts):
        before = drafts[:place]
        found += chain(
            _unknown(draft, playbook),
            _held(draft, standing),
            _collisions(draft, before, standing, playbook.rhythm.collision),
            _cap(draft, before, standing, playbook),
            _campaigns(draft, standing, met),
            _window(draft, playbook),
        )
    return tuple(found)


def _unknown(draft: Draft, playbook: Playbook) -> Iterator[Conflict]:
    if draft.platform not in playbook.platforms:
        yield Conflict(draft.key, "unknown", draft.platform)


def _held(draft: Draft, standing: Iterable[Standing]) -> Iterator[Conflict]:
    """An incident that holds slots of the platform, as far ahead as it holds them."""
    holds = [one for one in standing if one.held_for and one.platform == draft.platform]
    for one in holds:
        if draft.day <= one.wall[:10]:
            yield Conflict(draft.key, "held", one.held_for or "")
            return


def _collisions(
    draft: Draft, before: Iterable[Draft], standing: Iterable[Standing], span: int
) -> Iterator[Conflict]:
    others = ((one.key, one.platform, one.at) for one in before)
    there = ((one.id, one.platform, one.at) for one in standing)
    near = [
        (abs(at - draft.at), name)
        for name, platform, at in chain(others, there)
        if platform == draft.platform and abs(at - draft.at) < span
    ]
    for apart, name in sorted(near)[:1]:
        yield Conflict(draft.key, "collision", name, apart // MINUTE)


def _cap(
    draft: Draft, before: Iterable[Draft], standing: Iterable[Standing], playbook: Playbook
) -> Iterator[Conflict]:
    platform = playbook.platforms.get(draft.platform)
    wanted = platform.frequency if platform else None
    if wanted is None:
        return
    walls = [
        *(one.wall for one in before if one.platform == draft.platform),
        *(one.wall for one in standing if one.platform == draft.platform),
    ]
    count = 1 + sum(_same(wall, draft.wall, wanted) for wall in walls)
    if count > wanted.most:
        yield Conflict(draft.key, "cap_day" if wanted.per == "day" else "cap_week", "", count, wanted.most)


def _same(wall: str, other: str, wanted: Frequency) -> bool:
    """Whether two wall times lie in one local day or ISO week, whichever the platform counts by."""
    if wanted.per == "day":
        return wall[:10] == other[:10]
    return _week(wall) == _week(other)


def _week(wall: str) -> tuple[int, int]:
    found = date.fromisoformat(wall[:10]).isocalendar()
    return found.year, found.week


def _campaigns(draft: Draft, standing: Iterable[Standing], met: set[str]) -> Iterator[Conflict]:
    """Another campaign whose days the draft lies in: said once of each."""
    days: dict[str, list[str]] = {}
    for one in standing:
        if one.campaign:
            days.setdefault(one.campaign, []).append(one.wall[:10])
    for campaign, every in sorted(days.items()):
        if draft.phase and campaign not in met and min(every) <= draft.day <= max(every):
            met.add(campaign)
            yield Conflict(draft.key, "campaign", campaign)


def _window(draft: Draft, playbook: Playbook) -> Iterator[Conflict]:
    audience = playbook.audiences.get(draft.audience or "")
    if audience is None or not audience.windows:
        return
    minute = int(draft.wall[11:13]) * 60 + int(draft.wall[14:16])
    off = minutes_off(map(window, audience.windows), minute)
    if off:
        yield Conflict(draft.key, "window", "", abs(off))
