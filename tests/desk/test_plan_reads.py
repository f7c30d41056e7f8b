"""The plan as it is read: its days, its rhythm, its alarms; by index, and nothing beyond the window."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from test_verbs import ADD, HOUR, MINUTE, NOON, PLAN, do

from rhythm_tui.desk.batches import BatchInfo, take
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.deadlines import DAY
from rhythm_tui.domain.facts import Fact, Reject, Seen, Sent
from rhythm_tui.store import plan

SUNDAY = date(2026, 11, 22)
WEEK = (date(2026, 11, 16), SUNDAY)


def publish(desk: Desk, id: str, at: int) -> None:
    do(desk, do="slot.sign_off", id=id, role="clinical", expert="wang")
    do(desk, do="slot.publish", id=id, at=at)


@pytest.fixture
def planned(desk: Desk) -> Desk:
    """s1 tier 1 out two days ago, s2 tier 2 out this morning, s3 tonight, s4 tomorrow, s5 dropped."""
    for at, tier in (
        (NOON - 2 * DAY, 1),
        (NOON - 3 * HOUR, 2),
        (NOON + 6 * HOUR, 1),
        (NOON + DAY, 2),
        (NOON + DAY + HOUR, 2),
    ):
        do(desk, PLAN, at=at, tier=tier)
    publish(desk, "s1", NOON - 2 * DAY)
    publish(desk, "s2", NOON - 3 * HOUR)
    do(desk, do="slot.drop", id="s5", reason="no film")
    return desk


def test_the_days_of_a_week(planned: Desk, reader: Reader) -> None:
    days = reader.plan(*WEEK, NOON)
    assert [(one.day.day, [slot.id for slot in one.slots]) for one in days] == [
        (16, []), (17, []), (18, []), (19, []), (20, ["s1"]), (21, []), (22, ["s2", "s3"]),
    ]  # fmt: skip
    assert [one.id for one in days[-1].waits] == ["antimicrobials"]
    assert "antimicrobials" in [one.id for one in days[2].named]


def test_a_topical_slot_anywhere_in_it_answers_a_week_of_health(planned: Desk, reader: Reader) -> None:
    do(planned, PLAN, at=NOON + 2 * DAY, tier=3)
    assert [one.id for day in reader.plan(*WEEK, NOON) for one in day.waits] == [
        "prematurity",
        "copd",
        "infarction",
    ]


def test_an_own_day_asks_for_a_slot(planned: Desk, reader: Reader) -> None:
    do(planned, do="day.add", rule="11-21", zh="院庆", en="our day", wants_slot=True)
    day = reader.plan(SUNDAY.replace(day=21), SUNDAY, NOON)[0]
    assert [one.en for one in day.waits] == ["World AMR Awareness Week", "our day"]


def test_the_rhythm_of_a_day(planned: Desk, reader: Reader) -> None:
    found = reader.rhythm(SUNDAY, NOON)
    douyin = found.gauges[0]
    assert (douyin.platform, douyin.own.done, douyin.own.planned, douyin.own.most) == ("douyin", 1, 1, 2)
    assert [(one.tier, one.posts, one.percent) for one in found.mix.shares] == [
        (1, 1, 50),
        (2, 1, 50),
        (3, 0, 0),
    ]
    assert (found.mix.next_tier, found.mix_days, found.drift) == (3, 30, 10)
    assert [one.series for one in found.series if one.short] == ["heart", "children"]
    assert found.answers[0].day.id == "antimicrobials"
    codes = [one.code for one in found.losses]
    assert codes == ["day_unanswered", *["under_least"] * 3]
    assert found.losses[0].subject == "2026-11-22"


def test_the_mix_counts_the_window_and_nothing_before(desk: Desk, reader: Reader) -> None:
    midnight = reader.vocabulary.day_bounds(NOON)[0]
    for n, at in enumerate((midnight - 29 * DAY, midnight - 29 * DAY - MINUTE), start=1):
        do(desk, PLAN, at=at)
        publish(desk, f"s{n}", at)
    assert reader.rhythm(SUNDAY, NOON).mix.total == 1


def test_replies_that_send_people_away_are_named(desk: Desk, reader: Reader) -> None:
    for text in ("详情请来院咨询", "每天三次, 每次十分钟就好", "详情请来院咨询"):
        id = do(desk, ADD, text=f"这个操每天做几次 {text}", external_id=None).id
        do(desk, do="reply.post", id=id, text=text, posted_at=NOON - 10 * MINUTE)
    [loss] = [one for one in reader.rhythm(SUNDAY, NOON).losses if one.code == "brush_off"]
    assert (loss.number, loss.subject) == (2, "q3")
    assert [one for one in reader.rhythm(SUNDAY, NOON + DAY).losses if one.code == "brush_off"] == []


def test_a_reply_that_sends_somebody_away_is_an_alarm_for_a_day(desk: Desk, reader: Reader) -> None:
    def told(at: int) -> list[tuple[int, str | None]]:
        return [(one.number, one.subject) for one in reader.status(at).alarms if one.code == "brush_off"]

    do(desk, ADD)
    seq = do(desk, do="reply.post", id="q1", text="详情请来院咨询").seq
    assert told(NOON) == told(NOON + DAY - 1) == [(1, "q1")]
    assert told(NOON + DAY) == []
    do(desk, do="undo", seq=seq)
    assert told(NOON) == []
    do(desk, do="reply.post", id="q1", text="每天三次, 每次十分钟就好")
    do(desk, do="interaction.reopen", id="q1", reason="r")
    assert told(NOON) == []


def test_one_that_a_file_brings_is_one_too(desk: Desk, reader: Reader) -> None:
    facts: list[Fact | Reject] = []
    for n, ago in enumerate((HOUR, 2 * DAY)):
        facts += [
            Seen(n, "douyin", "message", NOON - ago - HOUR, f"u{n}", "a", "在吗", "", f"m{n}", "", f"c{n}"),
            Sent(n, "douyin", f"c{n}", f"u{n}", NOON - ago, "详情请来院咨询"),
        ]
    take(desk, facts, BatchInfo("f.csv", "0", "x"), print)
    assert [one.number for one in reader.status(NOON).alarms if one.code == "brush_off"] == [1]
    do(desk, do="undo")
    assert [one for one in reader.status(NOON).alarms if one.code == "brush_off"] == []


def test_alarms_of_a_plan(desk: Desk, reader: Reader) -> None:
    assert reader.plan_alarms(NOON) == ()
    do(desk, PLAN, at=NOON + 2 * DAY)
    do(desk, PLAN, at=NOON + 2 * DAY + 30 * MINUTE)
    assert [(one.code, one.number, one.subject) for one in reader.plan_alarms(NOON)] == [
        ("flooded", 1, "s2"),
        ("too_slow", 1, "2026-11-22"),
    ]
    do(desk, do="slot.edit", id="s1", tier=3)
    do(desk, do="slot.move", id="s2", at=NOON + 3 * DAY)
    assert reader.plan_alarms(NOON) == ()
    assert [one.code for one in reader.status(NOON).alarms] == []


def test_every_read_goes_by_index(planned: Desk, reader: Reader) -> None:
    asked: list[str] = []
    reader._connection.set_trace_callback(asked.append)
    reader.rhythm(SUNDAY, NOON)
    reader.plan(*WEEK, NOON)
    reader.plan_alarms(NOON)
    reader._connection.set_trace_callback(None)
    plans: list[tuple[str, Any]] = [
        (sql, row[3])
        for sql in asked
        if " slot" in sql or "interaction i" in sql
        for row in reader._connection.execute(f"EXPLAIN QUERY PLAN {sql}")
    ]
    assert plans
    assert {one[1] for one in plans if one[1].startswith("SCAN ")} <= {"SCAN batch"}, "a row an import"


def test_the_version_moves_with_every_commit(desk: Desk, reader: Reader) -> None:
    before = plan.version(reader._connection)
    do(desk, PLAN, at=NOON + DAY)
    assert plan.version(reader._connection) != before
