"""A damaged file: what can best take its place, what that costs, and that the evidence stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from clocks import NOON, TwoClocks
from comment import ADD
from rhythm_tui.desk import backup, checks
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.deadlines import HOUR, MINUTE
from rhythm_tui.domain.jumps import REBOOT, Stamp
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.reports.phrases import facts_phrase
from rhythm_tui.store import anchor, journal, snapshots, sqlite
from rhythm_tui.store.unusable import DeskDamaged, DeskUnusable

OpenDesk = Callable[..., Desk]
DAY = date(2026, 11, 22)
LI = backup.By("li", "desk:1", Stamp(NOON, "", NOON, ""), simulated=False)


def work(desk: Desk, times: int) -> None:
    for _ in range(times):
        desk.do(parse(ADD))


def spoil(path: Path) -> bytes:
    pages = bytearray(path.read_bytes())
    pages[8192:] = b"\x55" * (len(pages) - 8192)
    path.write_bytes(pages)
    return bytes(pages)


def test_a_file_that_cannot_be_read_is_replaced_by_the_newest_sound_copy(
    desk: Desk, open_desk: OpenDesk, path: Path, vocabulary: Vocabulary
) -> None:
    work(desk, 3)
    sound = snapshots.take(path, DAY)
    work(desk, 2)
    newer = snapshots.take(path, DAY + timedelta(days=1))
    work(desk, 4)
    desk.close()
    assert sound is not None and newer is not None
    newer.write_bytes(b"no copy at all")
    damaged = spoil(path)
    offered = backup.offer(path)
    assert offered is not None and offered == (backup.Copy(sound, 3, NOON), 6, False)
    kept = backup.accept(path, offered, LI, vocabulary)
    assert kept.read_bytes() == damaged and anchor.read(kept) is not None
    assert checks.verify(path).sound and checks.replay(path).rows == 4  # the last tells of it
    work(open_desk(), 1)


def test_evidence_is_never_written_over(desk: Desk, path: Path, vocabulary: Vocabulary) -> None:
    """Twice within one second: each damaged file has a name of its own."""
    work(desk, 1)
    snapshots.take(path, DAY)
    desk.close()
    told = {}
    for given_up in (0, 1, 1):  # the line that tells of the time before
        damaged = spoil(path) + b"%d" % len(told)
        path.write_bytes(damaged)
        offered = backup.offer(path)
        assert offered is not None and offered.lost == given_up
        told[backup.accept(path, offered, LI, vocabulary)] = damaged
    assert {kept: kept.read_bytes() for kept in told} == told and len(told) == 3


def test_a_file_that_lost_its_tail_and_still_holds_more_than_any_copy_goes_on_itself(
    desk: Desk, open_desk: OpenDesk, path: Path, vocabulary: Vocabulary
) -> None:
    work(desk, 1)
    snapshots.take(path, DAY)
    work(desk, 2)
    desk.close()
    known = checks.verify(path)
    anchor.write(path, anchor.Head(5, "f" * 64))
    with pytest.raises(DeskDamaged):
        open_desk()
    offered = backup.offer(path)
    assert offered is not None
    assert (offered.copy.seq, offered.lost, offered.itself) == (3, 2, True)
    kept = backup.accept(path, offered, LI, vocabulary)
    assert checks.verify(kept).anchor == "lost"
    rest = open_desk()
    before = journal.entry(rest.store.connection, 3)
    assert before is not None and before.hash == known.head and checks.verify(path).anchor == "ok"
    assert not list(path.parent.glob("*as-found*"))
    work(rest, 1)


def test_an_older_file_put_back_is_replaced_by_a_copy_that_holds_more(
    desk: Desk, path: Path, vocabulary: Vocabulary
) -> None:
    work(desk, 1)
    older = snapshots.take(path, DAY)
    work(desk, 3)
    newer = snapshots.take(path, DAY + timedelta(days=1))
    work(desk, 1)
    desk.close()
    assert older is not None and newer is not None
    path.write_bytes(older.read_bytes())
    offered = backup.offer(path)
    assert offered is not None
    assert (offered.copy.path, offered.copy.seq, offered.lost) == (newer, 4, 1)


def test_without_a_copy_there_is_nothing_to_offer_and_an_open_seat_stops_it(
    desk: Desk, path: Path, vocabulary: Vocabulary
) -> None:
    work(desk, 1)
    snapshots.take(path, DAY)
    offered = backup.offer(path)
    assert offered is not None
    before = path.read_bytes()
    with pytest.raises(DeskUnusable, match="close every seat"):
        backup.accept(path, offered, LI, vocabulary)
    assert path.read_bytes() == before
    desk.close()
    snapshots.drop_all(path)
    spoil(path)
    assert backup.offer(path) is None


def test_the_journal_tells_who_put_which_copy_back_and_what_was_given_up(
    desk: Desk, open_desk: OpenDesk, path: Path, vocabulary: Vocabulary
) -> None:
    desk.clock = TwoClocks()
    work(desk, 2)
    copy = snapshots.take(path, DAY)
    work(desk, 3)
    desk.close()
    assert copy is not None
    before = copy.read_bytes()
    later = LI._replace(stamp=Stamp(NOON + HOUR, "second start", MINUTE, ""))
    for given_up in (3, 2):  # then the line of the restoring itself, and that of the machine's start
        backup.restore(path, copy, later, vocabulary)
        assert copy.read_bytes() == before and checks.verify(path).sound and checks.replay(path).sound
        again = Reader.open(path, vocabulary)
        started, told = again.journal(limit=2)[::-1]
        assert (started.verb, told.verb, told.seq, told.operator.plain) == (REBOOT, "restore", 4, "li")
        event = again.event("desk", 4)
        assert event is not None
        assert [(one.name, one.value) for one in event.facts] == [("to", 2), ("lost", given_up)]
        assert facts_phrase(event, vocabulary) == f"as it was with line 2, lines given up: {given_up}"
        again.close()
    following = open_desk()
    with pytest.raises(Refusal, match="cannot be taken back"):
        following.do(parse({"do": "undo", "seq": 4}))
    work(following, 1)


def test_what_stands_in_the_log_of_a_copy_is_put_back_too(
    desk: Desk, open_desk: OpenDesk, path: Path, vocabulary: Vocabulary
) -> None:
    work(desk, 2)
    other = path.parent / "elsewhere.db"
    for ending in ("", "-wal", ".keys"):
        Path(f"{other}{ending}").write_bytes(Path(f"{path}{ending}").read_bytes())
    assert Path(f"{other}-wal").stat().st_size
    work(desk, 1)
    desk.close()
    backup.restore(path, other, LI, vocabulary)
    assert checks.verify(path).sound and checks.replay(path).rows == 3


def test_a_copy_that_no_row_can_be_written_into_changes_nothing(
    desk: Desk, path: Path, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(desk, 1)
    copy = snapshots.take(path, DAY)
    desk.close()
    assert copy is not None

    def full(*_told: object) -> None:
        raise sqlite.Error("database or disk is full")

    monkeypatch.setattr(journal, "append", full)
    before = {one: one.read_bytes() for one in path.parent.iterdir() if one.is_file()}
    with pytest.raises(DeskUnusable):
        backup.restore(path, copy, LI, vocabulary)
    after = {one: one.read_bytes() for one in path.parent.iterdir() if one.is_file()}
    assert {one: body for one, body in after.items() if not one.name.endswith(".lock")} == {
        one: body for one, body in before.items() if not one.name.endswith(".lock")
    }
