"""The guard: what stops a copy, what warns, and what must pass without a word."""

from __future__ import annotations

import copy
import itertools
import re
from typing import Any

import pytest
from compliance_cases import CLEAR, FOUND
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain.compliance import Finding, check, verdict
from rhythm_tui.domain.folding import fold, squeeze
from rhythm_tui.domain.personal import personal_data
from rhythm_tui.domain.word_patterns import BadWords, any_of, expression
from rhythm_tui.domain.words import CONTACTS, Said, WordList, build
from rhythm_tui.settings import data_dir, read_toml

TABLES = read_toml(data_dir() / "words.toml")
WORDS = build(TABLES)


def said(findings: tuple[Finding, ...]) -> str:
    return " ".join(sorted({f"{one.category}:{one.severity}" for one in findings}))


def worst(text: str, words: WordList = WORDS) -> str:
    return verdict(check(text, None, words))


# --- Replies as they are written ----------------------------------------


@pytest.mark.parametrize("text", CLEAR)
def test_a_good_reply_passes_without_a_word(text: str) -> None:
    assert [(one.category, text[one.start : one.end]) for one in check(text, None, WORDS)] == []


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_what_breaks_a_rule_is_found(text: str, expected: str) -> None:
    assert said(check(text, None, WORDS)) == expected


def test_a_finding_says_where_what_and_why() -> None:
    text = "您好，本药根 治鼻炎"
    (found,) = check(text, None, WORDS)
    assert text[found.start : found.end] == "根 治"
    assert (found.word, found.category, found.severity) == ("根治", "cure", "red")
    assert found.citation.zh.startswith("《广告法》第十六条")
    assert found.citation.in_language("en").startswith("Advertising Law, art. 16")
    assert found.why.in_language("zh") != found.why.in_language("en")


def test_findings_stand_in_the_order_of_the_text() -> None:
    text = "祖传秘方，根治鼻炎，电话13800000000"
    found = check(text, None, WORDS)
    assert [text[one.start : one.end] for one in found] == ["祖传秘方", "根治", "13800000000"]


def test_red_outweighs_amber_and_nothing_is_clear() -> None:
    assert verdict(()) == "clear"
    assert worst("详情请来院咨询") == "amber"
    assert worst("详情请来院咨询，包治百病") == "red"


# --- Ways around the list ----------------------------------------

LONG = sorted(
    "".join(word.plain)
    for word in WORDS.words()
    if len(word.plain) >= 3 and word.plain.isalpha() and not word.plain.isascii()
)


@pytest.mark.parametrize("word", LONG)
@pytest.mark.parametrize("between", ["*", "\u200b", " ", "·", "❤", "\ufe0f", ".", "。", "^_^", "\u3000"])
def test_signs_between_the_characters_hide_nothing(word: str, between: str) -> None:
    text = between.join(word)
    assert any(
        one.word == word and (one.start, one.end) == (0, len(text)) for one in check(text, None, WORDS)
    )


@pytest.mark.parametrize(
    ("hidden", "plain"),
    [
        ("保證治癒", "保证治愈"),
        ("無效退款", "无效退款"),
        ("祖傳秘方", "祖传秘方"),
        ("您在我院就診時", "您在我院就诊时"),
        ("詳情請來院諮詢", "详情请来院咨询"),
        ("你這是濕疹", "你这是湿疹"),
        ("頂級專家", "顶级专家"),
        ("加我微信", "加➕微信"),
        ("ＧＵＡＲＡＮＴＥＥＤ cure", "guaranteed cure"),
        ("１００％治愈", "100%治愈"),
        ("妳的檢查結果", "您的检查结果"),
    ],
)
def test_another_script_hides_nothing(hidden: str, plain: str) -> None:
    assert said(check(hidden, None, WORDS)) == said(check(plain, None, WORDS)) != ""


@pytest.mark.parametrize("text", ["打起精神 药要按时吃", "红包/治疗费", "精神-药物联合"])
def test_some_words_do_not_reach_over_a_blank(text: str) -> None:
    assert worst(text) == "clear"


def test_a_word_denied_twice_is_said() -> None:
    assert worst("这病不能根治") == "amber"
    assert worst("没有不能根治的病") == "red"
    assert worst("不能拖，这里根治") == "red"


# --- Personal data ----------------------------------------


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("13812345678", ["mobile"]),
        ("+86 138 1234 5678", ["mobile"]),
        ("0086-13812345678", ["mobile"]),
        ("周一13812345678", ["mobile"]),
        ("一三八零零零零零零零零", ["mobile"]),
        ("幺三八 0000 0000", ["mobile"]),
        ("138****5678", []),
        ("12812345678", []),
        ("138123456789", []),
        ("11010519491231002X", ["id_card"]),
        ("110105 19491231 002x", ["id_card"]),
        ("110105194912310021", ["id_like"]),
        ("110105194913310021", []),
        ("110105194902300021", []),
        ("0571-88888888", ["landline"]),
        ("(010)88888888", ["landline"]),
        ("电话：88888888", ["landline"]),
        ("400-123-4567", ["service_line"]),
        ("4001234567", ["service_line"]),
        ("6222 0212 3456 7890 128", ["bank_card"]),
        ("6222021234567890129", []),
        ("微信：abc_12345", ["wechat"]),
        ("wx dr2024wang", ["wechat"]),
        ("微信公众号 rhythm2024", []),
        ("WeChat message", []),
        ("QQ 12345678", ["qq"]),
        ("q群：12345678", ["qq"]),
        ("wang@example.com", ["email"]),
        ("https://example.com/a?b=c", ["url"]),
        ("see www.example.cn", ["url"]),
        ("example.shop", ["url"]),
        ("3.5.com", ["url"]),
        ("0.5-1.5", []),
        ("120 110 12345 12320 12356", []),
        ("2026-11-22 14:30-16:00", []),
        ("13、14、15、16、17、18号", []),
    ],
)
def test_numbers_and_addresses_are_known_by_their_form(text: str, kinds: list[str]) -> None:
    assert [hit.kind for hit in personal_data(fold(text).plain)] == kinds


def test_the_number_itself_is_pointed_at() -> None:
    text = "请打 １３８-１２３４-５６７８ 找我"
    (found,) = check(text, None, WORDS)
    assert text[found.start : found.end] == "１３８-１２３４-５６７８"


def test_what_is_the_hospitals_own_is_no_finding() -> None:
    own = {"hospital": {"contacts": ["0571-88888888", "400 123 4567", "https://www.example-hospital.cn"]}}
    words = build(TABLES, own)
    for text in (
        "电话0571-88888888",
        "热线：88888888",
        "打4001234567",
        "www.example-hospital.cn/yuyue",
        "book.example-hospital.cn",
        "a@example-hospital.cn",
    ):
        assert worst(text) in ("red", "amber")
        assert worst(text, words) == "clear"
    for text in ("0571-88888889", "notexample-hospital.cn", "13888888888"):
        assert worst(text, words) != "clear"


# --- Length ----------------------------------------


def test_what_a_platform_would_cut_is_shown() -> None:
    most = WORDS.limits["douyin"]["comment"]
    assert check("好" * most, "douyin", WORDS) == ()
    (found,) = check("好" * (most + 3), "douyin", WORDS)
    assert (found.start, found.end, found.severity, found.category) == (most, most + 3, "amber", "length")
    assert check("好" * (most + 3), None, WORDS) == ()
    assert check("好" * (most + 3), "unheard_of", WORDS) == ()
    assert check("好" * (most + 3), "douyin", WORDS, "message") == ()


# --- Any text ----------------------------------------

_BITS = [word.plain or word.text for word in WORDS.words()]
any_text = st.lists(
    st.one_of(
        st.sampled_from(_BITS),
        st.sampled_from(
            ["您", "不", "没有", "13800000000", "11010519491231002X", "一", "。", " ", "*", "@a.com", "治"]
        ),
        st.text(st.characters(), max_size=6),
        st.text(st.characters(categories=["Cs", "Mn", "Cf", "Cc", "So", "Nd"]), max_size=4),
    ),
    max_size=12,
).map("".join)


@given(any_text)
def test_any_text_is_read_and_every_span_lies_in_it(text: str) -> None:
    found = check(text, "weibo", WORDS)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert list(found) == sorted(found, key=lambda one: (one.start, one.end))
    assert {one.category for one in found} <= set(WORDS.categories)
    assert check(text, "weibo", WORDS) == found


@given(st.text("根治愈13800您的检查结果最好第一 不没有,。", max_size=30), st.integers(0, 30))
def test_what_cannot_be_seen_changes_nothing(text: str, place: int) -> None:
    hidden = f"{text[:place]}\u200b\u2060{text[place:]}"
    assert said(check(hidden, None, WORDS)) == said(check(text, None, WORDS))


@given(any_text)
def test_words_that_begin_alike_are_found_together_where_one_of_them_is(text: str) -> None:
    plain = squeeze(fold(text)).plain
    for start in range(len(plain)):
        for begun in (plain[start : start + 2], plain[start]):
            texts = WORDS.heads[begun].texts if begun in WORDS.heads else ()
            alone = any(expression(one).match(plain, start) for one in texts)
            assert (bool(texts) and any_of(texts).match(plain, start) is not None) == alone


@given(any_text)
def test_folding_keeps_every_place(text: str) -> None:
    for folded in (fold(text), squeeze(fold(text))):
        assert len(folded.plain) == len(folded.at)
        assert list(folded.at) == sorted(folded.at)
        assert all(0 <= place < len(text) for place in folded.at)
    assert fold(fold(text).plain).plain == fold(text).plain


@pytest.mark.parametrize(
    "flood",
    [
        "您",
        "一",
        "根治",
        "没有您这",
        "1 ",
        "a.",
        "a",
        "13800000000 ",
        "\ufdfa",
        "如果您的",
        "包。",
        "@",
        "我们",
    ],
)
def test_a_flood_takes_no_longer_than_its_length(flood: str) -> None:
    """A search that grows by the square would take minutes here, and run into the limit of a test."""
    text = (flood * 20_000)[:20_000]
    assert all(0 <= found.start < found.end <= len(text) for found in check(text, "douyin", WORDS))


# --- The list ----------------------------------------


def test_the_list_that_comes_with_the_desk() -> None:
    words = WORDS.words()
    assert len(words) >= 120
    assert set(WORDS.found) == {*CONTACTS, "too_long", "unfilled"}
    for word in [*words, *WORDS.found.values()]:
        assert word.category in WORDS.categories
        assert all(word.citation) and all(word.why)
        assert word.severity in ("red", "amber")


def spelt(template: str) -> set[str]:
    """The ways a word or phrase may be written, without what its gaps hold."""
    pieces = [
        tuple(option.replace("~", "").replace("#", "3").strip("^$") for option in piece.split("|"))
        for piece in re.split(r"[()]", fold(template).plain)
        if piece
    ]
    return {"".join(chosen) for chosen in itertools.islice(itertools.product(*pieces), 30_000)}


def test_every_exception_can_be_used() -> None:
    """An exception is dead when it neither holds its word nor goes on from the word's end."""
    dead = []
    for word in WORDS.words():
        tails = {way[cut:] for way in spelt(word.text) for cut in range(len(way))}
        for phrase in word.unless:
            if (
                "~" not in phrase
                and not any(
                    way[:length] in tails for way in spelt(phrase) for length in range(1, len(way) + 1)
                )
                and not any(expression(word.text).search(way) for way in spelt(phrase))
            ):
                dead.append((word.text, phrase))
    assert dead == []


def edited(place: tuple[str, ...], value: object) -> dict[str, Any]:
    made = copy.deepcopy(TABLES)
    *folders, last = place
    at = made
    for folder in folders:
        at = at.setdefault(folder, {})
    at[last] = value
    return made


@pytest.mark.parametrize(
    ("place", "value", "named"),
    [
        (("version",), 2, "version"),
        (("words", "好药", "category"), "nonsense", "words.好药.category: there is no nonsense"),
        (("words", "好药"), {}, "words.好药.category"),
        (("words", "好药"), {"category": "cure", "severity": "blue"}, "words.好药.severity"),
        (("words", "好药"), {"category": "cure", "negated": "no"}, "words.好药.negated"),
        (("words", "好药"), {"category": "cure", "laws": ["x"]}, "words.好药.laws: there is no x"),
        (("words", "好药"), {"category": "cure", "laws": []}, "words.好药.laws"),
        (("words", "好药"), {"category": "cure", "zh": ""}, "words.好药.zh"),
        (("words", "好药"), {"category": "cure", "colour": "red"}, "words.好药.colour"),
        (("words", "好药"), {"category": "cure", "unless": ["(好药"]}, "words.好药.unless: brackets"),
        (("words", "好(药"), {"category": "cure"}, "words.好(药: brackets"),
        (("words", "好|药"), {"category": "cure"}, "words.好|药: brackets"),
        (("words", "~好药"), {"category": "cure"}, "words.~好药: a word cannot begin with ~"),
        (("words", "(|~)好药"), {"category": "cure"}, "words.(|~)好药: a word cannot begin with ~"),
        (("words", "好^药"), {"category": "cure"}, "words.好^药: ^ stands"),
        (("words", "好[药]"), {"category": "cure"}, "words.好[药]: a word holds"),
        (("words", "好"), {"category": "cure"}, "words.好: a word has at least two"),
        (("words", "(好|好药)"), {"category": "cure"}, "words.(好|好药): a word has at least two"),
        (("words", "好~$"), {"category": "cure"}, "words.好~$: a word has at least two"),
        (("words", ""), {"category": "cure"}, "words.: a word has at least two"),
        (("categories", "cure", "laws"), ["x"], "categories.cure.laws: there is no x"),
        (("categories", "cure", "why_en"), "", "categories.cure.why_en"),
        (("found", "iris"), {"category": "personal"}, "found: there is no iris"),
        (("found",), {}, "found: there is no mobile"),
        (("found", "mobile", "category"), "x", "found.mobile.category: there is no x"),
        (("limits", "douyin", "comment"), 0, "limits.douyin.comment"),
        (("limits", "douyin", "letter"), 9, "limits.douyin.letter"),
        (("hospital", "contacts"), ["120"], "hospital.contacts.0"),
        (("words",), "all", "words"),
    ],
)
def test_a_mistake_is_refused_with_its_place(place: tuple[str, ...], value: object, named: str) -> None:
    with pytest.raises(BadWords) as caught:
        build(edited(place, value))
    assert str(caught.value).startswith(named)
    assert "\n" not in str(caught.value)


def test_a_hospital_adds_changes_and_takes_away() -> None:
    own = {
        "words": {
            "镇院之宝": {"category": "absolute", "zh": "本院不用", "en": "not ours"},
            "呵呵": {"category": "rude", "severity": "off"},
            "根治": {"category": "cure", "severity": "amber"},
        },
        "limits": {"douyin": {"comment": 3}},
    }
    words = build(TABLES, own)
    (found,) = check("镇院之宝", None, words)
    assert found.why == Said("本院不用", "not ours")
    assert worst("根治鼻炎", words) == "amber"
    assert "呵呵" not in {word.text for word in words.words()}
    assert verdict(check("一二三四", "douyin", words)) == "amber"
    assert WORDS.limits["douyin"]["comment"] == 100


def test_the_signs_of_a_word() -> None:
    own = {
        "words": {
            "甲(乙|)丙": {"category": "cure"},
            "丁~戊": {"category": "cure"},
            "己#个": {"category": "cure"},
            "^庚辛": {"category": "cure"},
            "壬癸$": {"category": "cure"},
            "magic pill": {"category": "cure"},
        }
    }
    words = build({**TABLES, "words": {}}, own)
    for text in (
        "甲丙",
        "甲乙丙",
        "丁戊",
        "丁一二三四五六七八戊",
        "己3个",
        "己3.5个",
        "己三十个",
        "庚辛",
        "壬癸。!",
        "A Magic PILL",
    ):
        assert worst(text, words) == "red", text
    for text in (
        "甲丁丙",
        "丁一二三四五六七八九戊",
        "丁，戊",
        "己个",
        "一庚辛",
        "壬癸了",
        "magic pills",
        "tragic pill",
    ):
        assert worst(text, words) == "clear", text
