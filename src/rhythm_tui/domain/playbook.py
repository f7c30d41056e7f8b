"""The playbook, checked: numbers and names a hospital edits without touching code (RHYTHM.md).

``Playbook.model_validate(tables)`` takes the tables of ``playbook.toml``; spans are written ``90m``, ``2h``,
``1d`` and become milliseconds.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator, model_validator

from rhythm_tui.domain.chain import Escalation
from rhythm_tui.domain.deadlines import DAY, Rule
from rhythm_tui.domain.desk_rules import DeskRules, Presence
from rhythm_tui.domain.playbook_check import Finding, examine
from rhythm_tui.domain.publishing import Depth, Frequency, Line, Phases, Rhythm, Series, Template
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.tables import Hours, Share, Span, Table, Unfit


class BadPlaybook(ValueError):
    """A playbook that cannot be used: every mistake; in words it tells the first."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__(findings[0].english)


class Named(Table):
    """A noun with its names."""

    zh: str
    en: str


class Platform(Named):
    """A platform the hospital publishes on."""

    on: bool = True
    """Whether the hospital publishes there; one switched off is proposed nowhere and keeps its name."""
    frequency: Frequency | None = None
    closing_zh: str = ""
    """How a post closes there (RHYTHM 10)."""
    closing_en: str = ""


class TaskRule(Table):
    """A task that the playbook lays when an incident of a kind is opened (RHYTHM 23)."""

    zh: str
    en: str
    duty: str
    within: Span
    """From discovery."""


class Kind(Named):
    """A kind of incident, with the tasks its playbook lays (RHYTHM 23)."""

    tasks: tuple[TaskRule, ...] = ()
    caution_zh: str = ""
    caution_en: str = ""


class Source(Named):
    """How an incident came to be known (RHYTHM 20)."""


class Duty(Named):
    """A role in the response to an incident (RHYTHM 23)."""


class Channel(Named):
    """A way in which word is passed on."""


class Form(Named):
    """A form of content, and the forms it takes (RHYTHM 3)."""

    sub: dict[str, Named] = Field({})


class Tier(Named):
    """A tier of the topic library and its share of the mix, per cent (RHYTHM 1)."""

    name_zh: str
    name_en: str
    share: int = Field(ge=0, le=100)


class Role(Named):
    """A role that signs content off (RHYTHM 5)."""

    short_zh: str
    short_en: str


class Grade(Named):
    """A grade of incident; the greater ``rank``, the graver (RHYTHM 21)."""

    rank: int
    on: bool = True
    """Whether incidents may be given it; one switched off keeps its name for those that have it."""
    criteria_zh: str = ""
    criteria_en: str = ""


class CalledShort(Named):
    """What has another name where there is little room."""

    short_zh: str = ""
    short_en: str = ""
    """What a narrow card calls it; by its name when left out."""


class Timer(CalledShort):
    """A response timer from discovery, with targets of its own for some grades (RHYTHM 22)."""

    target: Span
    by_grade: dict[str, Span] = Field({})
    on: bool = True
    """Whether incidents get it: the timers of the law are off until a hospital switches them on."""
    kinds: tuple[str, ...] = ()
    """The kinds of incident that get it; empty for all."""
    grades: tuple[str, ...] = ()
    """The grades that get it; empty for all."""
    law: str = ""
    """Where it is written, for a timer that the law sets."""

    def runs_for(self, kind: str, grade: str) -> bool:
        """Return whether an incident of ``kind`` and ``grade`` gets this timer."""
        return self.is_of(kind) and grade in (self.grades or (grade,))

    def is_of(self, kind: str) -> bool:
        """Return whether incidents of ``kind`` get this timer at all, whatever their grade."""
        return self.on and kind in (self.kinds or (kind,))

    def target_for(self, grade: str) -> int:
        """Return the span this timer gives an incident of ``grade``, in milliseconds."""
        return self.by_grade.get(grade, self.target)


class Audience(Named):
    """An audience and the windows of the day in which it watches (RHYTHM 8)."""

    windows: tuple[Hours, ...]


class ShiftHours(Named):
    """A shift of the duty roster (RHYTHM 30)."""

    hours: Hours


class InteractionRule(Table):
    """What a kind of interaction is owed (RHYTHM 13 and 14)."""

    target: Span
    neglected: Span = DAY
    soon: Share = 0.25

    @model_validator(mode="after")
    def _in_order(self) -> InteractionRule:
        if self.neglected < self.target:
            raise Unfit(msg("neglected comes before the target"))
        return self

    @property
    def rule(self) -> Rule:
        """The same as the deadline engine takes it."""
        return Rule(self.target, self.neglected, self.soon)


class Review(Table):
    """Which roles sign a slot or a statement off (RHYTHM 5 and 23)."""

    normal: tuple[str, ...]
    emergency: tuple[str, ...]
    ordered: bool = False
    """Whether a role signs only when every role before it has signed."""
    statement: tuple[str, ...] = ()
    """Of a public statement; as for an emergency when left out."""


class Privacy(Table):
    """How long words of and about people are kept (RHYTHM, law and privacy)."""

    retention: dict[str, Span] = Field({})
    """By kind of interaction or noun, from its end; one that is not named is kept until somebody asks."""


class Access(Named):
    """A role of operators: what is kept for those who have it (RHYTHM 29 and 30)."""

    may: tuple[str, ...] = ()
    """Patterns of verbs, ``incident.grade`` or ``privacy.*``."""


class ChecklistLine(Table):
    """A line to be ticked."""

    zh: str
    en: str


class Playbook(Table):
    """The whole rule book of one hospital."""

    version: int
    zone: str
    desk: DeskRules = DeskRules()
    deadlines: dict[str, InteractionRule]
    grades: dict[str, Grade]
    timers: dict[str, Timer]
    kinds: dict[str, Kind]
    platforms: dict[str, Platform]
    forms: dict[str, Form]
    tiers: dict[str, Tier]
    audiences: dict[str, Audience]
    roles: dict[str, Role]
    review: Review
    sources: dict[str, Source] = Field({})
    duties: dict[str, Duty] = Field({})
    channels: dict[str, Channel] = Field({})
    escalation: Escalation = Escalation()
    presence: Presence = Presence()
    privacy: Privacy = Privacy()
    access: dict[str, Access] = Field({})
    """Roles of operators; nothing is kept for anybody while the list of operators has none of them."""
    updates: CalledShort = CalledShort(zh="续报", en="next update", short_en="update")
    """What the timer of a promised update is called."""
    release: dict[str, ChecklistLine] = Field({})
    """What is checked before slots that an incident held go out (RHYTHM 23)."""
    shifts: dict[str, ShiftHours]
    rhythm: Rhythm = Rhythm()
    depths: dict[str, Depth] = Field({})
    goals: dict[str, Named] = Field({})
    metrics: dict[str, Named] = Field({})
    """What a pledge may count (RHYTHM 17)."""
    series: dict[str, Series] = Field({})
    checklist: dict[str, Line] = Field({})
    """What is ticked before any slot goes out (RHYTHM 12)."""
    phases: Phases = Field({})
    templates: dict[str, Template] = Field({})

    @field_validator("zone")
    @classmethod
    def _zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise Unfit(msg("there is no time zone {name}"), name=name) from error
        return name

    @property
    def tz(self) -> ZoneInfo:
        """The zone of the hospital's wall clock."""
        return ZoneInfo(self.zone)

    @property
    def gradings(self) -> tuple[str, ...]:
        """The grades that an incident may be given (RHYTHM 21)."""
        return tuple(key for key, grade in self.grades.items() if grade.on)

    def day_start(self, now: int) -> int:
        """Return the instant (ms UTC) at which the hospital's day of ``now`` began."""
        day = datetime.fromtimestamp(now / 1000, self.tz).replace(
            hour=0, minute=0, second=0, microsecond=0, fold=0
        )
        return round(day.timestamp() * 1000)

    def required_roles(self, *, emergency: bool) -> tuple[str, ...]:
        """Return the roles whose sign-off a slot needs."""
        return self.review.emergency if emergency else self.review.normal

    def roles_before(self, role: str, required: tuple[str, ...]) -> tuple[str, ...]:
        """Return the required roles that must sign before ``role``: none where the chain has no order."""
        return required[: required.index(role)] if self.review.ordered and role in required else ()

    def statement_roles(self) -> tuple[str, ...]:
        """Return the roles whose sign-off a public statement needs (RHYTHM 23)."""
        return self.review.statement or self.review.emergency


def check(tables: dict[str, Any]) -> Playbook:
    """Return the playbook in ``tables``; raises ``BadPlaybook`` with every mistake."""
    playbook, found = examine(Playbook, tables)
    if playbook is None:
        raise BadPlaybook(found)
    return playbook
