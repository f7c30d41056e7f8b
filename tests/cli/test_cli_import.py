"""``import``: counts, rejects, proposals, and what a file that cannot be read leaves behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Rhythm, one_line

HEADER = (
    "comment_id,create_time,aweme_id,content,creator_hash,nickname,sub_comment_count,like_count,last_modify_ts,"
    "parent_comment_id,pictures"
)
UNKNOWN = "问题,谁,何时\n孩子发烧怎么办,王小明,2026-11-22 13:00\n=术后多久复查,赵大,2026-11-22 13:05\n"


def crawler(path: Path, *rows: tuple[str, str, str]) -> Path:
    """Write a crawler's file of (id, seconds, text)."""
    lines = [f"{id},{time},74,{text},h{id},张***三,0,1,1795325400000,0," for id, time, text in rows]
    path.write_text("\n".join([HEADER, *lines]) + "\n", "utf-8-sig")
    return path


@pytest.fixture
def comments(tmp_path: Path) -> Path:
    return crawler(
        tmp_path / "comments.csv",
        ("71", "1795325400", "头晕"),
        ("72", "1795325401", "谢谢"),
        ("73", "soon", "在吗"),
    )


def test_one_file_is_one_line_of_counts(rhythm: Rhythm, comments: Path) -> None:
    ran = rhythm("import", comments)
    assert ran.out == "read 3, new 2, updated 0, duplicate 0, rejected 1\n"
    assert ran.code == 1
    rejects = Path(f"{comments}.rejects.csv")
    assert str(rejects) in ran.err and "4,soon is no time" in rejects.read_text("utf-8-sig")
    assert rejects.stat().st_mode & 0o777 == 0o600
    assert [row["text"] for row in rhythm("list", "queue", "--json").json] == ["头晕", "谢谢"]


def test_the_same_file_again_is_all_duplicates_and_an_edited_text_an_update(
    rhythm: Rhythm, tmp_path: Path
) -> None:
    file = crawler(tmp_path / "c.csv", ("71", "1795325400", "头晕"))
    assert rhythm("import", file).code == 0
    assert rhythm("import", file).out == "read 1, new 0, updated 0, duplicate 1, rejected 0\n"
    crawler(file, ("71", "1795325400", "头晕恶心"))
    assert rhythm("import", file).out == "read 1, new 0, updated 1, duplicate 0, rejected 0\n"
    assert rhythm("list", "queue", "--json").json[0]["text"] == "头晕恶心"


def test_json_has_the_same_keys_one_object_a_file(rhythm: Rhythm, comments: Path, tmp_path: Path) -> None:
    other = crawler(tmp_path / "other.csv", ("81", "1795325400", "咳嗽"))
    first, second = rhythm("import", comments, other, "--json").answers
    keys = ("read", "new", "updated", "duplicate", "rejected")
    assert [first[key] for key in keys] == [3, 2, 0, 0, 1]
    assert [second[key] for key in keys] == [1, 1, 0, 0, 0]
    assert (first["file"], first["profile"]) == (str(comments), "crawler-douyin")
    assert first["rejects"] == f"{comments}.rejects.csv" and second["rejects"] is None


def test_several_files_are_told_by_name_and_one_that_cannot_be_read_stops_no_other(
    rhythm: Rhythm, tmp_path: Path
) -> None:
    good = crawler(tmp_path / "good.csv", ("71", "1795325400", "头晕"))
    later = crawler(tmp_path / "later.csv", ("72", "1795325400", "头痛"))
    ran = rhythm("import", good, tmp_path / "nowhere.csv", later)
    assert ran.code == 2
    assert ran.out.splitlines() == [
        f"{good}: read 1, new 1, updated 0, duplicate 0, rejected 0",
        f"{later}: read 1, new 1, updated 0, duplicate 0, rejected 0",
    ]
    assert "nowhere.csv" in one_line(ran)


@pytest.mark.parametrize("content", [None, b"", b"\n\n", b"PK\x03\x04truncated", b"\x00\x01\x02\x03" * 100])
def test_a_file_that_cannot_be_read_leaves_no_desk_behind(
    rhythm: Rhythm, db: Path, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "broken.xlsx"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    ran = rhythm("import", file)
    assert ran.code == 2 and ran.out == ""
    assert "broken.xlsx" in one_line(ran)
    assert not db.exists()


def test_an_unknown_header_gets_a_proposal_with_samples_and_the_way_to_use_it(
    rhythm: Rhythm, db: Path, tmp_path: Path
) -> None:
    file = tmp_path / "questions.csv"
    file.write_text(UNKNOWN, "utf-8")
    ran = rhythm("import", file)
    assert ran.code == 2 and not db.exists()
    assert "no mapping profile" in one_line(ran)
    for part in (
        "问题",
        "孩子发烧怎么办",
        "posted_at",
        "2026-11-22 13:05",
        "--save-profile",
        "--platform",
        "--kind",
    ):
        assert part in ran.out


def test_a_proposal_is_saved_used_and_recognised_from_then_on(
    rhythm: Rhythm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    file = tmp_path / "questions.csv"
    file.write_text(UNKNOWN, "utf-8")
    said = ("--platform", "douyin", "--kind", "comment")
    ran = rhythm("import", file, "--save-profile", "mine", *said)
    assert (ran.code, ran.out) == (0, "read 2, new 2, updated 0, duplicate 0, rejected 0\n")
    assert "mine.toml" in ran.err
    assert rhythm("import", file, "--json", *said).json["profile"] == "mine"
    assert {row["text"] for row in rhythm("list", "queue", "--json").json} == {
        "孩子发烧怎么办",
        "=术后多久复查",
    }


def test_rows_without_time_platform_and_kind_take_them_from_options(rhythm: Rhythm, tmp_path: Path) -> None:
    file = tmp_path / "plain.csv"
    file.write_text("text\n头晕\n", "utf-8")
    options = ["--profile", "plain", "--platform", "weibo", "--kind", "message", "--post", "v7"]
    assert rhythm("import", file, *options, "--posted-at", "2026-11-22T13:00").code == 0
    row = rhythm("list", "queue", "--json").json[0]
    assert (row["platform"], row["kind"], row["posted_at"]) == (
        "weibo",
        "message",
        "2026-11-22T13:00:00+08:00",
    )
    assert (row["post"], row["clock"]) == ("v7", "4h")
    assert rhythm("import", file, *options, "--posted-at", "now").code == 0
    assert rhythm("list", "queue", "--json").json[1]["posted_at"] == "2026-11-22T14:30:00+08:00"


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--platform", "myspace"], "myspace"),
        (["--kind", "shout"], "shout"),
        (["--posted-at", "noonish"], "noonish"),
        (["--posted-at", "2015-12-31"], "2015-12-31"),
        (["--posted-at", "2026-11-22T15:00"], "2026-11-22T15:00"),
        (["--profile", "nobody"], "nobody"),
        (["--posted-at", "0000-00-00"], "0000-00-00"),
    ],
)
def test_a_wrong_option_is_named_and_makes_no_desk(
    rhythm: Rhythm, db: Path, comments: Path, options: list[str], names: str
) -> None:
    ran = rhythm("import", comments, *options)
    assert ran.code == 2 and names in one_line(ran)
    assert not db.exists()


def test_an_import_is_one_line_of_the_journal_and_undone_as_one(rhythm: Rhythm, comments: Path) -> None:
    rhythm("import", comments)
    assert [row["verb"] for row in rhythm("list", "journal", "--json").json] == ["import.batch"]
    assert rhythm("do", stdin=b'{"do":"undo"}').code == 0
    assert rhythm("list", "queue", "--json").json == []
