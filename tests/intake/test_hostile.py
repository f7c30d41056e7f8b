"""A file that cannot be read at all is one clear line."""

from __future__ import annotations

import json
import sqlite3
import tracemalloc
import zipfile
from contextlib import closing
from pathlib import Path
from typing import IO, Any

import pytest

from rhythm_tui.intake import encoding, jsonfile, source, workbook
from rhythm_tui.intake.source import Defaults, UnknownHeader, Unreadable, open_source

from . import shapes
from .conftest import Open, split


def refused(opened: Open, path: Path, **said: object) -> str:
    with pytest.raises(Unreadable) as caught:
        list(opened(path, **said))
    line = str(caught.value)
    assert "\n" not in line
    assert caught.value.template.format(**caught.value.values) == line
    return line


def test_what_is_no_file(tmp_path: Path, opened: Open) -> None:
    assert "no such file" in refused(opened, tmp_path / "none.csv")
    assert "is a folder" in refused(opened, tmp_path)


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", " \n,,,\n"])
def test_an_empty_file_is_no_table(tmp_path: Path, opened: Open, content: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    assert "a.csv: is empty" in refused(opened, path)


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path, opened: Open) -> None:
    rows = shapes.table(shapes.crawled("douyin", shapes.NEW))[:1]
    assert split(opened(shapes.write_csv(tmp_path / "a.csv", rows))) == ([], [])
    assert split(opened(shapes.write_xlsx(tmp_path / "a.xlsx", {"Comments": rows}))) == ([], [])


def test_no_permission(tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shapes.write_csv(tmp_path / "a.csv", [["a", "b"]])

    really = Path.open

    def denied(self: Path, *args: str, **options: str) -> IO[Any]:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return really(self, *args, **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(Path, "open", denied)
    assert "no permission" in refused(opened, path)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "xlsx"),
        (b"\x1f\x8b\x08\x00", "unpack"),
        (bytes(range(256)) * 40, "neither"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "neither"),
        (b"SQLite format 3\0" + bytes(500), "database"),
        (b"PK\x03\x04" + bytes(500), "broken"),
        (b"{" * 100_000, "JSON"),
        (b'{"a": [1, 2', "JSON"),
        (b"[" * 100_000, "without rows"),
        (b"[]", "without rows"),
        (b"{}", "without rows"),
        (b"[1, null, true]", "without rows"),
        (b"x" * (3 << 20), "first lines"),
        (b'"' * 100_001, "first lines"),
        (b"\xef\xbb\xbf <!DOCTYPE html><table><tr><td>a</td></tr></table>", "web page"),
        (b"<table border=1><tr><td>a</td></tr></table>", "web page"),
        (b"\xef\xbb\xbfa,b\n1,2\n", "no mapping profile"),
    ],
)
def test_what_is_no_table(tmp_path: Path, opened: Open, content: bytes, word: str) -> None:
    path = tmp_path / "file.dat"
    path.write_bytes(content)
    assert word in refused(opened, path)


def test_a_workbook_that_is_cut_off(tmp_path: Path, opened: Open) -> None:
    path = shapes.crawler_file(tmp_path, "douyin", shapes.NEW, "xlsx")
    whole = path.read_bytes()
    for size in (len(whole) // 2, len(whole) - 1, 30):
        path.write_bytes(whole[:size])
        assert "broken or cut off" in refused(opened, path)


def test_a_workbook_with_a_damaged_sheet(tmp_path: Path, opened: Open) -> None:
    whole = shapes.crawler_file(tmp_path, "douyin", shapes.NEW, "xlsx")
    path = tmp_path / "bad.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, content[: len(content) // 2] if "sheet2" in part else content)
    assert "broken or cut off" in refused(opened, path)


def test_a_zip_that_is_no_workbook(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "no workbook" in refused(opened, path)


def test_a_zip_bomb_is_refused_before_it_unfolds(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(64):
            part.write(bytes(1 << 20))
    tracemalloc.start()
    assert "unfolds to too much" in refused(opened, path)
    assert tracemalloc.get_traced_memory()[1] < 4 << 20
    tracemalloc.stop()


def test_a_workbook_with_too_many_texts(
    tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", "x" * 200)
    monkeypatch.setattr(workbook, "MAX_STRINGS", 100)
    assert "save the sheet as CSV" in refused(opened, path)


def test_one_json_object_too_large_to_hold(
    tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonfile, "MAX_OBJECT", 100)
    path = shapes.write_json(tmp_path / "a.json", shapes.api_page(), indent=1)
    assert "JSON lines" in refused(opened, path)


def test_rejects_are_never_imported(tmp_path: Path, opened: Open) -> None:
    path = shapes.write_csv(tmp_path / "a.csv.rejects.csv", [["line", "reason"], ["1", "x"]])
    assert "rejected before" in refused(opened, path)


def test_the_desk_itself_is_never_opened(tmp_path: Path, profiles: Path) -> None:
    path = shapes.crawler_file(tmp_path, "douyin", shapes.NEW, "db")
    with pytest.raises(Unreadable, match="desk's own file"):
        open_source(
            path, profile=None, defaults=Defaults(), zone=shapes.ZONE, now=shapes.NOW,
            profile_dirs=[profiles], desk=path,
        )  # fmt: skip


@pytest.mark.parametrize("ending", [".keys", ".anchor", ".lock", ".import.lock", "-wal", "-shm"])
def test_what_lies_beside_the_desk_is_never_opened(
    tmp_path: Path, profiles: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    path = tmp_path / f"desk.db{ending}"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    monkeypatch.setattr(encoding, "head", None)
    with pytest.raises(Unreadable, match="desk's own file"):
        open_source(
            path, profile=None, defaults=Defaults(), zone=shapes.ZONE, now=shapes.NOW,
            profile_dirs=[profiles], desk=tmp_path / "desk.db",
        )  # fmt: skip


def test_another_desk_is_no_input(tmp_path: Path, opened: Open) -> None:
    from rhythm_tui.store.schema import APPLICATION_ID

    path = shapes.crawler_file(tmp_path, "douyin", shapes.NEW, "db")
    assert len(split(opened(path))[0]) == 4
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    assert "backup" in refused(opened, path)


def test_a_file_is_refused_before_it_is_read_whole(
    tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "scan", None)
    for name, text in (("a.csv", "a,b\n1,2\n"), ("a.json", "[]"), ("b.json", '{"a": [1,')):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        refused(opened, path)


def test_one_endless_broken_value_is_given_up(
    tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonfile, "_MAX_ELEMENT", 1_000)
    monkeypatch.setattr(jsonfile, "_MAX_BROKEN", 1_000_000)
    good = json.dumps(shapes.crawled("douyin", shapes.NEW, 1)[0])
    path = tmp_path / "a.json"
    for size, kept in ((100_000, 2), (3_000_000, 1)):
        path.write_text(f'[{good}, {{"a": {"x" * size}}}, {good}]', encoding="utf-8")
        facts, rejects = split(opened(path))
        assert (len(facts), len(rejects)) == (kept, 1)


def test_what_the_operator_has_to_say(tmp_path: Path, opened: Open) -> None:
    path = shapes.write_csv(tmp_path / "a.csv", [["时间", "内容"], ["2026-11-22 12:00", "你好"]])
    assert "platform" in refused(opened, path)
    assert [fact.platform for fact in opened(path, platform="weibo")] == ["weibo"]  # type: ignore[union-attr]
    asked = shapes.write_csv(
        tmp_path / "b.csv", [["department", "title", "ask", "answer"], ["a", "b", "c", "d"]]
    )
    assert "time" in refused(opened, asked)
    assert "there is no profile nobody" in refused(opened, path, profile="nobody")
    assert "no column for the text" in refused(opened, path, profile="medical-dialogue", posted_at=1)


def test_an_unknown_header_is_told_apart(tmp_path: Path, opened: Open) -> None:
    path = shapes.write_csv(tmp_path / "a.csv", [["甲", "乙"], ["1", "2"]])
    with pytest.raises(UnknownHeader) as caught:
        opened(path)
    assert caught.value.header == ("甲", "乙")


def test_a_message_cannot_carry_an_escape(tmp_path: Path, opened: Open) -> None:
    assert "\x1b" not in refused(opened, tmp_path / "\x1b]0;x\x07.csv")


@pytest.mark.long
@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "db"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, opened: Open, form: str) -> None:
    peaks = []
    for count in (2_000, 20_000):
        path = shapes.crawler_file(tmp_path / str(count), "douyin", shapes.OLD, form, count)
        tracemalloc.start()
        assert sum(1 for _ in opened(path)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + (2 << 20)


def test_progress_goes_from_nothing_to_all(tmp_path: Path, opened: Open) -> None:
    for name in ("douyin-old-csv", "douyin-old-json", "douyin-old-xlsx", "douyin-old-db"):
        found = opened(shapes.ALL[name](tmp_path))
        assert found.progress == 0
        list(found)
        assert found.progress == 1


def test_the_hash_is_of_the_file(tmp_path: Path, opened: Open) -> None:
    from hashlib import sha256

    path = shapes.ALL["douyin-old-csv"](tmp_path)
    assert opened(path).sha256 == sha256(path.read_bytes()).hexdigest()


def test_the_way_in_loads_no_workbook_reader() -> None:
    assert "openpyxl" not in vars(source) and "load_workbook" not in vars(workbook)
