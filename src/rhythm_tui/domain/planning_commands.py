"""What may be asked of the plan behind the slots: campaigns, recurring slots, days of one's own."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from rhythm_tui.domain.command import Command, Id, Line, Name, Text, Word
from rhythm_tui.domain.recurrence import FIRST_YEAR, LAST_YEAR

Day = Annotated[
    str,
    StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"),
    Field(description="A local day.", examples=["2026-09-29"]),
]
Clock = Annotated[
    str,
    StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$"),
    Field(description="Local wall time.", examples=["20:00"]),
]
DraftKey = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9_]{1,40}\.[1-9]\d?$"),
    Field(description="A slot of the playbook's phases: the second of the burst is burst.2."),
]
Tag = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^#?[^\s#]{1,40}$")]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class CampaignLay(Command):
    """Lay the slots of a campaign around a day; the receipt warns of what stands in its way."""

    do: Literal["campaign.lay"] = "campaign.lay"
    typed: ClassVar[frozenset[str]] = frozenset({"name", "tag"})
    name: Name
    day: Day
    tag: Tag | None = None
    department: Name | None = None
    emergency: bool = False
    phases: tuple[Word, ...] = Field(
        (), strict=False, max_length=20, description="Phases of the playbook; all when left out."
    )
    skip: tuple[DraftKey, ...] = Field((), strict=False, max_length=100)


class CampaignMove(Command):
    """Move the burst to another day, and the whole arc with it."""

    do: Literal["campaign.move"] = "campaign.move"
    id: Id
    day: Day


class CampaignDrop(Command):
    """Drop a campaign with all its slots that have not gone out."""

    do: Literal["campaign.drop"] = "campaign.drop"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    id: Id
    reason: Text


class RepeatAdd(Command):
    """Add a recurring slot: of a template of the playbook, or with platform, days, time, tier and form."""

    do: Literal["repeat.add"] = "repeat.add"
    typed: ClassVar[frozenset[str]] = frozenset({"title"})
    template: Word | None = Field(None, description="A template of the playbook; other fields change it.")
    platform: Word | None = None
    days: tuple[Weekday, ...] = Field((), strict=False, max_length=7)
    time: Clock | None = None
    title: Line | None = None
    tier: int | None = Field(None, ge=1, le=3)
    form: Word | None = None
    sub_form: Word | None = None
    audience: Word | None = None
    department: Name | None = None
    series: Word | None = None
    from_day: Day | None = Field(None, description="Today when left out.")
    until_day: Day | None = None


class RepeatLay(Command):
    """Lay the slots of a recurring one that are not there yet, up to a day."""

    do: Literal["repeat.lay"] = "repeat.lay"
    id: Id
    until: Day


class RepeatDrop(Command):
    """Lay a recurring slot no more; what it has laid stays."""

    do: Literal["repeat.drop"] = "repeat.drop"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    id: Id
    reason: Text


class DayAdd(Command):
    """Add a day of the hospital's own to the calendar."""

    do: Literal["day.add"] = "day.add"
    typed: ClassVar[frozenset[str]] = frozenset({"zh", "en"})
    rule: Annotated[Line, StringConstraints(max_length=60)] = Field(
        description="When it is, as the calendar writes it: 09-29, 2 thu mar, lunar 09-09."
    )
    zh: Name
    en: Name | None = None
    from_year: Year | None = None
    until_year: Year | None = None
    wants_slot: bool = True


class DayDrop(Command):
    """Take a day of the hospital's own out of the calendar."""

    do: Literal["day.drop"] = "day.drop"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    id: Id
    reason: Text


COMMANDS: tuple[type[Command], ...] = (
    CampaignLay,
    CampaignMove,
    CampaignDrop,
    RepeatAdd,
    RepeatLay,
    RepeatDrop,
    DayAdd,
    DayDrop,
)
