"""What a drill expects of whoever answers its story: each worth points, from a rule, with advice.

Frozen values read from a drill's file; ``domain.scoring`` says which were met. Spans are milliseconds.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from rhythm_tui.domain.commands import BY_NAME
from rhythm_tui.domain.tables import Span, Table

FULL = 100
"""The points of every drill add up to this."""


class Words(Table):
    """Words in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def text(self, lang: str) -> str:
        """Return them in ``lang``: ``zh``, anything else is English."""
        return self.zh if lang == "zh" else self.en


class Deed(Table):
    """A command the trainee may have done, with some of its fields."""

    do: str
    fields: dict[str, Any]

    @model_validator(mode="before")
    @classmethod
    def _apart(cls, written: Any) -> Any:
        if not isinstance(written, dict):
            raise ValueError('a deed is written { do = "incident.open" }, with the fields it must have')
        return {"do": written.get("do"), "fields": {k: v for k, v in written.items() if k != "do"}}

    @model_validator(mode="after")
    def _known(self) -> Deed:
        command = BY_NAME.get(self.do)
        if command is None:
            raise ValueError(f"no such command: {self.do}")
        told_of = set(command.model_fields) - set(command.personal)
        if unheard := sorted(set(self.fields) - told_of):
            raise ValueError(f"{self.do} tells no {unheard[0]}")
        return self


class Expected(Table):
    """Something expected of the trainee: worth points, from a rule, with advice where it was not met."""

    points: int = Field(ge=1, le=FULL)
    rhythm: int = Field(ge=1, le=32)
    """The system of RHYTHM.md it comes from."""
    says: Words
    advice: Words


class Done(Expected):
    """A command is done, within a span from the start or from when a scene came."""

    check: Literal["done"]
    deed: Deed
    within: Span | None = None
    since: str | None = None


class Never(Expected):
    """A command is never done, by somebody who did take the story up: ``once`` was done."""

    check: Literal["never"]
    deed: Deed
    once: Deed


class Timer(Expected):
    """Every incident with this timer met it in time (RHYTHM 22), and there was one."""

    check: Literal["timer"]
    timer: str


class Graded(Expected):
    """An incident was graded so, or graver, in time (RHYTHM 21)."""

    check: Literal["graded"]
    grade: str
    within: Span | None = None
    since: str | None = None


class Answered(Expected):
    """One item was answered within a span of its arrival (RHYTHM 13, 14)."""

    check: Literal["answered"]
    item: str
    within: Span


class InTime(Expected):
    """At least this share, per cent, of the items that fell due was answered or closed in time."""

    check: Literal["in_time"]
    share: int = Field(ge=1, le=100)


class Owned(Expected):
    """No late row without an owner when the drill ends, by somebody who did anything (RHYTHM 30)."""

    check: Literal["owned"]


class Clean(Expected):
    """No reply in public broke a rule of these categories; at least so many replies were posted."""

    check: Literal["clean"]
    categories: tuple[str, ...] = Field(min_length=1)
    replies: int = Field(1, ge=1)


Expectation = Annotated[
    Done | Never | Timer | Graded | Answered | InTime | Owned | Clean, Field(discriminator="check")
]
