"""What comes in by a file and by hand stands once; what something was made from stays."""

from __future__ import annotations

from typing import Any

import pytest

from rhythm_tui.desk.act import Receipt
from rhythm_tui.desk.batches import BatchInfo, take
from rhythm_tui.desk.checks import replay
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.importer import Importer
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.facts import Fact, Reject, Seen, Sent
from rhythm_tui.domain.refusal import Refusal

HOUR = 3_600_000
FILE = BatchInfo("f.csv", "0", "x")


def do(desk: Desk, name: str, **fields: Any) -> Receipt:
    return desk.do(parse({"do": name, **fields}))


def add(desk: Desk, **fields: Any) -> str:
    about = {"platform": "douyin", "kind": "comment", "author": "张小三", "text": "高血压吃什么药"}
    return do(desk, "interaction.add", posted_at=desk.clock.now() - HOUR, **about, **fields).id


def seen(desk: Desk, n: int = 1) -> Seen:
    at = desk.clock.now() - HOUR
    return Seen(n, "douyin", "comment", at, "u1", "张小三", "在吗", "v1", f"c{n}")


def queue(desk: Desk, reader: Reader) -> list[str]:
    return [row.id for row in reader.queue(desk.clock.now())]


def test_an_item_added_by_hand_while_its_file_comes_in_stands_once(desk: Desk, reader: Reader) -> None:
    importer = Importer(desk, FILE, print)
    importer.stage([seen(desk, 1), seen(desk, 2)])
    item = add(desk, external_id="c1")
    counts = importer.close()
    assert (counts.read, counts.new, counts.duplicate) == (2, 1, 1)
    assert len(queue(desk, reader)) == 2 and item in queue(desk, reader)
    undone = do(desk, "undo", seq=counts.seq).seq
    assert queue(desk, reader) == [item]
    do(desk, "undo", seq=undone)
    assert len(queue(desk, reader)) == 2
    assert replay(desk.store.path).differences == ()


def test_an_item_added_by_hand_stands_once_when_its_import_is_done_again(desk: Desk, reader: Reader) -> None:
    take(desk, [seen(desk)], FILE, print)
    undone = do(desk, "undo").seq
    item = add(desk, external_id="c1")
    do(desk, "undo", seq=undone)
    assert queue(desk, reader) == [item]


@pytest.mark.parametrize("by_hand", [True, False])
@pytest.mark.parametrize(
    ("verb", "fields"),
    [
        ("interaction.refer", {"id": "q1", "to": "doctor"}),
        ("story.add", {"text": "谢谢", "author": "张小三", "interaction": "q1"}),
    ],
)
def test_what_something_was_made_from_stays_as_long_as_that_does(
    desk: Desk, reader: Reader, verb: str, fields: dict[str, str], *, by_hand: bool
) -> None:
    if by_hand:
        add(desk)
    else:
        take(desk, [seen(desk)], FILE, print)
    made = do(desk, verb, **fields)
    with pytest.raises(Refusal, match=f"{made.id} was made from it"):
        do(desk, "undo", seq=1)
    do(desk, "undo", seq=made.seq)
    do(desk, "undo", seq=1)
    assert queue(desk, reader) == []


def test_a_slot_stays_under_the_pledge_made_on_it(desk: Desk) -> None:
    at = desk.clock.now() + HOUR
    slot = do(desk, "slot.plan", platform="douyin", at=at, title="t", tier=1, form="science")
    said = {"words": "w", "promise": "p", "platform": "douyin", "metric": "likes", "threshold": 9}
    pledge = do(desk, "pledge.add", slot=slot.id, **said)
    with pytest.raises(Refusal, match=f"{pledge.id} was made from it"):
        do(desk, "undo", seq=slot.seq)
    do(desk, "pledge.drop", id=pledge.id, reason="r")
    do(desk, "undo", seq=slot.seq)


def test_the_pace_knows_no_answers_of_an_import_that_was_taken_back(desk: Desk, reader: Reader) -> None:
    now = desk.clock.now()
    facts: list[Fact | Reject] = []
    for n in range(12):
        message = seen(desk, n)._replace(kind="message", author_id=f"u{n}", conversation=f"m{n}")
        facts += [message, Sent(n, "douyin", f"m{n}", f"u{n}", now - HOUR // 2, "在")]
    take(desk, facts, FILE, print)
    assert reader.forecast(now)[1].measured
    do(desk, "undo")
    assert not reader.forecast(now)[1].measured
