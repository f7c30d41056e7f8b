"""People say the minute: what began in the middle of one may be done in the same one."""

from __future__ import annotations

from typing import Any

import pytest
from test_verbs import ADD, HOUR, MINUTE, NOON, OPEN, do, refusal

from clocks import SettableClock
from rhythm_tui.desk.desk import Desk

BEGAN = NOON + 20_000
"""Twenty seconds into a minute."""


@pytest.mark.parametrize(
    ("fields", "field", "asked"),
    [
        ({"do": "reply.post", "id": "q1", "text": "r"}, "posted_at", "SELECT stopped_at FROM interaction"),
        (
            {"do": "incident.meet", "id": "i1", "timer": "solution", "evidence": "e"},
            "at",
            "SELECT met_at FROM timer WHERE name = 'solution'",
        ),
        (
            {"do": "incident.tell", "id": "i1", "timer": "solution", "duty": "leader", "person": "王",
             "channel": "phone"},
            "at",
            "SELECT at FROM notification",
        ),
        (
            {"do": "statement.publish", "id": "d2", "platform": "weibo"},
            "at",
            "SELECT at FROM outlet WHERE platform = 'weibo'",
        ),
    ],
)  # fmt: skip
def test_the_minute_in_which_it_began_is_not_before_it(
    desk: Desk, clock: SettableClock, fields: dict[str, Any], field: str, asked: str
) -> None:
    clock.time = BEGAN
    do(desk, ADD, posted_at=BEGAN)
    do(desk, OPEN, discovered_at=BEGAN)
    for statement in ("d1", "d2"):
        do(desk, do="statement.draft", incident="i1", text=f"事实{statement}")
        for role, expert in (("clinical", "周医生"), ("public_health", "吴主任")):
            do(desk, do="statement.sign", id=statement, role=role, expert=expert)
        if statement == "d1":
            do(desk, do="statement.publish", id="d1", platform="douyin")
    clock.time = BEGAN + HOUR
    assert refusal(desk, fields, **{field: NOON - 1}).field == field, "the minute before"
    do(desk, fields, **{field: NOON})
    assert desk.store.connection.execute(asked).fetchall() == [(BEGAN,)]


def test_so_is_a_corrected_answer(desk: Desk, clock: SettableClock) -> None:
    clock.time = BEGAN
    do(desk, ADD, posted_at=BEGAN)
    do(desk, do="reply.post", id="q1", text="r")
    wrong = {"do": "interaction.correct", "id": "q1", "reason": "r"}
    assert refusal(desk, wrong, answered_at=NOON - MINUTE).field == "answered_at"
    do(desk, wrong, answered_at=NOON)
    assert desk.store.connection.execute("SELECT stopped_at FROM interaction").fetchone() == (BEGAN,)
