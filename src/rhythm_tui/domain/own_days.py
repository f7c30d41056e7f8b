"""A day of the hospital's own in the calendar: an anniversary, a free clinic (RHYTHM.md 6)."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from rhythm_tui.domain.refusal import invalid, msg, refused

State = Literal["standing", "dropped", "withdrawn"]


class OwnDay(BaseModel):
    """One own day, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    rule: str
    """When it is, as the calendar writes it: ``09-29``, ``2 thu mar``."""
    zh: str
    en: str
    from_year: int | None = None
    until_year: int | None = None
    wants_slot: bool = True
    """Whether it wants a slot of the third tier."""
    made_by: str
    state: State = "standing"


def check_years(first: int | None, last: int | None) -> None:
    """Refuse a day that ends before it begins."""
    if first is not None and last is not None and last < first:
        raise invalid("until_year", msg("this is before its first year"))


def drop(day: OwnDay) -> OwnDay:
    """Take a day out of the calendar."""
    if day.state != "standing":
        raise refused(msg("this day was dropped already"))
    return day.model_copy(update={"state": "dropped"})
