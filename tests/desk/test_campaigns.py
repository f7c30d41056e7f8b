"""Campaigns through the desk: laid, moved and dropped as one, with warnings, progress, undo and replay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_verbs import HOUR, NOON, do, refusal

from rhythm_tui.desk.act import Receipt
from rhythm_tui.desk.checks import replay
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.desk.views import SlotRow

BURST = [f"burst.{n}" for n in range(1, 5)]
LAY = {"do": "campaign.lay", "name": "冬至养生", "day": "2026-12-22"}
EVER = 1 << 50
DAY = 24 * HOUR


def rows(reader: Reader, now: int = NOON) -> list[SlotRow]:
    return reader.slots(0, EVER, now)


def told(receipt: Receipt) -> list[tuple[str, str]]:
    return [(one.word, one.category) for one in receipt.warnings]


def journal_rows(desk: Desk) -> int:
    return int(desk.store.connection.execute("SELECT count(*) FROM journal").fetchone()[0])


def test_one_command_and_one_journal_row_lay_the_whole_arc(desk: Desk, reader: Reader) -> None:
    receipt = do(desk, LAY, tag="#冬至", department="中医科", emergency=True)
    assert (receipt.id, receipt.version, receipt.warnings, journal_rows(desk)) == ("c1", 1, (), 1)
    slots = rows(reader)
    assert [(one.wall, one.phase) for one in slots[:3]] == [
        ("2026-12-20T20:00", "warm_up"),
        ("2026-12-21T20:00", "warm_up"),
        ("2026-12-22T08:00", "burst"),
    ]
    assert len(slots) == 10
    one = slots[2]
    assert (one.campaign, one.tags.plain, one.emergency, one.tier) == ("c1", "#冬至", True, 3)
    assert one.department and one.department.plain == "中医科"
    assert one.title.plain == "冬至养生: the expert explains"
    assert len(one.missing) == 2, "an emergency has the double review"
    lines = reader.vocabulary.checklist(one.platform, one.form, emergency=True, phase=one.phase)
    assert "burst.hashtag" in [line.id for line in lines]


def test_what_has_passed_is_not_laid_and_is_named(desk: Desk, reader: Reader) -> None:
    receipt = do(desk, LAY, day="2026-11-22")
    assert told(receipt)[0] == ("warm_up.1, warm_up.2, burst.1, burst.2", "passed")
    assert receipt.warnings[0].citation == "11-20 20:00, 11-21 20:00, 11-22 08:00, 11-22 12:00"
    assert [one.wall for one in rows(reader)][:2] == ["2026-11-22T18:30", "2026-11-22T20:00"]
    assert refusal(desk, LAY, name="n", day="2026-11-14").code == "refused"


def test_the_receipt_says_what_stands_in_the_way_and_a_retry_says_it_again(desk: Desk) -> None:
    plan = {"do": "slot.plan", "platform": "douyin", "title": "t", "tier": 1, "form": "science"}
    do(desk, plan, at="2026-12-22T08:30")
    do(desk, plan, at="2026-12-27T20:00", platform="channels")
    do(desk, do="incident.open", title="t", kind="other", grade="general")
    do(desk, do="incident.freeze", id="i1", reason="r", platform="channels")
    do(desk, LAY, name="other", day="2026-12-31", phases=["warm_up"])
    receipt = do(desk, LAY, key="k")
    assert told(receipt) == [
        ("s7", "collision"),
        ("s9", "held"),
        ("s10", "cap_day"),
        ("s12", "held"),
        ("s14", "collision"),
        ("s14", "campaign"),
    ]
    assert do(desk, LAY, key="k") == receipt
    assert journal_rows(desk) == 6


def test_the_same_campaign_is_laid_once(desk: Desk) -> None:
    do(desk, LAY)
    found = refusal(desk, LAY, name=" 冬至养生\u200b")
    assert found.code == "refused" and "c1" in str(found)
    do(desk, LAY, day="2026-12-24")
    do(desk, do="campaign.drop", id="c1", reason="r")
    assert do(desk, LAY).id == "c3"


REFUSED: list[tuple[str, dict[str, Any], tuple[str, str | None]]] = [
    ("no day", {**LAY, "day": "2026-02-30"}, ("invalid", "day")),
    ("far", {**LAY, "day": "9999-12-31"}, ("invalid", "day")),
    ("phase", {**LAY, "phases": ["rest"]}, ("invalid", "phases")),
    ("skip", {**LAY, "skip": ["burst.9"]}, ("invalid", "skip")),
    ("skip form", {**LAY, "skip": ["burst"]}, ("invalid", "skip")),
    (
        "all skipped",
        {**LAY, "phases": ["burst"], "skip": BURST},
        ("refused", None),
    ),
    ("tag", {**LAY, "tag": "two words"}, ("invalid", "tag")),
    ("unseen", {**LAY, "name": "\u200b"}, ("invalid", "name")),
    ("move to no day", {"do": "campaign.move", "id": "c1", "day": "2026-13-01"}, ("invalid", "day")),
    ("move nowhere", {"do": "campaign.move", "id": "c1", "day": "2026-12-22"}, ("invalid", "day")),
    ("move back", {"do": "campaign.move", "id": "c1", "day": "2026-11-23"}, ("refused", None)),
    ("move what", {"do": "campaign.move", "id": "c9", "day": "2026-12-23"}, ("unknown", "id")),
    ("move a dropped one", {"do": "campaign.move", "id": "c2", "day": "2026-12-23"}, ("refused", None)),
    ("drop twice", {"do": "campaign.drop", "id": "c2", "reason": "r"}, ("refused", None)),
    ("drop unread", {"do": "campaign.drop", "id": "c1", "reason": "\x00"}, ("invalid", "reason")),
    ("drop a slot", {"do": "campaign.drop", "id": "s1", "reason": "r"}, ("unknown", "id")),
    ("version", {"do": "campaign.drop", "id": "c1", "reason": "r", "expect": 7}, ("conflict", "expect")),
]


@pytest.mark.parametrize(("fields", "expected"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_is_refused(desk: Desk, fields: dict[str, Any], expected: tuple[str, str | None]) -> None:
    do(desk, LAY)
    do(desk, LAY, name="gone")
    do(desk, do="campaign.drop", id="c2", reason="r")
    if fields["do"] == "campaign.lay":
        fields = {**fields, "name": fields["name"] if fields["name"] == "\u200b" else "new"}
    found = refusal(desk, fields)
    assert (found.code, found.field) == expected


def test_moving_keeps_sign_offs_holds_and_the_first_time(desk: Desk, reader: Reader) -> None:
    do(desk, LAY)
    do(desk, do="slot.sign_off", id="s3", role="clinical", expert="wang")
    do(desk, do="incident.open", title="t", kind="other", grade="general")
    do(desk, do="incident.freeze", id="i1", reason="r", slots=["s4"])
    before = {one.id: one for one in rows(reader)}
    receipt = do(desk, do="campaign.move", id="c1", day="2026-12-25", expect=1)
    assert (receipt.id, receipt.version) == ("c1", 2)
    after = {one.id: one for one in rows(reader)}
    assert all(after[id].at - before[id].at == 3 * DAY for id in before)
    assert all(after[id].wall[11:] == before[id].wall[11:] for id in before)
    assert {one.first_at for one in after.values()} == {one.at for one in before.values()}
    assert (after["s3"].state, after["s3"].signed, after["s4"].state) == ("ready", ("clinical",), "held")
    campaign = reader.campaign("c1", NOON)
    assert campaign and (campaign.day, campaign.version) == ("2026-12-25", 2)
    do(desk, do="campaign.move", id="c1", day="2026-12-22")
    assert {one.id: one.at for one in rows(reader)} == {one.id: one.at for one in before.values()}
    assert {one.first_at for one in rows(reader)} == {one.at for one in before.values()}


def test_a_miss_is_kept_when_the_arc_moves_or_is_dropped(desk: Desk, reader: Reader) -> None:
    do(desk, LAY, day="2026-11-24")
    desk.clock.time += 10 * HOUR  # type: ignore[attr-defined]
    do(desk, do="campaign.move", id="c1", day="2026-11-26")
    assert [one.missed_s for one in rows(reader)][:2] == [2 * 3600, None]
    do(desk, do="campaign.drop", id="c1", reason="延期")
    do(desk, do="undo")
    do(desk, do="undo")
    assert [one.missed_s for one in rows(reader)][:2] == [2 * 3600, None], "a miss is never undone"


def test_dropping_takes_what_has_not_gone_out(desk: Desk, reader: Reader, path: Path) -> None:
    do(desk, LAY, day="2026-11-24")
    do(desk, do="slot.sign_off", id="s1", role="clinical", expert="wang")
    desk.clock.time += 8 * HOUR  # type: ignore[attr-defined]
    do(desk, do="slot.publish", id="s1")
    do(desk, do="incident.open", title="t", kind="other", grade="general")
    do(desk, do="incident.freeze", id="i1", reason="r", slots=["s2"])
    do(desk, do="campaign.drop", id="c1", reason="专家出差")
    states = [one.state for one in rows(reader, NOON + 8 * HOUR)]
    assert states == ["published", *["dropped"] * 9]
    assert reader.held("i1", NOON) == []
    assert reader.campaigns(NOON) == []
    found = reader.campaign("c1", NOON)
    assert found and not found.standing and found.phases[0][3:] == (1, 1, 0, 0, 1)
    payloads = "".join(row[0] for row in desk.store.connection.execute("SELECT payload FROM journal"))
    assert "专家出差" not in payloads
    do(desk, do="undo")
    assert [one.state for one in rows(reader, NOON + 8 * HOUR)][:3] == ["published", "held", "planned"]
    assert replay(path).sound


def test_undo_takes_the_whole_arc_back_and_does_it_again(desk: Desk, reader: Reader, path: Path) -> None:
    do(desk, LAY)
    do(desk, do="undo")
    assert (rows(reader), reader.campaigns(NOON), reader.campaign("c1", NOON)) == ([], [], None)
    assert refusal(desk, do="campaign.move", id="c1", day="2026-12-24").code == "unknown"
    do(desk, do="undo", seq=2)
    assert len(rows(reader)) == 10
    do(desk, do="slot.sign_off", id="s1", role="clinical", expert="wang")
    assert refusal(desk, do="undo", seq=1).code == "conflict", "a slot was worked on since"
    assert replay(path).sound


def test_progress_phase_by_phase(desk: Desk, reader: Reader) -> None:
    do(desk, LAY, name="past", day="2026-11-23", skip=["long_tail.4"])
    do(desk, LAY, day="2026-12-22")
    found = reader.campaigns(NOON)
    assert [(one.name.plain, one.day, one.last) for one in found] == [
        ("past", "2026-11-23", "2026-11-28"),
        ("冬至养生", "2026-12-22", "2026-12-29"),
    ]
    assert [(one.phase, one.slots, one.out) for one in found[0].phases] == [
        ("warm_up", 1, 0),
        ("burst", 4, 0),
        ("long_tail", 3, 0),
    ]
    assert found[0].next_at == NOON + 8 * HOUR
    later = NOON + 7 * DAY
    again = reader.campaigns(later)
    assert [one.name.plain for one in again] == ["冬至养生", "past"]
    assert [(one.missed, one.slots) for one in again[1].phases] == [(1, 1), (4, 4), (3, 3)]
    assert again[1].next_at is None
    assert reader.campaign("s1", NOON) is None


def test_a_slot_tells_what_was_done_to_it_with_its_campaign(desk: Desk, reader: Reader) -> None:
    do(desk, LAY)
    do(desk, LAY, name="another")
    do(desk, do="campaign.move", id="c1", day="2026-12-24")
    do(desk, do="slot.sign_off", id="s3", role="clinical", expert="wang")
    do(desk, do="campaign.drop", id="c1", reason="延期")
    do(desk, do="undo")
    found = reader.slot("s3", NOON)
    assert found
    assert [(one.verb, one.undone) for one in found.history] == [
        ("campaign.lay", False),
        ("campaign.move", False),
        ("slot.sign_off", False),
        ("campaign.drop", True),
        ("undo", False),
    ]
    assert found.history[3].words.plain == "延期"
    other = reader.slot("s4", NOON)
    assert other and [one.verb for one in other.history] == [
        "campaign.lay",
        "campaign.move",
        "campaign.drop",
        "undo",
    ]
