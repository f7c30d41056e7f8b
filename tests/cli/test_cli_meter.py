"""The line that shows how far something long is, and what is said when it is given up."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rhythm_tui import i18n
from rhythm_tui.cli import meter
from rhythm_tui.cli.exits import Interrupted
from rhythm_tui.cli.meter import Meter
from rhythm_tui.desk.streamed import Streamed
from rhythm_tui.domain.progress import progress
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.text import width
from rhythm_tui.store import backup, watched
from rhythm_tui.store.sqlite import Error, connect
from watching import Told

from .conftest import Rhythm, one_line
from .test_cli_import import crawler


class Clock:
    """Stands in for the module of the time."""

    def __init__(self) -> None:
        self.at = 100.0

    def monotonic(self) -> float:
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(meter, "time", made)
    return made


def test_the_line_tells_as_much_as_is_known(clock: Clock) -> None:
    shown = Meter()
    assert shown.line(80) == "", "an import tells nothing before its first rows"
    shown.show(progress(1_000, 0.25, 2.0))
    assert shown.line(80) == "1,000 rows, 25 %, 500 rows a second, 0:06 left"
    shown = Meter("reading")
    clock.at += 3
    assert shown.line(80) == "reading: 3 s"
    shown.step(msg("checking the texts"))
    clock.at += 10
    assert shown.line(80) == "checking the texts: 10 s", "each part has its own time"
    shown.rows(40_000, 200_000)
    assert shown.line(80) == "checking the texts: 40,000 rows, 20 %, 4,000 rows a second, 0:40 left"
    clock.at += 10
    assert shown.line(80).endswith("2,000 rows a second, 1:20 left"), "time goes on without new rows"
    assert shown.line(50) == "checking the texts: 20 %, 1:20 left", "the time that is left matters most"
    shown.share(0.5)
    assert shown.line(80) == "checking the texts: 50 %, 0:20 left"
    shown.share(0.004)
    assert shown.line(80) == "checking the texts: 0 %", "nothing can be told of the time that is left"
    shown.rows(0, 0)
    assert shown.line(80) == "checking the texts: 100 %, 0:00 left"


def test_it_is_never_wider_than_the_terminal(clock: Clock) -> None:
    i18n.use("zh")
    shown = Meter("正在打开 值班/很长的文件夹/很长的文件夹/desk.db\x1b[2J")
    clock.at += 4
    shown.rows(123_456, 1_000_000)
    for cells in range(20, 90):
        line = shown.line(cells)
        assert width(line) <= cells and "\x1b" not in line and line.startswith("正在打开")
    shown.step(msg("emptying their words"))
    shown.rows(5, 10)
    clock.at += 2
    assert shown.line(79) == "清除文字：5 行，50%，每秒 2 行，还需 0:02"


class Looks:
    """Waits for nothing, and has ended at the third look."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    def wait(self, seconds: float) -> bool:
        self.waited.append(seconds)
        return len(self.waited) > 2

    def set(self) -> None:
        """Nothing waits for it."""


def test_it_is_written_over_itself_and_taken_away(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    shown, looks = Meter("reading"), Looks()
    shown._ended = looks  # type: ignore[assignment]
    clock.at += 2
    shown._write()
    told = capsys.readouterr()
    assert told.err == "\rreading: 2 s\x1b[K" * 2 + "\r\x1b[K" and told.out == ""
    assert looks.waited[0] == meter.QUIET_S == 1.0, "what takes less shows nothing"


def test_what_is_no_terminal_sees_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert not sys.stderr.isatty()
    with Meter("reading") as shown:
        shown.rows(1, 2)
    assert capsys.readouterr() == ("", "")
    with pytest.raises(Interrupted, match="purge again"), Meter("reading") as shown:
        shown.step(msg("copying"), msg("purge again"))
        raise KeyboardInterrupt
    assert capsys.readouterr() == ("", "")


def test_a_list_that_is_given_up_leaves_no_file(
    rhythm: Rhythm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rhythm("import", crawler(tmp_path / "a.csv", ("71", "1795325400", "头晕")))
    target = tmp_path / "queue.csv"
    target.write_text("mine", "utf-8")

    def read(_rows: object) -> Iterator[object]:
        raise KeyboardInterrupt

    monkeypatch.setattr(Streamed, "__iter__", read)
    ran = rhythm("list", "queue", "-o", target)
    assert (ran.code, ran.out) == (130, "")
    assert one_line(ran) == "rhythm-tui: given up; nothing was changed"
    assert target.read_text("utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir() if "queue" in path.name] == ["queue.csv"]


def test_a_copy_that_is_given_up_leaves_nothing(
    rhythm: Rhythm, db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rhythm("import", crawler(tmp_path / "a.csv", ("71", "1795325400", "头晕")))
    monkeypatch.setattr(watched, "_STEPS", 1)
    told = Told()
    backup.backup(db, tmp_path / "whole.db", told)
    assert told.names == ["copying", "checking every page", "checking the journal"] and told.orderly
    assert all(shares for _part, shares in told.parts)
    for part in told.names:
        with pytest.raises(KeyboardInterrupt):
            backup.backup(db, tmp_path / "copies" / "half.db", Told(give_up=part))
        assert list((tmp_path / "copies").iterdir()) == []
    assert rhythm("journal", "verify").code == 0


def test_an_interruption_that_sqlite_alone_tells_of_is_one(tmp_path: Path) -> None:
    connection = connect(tmp_path / "none.db", mode="memory")
    with pytest.raises(KeyboardInterrupt), watched.watched(connection):
        raise Error("interrupted")
    with pytest.raises(Error), watched.watched(connection):
        connection.execute("SELECT nothing")
    connection.close()
