"""What happens to an item besides its answer, and what the desk can tell of it."""

from __future__ import annotations

from typing import Any

import pytest

from rhythm_tui.desk.act import Receipt
from rhythm_tui.desk.batches import BatchInfo, take
from rhythm_tui.desk.checks import replay
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.facts import Seen
from rhythm_tui.domain.refusal import Refusal

MINUTE = 60_000
HOUR = 60 * MINUTE


def do(desk: Desk, name: str, **fields: Any) -> Receipt:
    return desk.do(parse({"do": name, **fields}))


def add(desk: Desk, ago: int = HOUR, **fields: Any) -> str:
    about = {"platform": "douyin", "kind": "comment", "author": "张小三", "text": "高血压吃什么药"}
    return do(desk, "interaction.add", posted_at=desk.clock.now() - ago, **{**about, **fields}).id


def refused(desk: Desk, name: str, **fields: Any) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as caught:
        do(desk, name, **fields)
    return caught.value.code, caught.value.field


def test_opened_again_it_runs_from_its_old_start_and_its_miss_stays(desk: Desk, reader: Reader) -> None:
    item = add(desk, 3 * HOUR)
    do(desk, "reply.post", id=item, text="您好")
    do(desk, "interaction.reopen", id=item, reason="answered the wrong person")
    found = reader.interaction(item)
    assert found is not None
    assert (found.row.state, found.row.reply_state, found.missed_s) == ("open", "drafted", 3600)
    assert found.row.band(desk.clock.now()) == "late"
    assert refused(desk, "interaction.reopen", id=item, reason="again") == ("refused", None)


def test_a_corrected_start_moves_the_limits_and_keeps_the_first_time(desk: Desk, reader: Reader) -> None:
    now = desk.clock.now()
    item = add(desk, 3 * HOUR)
    do(desk, "interaction.correct", id=item, reason="the export was an hour off", posted_at=now - HOUR)
    found = reader.interaction(item)
    assert found is not None
    assert (found.row.due_at, found.posted_first) == (now + HOUR, now - 3 * HOUR)
    assert found.row.band(now) == "ok"
    assert found.missed_s == 3600, "a miss that stood before the correction stays"


def test_a_corrected_answer_counts_from_the_true_time(desk: Desk, reader: Reader) -> None:
    now = desk.clock.now()
    item = add(desk, HOUR)
    do(desk, "reply.post", id=item, text="您好", posted_at=now - MINUTE)
    assert refused(desk, "interaction.correct", id=item, reason="r") == ("invalid", "posted_at")
    before = {"id": item, "reason": "r", "answered_at": now - 2 * HOUR}
    assert refused(desk, "interaction.correct", **before) == ("invalid", "answered_at")
    do(desk, "interaction.correct", id=item, reason="r", answered_at=now - 2 * MINUTE)
    found = reader.interaction(item)
    assert found is not None
    assert (found.stopped_at, found.missed_s) == (now - 2 * MINUTE, 0)


def test_an_open_item_has_no_answer_to_correct(desk: Desk) -> None:
    item = add(desk)
    assert (
        refused(desk, "interaction.correct", id=item, reason="r", answered_at=1_795_320_000_000)[0]
        == "refused"
    )


@pytest.mark.parametrize("to", ["message", "doctor"])
def test_taken_on_it_is_a_linked_message_with_a_clock_of_its_own(desk: Desk, reader: Reader, to: str) -> None:
    item = add(desk, HOUR, post="v1", topic="血压")
    child = do(desk, "interaction.refer", id=item, to=to, note="for the cardiologist").id
    found, parent = reader.interaction(child), reader.interaction(item)
    assert found is not None
    assert parent is not None
    assert (found.parent, found.referred, parent.children) == (item, to, (child,))
    assert (found.row.taken_on, parent.row.taken_on) == (None, to)
    assert (found.row.kind, found.row.clock, found.row.due_at) == (
        "message",
        "4h",
        desk.clock.now() + 4 * HOUR,
    )
    assert parent.row.state == "open", "the public comment still wants its public answer"
    assert {row.id for row in reader.thread(item)} == {item, child}
    assert refused(desk, "interaction.refer", id=item, to=to)[0] == "refused"
    do(desk, "undo")
    assert reader.interaction(child) is None
    assert [row.taken_on for row in reader.queue(desk.clock.now())] == [None]


def test_waiting_stops_no_clock(desk: Desk, reader: Reader) -> None:
    item = add(desk)
    limits = reader.queue(desk.clock.now())[0].limits
    do(desk, "interaction.wait", id=item, on="Dr Zhou")
    row = reader.queue(desk.clock.now())[0]
    assert row.waiting is not None
    assert (row.waiting.plain, row.limits) == ("Dr Zhou", limits)
    do(desk, "interaction.wait", id=item)
    assert reader.queue(desk.clock.now())[0].waiting is None
    assert refused(desk, "interaction.wait", id=item)[0] == "refused"


def test_sorting_notes_and_links_stand_in_the_detail(desk: Desk, reader: Reader) -> None:
    item = add(desk)
    slot = do(desk, "slot.plan", platform="douyin", at=desk.clock.now(), title="t", tier=1, form="science").id
    do(desk, "interaction.sort", id=item, topic="血压", tags=["老人", "用药", "老人"])
    do(desk, "interaction.note", id=item, text="called back")
    do(desk, "interaction.link", id=item, post="v9", slot=slot)
    found = reader.interaction(item)
    assert found is not None
    assert found.row.topic is not None
    assert (found.row.topic.plain, [tag.plain for tag in found.row.tags]) == ("血压", ["用药", "老人"])
    assert (found.row.post.plain, found.slot) == ("v9", slot)
    assert [event.words.plain for event in found.history if event.verb == "interaction.note"] == [
        "called back"
    ]
    assert refused(desk, "interaction.link", id=item, slot="s99") == ("unknown", "slot")


def test_a_reminder_hides_nothing(desk: Desk, reader: Reader) -> None:
    now = desk.clock.now()
    item = add(desk)
    do(desk, "interaction.remind", id=item, at=now + HOUR, operator="li")
    assert [row.id for row in reader.queue(now)] == [item]
    assert reader.reminders(now) == []
    assert [(one.id, one.at, one.by.plain) for one in reader.reminders(now + HOUR)] == [
        (item, now + HOUR, "li")
    ]
    assert refused(desk, "interaction.remind", id=item, at=now) == ("invalid", "at")
    do(desk, "interaction.remind", id=item)
    assert reader.reminders(now + HOUR) == []


def test_only_a_message_has_an_outcome(desk: Desk, reader: Reader) -> None:
    comment, message = add(desk), add(desk, kind="message")
    assert refused(desk, "reply.post", id=comment, text="t", outcome="visit") == ("invalid", "outcome")
    do(desk, "reply.post", id=message, text="t", outcome="visit")
    found = reader.interaction(message)
    assert found is not None
    assert found.row.outcome == "visit"


def test_the_history_is_searched_by_any_part_of_a_word(desk: Desk, reader: Reader) -> None:
    first, second = add(desk, text="高血压吃什么药？BP160"), add(desk, text="孩子发烧38.5度", author="李四")
    do(desk, "interaction.close", id=first, reason="other")
    for wanted, found in [
        ("血压", [first]), ("高血压吃", [first]), ("压", [first]), ("烧", [second]), ("药", [first]),
        ("bp1", [first]), ("38", [second]), ("李", [second]), ("血压 什么", [first]), ("血 烧", []),
        ("压血", []), ("", []), ('" OR *', []), ("NEAR", []), ("？", []),
    ]:  # fmt: skip
        assert [row.id for row in reader.search(wanted)] == found, wanted
    do(desk, "undo")
    do(desk, "undo")
    assert reader.search("烧") == []


def test_orders(desk: Desk, reader: Reader) -> None:
    now = desk.clock.now()
    neglected = add(desk, 25 * HOUR, post="b", topic="y")
    late = add(desk, 3 * HOUR, post="a", topic="x")
    soon = add(desk, 100 * MINUTE, post="b")
    fine = add(desk, MINUTE)
    live = add(desk, 2 * HOUR, kind="live", post="a")

    def ids(order: str) -> list[str]:
        return [row.id for row in reader.queue_rows(reader.queue_ids(now, order=order))]

    assert ids("desk") == [neglected, late, soon, fine, live]
    assert ids("save_first") == [soon, fine, late, neglected, live]
    assert ids("newest") == [fine, soon, live, late, neglected]
    assert ids("post") == [neglected, soon, live, late, fine]
    assert ids("topic") == [neglected, late, live, soon, fine]


def test_the_forecast_reads_the_pace_of_the_last_hour(desk: Desk, reader: Reader) -> None:
    now = desk.clock.now()
    for operator in ("li", "wang"):
        for _ in range(5):
            do(desk, "reply.post", id=add(desk), text="t", operator=operator)
    for _ in range(20):
        add(desk, 110 * MINUTE)
    seen, pace = reader.forecast(now)
    assert (pace.responders, pace.measured) == (2 + bool(reader.operator not in ("li", "wang")), True)
    assert seen.open == 20
    assert seen.missed > 0
    assert seen.first_miss_at == now + 10 * MINUTE


def test_replay_knows_all_of_it(desk: Desk) -> None:
    item = add(desk, 3 * HOUR)
    do(desk, "interaction.sort", id=item, topic="t", tags=["a", "b"])
    do(desk, "interaction.refer", id=item, to="doctor")
    do(desk, "reply.post", id=item, text="t")
    do(desk, "interaction.reopen", id=item, reason="r")
    do(desk, "undo")
    desk.close()
    assert replay(desk.store.path).differences == ()


def test_an_item_of_an_import_that_was_taken_back_can_come_in_by_hand(desk: Desk, reader: Reader) -> None:
    now = desk.clock.now()
    seen = Seen(1, "douyin", "comment", now - HOUR, "u1", "张小三", "在吗", "v1", "c1")
    assert take(desk, [seen], BatchInfo("f.csv", "0", "x"), print).new == 1
    assert refused(desk, "interaction.add", platform="douyin", kind="comment", author="a", text="在吗",
                   posted_at=now - HOUR, external_id="c1")[0] == "refused"  # fmt: skip
    do(desk, "undo")
    item = add(desk, external_id="c1")
    assert [row.id for row in reader.queue(now)] == [item]
    assert take(desk, [seen], BatchInfo("f.csv", "0", "x"), print).updated == 1, "its words differ"


@pytest.mark.parametrize("how", ["redo", "reopen", "undo of its closing"])
def test_an_item_is_taken_on_by_the_same_people_once_however_it_comes_back(
    desk: Desk, reader: Reader, how: str
) -> None:
    item = add(desk)
    first = do(desk, "interaction.refer", id=item, to="doctor")
    if how == "redo":
        stopped = do(desk, "undo").seq
    else:
        stopped = do(desk, "interaction.close", id=first.id, reason="other").seq
    second = do(desk, "interaction.refer", id=item, to="doctor").id
    if how == "reopen":
        again = refused(desk, "interaction.reopen", id=first.id, reason="r")
        assert again == ("refused", None)
    else:
        assert refused(desk, "undo", seq=stopped) == ("conflict", None)
    do(desk, "interaction.close", id=second, reason="other")
    if how == "reopen":
        do(desk, "interaction.reopen", id=first.id, reason="r")
    else:
        do(desk, "undo", seq=stopped)
    assert {row.id for row in reader.queue(desk.clock.now())} == {item, first.id}


def test_the_search_finds_what_was_taken_on_and_forgets_a_link_taken_back(desk: Desk, reader: Reader) -> None:
    item = add(desk)
    child = do(desk, "interaction.refer", id=item, to="doctor").id
    assert [row.id for row in reader.search("血压")] == [child, item]
    do(desk, "interaction.link", id=item, post="hearts")
    assert [row.id for row in reader.search("hearts")] == [item]
    taken_back = do(desk, "undo").seq
    assert reader.search("hearts") == []
    do(desk, "undo", seq=taken_back)
    assert [row.id for row in reader.search("hearts")] == [item]


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("interaction.sort", {"topic": "heart"}),
        ("interaction.note", {"text": "called back"}),
        ("interaction.link", {"post": "hearts"}),
        ("interaction.correct", {"posted_at": 1_795_310_000_000, "reason": "misread"}),
        ("interaction.wait", {"on": "Dr Zhou"}),
    ],
)
def test_nothing_happens_any_more_to_what_was_taken_back(desk: Desk, name: str, fields: Any) -> None:
    item = add(desk)
    do(desk, "undo")
    assert refused(desk, name, id=item, **fields) == ("refused", None)
    do(desk, "undo", seq=2)
    assert do(desk, name, id=item, **fields).id == item
