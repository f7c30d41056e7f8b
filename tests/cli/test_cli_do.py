"""``do``: one answer a line, whatever the line is."""

from __future__ import annotations

import errno
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.cli.jsonlines import MAX_LINE, parse_line
from rhythm_tui.domain.commands import BY_NAME
from rhythm_tui.domain.refusal import Refusal

from .conftest import Rhythm, one_line

ADD = (
    b'{"do":"interaction.add","platform":"douyin","kind":"comment","posted_at":"2026-11-22T13:00:00+08:00",'
    b'"author":"a","text":"b"}'
)


def test_a_receipt_tells_row_id_and_version(rhythm: Rhythm) -> None:
    ran = rhythm("do", stdin=ADD + b"\n" + b'{"do":"interaction.claim","id":"q1"}\n{"do":"undo"}\n')
    assert ran.code == 0 and ran.err == ""
    assert ran.answers == [
        {"ok": True, "seq": 1, "id": "q1", "version": 1},
        {"ok": True, "seq": 2, "id": "q1", "version": 2},
        {"ok": True, "seq": 3, "id": "q1", "version": 3, "undone": "interaction.claim"},
    ]


def test_who_does_it_and_when_come_from_the_global_options(rhythm: Rhythm) -> None:
    rhythm("do", "--operator", "王芳", "--clock", "2026-11-22T13:30:00+08:00x0", stdin=ADD)
    row = rhythm("list", "journal", "--json").json[0]
    assert (row["operator"], row["at"], row["simulated"]) == ("王芳", "2026-11-22T13:30:00+08:00", True)


@pytest.mark.parametrize(
    ("line", "code", "field"),
    [
        (b"garbage", "invalid", "line"),
        (b"{", "invalid", "line"),
        (b"\xff\xfe", "invalid", "line"),
        (b"[" * 100_000, "invalid", "line"),
        (b'{"a":' * 100_000, "invalid", "line"),
        (b'{"do":"undo","seq":NaN}', "invalid", "line"),
        (b'{"do":"undo","seq":-Infinity}', "invalid", "line"),
        (b'{"do":"undo","seq":1e999}', "invalid", "line"),
        (b'{"do":"undo","seq":' + b"9" * 30 + b"}", "invalid", "line"),
        (b'{"do":"undo","seq":' + b"9" * 10_000 + b"}", "invalid", "line"),
        (b'{"do":"undo","seq":9223372036854775807}', "unknown", "seq"),
        (b'{"do":"undo","seq":1.5}', "invalid", "seq"),
        (b'{"do":"undo","do":"undo"}', "invalid", "do"),
        (b'{"do":"interaction.claim","id":"\\ud800"}', "invalid", "id"),
        (b'{"do":"interaction.claim","\\ud800":1}', "invalid", "?"),
        (b'{"do":"interaction.claim","id":"q1","x":{"y":"\\udfff"}}', "invalid", "x"),
        (b'{"do":"interaction.claim"}', "invalid", "id"),
        (b'{"do":"interaction.claim","id":1}', "invalid", "id"),
        (b'{"do":"interaction.claim","id":"q99"}', "unknown", "id"),
        (b'{"do":"interaction.claim","id":"q1","colour":1}', "invalid", "colour"),
        (b'{"do":"dance"}', "invalid", "do"),
        (b'{"do":["undo"]}', "invalid", "do"),
        (b"[]", "invalid", "do"),
        (b"null", "invalid", "do"),
        (b"17", "invalid", "do"),
        (b" " * (MAX_LINE + 10) + b"{}", "invalid", "line"),
    ],
    ids=lambda value: repr(value)[:40] if isinstance(value, bytes) else None,
)
def test_a_line_that_fails_is_answered_and_the_stream_goes_on(
    rhythm: Rhythm, line: bytes, code: str, field: str
) -> None:
    ran = rhythm("do", stdin=line + b"\n" + ADD)
    failed, done = ran.answers
    assert (failed["ok"], failed["error"]["code"], failed["error"]["field"]) == (False, code, field)
    assert failed["error"]["message"]
    assert done["ok"]
    assert ran.code == 1


def test_blank_lines_windows_line_ends_and_a_byte_order_mark_are_no_commands(rhythm: Rhythm) -> None:
    ran = rhythm("do", stdin=b"\xef\xbb\xbf" + ADD + b"\r\n\r\n   \n\t\n" + ADD + b"\n\n")
    assert [answer["id"] for answer in ran.answers] == ["q1", "q2"]
    assert ran.code == 0


def test_the_longest_text_fits_a_line_with_every_character_escaped(rhythm: Rhythm) -> None:
    line = json.dumps({**json.loads(ADD), "text": "\U0001f600" * 20_000}).encode()
    assert rhythm("do", stdin=line).answers[0]["ok"]


def test_an_overlong_line_is_skipped_to_its_end(rhythm: Rhythm) -> None:
    ran = rhythm("do", stdin=b"x" * (5 * MAX_LINE) + b"\n" + ADD + b"\n")
    assert [answer["ok"] for answer in ran.answers] == [False, True]


def test_a_repeated_key_is_answered_with_the_first_receipt(rhythm: Rhythm) -> None:
    line = ADD[:-1] + b',"key":"k1"}\n'
    first, second = rhythm("do", stdin=line * 2).answers
    assert first == second


def test_a_version_that_was_changed_meanwhile_is_a_conflict(rhythm: Rhythm) -> None:
    claim = b'{"do":"interaction.release","id":"q1","expect":1}\n'
    ran = rhythm("do", stdin=ADD + b'\n{"do":"interaction.claim","id":"q1"}\n' + claim)
    assert ran.answers[2]["error"]["code"] == "conflict"


@pytest.mark.parametrize("name", ["commands.jsonl", "-"])
def test_commands_come_from_a_file_too(rhythm: Rhythm, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(ADD + b"\n" + ADD)
    ran = rhythm("do", "-" if name == "-" else file, stdin=ADD + b"\n" + ADD)
    assert [answer["id"] for answer in ran.answers] == ["q1", "q2"]


def test_a_file_that_cannot_be_read_is_one_line_and_makes_no_desk(
    rhythm: Rhythm, db: Path, tmp_path: Path
) -> None:
    binary = tmp_path / "binary.xlsx"
    binary.write_bytes(b"PK\3\4\0\0")
    for file in (tmp_path / "nowhere.jsonl", tmp_path, binary):
        ran = rhythm("do", file)
        assert ran.code == 2 and ran.out == ""
        assert str(file) in one_line(ran)
    assert not db.exists()


def test_lines_without_a_command_make_no_desk(rhythm: Rhythm, db: Path) -> None:
    assert rhythm("do", stdin=b"").code == 0
    assert rhythm("do", stdin=b"nonsense\n").code == 1
    assert not db.exists()


def test_a_file_that_is_no_desk_is_answered_and_ends_the_stream(rhythm: Rhythm, db: Path) -> None:
    db.parent.mkdir()
    db.write_bytes(b"these are not the pages of a database" * 200)
    before = db.read_bytes()
    ran = rhythm("do", stdin=ADD + b"\n" + ADD + b"\n")
    assert ran.code == 3
    assert [answer["error"]["code"] for answer in ran.answers] == ["unusable"]
    assert str(db) in one_line(ran)
    assert db.read_bytes() == before


def test_commands_that_cannot_be_read_are_one_line(
    rhythm: Rhythm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Torn(io.BufferedReader):
        def readline(self, size: int | None = -1, /) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    file = tmp_path / "commands.jsonl"
    file.write_bytes(ADD)
    opened = Path.open
    monkeypatch.setattr(
        Path,
        "open",
        lambda self, mode="r", **how: Torn(io.FileIO(self)) if self == file else opened(self, mode, **how),
    )
    ran = rhythm("do", file)
    assert ran.code == 2 and "the disk does not answer as it should" in one_line(ran)


def test_the_schema_is_printed_without_opening_anything(rhythm: Rhythm, db: Path) -> None:
    ran = rhythm("do", "--schema", "--playbook", "nowhere.toml")
    assert ran.code == 0
    commands = (ran.json["$defs"][one["$ref"].rpartition("/")[2]] for one in ran.json["oneOf"])
    told = {command["properties"]["do"]["const"] for command in commands}
    assert told == set(BY_NAME)
    assert not db.exists()


def test_what_a_command_makes_is_the_operators_alone(
    do: Callable[..., Any], add: Callable[..., str], db: Path
) -> None:
    add()
    assert db.stat().st_mode & 0o777 == 0o600
    assert db.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"do"', "column 6: a colon is missing"),
        ('{"do":}', "column 7: a value is missing"),
        ("{do:1}", "column 2: a name in double quotes is missing"),
        ('{"do":1 "id":2}', "column 9: a comma is missing, or the end"),
        ('{"do":"undo', "column 7: the text that begins there has no end"),
        ('{"do":"a\tb"}', "column 9: a control character stands in a text"),
        ("{} {}", "column 4: something stands behind the end"),
        ('{"do":"\\q"}', "column 8: what stands there cannot be read"),
    ],
)
def test_what_is_no_json_is_said_with_its_place(line: str, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_line(line.encode())
    assert str(refused.value).endswith(words)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_value_or_a_refusal(line: bytes) -> None:
    try:
        parse_line(line)
    except Refusal as refusal:
        assert refusal.code == "invalid" and refusal.field


WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS
)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@given(JSON, st.booleans())
def test_sound_json_comes_through_unchanged(value: Any, readable: bool) -> None:
    assert parse_line(json.dumps(value, ensure_ascii=not readable).encode()) == value
