"""What a look at the desk's health says: one finding, one remedy."""

from __future__ import annotations

from typing import Literal

from rhythm_tui.domain.named import NamedTuple

Level = Literal["ok", "warn", "bad"]


class Finding(NamedTuple):
    """One thing looked at."""

    code: str
    level: Level
    template: str
    """English sentence with ``{names}`` that ``values`` fill, translated when shown."""
    values: dict[str, object]
    remedy: str = ""
    """What to do, an English sentence with the same ``{names}``; empty when nothing is to do."""


def ok(code: str, template: str, **values: object) -> Finding:
    """Return a finding that all is well."""
    return Finding(code, "ok", template, values)
