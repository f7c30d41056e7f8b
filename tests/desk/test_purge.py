"""Words that are purged are gone from every file of the desk; what was done, and the chain, stay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clocks import SettableClock
from rhythm_tui.desk import checks
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.deadlines import DAY, HOUR
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.store import keys, purge, snapshots, watched
from watching import Told

OpenReader = Callable[..., Reader]
SECRET = "鸡尾酒疗法张无忌十三八"
AUTHOR = "赵敏郡主绍敏"


def do(desk: Desk, name: str, **fields: Any) -> str:
    return desk.do(parse({"do": name, **fields})).id


def item(desk: Desk, text: str = SECRET, **fields: Any) -> str:
    asked = {"platform": "douyin", "kind": "comment", "author": AUTHOR, "text": text}
    return do(desk, "interaction.add", **{**asked, "posted_at": desk.clock.now() - HOUR, **fields})


def answered(desk: Desk) -> str:
    id = item(desk)
    do(desk, "interaction.note", id=id, text=f"记下{SECRET}")
    do(desk, "reply.draft", id=id, text=f"草稿{SECRET}")
    do(desk, "reply.post", id=id, text=f"回复{SECRET}")
    return id


def bytes_of(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file())


def holds(folder: Path, words: str) -> bool:
    """Whether any file holds a run of two of the letters of ``words``, in UTF-8 or UTF-16."""
    raw = bytes_of(folder)
    pairs = [words[place : place + 2] for place in range(len(words) - 1)]
    return any(pair.encode(code) in raw for pair in pairs for code in ("utf-8", "utf-16-le"))


def test_no_file_of_the_desk_holds_a_pair_of_its_letters(desk: Desk, path: Path) -> None:
    id = answered(desk)
    snapshots.take(path, date(2026, 11, 22))
    assert holds(path.parent, SECRET)
    do(desk, "privacy.purge", items=[id], reason="the author asked for it")
    assert not holds(path.parent, SECRET[:7]) and not holds(path.parent, AUTHOR)
    assert snapshots.daily(path) == []


def test_without_the_clearing_of_log_index_and_copies_the_words_would_stay(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bug that the test above is there for, planted."""
    id = answered(desk)
    monkeypatch.setattr(purge, "scrub", lambda *_: True)
    do(desk, "privacy.purge", items=[id], reason="r")
    assert holds(path.parent, SECRET)


def test_the_chain_holds_and_replay_says_purged(desk: Desk, path: Path) -> None:
    id = answered(desk)
    do(desk, "privacy.purge", items=[id], reason="r")
    assert checks.verify(path).sound
    replayed = checks.replay(path)
    assert replayed.sound and replayed.purged == 4


def test_what_was_done_stays_and_the_search_finds_it_no_more(desk: Desk, open_reader: OpenReader) -> None:
    id = answered(desk)
    reader = open_reader()
    assert [row.id for row in reader.search(SECRET[:4], 10)] == [id]
    do(desk, "privacy.purge", items=[id], reason="r")
    assert reader.search(SECRET[:4], 10) == []
    detail = reader.interaction(id)
    assert detail is not None
    assert detail.row.text.plain == "" and detail.row.author.plain == "" and detail.reply.plain == ""
    assert [event.verb for event in detail.history][-1] == "reply.post"
    assert all(event.purged for event in detail.history if event.verb != "interaction.note")


def test_what_is_worked_on_is_not_purged(desk: Desk) -> None:
    still_open, evidence = item(desk), answered(desk)
    do(desk, "incident.open", title="t", kind="other", grade="general", items=[evidence])
    for id in (still_open, evidence):
        with pytest.raises(Refusal, match=id):
            do(desk, "privacy.purge", items=[id], reason="r")
    with pytest.raises(Refusal, match="nothing to purge"):
        do(desk, "privacy.purge", before=desk.clock.now(), reason="r")


@pytest.mark.parametrize(
    ("kind", "days", "goes"),
    [("comment", 729, False), ("comment", 731, True), ("message", 1000, False), ("message", 1096, True)],
)
def test_each_kind_is_kept_as_long_as_the_playbook_says(
    desk: Desk, clock: SettableClock, kind: str, days: int, goes: bool
) -> None:
    id = item(desk, kind=kind)
    do(desk, "interaction.close", id=id, reason="thanks")
    clock.go_on(days * DAY)
    if not goes:
        with pytest.raises(Refusal, match="nothing to purge"):
            do(desk, "privacy.purge", reason="r")
        with pytest.raises(Refusal, match="nothing to purge"):
            do(desk, "privacy.purge", before=clock.now(), reason="r")
        return
    do(desk, "privacy.purge", reason="r")
    with pytest.raises(Refusal, match="nothing to purge"):
        do(desk, "privacy.purge", reason="r")


def test_a_purge_is_never_undone_and_its_reason_is_kept(desk: Desk, open_reader: OpenReader) -> None:
    id = answered(desk)
    do(desk, "privacy.purge", items=[id], reason="the author asked for it")
    row = open_reader().journal(1)[0]
    assert (row.verb, row.subject) == ("privacy.purge", "desk")
    with pytest.raises(Refusal):
        do(desk, "undo", seq=row.seq)


def test_another_author_key_and_the_same_one_for_what_is_double(desk: Desk, path: Path) -> None:
    first = item(desk, external_id="7")
    before = keys.load(path)
    do(desk, "privacy.rotate", reason="once a year")
    after = keys.load(path)
    assert after.epoch == before.epoch + 1 and after.stand_in == before.stand_in
    assert before.author_key("douyin", "a") != after.author_key("douyin", "a")
    with pytest.raises(Refusal):
        item(desk, external_id="7")
    second = item(desk, external_id="8")
    rows = desk.store.connection.execute("SELECT n, author_key FROM interaction ORDER BY n").fetchall()
    assert [key.split(":")[0] for _n, key in rows] == ["1", "2"], (first, second)


def test_another_seat_takes_the_new_key_over(desk: Desk, open_desk: Callable[..., Desk]) -> None:
    other = open_desk(operator="wang")
    item(other)
    do(desk, "privacy.rotate", reason="r")
    item(other, text="another")
    sql = "SELECT author_key FROM interaction ORDER BY n DESC LIMIT 1"
    assert desk.store.connection.execute(sql).fetchone()[0].startswith("2:")


def test_what_a_purge_was_stopped_before_clearing_the_next_one_clears(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill behind the purge's commit: purging again finds nothing to purge, and clears all the same."""
    id = answered(desk)
    snapshots.take(path, date(2026, 11, 22))
    with monkeypatch.context() as stopped:
        stopped.setattr(purge, "scrub", lambda *_: False)
        do(desk, "privacy.purge", items=[id], reason="r")
        with pytest.raises(Refusal, match="still stand in the log or in copies"):
            do(desk, "privacy.purge", items=[id], reason="r")
    assert holds(path.parent, SECRET)
    with pytest.raises(Refusal, match="nothing to purge"):
        do(desk, "privacy.purge", items=[id], reason="r")
    assert not holds(path.parent, SECRET[:7]) and snapshots.daily(path) == []


PARTS = [
    "looking for what has ended",
    "gathering their words",
    "emptying their words",
    "taking them out of the search",
    "writing it to the disk",
    "writing the file anew",
]


def test_a_long_purge_tells_how_far_it_is_and_can_be_given_up(
    desk: Desk, path: Path, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        answered(desk)
    clock.go_on(800 * DAY)
    monkeypatch.setattr(watched, "_AT_ONCE", 1)
    monkeypatch.setattr(purge, "_AT_ONCE", 1)
    everything = parse({"do": "privacy.purge", "reason": "r"})
    before = checks.verify(path)
    for part in PARTS[:-1]:
        told = Told(give_up=part)
        with pytest.raises(KeyboardInterrupt):
            desk.do(everything, told)
        assert checks.verify(path) == before and checks.replay(path).purged == 0, part
        assert bool(told.given_up) == (part == "writing it to the disk"), part
    told = Told(give_up=PARTS[-1])
    with pytest.raises(KeyboardInterrupt):
        desk.do(everything, told)
    assert told.given_up.endswith("purge again")
    assert list(dict.fromkeys(told.names)) == PARTS and told.orderly
    assert sum(len(shares) for _part, shares in told.parts) >= 3 * 4
    assert checks.verify(path).rows == before.rows + 1 and holds(path.parent, SECRET)
    with pytest.raises(Refusal):  # nothing is left to empty, and the file is written anew
        desk.do(everything)
    assert not holds(path.parent, SECRET[:7])
