"""A recurring slot: the same platform, weekdays and wall time (RHYTHM.md 10).

It lays nothing by itself: the desk proposes what is not laid yet, and a person lays it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, tzinfo
from typing import Literal

from pydantic import BaseModel, ConfigDict

from rhythm_tui.domain import ids
from rhythm_tui.domain.laying import Draft, wall_of
from rhythm_tui.domain.recurrence import WEEKDAYS, unlaid
from rhythm_tui.domain.refusal import invalid, msg, refused

State = Literal["standing", "dropped", "withdrawn"]
FARTHEST_DAYS = 92
"""So many days ahead a recurring slot may be laid at most."""


class Repeat(BaseModel):
    """One recurring slot, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    platform: str
    days: str
    """Weekdays with a blank between two, ``mon wed fri``."""
    time: str
    """Local wall time, ``20:00``."""
    title: str
    tier: int
    form: str
    sub_form: str | None = None
    audience: str | None = None
    department: str | None = None
    series: str | None = None
    from_day: str
    """The first local day on which it may lie."""
    until_day: str | None = None
    """The last one."""
    made_by: str
    state: State = "standing"
    simulated: bool = False


def written_days(days: Iterable[str]) -> str:
    """Return weekdays as a recurring slot keeps them: each once, in the order of the week."""
    wanted = set(days)
    return " ".join(day for day in WEEKDAYS if day in wanted)


def check_new(made: Repeat, others: Iterable[Repeat]) -> None:
    """Refuse one that ends before it begins, and one that lays what another lays already."""
    if made.until_day is not None and made.until_day < made.from_day:
        raise invalid("until_day", msg("this is before its first day"))
    for other in others:
        same = (other.platform, other.time) == (made.platform, made.time)
        if same and set(other.days.split()) & set(made.days.split()) and _together(made, other):
            raise refused(msg("{id} lays a slot there already"), id=ids.name(ids.REPEAT, other.n))


def _together(one: Repeat, other: Repeat) -> bool:
    ends = [last for last in (one.until_day, other.until_day) if last is not None]
    return not ends or max(one.from_day, other.from_day) <= min(ends)


def drop(repeat: Repeat) -> Repeat:
    """Lay it no more; what it has laid stays."""
    check_standing(repeat)
    return repeat.model_copy(update={"state": "dropped"})


def check_standing(repeat: Repeat) -> None:
    """Refuse to work on one that was dropped."""
    if repeat.state != "standing":
        raise refused(msg("this recurring slot was dropped"))


def coming(repeat: Repeat, laid: Iterable[str], until: date, now: int, zone: tzinfo) -> tuple[Draft, ...]:
    """Return the slots that are still to be laid up to the local day ``until`` (RHYTHM 10).

    ``laid`` are the days it was laid for already: also where the slot was moved since, or dropped.
    """
    days = unlaid(repeat.days, repeat.time, (repeat.from_day, repeat.until_day), laid, (now, until), zone)
    return tuple(_draft(repeat, day, zone) for day in days)


def _draft(repeat: Repeat, day: date, zone: tzinfo) -> Draft:
    wall, at = wall_of(day, repeat.time, zone)
    return Draft(
        key=day.isoformat(),
        platform=repeat.platform,
        wall=wall,
        at=at,
        title=repeat.title,
        tier=repeat.tier,
        form=repeat.form,
        sub_form=repeat.sub_form,
        audience=repeat.audience,
    )


def check_far(today: date, until: date) -> None:
    """Refuse a last day that lies before today or out of reach."""
    if until < today:
        raise invalid("until", msg("this day has passed"))
    if (until - today).days > FARTHEST_DAYS:
        raise invalid("until", msg("at most {n} days ahead"), n=FARTHEST_DAYS)
