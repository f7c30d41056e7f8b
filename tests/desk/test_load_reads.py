"""The load as it is read of a real file: what shows counts, what was taken back does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clocks import SettableClock
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.deadlines import HOUR, MINUTE
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import watched
from watching import Told


def test_what_came_and_was_answered_is_counted(
    desk: Desk,
    open_reader: Callable[[], Reader],
    vocabulary: Vocabulary,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = desk.clock.now()

    def add(minutes: int, kind: str = "comment", platform: str = "douyin") -> str:
        fields = {"do": "interaction.add", "platform": platform, "kind": kind, "author": "A", "text": "words"}
        return desk.do(parse({**fields, "posted_at": vocabulary.iso(now - minutes * MINUTE)})).id

    def answer(id: str, minutes: int) -> None:
        posted = vocabulary.iso(now - minutes * MINUTE)
        desk.do(parse({"do": "reply.post", "id": id, "text": "Please come by", "posted_at": posted}))

    quick, slow, live = add(90), add(300, platform="weibo"), add(60, kind="live")
    add(30)
    answer(quick, 10)
    answer(slow, 20)
    answer(live, 5)
    add(1)
    desk.do(parse({"do": "undo"}))
    found = open_reader().load(now)
    assert sum(one.came for one in found.hours) == 4
    assert sum(one.answered for one in found.hours) == 3
    every, douyin, weibo = found.speeds
    assert (every.came, every.answered) == (4, 2)  # a live question owes no time
    assert (douyin.platform, douyin.came, douyin.within(2 * HOUR)) == ("douyin", 3, 1)
    assert (weibo.platform, weibo.within(4 * HOUR), weibo.answered) == ("weibo", 0, 1)
    assert sum(map(sum, found.week)) == 4
    with monkeypatch.context() as small:
        small.setattr(watched, "_AT_ONCE", 2)
        told, beside = Told(), open_reader()
        assert beside.load_beside(now, told) == found, "counted some at a time it is the same"
        assert told.orderly and len(told.parts[0][1]) == 3
        with pytest.raises(KeyboardInterrupt):
            beside.load_beside(now, Told(give_up="counting what was answered"))


def test_an_answer_within_the_last_second_is_within_the_span(
    desk: Desk, clock: SettableClock, open_reader: Callable[[], Reader]
) -> None:
    """As every limit: exactly at the second is in time, and no miss is recorded."""
    fields = {"do": "interaction.add", "platform": "douyin", "kind": "comment", "author": "A", "text": "w"}
    item = desk.do(parse({**fields, "posted_at": clock.now()})).id
    clock.go_on(2 * HOUR + 400)
    desk.do(parse({"do": "reply.post", "id": item, "text": "r"}))
    assert open_reader().load(clock.now()).speeds[0].within(2 * HOUR) == 1
