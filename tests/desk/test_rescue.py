"""A damaged file: what can best take its place, what that costs, and that the evidence stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from clocks import NOON
from comment import ADD
from rhythm_tui.desk import backup, checks
from rhythm_tui.desk.desk import Desk
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import anchor, snapshots
from rhythm_tui.store.unusable import DeskDamaged, DeskUnusable

OpenDesk = Callable[..., Desk]
DAY = date(2026, 11, 22)


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
    kept = backup.accept(path, offered, NOON, vocabulary)
    assert kept.read_bytes() == damaged and anchor.read(kept) is not None
    assert checks.verify(path).sound and checks.replay(path).rows == 3
    work(open_desk(), 1)


def test_evidence_is_never_written_over(desk: Desk, path: Path, vocabulary: Vocabulary) -> None:
    """Twice within one second: each damaged file has a name of its own."""
    work(desk, 1)
    snapshots.take(path, DAY)
    desk.close()
    told = {}
    for _ in range(3):
        damaged = spoil(path) + b"%d" % len(told)
        path.write_bytes(damaged)
        offered = backup.offer(path)
        assert offered is not None and offered.lost == 0
        told[backup.accept(path, offered, NOON, vocabulary)] = damaged
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
    kept = backup.accept(path, offered, NOON, vocabulary)
    assert checks.verify(kept).anchor == "lost"
    assert (checks.verify(path).head, checks.verify(path).anchor) == (known.head, "ok")
    assert not list(path.parent.glob("*as-found*"))
    work(open_desk(), 1)


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
        backup.accept(path, offered, NOON, vocabulary)
    assert path.read_bytes() == before
    desk.close()
    snapshots.drop_all(path)
    spoil(path)
    assert backup.offer(path) is None
