"""What the tables of the playbook are made of: frozen models, spans and shares."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from rhythm_tui.domain.deadlines import NO_SPAN, span
from rhythm_tui.domain.hours import window


class Unfit(ValueError):
    """A value that does not do: an English ``template`` of the catalogue with ``{names}`` of ``values``."""

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = values
        super().__init__(template.format(**values))


def _span(value: Any) -> int:
    if not isinstance(value, str):
        raise ValueError(NO_SPAN)
    return span(value)


def _hours(value: str) -> str:
    window(value)
    return value


Span = Annotated[
    int,
    BeforeValidator(_span),
    WithJsonSchema({"type": "string", "format": "span", "pattern": "^[0-9]{1,4}[mhd]$", "examples": ["90m"]}),
]
"""Written ``90m``, ``2h``, ``1d``; milliseconds."""
Hours = Annotated[
    str,
    AfterValidator(_hours),
    WithJsonSchema(
        {
            "type": "string",
            "format": "hours",
            "pattern": "^[0-9]{1,2}:[0-5][0-9]-[0-9]{1,2}:[0-5][0-9]$",
            "examples": ["06:00-08:00"],
        }
    ),
]
"""Hours of the day, written ``06:00-08:00``."""
Share = Annotated[float, Field(gt=0, lt=1)]


class Table(BaseModel):
    """A table: what it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")
