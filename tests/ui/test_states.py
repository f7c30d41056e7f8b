"""Every state an item can be in, looked at and kept: in the list, and as the whole story of the item."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import NOW, FakeReader, queue_row, seat
from harness import check_golden, opened
from test_dialogs import in_dialog, over
from test_reply_guard import dialog

from rhythm_tui.domain.deadlines import HOUR, MINUTE
from rhythm_tui.domain.text import clean

ROWS: dict[str, tuple[int, dict[str, Any]]] = {
    "on time": (3600, {}),
    "soon": (900, {}),
    "late": (-900, {}),
    "neglected": (-900, {"neglected": True}),
    "drafted": (1000, {"reply_state": "drafted", "owner": "李敏"}),
    "copied": (-1000, {"reply_state": "copied", "owner": "王芳"}),
    "posted": (-300, {"state": "answered", "reply_state": "posted", "owner": "王芳"}),
    "closed": (2000, {"state": "closed", "owner": "李敏"}),
    "waiting": (1100, {"waiting": clean("周医生"), "owner": "李敏"}),
    "referred": (9000, {"kind": "message", "referred": "doctor"}),
    "live": (0, {"kind": "live"}),
}
"""Seconds that are left in each state, and what makes it so."""
FACTS: dict[str, dict[str, Any]] = {
    "posted": {"stopped_at": NOW - 4 * MINUTE, "stopped_by": clean("王芳"), "missed_s": 60},
    "closed": {
        "stopped_at": NOW - MINUTE,
        "stopped_by": clean("李敏"),
        "close_reason": "spam",
        "missed_s": 0,
    },
    "waiting": {"waiting_since": NOW - HOUR},
    "referred": {"parent": "q1"},
    "on time": {"children": ("q10",)},
}


def reader() -> FakeReader:
    """A desk with one item in each state."""
    rows = [queue_row(n, left, f"{name} 高血压吃什么药", **other) for n, (name, (left, other)) in numbered()]
    made = FakeReader(rows)
    made.facts = {f"q{n}": FACTS[name] for n, (name, _row) in numbered() if name in FACTS}
    return made


def numbered() -> list[tuple[int, tuple[str, tuple[int, dict[str, Any]]]]]:
    return list(enumerate(ROWS.items(), 1))


async def look(lang: str, size: tuple[int, int]) -> None:
    async with opened(seat(lang, reader=reader()), size) as desk:
        await desk.press("slash", *"state:any")
        await desk.shows("11/9")
        await desk.press("enter", "home")
        await desk.golden(f"states-{lang}-{size[0]}x{size[1]}")
        stories = []
        for n in range(len(ROWS), 0, -1):
            await in_dialog(desk, "enter")
            await desk.shows(f"item q{n} " if lang == "en" else f"互动 q{n}")
            stories += [line for line in dialog(desk).splitlines() if line.strip(" \u2502")]
            await desk.press("escape")
            await over(desk)
            await desk.press("down")
        check_golden(f"stories-{lang}-{size[0]}x{size[1]}", "\n".join(stories))


async def test_golden_states_in_english() -> None:
    await look("en", (120, 36))


@pytest.mark.usefixtures("chinese")
async def test_golden_states_in_chinese() -> None:
    await look("zh", (80, 24))
