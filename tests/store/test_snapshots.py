"""The copies a desk makes of itself: one a day, rotated, and one before an upgrade; the newest sound one."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clocks import NOON
from older import older_program
from rhythm_tui.desk import backup, upkeep
from rhythm_tui.desk.desk import Desk
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import file, schema, snapshots
from rhythm_tui.store.sqlite import connect
from rhythm_tui.store.unusable import DeskUnusable

OpenDesk = Callable[..., Desk]
MONDAY = date(2026, 11, 23)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def add(desk: Desk) -> None:
    item = {"do": "interaction.add", "platform": "douyin", "kind": "comment", "author": "a", "text": "t"}
    desk.do(parse({**item, "posted_at": desk.clock.now()}))


@given(st.lists(DAYS, max_size=60))
def test_the_newest_days_and_the_newest_of_each_week_stay(days: list[date]) -> None:
    stay = snapshots.kept(days)
    newest = sorted(set(days), reverse=True)
    assert set(newest[: snapshots.DAYS]) <= stay <= set(days)
    assert len(stay) <= snapshots.DAYS + snapshots.WEEKS
    assert snapshots.kept(stay) <= stay


def test_forty_days_in_a_row_leave_a_week_of_days_and_four_weeks() -> None:
    stay: set[date] = set()
    for n in range(40):
        stay = snapshots.kept({*stay, MONDAY + timedelta(days=n)})
    ages = sorted((MONDAY + timedelta(days=39) - day).days for day in stay)
    assert ages[:7] == list(range(7)) and len(ages) == 11


def test_a_day_is_copied_once_and_the_old_ones_go(open_desk: OpenDesk, tmp_path: Path) -> None:
    db = tmp_path / "desk.db"
    desk = open_desk(at=db)
    add(desk)
    taken = [snapshots.take(db, MONDAY + timedelta(days=n)) for n in range(20)]
    assert all(taken) and snapshots.take(db, MONDAY) is not None
    assert snapshots.take(db, MONDAY + timedelta(days=19)) is None
    left = {one.day for one in snapshots.daily(db)}
    assert left == snapshots.kept(left) and MONDAY + timedelta(days=19) in left
    files = sorted(one.name for one in snapshots.folder(db).iterdir())
    assert len(files) == 3 * len(left)


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_copies_are_private(open_desk: OpenDesk, tmp_path: Path) -> None:
    db = tmp_path / "desk.db"
    add(open_desk(at=db))
    taken = snapshots.take(db, MONDAY)
    assert taken is not None and taken.stat().st_mode & 0o777 == 0o600
    assert taken.parent.stat().st_mode & 0o777 == 0o700


def test_what_somebody_else_has_put_there_stays(open_desk: OpenDesk, tmp_path: Path) -> None:
    db = tmp_path / "desk.db"
    add(open_desk(at=db))
    snapshots.take(db, MONDAY)
    for name in ("desk-notes.db", "other-2026-01-01.db", "desk-2026-01-01.txt"):
        (snapshots.folder(db) / name).write_text("kept")
    for n in range(1, 30):
        snapshots.take(db, MONDAY + timedelta(days=n))
    assert all(
        (snapshots.folder(db) / name).read_text() == "kept"
        for name in ("desk-notes.db", "other-2026-01-01.db", "desk-2026-01-01.txt")
    )


def test_the_newest_sound_copy_is_found_past_damaged_ones(open_desk: OpenDesk, tmp_path: Path) -> None:
    db = tmp_path / "desk.db"
    desk = open_desk(at=db)
    assert backup.newest_sound(db) is None
    add(desk)
    first = snapshots.take(db, MONDAY)
    add(desk)
    second = snapshots.take(db, MONDAY + timedelta(days=1))
    assert first is not None and second is not None
    os.utime(first, (1, 1))
    found = backup.newest_sound(db)
    assert found is not None and (found.path, found.seq) == (second, 2)
    second.write_bytes(second.read_bytes()[:5000])
    found = backup.newest_sound(db)
    assert found is not None and (found.path, found.seq) == (first, 1)


def test_a_file_of_an_older_program_is_copied_before_it_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = tmp_path / "desk.db"
    with older_program(monkeypatch, 2):
        file.open_for_work(db).close()
    file.open_for_work(db).close()
    kept = connect(snapshots.before_upgrade(db, 2))
    assert schema.version_of(kept) == 2
    kept.close()
    now = connect(db)
    assert schema.version_of(now) == schema.VERSION
    now.close()


def test_care_copies_a_sound_file_and_bars_a_damaged_one(
    open_desk: OpenDesk, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    db = tmp_path / "desk.db"
    desk = open_desk(at=db)
    now = desk.clock.now()
    assert upkeep.care(tmp_path / "none.db", now, vocabulary) is not None  # nothing to copy: told, not barred
    for _ in range(200):
        add(desk)
    desk.close()
    assert upkeep.care(db, now, vocabulary) is None
    assert len(snapshots.daily(db)) == 1
    raw = bytearray(db.read_bytes())
    raw[8192 : len(raw) - 4096] = bytes(len(raw) - 4096 - 8192)
    db.write_bytes(raw)
    trouble = upkeep.care(db, now, vocabulary)
    assert trouble is not None and trouble.bars_work


def test_care_tells_that_a_copy_could_not_be_made(
    open_desk: OpenDesk, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    db = tmp_path / "desk.db"
    add(open_desk(at=db))
    snapshots.folder(db).write_text("a file stands in the way")
    trouble = upkeep.care(db, 0, vocabulary)
    assert trouble is not None and not trouble.bars_work


def test_care_notices_lost_work(open_desk: OpenDesk, tmp_path: Path, vocabulary: Vocabulary) -> None:
    db = tmp_path / "desk.db"
    desk = open_desk(at=db)
    add(desk)
    taken = snapshots.take(db, MONDAY)
    add(desk)
    desk.close()
    assert taken is not None
    db.write_bytes(taken.read_bytes())
    trouble = upkeep.care(db, desk.clock.now(), vocabulary)
    assert trouble is not None and trouble.bars_work


def test_what_a_copy_lacks_is_counted(open_desk: OpenDesk, tmp_path: Path) -> None:
    db = tmp_path / "desk.db"
    desk = open_desk(at=db)
    add(desk)
    taken = snapshots.take(db, MONDAY)
    assert taken is not None
    assert backup.loss(db, taken).rows == 0
    add(desk)
    desk.do(parse({"do": "interaction.claim", "id": "q2"}))
    add(desk)
    found = backup.loss(db, taken)
    assert (found.rows, found.copy.seq) == (3, 1)
    assert found.verbs == (("interaction.add", 2), ("interaction.claim", 1))
    other = tmp_path / "other" / "desk.db"
    add(open_desk(at=other))
    assert backup.loss(other, taken).rows is None
    with pytest.raises(DeskUnusable):
        backup.loss(db, tmp_path / "none.db")


def test_a_desk_of_any_name_finds_its_own_copies_and_no_others(
    open_desk: OpenDesk, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    """Brackets, stars and question marks are letters of a name; the desk beside it is another one."""
    for stem in ("desk [2]", "desk"):
        db = tmp_path / f"{stem}.db"
        desk = open_desk(at=db)
        add(desk)
        assert snapshots.take(db, MONDAY) is not None
        backup.backup(db, None, desk.clock.now(), vocabulary)
        snapshots.copy(db, snapshots.before_upgrade(db, 1))
        desk.close()
    for other in ("desk-2", "desk-2-20261123"):
        backup.backup(db, tmp_path / "backups" / f"{other}-20261123-120000.db", NOON, vocabulary)
    for stem in ("desk [2]", "desk"):
        db = tmp_path / f"{stem}.db"
        assert [one.path.name for one in snapshots.daily(db)] == [f"{stem}-2026-11-23.db"]
        found = snapshots.newest_sound(db)
        assert found is not None and found[0].name.startswith((f"{stem}-2026", f"{stem}-20261122"))
    snapshots.drop_all(tmp_path / "desk [2].db")
    left = {one.name for one in snapshots.folder(tmp_path / "desk.db").glob("*.db")}
    assert left == {"desk-2026-11-23.db", "desk-version-1.db"}
