"""Rejected rows: written with their reason, without what privacy drops, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import pytest

from rhythm_tui.domain.facts import Reject
from rhythm_tui.intake.profiles import load_profiles
from rhythm_tui.intake.rejects import RejectsFile

from . import shapes
from .conftest import Open, split


def rejects_of(folder: Path, opened: Open, generation: str) -> list[Reject]:
    rows = shapes.table(shapes.crawled("weibo" if generation == shapes.NEW else "douyin", generation))
    rows[2][list(rows[0]).index("create_time")] = "昨天"
    rows[3] = rows[3][:-1]
    path = shapes.write_csv(folder / "comments.csv", rows)
    source = opened(path)
    found = split(source)[1]
    with RejectsFile(path, folder / "state", source.columns) as file:
        for reject in found:
            file.write(reject)
    return found


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("generation", shapes.GENERATIONS)
def test_rejects_stand_beside_the_input(tmp_path: Path, opened: Open, generation: str) -> None:
    found = rejects_of(tmp_path, opened, generation)
    path = tmp_path / "comments.csv.rejects.csv"
    written = read(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [row["line"] for row in written] == [str(reject.line) for reject in found]
    assert all(row["reason"] for row in written)
    assert written[0]["content"] == shapes.TEXTS[1]
    assert {path.name for path in tmp_path.iterdir()} == {"comments.csv", path.name}


def test_private_columns_are_dropped(tmp_path: Path, opened: Open) -> None:
    rejects_of(tmp_path, opened, shapes.OLD)
    text = (tmp_path / "comments.csv.rejects.csv").read_text(encoding="utf-8-sig")
    for private in ("avatar", "https://", "爱生活", "四川", "99000001", "MS4w", "dy1"):
        assert private not in text


@pytest.mark.parametrize(
    "name",
    [
        "avatar",
        "user_signature",
        "sign",
        "ip_location",
        "ip_label",
        "IP归属地",
        "年龄",
        "gender",
        "sex",
        "性别",
        "user_id",
        "UID",
        "SEC_UID",
        "short_user_id",
        "user_unique_id",
        "账号签名",
        "profile_url",
        "手机号",
        "creator_hash",
        "open_id",
    ],
)
def test_what_is_private(profiles: Path, name: str) -> None:
    assert load_profiles([profiles])["crawler-douyin"].is_private(name)


@pytest.mark.parametrize(
    "name",
    ["content", "comment_id", "message", "nickname", "create_time", "description", "内容", "tips", "page"],
)
def test_what_is_not(profiles: Path, name: str) -> None:
    assert not load_profiles([profiles])["crawler-douyin"].is_private(name)


def test_names_are_masked(tmp_path: Path, opened: Open) -> None:
    rows = [["平台", "时间", "昵称", "内容"], ["抖音", "昨天", "欧阳小三", "问题"]]
    (reject,) = split(opened(shapes.write_csv(tmp_path / "a.csv", rows)))[1]
    assert reject.row["昵称"] == "欧***三"


def test_no_rejects_no_file(tmp_path: Path) -> None:
    with RejectsFile(tmp_path / "a.csv", tmp_path / "state") as file:
        assert file.path is None
    assert list(tmp_path.iterdir()) == []


def test_an_aborted_import_leaves_the_old_file(tmp_path: Path) -> None:
    old = tmp_path / "a.csv.rejects.csv"
    old.write_text("old", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), RejectsFile(tmp_path / "a.csv", tmp_path / "state") as file:
        file.write(Reject(1, "no", {}, {}))
        raise ZeroDivisionError
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [
        (old.name, "old")
    ]


def test_the_state_folder_stands_in(tmp_path: Path) -> None:
    state = tmp_path / "state" / "deep"
    with RejectsFile(tmp_path / "gone" / "a.csv", state) as file:
        file.write(Reject(7, "{word} is odd", {"word": "x"}, {}))
    assert file.path == state / "a.csv.rejects.csv"
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert read(file.path) == [{"line": "7", "reason": "x is odd"}]


@pytest.mark.parametrize("sign", "=+-@\t\r")
def test_no_cell_is_a_formula(tmp_path: Path, sign: str) -> None:
    with RejectsFile(tmp_path / "a.csv", tmp_path, ["content", sign]) as file:
        file.write(Reject(1, "no", {}, {"content": f"{sign}cmd|' /C calc'!A0"}))
        file.write(Reject(2, "no", {}, {"content": "\ud83d\0x"}))
    assert file.count == 2
    assert file.path is not None
    with file.path.open(encoding="utf-8-sig", newline="") as written:
        rows = list(csv.reader(written))
    assert rows[0][-1] == "'" + sign
    assert rows[1][2].startswith("'" + sign)
    assert rows[2][2] == "?x"
