"""What the tables of the playbook are made of: frozen models, spans and shares."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from rhythm_tui.domain.deadlines import span


def _span(value: Any) -> int:
    if not isinstance(value, str):
        raise ValueError("a span is written 30m, 2h or 1d")
    return span(value)


Span = Annotated[int, BeforeValidator(_span)]
"""Written ``90m``, ``2h``, ``1d``; milliseconds."""
Share = Annotated[float, Field(gt=0, lt=1)]


class Table(BaseModel):
    """A table: what it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")
