"""What is shown of the plan behind the slots: campaigns, recurring slots, own days. Standard library only.

Instants are milliseconds UTC, days local dates ``2026-09-29``. Every string that somebody typed is
``SafeText``.
"""

from __future__ import annotations

from datetime import date

from rhythm_tui.desk.rows import optional, state_now
from rhythm_tui.domain import ids
from rhythm_tui.domain.day_rules import read_rule
from rhythm_tui.domain.days import Entry
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.recurrence import laid_day
from rhythm_tui.domain.text import SafeText, clean, named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class PhaseRow(NamedTuple):
    """How far a phase of a campaign has come (RHYTHM 11)."""

    phase: str
    first: str
    """The local day of its first slot."""
    last: str
    slots: int
    """Those that were dropped apart."""
    out: int
    missed: int
    held: int
    dropped: int


class CampaignRow(NamedTuple):
    """One campaign."""

    id: str
    version: int
    name: SafeText
    day: str
    """The local day of the burst."""
    tag: SafeText
    department: SafeText | None
    made_at: int
    by: SafeText
    standing: bool
    phases: tuple[PhaseRow, ...]
    """In the order of their days."""
    next_at: int | None
    """When the next of its slots goes out; None when nothing is to come."""

    @property
    def last(self) -> str:
        """The local day of its last slot."""
        return max((one.last for one in self.phases), default=self.day)


class RepeatRow(NamedTuple):
    """One recurring slot (RHYTHM 10)."""

    id: str
    version: int
    platform: str
    days: tuple[str, ...]
    """Weekdays ``mon`` to ``sun``."""
    time: str
    """Local wall time ``20:00``."""
    title: SafeText
    tier: int
    form: str
    sub_form: str | None
    audience: str | None
    department: SafeText | None
    series: str | None
    from_day: str
    until_day: str | None
    by: SafeText
    standing: bool
    laid_until: str | None
    """The last local day it was laid for."""
    missing: tuple[str, ...]
    """The local days of this week and the next that are not laid yet: what the desk proposes."""


class OwnDayRow(NamedTuple):
    """One day of the hospital's own (RHYTHM 6)."""

    id: str
    version: int
    rule: str
    """As the calendar writes it: ``09-29``, ``2 thu mar``."""
    zh: SafeText
    en: SafeText
    from_year: int | None
    until_year: int | None
    wants_slot: bool
    by: SafeText
    standing: bool


def campaign_row(row: tuple[Any, ...], slots: list[tuple[Any, ...]], grace: int, now: int) -> CampaignRow:
    """Make a campaign of the columns ``store.campaigns`` reads, its slots as they stand at ``now``."""
    n, version, name, day, tag, department, made_at, made_by, state = row
    found = [(phase or "", state_now(kind, at, grace, now), at, wall[:10]) for phase, kind, at, wall in slots]
    coming = (at for _phase, kind, at, _day in found if kind in ("planned", "review", "ready") and at > now)
    return CampaignRow(
        id=ids.name(ids.CAMPAIGN, n),
        version=version,
        name=named(name),
        day=day,
        tag=clean(tag),
        department=optional(department),
        made_at=made_at,
        by=clean(made_by),
        standing=state == "standing",
        phases=tuple(_phase_row(phase, found) for phase in dict.fromkeys(one[0] for one in found)),
        next_at=min(coming, default=None),
    )


def _phase_row(phase: str, found: list[tuple[str, str, int, str]]) -> PhaseRow:
    states = [state for other, state, _at, _day in found if other == phase]
    days = [day for other, _state, _at, day in found if other == phase]
    dropped = states.count("dropped")
    return PhaseRow(
        phase,
        min(days),
        max(days),
        len(states) - dropped,
        states.count("published"),
        states.count("missed"),
        states.count("held"),
        dropped,
    )


def laid_days(slots: list[tuple[Any, ...]]) -> list[str]:
    """Return the days a recurring slot was laid for, of the columns ``store.repeats`` reads."""
    return [laid_day(wall, zone, first_at) for wall, zone, first_at, _state in slots]


def repeat_row(row: tuple[Any, ...], laid: list[str], missing: tuple[str, ...]) -> RepeatRow:
    """Make a recurring slot of the columns ``store.repeats`` reads."""
    (n, version, platform, days, time, title, tier, form, sub_form, audience, department, series, from_day,
     until_day, made_by, state) = row  # fmt: skip
    return RepeatRow(
        id=ids.name(ids.REPEAT, n),
        version=version,
        platform=platform,
        days=tuple(days.split()),
        time=time,
        title=named(title),
        tier=tier,
        form=form,
        sub_form=sub_form,
        audience=audience,
        department=optional(department),
        series=series,
        from_day=from_day,
        until_day=until_day,
        by=clean(made_by),
        standing=state == "standing",
        laid_until=max(laid, default=None),
        missing=missing,
    )


def own_day_row(row: tuple[Any, ...]) -> OwnDayRow:
    """Make an own day of the columns ``store.own_days`` reads."""
    n, version, rule, zh, en, from_year, until_year, wants_slot, made_by, state = row
    return OwnDayRow(
        ids.name(ids.OWN_DAY, n),
        version,
        rule,
        named(zh),
        named(en),
        from_year,
        until_year,
        bool(wants_slot),
        clean(made_by),
        state == "standing",
    )


def entry(row: OwnDayRow) -> Entry:
    """Return an own day as an entry of the calendar; its id is that of the desk."""
    return Entry(
        id=row.id,
        kind="own",
        rule=read_rule(row.rule),
        zh=row.zh.plain,
        en=row.en.plain,
        slot=row.wants_slot,
        valid_from=date(row.from_year, 1, 1) if row.from_year else date.min,
        valid_to=date(row.until_year, 12, 31) if row.until_year else date.max,
    )
