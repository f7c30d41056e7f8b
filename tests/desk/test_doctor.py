"""The doctor finds what is planted, says it once, and names a remedy for it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from clocks import NOON
from comment import ADD
from rhythm_tui.desk import backup, doctor_place
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.doctor import examine
from rhythm_tui.desk.finding import Finding
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.deadlines import DAY
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import anchor, keys, schema, snapshots, sqlite
from rhythm_tui.store.sqlite import connect
from rhythm_tui.store.unusable import DeskUnusable

posix = pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
OpenDesk = Callable[..., Desk]


@pytest.fixture
def worked(desk: Desk, path: Path) -> Path:
    """A sound desk that nobody has open."""
    for _ in range(40):
        desk.do(parse(ADD))
    desk.do(parse({"do": "interaction.claim", "id": "q1"}))
    desk.close()
    return path


def wrong(path: Path, now: int = NOON) -> dict[str, Finding]:
    """Return what the doctor finds wrong; every one has a remedy and fills its words."""
    found = {one.code: one for one in examine(path, now) if one.level != "ok"}
    assert all(
        one.remedy.format(**one.values) and one.template.format(**one.values) for one in found.values()
    )
    return found


def sql(path: Path, *statements: str) -> None:
    """Write behind the desk's back."""
    connection = connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_sound_desk_is_clean(worked: Path) -> None:
    assert wrong(worked) == {}
    codes = [one.code for one in examine(worked, NOON)]
    assert codes == [
        "library", "place", "file", "encryption", "integrity", "copies", "journal", "anchor", "replay",
        "permissions",
        "space",
    ]  # fmt: skip


def test_a_library_that_loses_rows(worked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "LIBRARY", "3.40.1")
    assert set(wrong(worked)) == {"library"}


def test_a_file_that_is_no_desk_or_a_newer_one_or_an_older_one(tmp_path: Path, worked: Path) -> None:
    no_desk = tmp_path / "none.db"
    no_desk.write_bytes(b"hello, this is no database\n" * 200)
    assert (wrong(no_desk)["file"].level, "restore" in wrong(no_desk)["file"].remedy) == ("bad", True)
    sql(worked, f"PRAGMA user_version={schema.VERSION - 1}")
    assert (wrong(worked)["file"].level, "restore" in wrong(worked)["file"].remedy) == ("warn", False)
    sql(worked, f"PRAGMA user_version={schema.VERSION + 1}")
    newer = wrong(worked)["file"]
    assert (newer.level, "restore" in newer.remedy, "newer" in newer.remedy) == ("bad", False, True)
    sql(worked, f"PRAGMA user_version={schema.VERSION}")
    sql(worked, "PRAGMA application_id=7")
    assert "restore" not in wrong(worked)["file"].remedy, "it is somebody else's file"


def test_a_desk_that_may_only_be_read(worked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda one, how: one != worked and allowed(one, how))
    found = wrong(worked)
    assert set(found) == {"writable"} and found["writable"].values["barred"] == worked


def test_a_page_that_was_overwritten(worked: Path) -> None:
    connection = connect(worked)
    found = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'interaction'").fetchone()
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    with worked.open("r+b") as raw:
        raw.seek((found[0] - 1) * size)
        raw.write(b"\x55" * size)
    assert wrong(worked)["integrity"].level == "bad"


def test_a_journal_row_that_was_changed(worked: Path) -> None:
    sql(
        worked,
        "DROP TRIGGER journal_keeps_rows",
        "UPDATE journal SET operator = 'somebody else' WHERE seq = 7",
    )
    found = wrong(worked)
    assert set(found) == {"journal"} and found["journal"].values == {"seq": 7}


def test_a_text_that_was_changed(worked: Path) -> None:
    sql(worked, "UPDATE content SET body = 'other' WHERE n = 3")
    assert {"content", "replay"} >= set(wrong(worked)) >= {"content"}


def test_a_row_that_differs_from_the_journal(worked: Path) -> None:
    sql(worked, "UPDATE interaction SET owner = 'somebody else' WHERE n = 1")
    assert set(wrong(worked)) == {"replay"}


def test_an_anchor_that_is_missing_or_answers_for_more(worked: Path) -> None:
    before = anchor.path_of(worked).read_bytes()
    anchor.path_of(worked).unlink()
    assert wrong(worked)["anchor"].level == "warn"
    anchor.path_of(worked).write_bytes(before)
    anchor.write(worked, anchor.Head(99, "f" * 64))
    assert wrong(worked)["anchor"].level == "bad"
    worked.unlink()
    assert wrong(worked)["anchor"].level == "bad"


def test_a_desk_without_a_copy_for_days(worked: Path) -> None:
    assert wrong(worked, NOON + 2 * DAY) == {}
    assert wrong(worked, NOON + 3 * DAY)["copies"].values == {"days": 3}
    snapshots.copy(worked, snapshots.folder(worked) / "desk-2026-11-22.db")
    assert wrong(worked, NOON + 2 * DAY) == {}
    assert set(wrong(worked, NOON + 3 * DAY)) == {"copies"}


@posix
def test_whatever_others_may_read(worked: Path) -> None:
    for one, mode in (
        (worked, 0o644),
        (keys.path_of(worked), 0o640),
        (anchor.path_of(worked), 0o604),
        (worked.parent, 0o755),
    ):
        before = one.stat().st_mode
        one.chmod(mode)
        found = wrong(worked)
        assert set(found) == {"permissions"} and found["permissions"].values["path"] == one
        one.chmod(before)
    assert wrong(worked) == {}


def test_keys_that_are_gone(worked: Path) -> None:
    keys.path_of(worked).unlink()
    assert set(wrong(worked)) == {"keys"}


def test_a_disk_that_is_nearly_full(worked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=doctor_place.LOW_SPACE - 1))
    assert set(wrong(worked)) == {"space"}


def test_looking_changes_no_byte(worked: Path) -> None:
    before = {one: one.read_bytes() for one in worked.parent.iterdir() if one.is_file()}
    examine(worked, NOON)
    assert {one: one.read_bytes() for one in worked.parent.iterdir() if one.is_file()} == before


def test_changed_keys_bar_work_and_a_copy_has_sound_ones(
    worked: Path, open_desk: OpenDesk, vocabulary: Vocabulary
) -> None:
    copy = snapshots.take(worked, date(2026, 11, 22))
    assert copy is not None
    spoilt = keys.path_of(worked).read_text().replace("a", "b", 1)
    keys.path_of(worked).write_text(spoilt)
    with pytest.raises(DeskUnusable, match="keys"):
        open_desk()
    found = wrong(worked)["keys"]
    assert str(keys.path_of(copy)) in found.remedy.format(**found.values)
    by_hand = backup.backup(worked, worked.parent / "by-hand.db", NOON, vocabulary)
    assert not keys.path_of(by_hand).exists(), "what is damaged is not copied"
    keys.path_of(copy).write_text(spoilt)
    assert snapshots.newest_sound(worked) is None
    assert "begins" in wrong(worked)["keys"].remedy
