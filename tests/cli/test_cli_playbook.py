"""``playbook check`` and ``playbook show``, and what every command says of a playbook that cannot be used."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from own_playbook import own_text
from rhythm_tui import settings
from rhythm_tui.settings import built_in_playbook, config_dir

from .conftest import Process, Rhythm, one_line

BROKEN = """version = 1
zone = "Asia/Shanghia"
[timers.solution]
zh = "解决方案"
en = "solution"
target = "1w"
by_grade = { mayor = "1h" }
"""


def edited(tmp_path: Path, *edits: tuple[str, str]) -> Path:
    text = built_in_playbook().read_text("utf-8")
    for there, here in edits:
        assert there in text
        text = text.replace(there, here, 1)
    book = tmp_path / "book.toml"
    book.write_text(text, "utf-8")
    return book


def test_a_sound_one_is_one_line(rhythm: Rhythm, tmp_path: Path) -> None:
    ran = rhythm("playbook", "check")
    assert (ran.code, ran.err) == (0, "")
    (line,) = ran.out.splitlines()
    assert line.startswith(f"{built_in_playbook()}: sound; zone Asia/Shanghai, platforms 7, grades 3 of 4, ")
    book = tmp_path / "own.toml"
    book.write_text(own_text(), "utf-8")
    ran = rhythm("--lang", "zh", "playbook", "check", book)
    assert ran.code == 0
    assert "无误" in ran.out and "平台 8" in ran.out and "角色 6" in ran.out


def test_every_mistake_is_a_line_with_file_line_entry_and_what_to_do(rhythm: Rhythm, tmp_path: Path) -> None:
    book = edited(
        tmp_path,
        ('zone = "Asia/Shanghai"', 'zone = "Asia/Shanghia"'),
        ('target = "24h"', 'target = "1w"'),
        ('{ duty = "technical", within = "4h"', '{ duty = "tecnical", within = "4h"'),
        ("share = 40", "share = 50"),
    )
    lines = book.read_text("utf-8").split("\n")
    ran = rhythm("playbook", "check", book)
    assert (ran.code, ran.out) == (2, "")
    told = [line.removeprefix(f"rhythm-tui: {book}: line ").split(": ", 1) for line in ran.err.splitlines()]
    assert [words for _line, words in told] == [
        "zone: there is no time zone Asia/Shanghia; did you mean Asia/Shanghai?",
        'timers.solution.target: a span is written 30m, 2h or 1d; mend "1w"',
        "kinds.dispute.tasks[4].duty: there is no tecnical in [duties]; did you mean technical?",
        "tiers: the shares add up to 110; make them add up to 100",
    ]
    assert [lines[int(line) - 1].strip()[:14] for line, _words in told] == [
        'zone = "Asia/S',
        'target = "1w"',
        '{ duty = "tecn',
        "[tiers.1]",
    ]


def test_it_speaks_chinese(rhythm: Rhythm, tmp_path: Path) -> None:
    book = edited(tmp_path, ('target = "24h"', 'target = "1w"'))
    words = one_line(rhythm("--lang", "zh", "playbook", "check", book))
    assert words.endswith('timers.solution.target：时长写作 30m、2h 或 1d；请改正 "1w"')
    assert "第 " in words and " 行：" in words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (b"version = 1\nzone Asia", "line 2, column 6: there is no = behind the name"),
        (b"version = 1\n\n[zone", "line 3, column 6: the name of a table has no ] behind it"),
        (b"# \xb0\xa1", "line 1 is no UTF-8 text; save the file as UTF-8"),
        (b"\xef\xbb\xbfversion = yes", "line 1, column 11: this is no value"),
    ],
)
def test_a_file_that_is_no_toml(rhythm: Rhythm, tmp_path: Path, written: bytes, words: str) -> None:
    book = tmp_path / "book.toml"
    book.write_bytes(written)
    ran = rhythm("playbook", "check", book)
    assert ran.code == 2
    assert one_line(ran).startswith(f"rhythm-tui: {book}: {words}")


def test_a_byte_order_mark_does_no_harm(rhythm: Rhythm, tmp_path: Path) -> None:
    book = tmp_path / "book.toml"
    book.write_bytes(b"\xef\xbb\xbf" + built_in_playbook().read_bytes())
    assert rhythm("playbook", "check", book).code == 0


def test_a_file_that_is_not_there(rhythm: Rhythm, tmp_path: Path) -> None:
    ran = rhythm("playbook", "check", tmp_path / "gone.toml")
    assert ran.code == 2
    assert "gone.toml: there is no such file" in one_line(ran)


READING = [
    ["status"],
    ["status", "--json"],
    ["list", "queue"],
    ["list", "slots", "--json"],
    ["why", "q1"],
    ["report", "handover"],
    ["doctor"],
    ["do"],
    ["playbook", "show"],
]


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
@pytest.mark.parametrize(
    ("there", "here", "words"),
    [
        ("[platforms.weibo]\n", "[platforms.x]\n[platforms.weibo]\n", "platforms.x.zh: it is missing"),
        ('normal = ["clinical"]', 'norml = ["clinical"]', "review.normal: it is missing"),
        ('hours = "08:00-16:00"', "", "shifts.day.hours: it is missing"),
    ],
)
def test_readers_too_name_what_an_incomplete_playbook_lacks(
    rhythm: Rhythm, db: Path, tmp_path: Path, arguments: list[str], there: str, here: str, words: str
) -> None:
    book = edited(tmp_path, (there, here))
    ran = rhythm("--playbook", book, *arguments)
    assert (ran.code, ran.out) == (2, "")
    line = one_line(ran)
    assert line.startswith(f"rhythm-tui: {book}: line ")
    assert words in line
    assert "more: rhythm-tui playbook check" in line or here == ""
    assert not db.exists()


def test_a_sound_playbook_costs_readers_no_pydantic(process: Process) -> None:
    book = str(built_in_playbook())
    done = process("status", env={"PYTHONVERBOSE": "1", "RHYTHM_PLAYBOOK": book})
    assert done.returncode == 0
    assert b"import 'rhythm_tui.domain.playbook_shape'" in done.stderr
    assert b"import 'pydantic" not in done.stderr


def test_show_prints_toml_and_where_it_comes_from(rhythm: Rhythm, tables: dict[str, Any]) -> None:
    ran = rhythm("playbook", "show")
    assert ran.code == 0
    assert tomllib.loads(ran.out) == tables
    assert ran.out.splitlines()[:2] == [
        f"# {built_in_playbook()}: built in",
        "# all of it is as the built-in one has it",
    ]


def test_show_marks_what_differs(rhythm: Rhythm, tmp_path: Path) -> None:
    book = edited(
        tmp_path,
        ('target = "24h"', 'target = "12h"'),
        (
            '[platforms.bilibili]\nzh = "B站"\nen = "Bilibili"\n',
            '[platforms.mastodon]\nzh = "长"\nen = "M"\n',
        ),
    )
    ran = rhythm("--playbook", book, "playbook", "show")
    assert tomllib.loads(ran.out) == tomllib.loads(book.read_text("utf-8"))
    lines = ran.out.splitlines()
    assert lines[:2] == [
        f"# {book}: given by --playbook or RHYTHM_PLAYBOOK",
        "# 3 entries differ from the built-in one",
    ]
    assert 'target = "12h"  # built in: "24h"' in lines
    assert "[platforms.mastodon]  # not in the built-in one" in lines
    assert '# not here; built in: platforms.bilibili = { zh = "B站", en = "Bilibili" }' in lines


def test_show_one_table_as_json(rhythm: Rhythm, tmp_path: Path) -> None:
    book = edited(tmp_path, ('target = "24h"', 'target = "12h"'))
    found = rhythm("--playbook", book, "playbook", "show", "timers.solution", "--json").json
    assert found == {
        "path": str(book),
        "origin": "option",
        "version": 1,
        "differs": [{"at": "timers.solution.target", "here": "12h", "built_in": "24h"}],
        "table": "timers.solution",
        "value": {"zh": "解决方案", "en": "solution", "target": "12h"},
    }


def test_show_tells_the_one_of_the_configuration_folder(rhythm: Rhythm, tmp_path: Path) -> None:
    own = config_dir() / "playbook.toml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(own_text(), "utf-8")
    try:
        ran = rhythm("playbook", "show", "review")
        assert ran.out.splitlines()[0] == f"# {own}: of the configuration folder"
        assert rhythm("playbook", "show", "--json").json["origin"] == "config"
    finally:
        own.unlink()


def test_show_of_a_table_that_is_not_there(rhythm: Rhythm) -> None:
    ran = rhythm("playbook", "show", "timer")
    assert ran.code == 2
    assert "the playbook has no timer; it has version, zone" in one_line(ran)


def test_check_as_json(rhythm: Rhythm, tmp_path: Path) -> None:
    assert rhythm("playbook", "check", "--json").json["sound"] is True
    bad = tmp_path / "bad.toml"
    bad.write_text(settings.built_in_playbook().read_text("utf-8").replace('"2h"', '"2x"', 1), "utf-8")
    ran = rhythm("playbook", "check", bad, "--json")
    (found, *_others) = ran.json["findings"]
    assert (ran.code, ran.err, found.keys()) == (2, "", {"line", "field", "what", "remedy"})
    assert found["line"] > 1
