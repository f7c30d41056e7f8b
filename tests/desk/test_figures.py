"""The tick of a day's figures: a line of the journal that can be taken off again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.refusal import Refusal

OpenReader = Callable[..., Reader]
TODAY = "2026-11-22"


def note(desk: Desk, **fields: Any) -> int:
    return desk.do(parse({"do": "figures.note", **fields})).seq


def test_a_day_is_ticked_and_the_tick_taken_off(desk: Desk, open_reader: OpenReader) -> None:
    reader = open_reader()
    assert not reader.figures_noted(TODAY)
    note(desk)
    assert reader.figures_noted(TODAY) and not reader.figures_noted("2026-11-21")
    note(desk, day="2026-11-21")
    note(desk, day=TODAY, off=True)
    assert not reader.figures_noted(TODAY) and reader.figures_noted("2026-11-21")


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"day": "2026-11-23"}, "invalid", "day"),
        ({"day": "2026-02-30"}, "invalid", "day"),
        ({"off": True}, "refused", None),
    ],
)
def test_what_cannot_be_ticked(desk: Desk, fields: dict[str, Any], code: str, field: str | None) -> None:
    with pytest.raises(Refusal) as told:
        note(desk, **fields)
    assert (told.value.code, told.value.field) == (code, field)


def test_twice_is_once(desk: Desk) -> None:
    note(desk)
    with pytest.raises(Refusal):
        note(desk)
