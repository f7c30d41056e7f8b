"""Text from the public: whatever comes in, what goes to the terminal is safe and as wide as it says."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from rhythm_tui.domain.text import MAX_TEXT, SafeText, clean, clean_block, fit, mask_name, width, wrap

FORBIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
nasty = st.sampled_from(
    "\x1b\x00\x07\x7f\x85\x9b\r\n\t\v\f\u200b\u200d\u200e\u202e\u2028\u2029\u2066\ufeff\u00ad\u0301\u0323\u20dd\ufe0f"
    "\ufe00\u3164\uffa0\u2800\u3000\ud800\udfff\ue000\uffff\U000e0041\U0001f3fb\U0001f1e8\u1100\u1161\u11a8\u0903"
    "[]'\"\\/ 中a高,1\U0001f600\u2764\u00e9e\u4dc0\u0e33\uff21\uff76\uff9e\u0958\u0344\U0001d160\u1160\u115f"
)
any_text = st.text(
    st.one_of(nasty, st.characters(), st.characters(categories=["Cs", "Mn", "Mc", "Me", "Cf"])), max_size=60
)
cleaned = any_text.map(lambda raw: clean(raw).plain)


@given(any_text)
def test_nothing_a_terminal_must_not_get_survives(raw: str) -> None:
    block, line = clean_block(raw).plain, clean(raw).plain
    assert not {unicodedata.category(char) for char in block.replace("\n", "")} & FORBIDDEN
    assert not {unicodedata.category(char) for char in line} & FORBIDDEN
    assert "\n" not in line
    assert "  " not in line
    assert block == block.strip()
    assert unicodedata.is_normalized("NFC", block)
    block.encode()


@given(any_text)
def test_cleaning_again_changes_nothing(raw: str) -> None:
    once, line = clean_block(raw), clean(raw)
    assert clean_block(once.plain) == SafeText(once.plain)
    assert clean(line.plain) == SafeText(line.plain)
    assert clean(once.plain).plain == line.plain


@given(any_text, st.integers(0, 40))
def test_cleaning_is_bounded(raw: str, limit: int) -> None:
    assert len(clean_block(raw, limit=limit).plain) <= 4 * limit


def test_a_flood_is_cut() -> None:
    assert len(clean_block("好" * (MAX_TEXT + 5)).plain) == MAX_TEXT
    assert len(clean("e" + "\u0301" * 50_000).plain) <= 4


@given(any_text)
def test_no_more_than_three_marks_pile_up(raw: str) -> None:
    plain = clean_block(raw).plain
    marks = re.findall("M+", "".join("M" if unicodedata.category(c) in ("Mn", "Me") else "." for c in plain))
    assert max(map(len, marks), default=0) <= 3


@given(cleaned)
def test_width_is_what_the_screen_library_counts(plain: str) -> None:
    assert width(plain) == cell_len(plain)


def test_every_character_there_is_has_the_width_the_screen_library_counts() -> None:
    wrong = []
    for code in range(0x110000):
        if unicodedata.category(chr(code)) in ("Cn", "Co", "Cs"):
            continue
        plain = clean(f"a{chr(code)}b").plain
        if width(plain) != cell_len(plain):
            wrong.append(f"{code:04x}")
    assert not wrong


@pytest.mark.parametrize(
    ("raw", "plain", "hidden"),
    [
        ("plain", "plain", False),
        ("  在吗  ", "在吗", False),
        ("a\x1b]0;owned\x07b", "a]0;ownedb", True),
        ("\x9b31mred", "31mred", True),
        ("a\x00b\x7fc", "abc", True),
        ("abc\u202edcba", "abcdcba", True),
        ("zero\u200bwidth", "zerowidth", True),
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour", False),
        ("para\u2029line\u2028end", "para\nline\nend", False),
        ("tab\there", "tab    here", False),
        ("wide\u3000blank", "wide blank", None),
        ("\u3164\uffa0", "", False),
        ("\u0301", "", True),
        ("e\u0301", "\u00e9", False),
        ("thumb \U0001f44d\U0001f3fb", "thumb \U0001f44d", False),
        ("\U0001f1e8\U0001f1f3", "", True),
        ("\u2764\ufe0f", "\u2764", False),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\U0001f469", False),
        ("\U0001f469\U0001f3fd\u200d\u2695\ufe0f", "\U0001f469\u2695", False),
        ("\u2764\ufe0f\u200d\U0001f525", "\u2764\U0001f525", False),
        ("谢谢\u2764\ufe0f", "谢谢\u2764", False),
        ("\U0001f44d\U0001f3fd", "\U0001f44d", False),
        ("a\u200d\U0001f469", "a\U0001f469", True),
        ("\U0001f469\u200d", "\U0001f469", True),
        ("\U0001f469\u200d\u200d\U0001f469", "\U0001f469\U0001f469", True),
        ("\u2764\ufe0f\ufe0f", "\u2764", True),
        ("\ufe0fa", "a", True),
        ("a\ufe01", "a", True),
        ("a\U0001f3fd", "a", True),
        ("\ud83d", "", True),
        ("\ue000\uffff", "", True),
        ("[/bold] [@click=app.quit]x[/]", "[/bold] [@click=app.quit]x[/]", False),
        ("", "", False),
    ],
)
def test_clean_block(raw: str, plain: str, hidden: bool | None) -> None:
    found = clean_block(raw)
    if hidden is None:
        assert clean(raw).plain == plain
    else:
        assert (found.plain, found.hidden) == (plain, hidden)


def test_a_line_has_no_breaks_and_single_blanks() -> None:
    assert clean("a\n\n b\t\tc\u00a0 d").plain == "a b c d"


@given(cleaned, st.integers(0, 90))
def test_fit_takes_exactly_its_cells(plain: str, cells: int) -> None:
    fitted = fit(plain, cells)
    assert width(fitted) == cells == cell_len(fitted)
    if width(plain) <= cells:
        assert fitted.rstrip(" ") == plain.rstrip(" ")


@pytest.mark.parametrize(
    ("text", "cells", "fitted"),
    [
        ("高血压吃什么", 12, "高血压吃什么"),
        ("高血压吃什么", 14, "高血压吃什么  "),
        ("高血压吃什么", 11, "高血压吃.. "),
        ("高血压吃什么", 10, "高血压吃.."),
        ("高血压", 3, "高 "),
        ("高", 1, " "),
        ("高", 0, ""),
        ("abcdef", 5, "abc.."),
        ("abcdef", 4, "abcd"),
    ],
)
def test_fit(text: str, cells: int, fitted: str) -> None:
    assert fit(text, cells) == fitted


blocks = any_text.map(lambda raw: clean_block(raw).plain)


@given(blocks, st.integers(2, 40))
def test_wrap_loses_nothing_and_never_exceeds(block: str, cells: int) -> None:
    lines = wrap(block, cells)
    assert all(width(line) <= cells for line in lines)
    assert "".join("".join(lines).split()) == "".join(block.split())
    assert len(lines) >= block.count("\n") + 1


@given(st.lists(st.text("abc1:", min_size=1, max_size=9), min_size=1, max_size=12), st.integers(10, 30))
def test_wrap_keeps_words_whole_beside_chinese_too(words: list[str], cells: int) -> None:
    assert " ".join(wrap(" ".join(words), cells)).split() == words
    assert re.findall("[abc1:]+", " ".join(wrap("血压".join(words), cells))) == words


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("高血压吃药，少盐", 10, ["高血压吃", "药，少盐"]),
        ("他说「不疼」。好", 10, ["他说「不", "疼」。好"]),
        ("请看说明（第二版）", 10, ["请看说明", "（第二版）"]),
        ("真的吗？！为什么", 8, ["真的", "吗？！为", "什么"]),
        ("。。。。。。", 6, ["。。。", "。。。"]),
        ("（（（（", 4, ["（（", "（（"]),
        ("好，", 2, ["好", "，"]),
        ("see (this one)", 7, ["see", "(this", "one)"]),
        ("白班，13:00 由王芳接班", 10, ["白班，", "13:00 由王", "芳接班"]),
        ("至少 4 条回复", 10, ["至少 4 条", "回复"]),
    ],
)
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(
    text: str, cells: int, lines: list[str]
) -> None:
    assert wrap(text, cells) == lines


def test_wrap_by_hand() -> None:
    assert wrap("take it twice a day", 8) == ["take it", "twice a", "day"]
    assert wrap("高血压吃什么", 5) == ["高血", "压吃", "什么"]
    assert wrap("a\n\nb", 9) == ["a", "", "b"]
    assert wrap("", 9) == [""]


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张小三", "张***三"),
        ("张三", "张***"),
        ("张", "张***"),
        ("", ""),
        ("张***三", "张***三"),
        ("abcdef", "a***f"),
        ("\x1b张\u200b小三\n", "张***三"),
    ],
)
def test_mask_name(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@given(any_text)
def test_a_masked_name_stays_masked_and_hides_the_middle(name: str) -> None:
    masked = mask_name(name)
    assert mask_name(masked) == masked
    if "***" not in clean(name).plain:
        assert len(masked.replace("***", "")) <= 2
