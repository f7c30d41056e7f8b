"""The tables of the playbook that publishing works by (RHYTHM.md 1 to 12): checked, frozen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from rhythm_tui.domain.deadlines import HOUR
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.tables import Span, Table, Unfit

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def _clock(written: str) -> str:
    if _CLOCK.fullmatch(written):
        return written
    raise Unfit(msg("a time of the day is written 08:00"))


Clock = Annotated[str, AfterValidator(_clock)]
"""Wall time ``08:00``."""


class Frequency(Table):
    """How often a platform wants to be fed (RHYTHM 9)."""

    least: int = Field(ge=0)
    most: int = Field(ge=1)
    per: Literal["day", "week"]
    days: tuple[Weekday, ...] = ()
    """The weekdays meant for it; empty for all."""

    @model_validator(mode="after")
    def _ordered(self) -> Frequency:
        if self.least > self.most:
            raise Unfit(msg("least is more than most"))
        return self


class Depth(Table):
    """How deep content goes, and how long it may be then (RHYTHM 4)."""

    zh: str
    en: str
    least_s: int = Field(0, ge=0)
    most_s: int = Field(ge=1)
    hint_zh: str = ""
    hint_en: str = ""


class Series(Table):
    """A topic line with a monthly cadence (RHYTHM 2)."""

    zh: str
    en: str
    per_month: int = Field(1, ge=1)
    department: str | None = None


class Line(Table):
    """A line to be ticked before a slot goes out, for all slots or those of some forms (RHYTHM 12)."""

    zh: str
    en: str
    forms: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    emergency: bool = False
    """Only for an emergency's slot."""


class Laid(Table):
    """A slot that the playbook lays or proposes."""

    zh: str
    en: str
    platform: str
    at: Clock
    form: str
    sub_form: str | None = None
    tier: int
    audience: str | None = None


class ArcSlot(Laid):
    """A slot that a campaign lays; ``{name}`` in its title becomes the campaign's (RHYTHM 11)."""

    day: int = Field(ge=-14, le=30)
    """Days from the burst."""
    tier: int = 3


class Phase(Table):
    """A phase of a campaign: its days, slots and checklist (RHYTHM 11)."""

    zh: str
    en: str
    first: int
    """The first day it may take, counted from the burst."""
    last: int
    slots: tuple[ArcSlot, ...] = ()
    checklist: dict[str, Line] = Field({})

    @model_validator(mode="after")
    def _inside(self) -> Phase:
        if self.first > self.last:
            raise Unfit(msg("first is after last"))
        if outside := [slot for slot in self.slots if not self.first <= slot.day <= self.last]:
            raise Unfit(msg("a slot on day {day} lies outside the phase"), day=outside[0].day)
        return self


def _apart(phases: dict[str, Phase]) -> dict[str, Phase]:
    ordered = sorted(phases.items(), key=lambda phase: phase[1].first)
    for (name, phase), (other, following) in pairwise(ordered):
        if following.first <= phase.last:
            raise Unfit(msg("{name} and {other} share a day"), name=name, other=other)
    return phases


Phases = Annotated[dict[str, Phase], AfterValidator(_apart)]
"""The phases of a campaign: no two share a day, so that an arc never overlaps itself."""


class Template(Laid):
    """A recurring slot that the playbook proposes (RHYTHM 10)."""

    days: tuple[Weekday, ...] = WEEKDAYS
    tier: int = 1
    series: str | None = None


class Rhythm(Table):
    """The numbers of the four ways to lose the rhythm (RHYTHM 7 and 9)."""

    collision: Span = HOUR
    """Two posts on one platform within this span are a collision."""
    mix_days: int = Field(30, ge=7, le=92)
    """Days back that the mix of tiers is counted over."""
    mix_drift: int = Field(10, ge=1, le=50)
    """Points of a share past which the mix counts as drifted."""
    form_run: int = Field(3, ge=2)
    """So many posts of one form in a row are a repetition."""
    jumps: int = Field(3, ge=2)
    """So many neighbours in a row that change both department and tier are erratic."""
    day_ahead: int = Field(7, ge=1)
    """Days before a health day from which a slot for it is missed."""


def lines_of(
    checklist: Mapping[str, Line],
    phases: Mapping[str, Phase],
    platform: str,
    form: str,
    *,
    emergency: bool,
    phase: str | None,
) -> Iterator[tuple[str, Line]]:
    """Yield what is ticked before a slot goes out, by id; a phase brings lines of its own (RHYTHM 11, 12)."""
    for key, line in checklist.items():
        wanted = form in (line.forms or (form,)) and platform in (line.platforms or (platform,))
        if wanted and (emergency or not line.emergency):
            yield key, line
    if phase is not None and phase in phases:
        yield from ((f"{phase}.{key}", line) for key, line in phases[phase].checklist.items())
