"""The playbook's chain of people who must hear of a timer that runs out (RHYTHM.md 22), checked."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator

from rhythm_tui.domain.deadlines import MINUTE
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.tables import Share, Span, Table, Unfit


class Step(Table):
    """One step of the chain."""

    duty: str
    at: Literal["warning", "due"]
    after: Span = 0
    """Past that moment."""


class Escalation(Table):
    """Who must hear of a timer that runs out, and how often the desk asks again."""

    warning: Share = 0.25
    """The last part of a timer's span, in which the first must hear of it."""
    chain: tuple[Step, ...] = ()
    again: Annotated[tuple[Span, ...], Field(min_length=1)] = (10 * MINUTE, 20 * MINUTE, 40 * MINUTE)
    """Growing intervals after which what was not acknowledged is asked for again; the last one goes on."""

    @field_validator("chain")
    @classmethod
    def _once(cls, chain: tuple[Step, ...]) -> tuple[Step, ...]:
        duties = [step.duty for step in chain]
        for duty in duties:
            if duties.count(duty) > 1:
                raise Unfit(msg("{duty} stands in the chain twice"), duty=duty)
        return chain

    @field_validator("again")
    @classmethod
    def _growing(cls, again: tuple[int, ...]) -> tuple[int, ...]:
        if list(again) != sorted(again):
            raise Unfit(msg("the intervals may grow, and never shrink"))
        return again
