"""An inbox folder: each file is taken once, when it stands still, and put away; what is no file is let be."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from rhythm_tui.desk import batches
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.progress import Progress
from rhythm_tui.intake.inbox import SETTLED_S, Arrival, Inbox
from rhythm_tui.intake.taking import Door, GivenUp

from .shapes import NOW, ZONE

Looks = Callable[..., list[Arrival]]
AT = NOW // 1000 - 3600


def comments(path: Path, *numbers: int) -> Path:
    rows = [f"{n},{AT},7,words {n},u{n},N{n}" for n in numbers]
    path.write_text("\n".join(["comment_id,create_time,aweme_id,content,creator_hash,nickname", *rows, ""]))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "inbox"
    place.mkdir()
    return place


@pytest.fixture
def door(desk: Desk, path: Path, profiles: Path, tmp_path: Path) -> Door:
    return Door(ZONE, {}, [profiles], tmp_path / "state", path)


@pytest.fixture
def looks(open_desk: Callable[[], Desk]) -> Looks:
    """Look twice, with time enough between the two for files to settle."""

    def looking(
        inbox: Inbox, at: float = 0.0, show: Callable[[Progress], None] = lambda _now: None
    ) -> list[Arrival]:
        assert inbox.settled(at) == []
        found = [inbox.take(file, open_desk, NOW, show) for file in inbox.settled(at + SETTLED_S)]
        return [one for one in found if one is not None]

    return looking


def items(open_reader: Callable[[], Reader]) -> int:
    return open_reader().header(NOW).open


def below(folder: Path) -> list[str]:
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if not one.is_dir())


def test_files_are_taken_once_and_put_away(
    folder: Path, door: Door, desk: Desk, looks: Looks, open_reader: Callable[[], Reader]
) -> None:
    comments(folder / "张三.csv", 1, 2)
    (folder / "other.csv").write_text("name,shoe size\nA,44\n")
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 and no more")
    told = {one.name: one for one in looks(Inbox(folder, door))}
    assert told["张三.csv"].told == "张三.csv: 2 new"
    assert {name: one.fate for name, one in told.items()} == {
        "张三.csv": "taken", "other.csv": "rejected", "broken.xlsx": "rejected",
    }  # fmt: skip
    assert below(folder) == [
        "done/张三.csv", "rejected/broken.xlsx", "rejected/broken.xlsx.reason.txt",
        "rejected/other.csv", "rejected/other.csv.reason.txt",
    ]  # fmt: skip
    reason = folder / "rejected" / "other.csv.reason.txt"
    assert reason.read_text() == told["other.csv"].told + "\n"
    assert stat.S_IMODE(reason.stat().st_mode) == 0o600
    assert stat.S_IMODE(reason.parent.stat().st_mode) == 0o700
    assert items(open_reader) == 2

    comments(folder / "张三.csv", 1, 2)  # the same again, under a name that is there already
    (known,) = looks(Inbox(folder, door), 100.0)
    assert known.fate == "known"
    assert "done/张三-2.csv" in below(folder)
    desk.do(parse({"do": "undo"}))
    assert items(open_reader) == 0
    comments(folder / "again.csv", 1, 2)  # taken back, it may come again
    assert [one.fate for one in looks(Inbox(folder, door), 200.0)] == ["taken"]
    assert items(open_reader) == 2


def test_rows_that_are_rejected_lie_beside_their_file(folder: Path, door: Door, looks: Looks) -> None:
    file = comments(folder / "a.csv", 1)
    file.write_text(file.read_text() + "2,never,7,words,u,N\n")
    (arrival,) = looks(Inbox(folder, door))
    assert arrival.told == "a.csv: 1 new, 1 rejected"
    assert below(folder) == ["done/a.csv", "done/a.csv.rejects.csv"]
    assert Inbox(folder, door).settled(0.0) == []


def test_a_file_is_taken_when_it_has_stopped_growing(folder: Path, door: Door) -> None:
    inbox, file = Inbox(folder, door), comments(folder / "a.csv", 1)
    assert inbox.settled(0.0) == []
    comments(file, 1, 2)
    assert inbox.settled(SETTLED_S) == []  # it has grown since
    assert inbox.settled(2 * SETTLED_S - 0.1) == []
    assert inbox.settled(2 * SETTLED_S) == [file]


def test_files_may_be_left_where_they_are(folder: Path, door: Door, looks: Looks) -> None:
    inbox, file = Inbox(folder, door, leave=True), comments(folder / "a.csv", 1)
    assert [one.fate for one in looks(inbox)] == ["taken"]
    assert inbox.settled(10.0) == [] and file.exists()
    assert [one.fate for one in looks(Inbox(folder, door, leave=True))] == ["known"]  # after a new start
    comments(file, 1, 2)
    assert [one.told for one in looks(inbox, 20.0)] == ["a.csv: 1 new, 1 known"]


def test_what_is_no_file_to_be_read_is_let_be(
    folder: Path, door: Door, looks: Looks, open_desk: Callable[[], Desk], tmp_path: Path
) -> None:
    outside = comments(tmp_path / "outside.csv", 1)
    (folder / "link.csv").symlink_to(outside)
    (folder / "lost.csv").symlink_to(tmp_path / "nowhere")
    (folder / "folder.csv").mkdir()
    os.mkfifo(folder / "pipe.csv")
    with socket.socket(socket.AF_UNIX) as ear:
        here = Path.cwd()
        os.chdir(folder)  # the path of a socket may not be long
        ear.bind("socket.csv")
        os.chdir(here)
        for name in (".hidden.csv", "~$open.xlsx", "half.csv.part", "x.crdownload", "a.csv.rejects.csv"):
            comments(folder / name, 1)
        (folder / "empty.csv").touch()
        inbox = Inbox(folder, door)
        assert looks(inbox) == []
        assert outside.exists()
        gone = comments(folder / "gone.csv", 2)
        looks_like = Inbox(folder, door)
        assert looks_like.settled(0.0) == []
        (found,) = looks_like.settled(SETTLED_S)
        gone.unlink()
        assert looks_like.take(found, open_desk, NOW, lambda _now: None) is None
        gone.symlink_to(outside)  # put there between the look and the taking
        assert looks_like.take(found, open_desk, NOW, lambda _now: None) is None


def test_a_file_that_may_not_be_read_is_told_once_and_tried_again(
    folder: Path, door: Door, open_desk: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox, file = Inbox(folder, door), comments(folder / "a.csv", 1)
    inbox.settled(0.0)
    real = Path.open

    def barred(self: Path, *args: object, **other: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", barred)
    first = inbox.take(file, open_desk, NOW, lambda _now: None)
    assert first is not None and first.fate == "stuck"
    assert inbox.take(file, open_desk, NOW, lambda _now: None) is None
    monkeypatch.setattr(Path, "open", real)
    assert inbox.settled(10.0) == [file]
    taken = inbox.take(file, open_desk, NOW, lambda _now: None)
    assert taken is not None and taken.fate == "taken"


def test_a_kill_in_the_middle_leaves_the_file_and_nothing_of_it(
    folder: Path, door: Door, looks: Looks, monkeypatch: pytest.MonkeyPatch, open_reader: Callable[[], Reader]
) -> None:
    monkeypatch.setattr(batches, "CHUNK", 1)
    file = comments(folder / "a.csv", 1, 2, 3)

    def stop(now: Progress) -> None:
        if now.done == 2:
            raise GivenUp

    with pytest.raises(GivenUp):
        looks(Inbox(folder, door), show=stop)
    assert file.exists() and items(open_reader) == 0
    with monkeypatch.context() as killed:  # between the import and the putting away
        killed.setattr(Inbox, "_away", lambda self, file, folder, arrival: arrival)
        assert [one.fate for one in looks(Inbox(folder, door))] == ["taken"]
    assert file.exists() and items(open_reader) == 3
    assert [one.fate for one in looks(Inbox(folder, door))] == ["known"]
    assert below(folder) == ["done/a.csv"] and items(open_reader) == 3


def test_a_folder_that_cannot_be_written_keeps_its_files_and_says_so(
    folder: Path, door: Door, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def barred(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", barred)
    comments(folder / "a.csv", 1)
    inbox = Inbox(folder, door)
    (arrival,) = looks(inbox)
    assert arrival.told == "a.csv: 1 new; it cannot be put into done: you have no permission for it"
    assert inbox.settled(10.0) == []
