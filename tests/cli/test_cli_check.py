"""``check``: the guard for scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Rhythm, one_line

RED = "您好\n保证根治高血压"
LAW = "Advertising Law, art. 16; Medical Advertising Rules, art. 7"


def test_red_is_a_line_and_the_exit_code_1(rhythm: Rhythm, db: Path) -> None:
    ran = rhythm("check", RED)
    assert (ran.code, ran.out) == (1, f"2:3 red 根治: Say control or long-term care ({LAW})\n")
    assert not db.exists()


def test_it_speaks_chinese(rhythm: Rhythm) -> None:
    assert "《广告法》第十六条" in rhythm("--lang", "zh", "check", RED).out


@pytest.mark.parametrize(("text", "lines"), [("没有能根治的药", 1), ("请按时复诊", 0)])
def test_amber_and_clear_are_0(rhythm: Rhythm, text: str, lines: int) -> None:
    ran = rhythm("check", text)
    assert (ran.code, ran.out.count("\n"), ran.err) == (0, lines, "")


def test_as_json(rhythm: Rhythm) -> None:
    ran = rhythm("check", RED, "--json")
    assert ran.code == 1
    assert ran.json == {
        "verdict": "red",
        "findings": [
            {
                "line": 2, "column": 3, "severity": "red", "word": "根治", "category": "cure",
                "why": "Say control or long-term care", "citation": LAW, "start": 5, "end": 7,
            }
        ],
    }  # fmt: skip
    assert rhythm("check", "请按时复诊", "--json").json == {"verdict": "clear", "findings": []}


def test_from_standard_input(rhythm: Rhythm) -> None:
    assert rhythm("check", "-", stdin=b"\xef\xbb\xbf" + RED.encode() + b"\r\n").out.startswith("2:3 red")


def test_length_follows_platform_and_kind(rhythm: Rhythm) -> None:
    long = "好" * 600
    assert rhythm("check", long).out == ""
    assert "1:" in rhythm("check", long, "--platform", "douyin").out


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (["check"], b"", "TEXT"),
        (["check", " "], b"", "nothing to read"),
        (["check", "-"], b"", "nothing to read"),
        (["check", "-"], b"\xff\xfe", "UTF-8"),
        (["check", "-"], "好".encode() * 20_001, "20000"),
        (["check", "a", "--platform", "myspace"], b"", "myspace"),
        (["check", "a", "--kind", "letter"], b"", "letter"),
    ],
)
def test_wrong_use_is_one_line_and_2(rhythm: Rhythm, arguments: list[str], stdin: bytes, said: str) -> None:
    ran = rhythm(*arguments, stdin=stdin)
    assert ran.code == 2
    assert said in one_line(ran)


def test_what_is_shown_is_safe_for_a_terminal(rhythm: Rhythm) -> None:
    assert "\x1b" not in rhythm("check", "根\x1b治\x1b]0;x\x07 保证治愈").out


def test_a_receipt_tells_the_findings_as_objects(rhythm: Rhythm) -> None:
    rhythm(
        "do",
        stdin=b'{"do":"interaction.add","platform":"douyin","kind":"comment","author":"a","text":"t",'
        b'"posted_at":"2026-11-22T14:00"}',
    )
    line = '{"do":"reply.post","id":"q1","text":"保证根治","key":"k"}\n'
    for answer in rhythm("do", stdin=(line * 2).encode()).answers:
        assert answer["ok"] is True
        assert [(one["severity"], one["category"]) for one in answer["warnings"]] == [("red", "cure")]
