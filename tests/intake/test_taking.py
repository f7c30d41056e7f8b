"""A whole file taken in: what came of it, how far it is, and that a file given up leaves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from rhythm_tui.desk import batches
from rhythm_tui.desk.desk import Desk
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.progress import Progress, progress
from rhythm_tui.intake.outcome import taken_words
from rhythm_tui.intake.taking import AlreadyHere, Door, GivenUp, open_file, take_source
from rhythm_tui.reports.progress import progress_words

from .shapes import NOW, ZONE

HEAD = "comment_id,create_time,aweme_id,content,creator_hash,nickname"


def written(folder: Path, rows: int) -> Path:
    """Return a file of comments, of which one cannot be."""
    at = NOW // 1000 - 3600
    lines = [f"{n},{at},7,words {n},u{n},N{n}" for n in range(rows)]
    path = folder / "张三.csv"
    path.write_text("\n".join([HEAD, *lines, "x,never,7,bad,u,N", ""]), "utf-8")
    return path


@pytest.fixture
def door(path: Path, profiles: Path, tmp_path: Path) -> Door:
    return Door(ZONE, {}, [profiles], tmp_path / "state", path)


def test_a_file_is_taken_in_whole_or_not_at_all(
    desk: Desk, door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "CHUNK", 10)
    file = written(tmp_path, 25)

    def give_up(now: Progress) -> None:
        if now.done > 10:
            raise GivenUp

    with pytest.raises(GivenUp):
        take_source(desk, door, open_file(door, file, NOW), give_up)
    assert not (tmp_path / "张三.csv.rejects.csv").exists()
    seen: list[Progress] = []
    taken = take_source(desk, door, open_file(door, file, NOW), seen.append)
    assert [one.done for one in seen] == [10, 20, 26]
    assert seen[-1].share == 1.0
    assert taken_words(file.name, taken.counts) == "张三.csv: 25 new, 1 rejected"
    assert taken.rejects is not None
    assert taken.rejects.stat().st_mode & 0o777 == 0o600
    with pytest.raises(AlreadyHere) as known:
        take_source(desk, door, open_file(door, file, NOW), once=True)
    assert known.value.batch == taken.counts.id
    desk.do(parse({"do": "undo"}))
    again = take_source(desk, door, open_file(door, file, NOW), once=True)  # taken back, it may come again
    assert again.counts.new == 25


def test_progress_tells_pace_and_time_left() -> None:
    assert progress(0, 0.0, 0.0) == Progress(0, 0.0, 0, None)
    assert progress(500, 0.25, 2.0) == Progress(500, 0.25, 250, 6)
    assert progress(500, 2.0, 2.0).left_s == 0
    assert progress_words(progress(0, 0.0, 0.0)) == "0 %"
    assert progress_words(progress(0, 0.5, 61.0)) == "50 %, 1:01 left"
    assert progress_words(progress(90_000, 0.3, 60.0)) == "90,000 rows, 30 %, 1,500 rows a second, 2:20 left"
