"""A restore that is stopped anywhere leaves the old desk or the copy, each with its own keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import photographs
from clocks import NOON
from comment import ADD
from rhythm_tui.desk import backup, checks
from rhythm_tui.desk.desk import Desk
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.jumps import Stamp
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import anchor, cipher, file, journal, keys
from rhythm_tui.store import backup as copies
from rhythm_tui.store.transaction import Store
from rhythm_tui.store.unusable import DeskUnusable

OpenDesk = Callable[..., Desk]
LI = backup.By("li", "here", Stamp(NOON, "", NOON, ""), simulated=True)
ROWS = 5
"""Of the desk's journal; the copy has fewer."""


@pytest.fixture(autouse=True)
def no_power_cut() -> None:
    """Here it is cut: what a desk flushes to the disk reaches it."""


def work(desk: Desk, times: int) -> None:
    for _ in range(times):
        desk.do(parse(ADD))


@pytest.fixture
def copy(open_desk: OpenDesk, tmp_path: Path) -> Path:
    """A copy of another desk, with keys of its own."""
    folder = tmp_path / "elsewhere"
    desk = open_desk(at=folder / "desk.db")
    work(desk, 2)
    copies.backup(folder / "desk.db", folder / "copy.db")
    desk.close()
    return folder / "copy.db"


@pytest.fixture
def worked(desk: Desk, path: Path) -> Path:
    """A desk that was worked on; nobody has it open."""
    work(desk, ROWS)
    desk.close()
    return path


def state(path: Path) -> tuple[int, str]:
    """Return how many rows a photographed desk has and which keys: read first, then opened for work."""
    reading = file.open_to_read(path)
    assert reading is not None, "a desk is there"
    assert anchor.lost(reading, path) is None, "and nobody is told that it has lost work"
    rows = journal.head(reading).seq
    reading.close()
    store = Store(path)
    found = store.keys.author.hex()
    store.close()
    assert checks.verify(path).sound and checks.verify(path).rows == rows
    assert anchor.read(path) is not None
    assert not [one.name for one in path.parent.iterdir() if ".part" in one.name]
    return rows, found


def kept(path: Path) -> list[Path]:
    return sorted(path.parent.glob("*-before-restore-*.db"))


def restored(worked: Path, copy: Path, album: Path, vocabulary: Vocabulary) -> list[Path]:
    """Restore; return the desk as every kill would leave it."""
    done = photographs.taken(worked.parent, album, lambda: backup.restore(worked, copy, LI, vocabulary))
    return [one / worked.name for one in done]


def test_a_kill_anywhere_leaves_one_of_both_with_its_keys(
    worked: Path, copy: Path, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    old, new = (ROWS, keys.load(worked).author.hex()), (3, keys.load(copy).author.hex())
    before = worked.read_bytes()
    pictures = restored(worked, copy, tmp_path / "album", vocabulary)
    states = [state(one) for one in pictures]
    assert len(pictures) > 10 and {*states} == {old, new}, "the change itself was seen"
    assert states == sorted(states, key=[old, new].index), "once it is changed it stays so"
    for one, found in zip(pictures, states, strict=True):
        assert len(kept(one)) == (found == new), "what was replaced is kept, and nothing else"
        for replaced in kept(one):
            assert replaced.read_bytes() == before
            assert keys.load(replaced).author.hex() == old[1] and anchor.read(replaced) is not None
    for one in pictures[:: len(pictures) // 5]:
        backup.restore(one, copy, LI, vocabulary)
        assert state(one) == new


def test_a_backup_that_is_killed_anywhere_leaves_a_whole_copy_or_none(
    desk: Desk, path: Path, tmp_path: Path
) -> None:
    work(desk, 2)
    target = tmp_path / "copies" / "copy.db"
    target.parent.mkdir()
    pictures = photographs.taken(target.parent, tmp_path / "album", lambda: copies.backup(path, target))
    whole = [one / target.name for one in pictures if (one / target.name).exists()]
    assert whole and len(whole) < len(pictures)
    for one in whole:
        assert state(one) == (2, desk.store.keys.author.hex())


def test_a_log_that_cannot_be_folded_goes_with_the_file_it_belongs_to(
    worked: Path, copy: Path, tmp_path: Path, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "refuse_open", lambda _path: None)  # which folds it, where that can be done
    damaged = b"no desk any more" * 1000
    worked.write_bytes(damaged)
    Path(f"{worked}-wal").write_bytes(b"a log")
    pictures = restored(worked, copy, tmp_path / "album", vocabulary)
    assert state(worked)[0] == 3
    (replaced,) = kept(worked)
    assert (replaced.read_bytes(), Path(f"{replaced}-wal").read_bytes()) == (damaged, b"a log")
    assert all(one.exists() for one in pictures), "no empty desk is made in its place"


def test_where_files_have_one_name_the_old_one_is_copied(
    worked: Path, copy: Path, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_names: Any) -> None:
        raise OSError("this file system has no links")

    before = worked.read_bytes()
    monkeypatch.setattr("os.link", refused)
    backup.restore(worked, copy, LI, vocabulary)
    (replaced,) = kept(worked)
    assert replaced.read_bytes() == before and state(worked)[0] == 3


@pytest.mark.parametrize("bug", ["the old file is moved away first", "the keys come after"])
def test_it_finds_what_came_in_the_wrong_order(
    worked: Path,
    copy: Path,
    tmp_path: Path,
    vocabulary: Vocabulary,
    monkeypatch: pytest.MonkeyPatch,
    bug: str,
) -> None:
    """Planted bugs: between two steps there is no desk, or one with the keys of another."""
    states = {(ROWS, keys.load(worked).author.hex()), (3, keys.load(copy).author.hex())}
    if bug.startswith("the old"):
        monkeypatch.setattr(copies, "_clear_log", lambda path, kept: path.replace(kept))
    else:
        monkeypatch.setattr(cipher, "waiting", lambda part, lasting: f"{part}.later.{lasting}")
        monkeypatch.setattr(copies.replacing, "_waiting", lambda part: [])
    with pytest.raises((AssertionError, DeskUnusable)):
        assert {*map(state, restored(worked, copy, tmp_path / "album", vocabulary))} <= states
