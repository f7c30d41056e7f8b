"""The whole filter language: what it reads, what it writes, which rows it lets through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain.aliases import lookup
from rhythm_tui.domain.deadlines import BANDS, DAY, HOUR, MINUTE, SECOND, Deadline, Rule, deadline
from rhythm_tui.domain.query import EVERYTHING, Choice, Flag, Query, Span, Term, Words
from rhythm_tui.domain.query_text import BadQuery, parse_query
from rhythm_tui.domain.query_words import FIELDS, FLAG_WORDS, STATE_WORDS, UNITS, VALUES
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.text import SafeText

if TYPE_CHECKING:
    from rhythm_tui.domain.query import Comparison


NOW = 1_795_320_000_000
PLATFORMS = lookup({"douyin": ("抖音", "dy"), "kuaishou": ("快手", "ks"), "weibo": ("微博",)})


class Row(NamedTuple):
    """A row as a test needs it."""

    platform: str = "douyin"
    kind: str = "comment"
    state: str = "open"
    posted_at: int = NOW - HOUR
    limits: Deadline | None = deadline(NOW - HOUR, Rule(2 * HOUR))
    author: SafeText = SafeText("张***三")
    text: SafeText = SafeText("孩子发烧 38.5 怎么办, CT 要做吗")
    owner: SafeText | None = None
    reply_state: str = "none"
    post: SafeText = SafeText("7300123")
    incident: str | None = None
    topic: SafeText | None = SafeText("儿科发热")
    tags: Sequence[SafeText] = (SafeText("随访"), SafeText("VIP"))


def since(span: int, **fields: object) -> Row:
    return Row(posted_at=NOW - span, limits=deadline(NOW - span, Rule(2 * HOUR)))._replace(**fields)


def word(text: str, *, negated: bool = False) -> Words:
    return Words("", (text,), negated)


@pytest.mark.parametrize(
    ("typed", "terms", "plain"),
    [
        ("", [], ""),
        (" \u3000 ", [], ""),
        ('"', [], ""),
        ("高血压", [word("高血压")], "高血压"),
        ("Blood  PRESSURE", [word("Blood"), word("PRESSURE")], "Blood PRESSURE"),
        ("发烧 发烧", [word("发烧")], "发烧"),
        ('"blood pressure"', [word("blood pressure")], '"blood pressure"'),
        ('"blood pressure', [word("blood pressure")], '"blood pressure"'),
        ("“血 压”", [word("血 压")], '"血 压"'),
        ("「血 压」", [word("血 压")], '"血 压"'),
        (r'"a \"b\" \\ c"', [word(r'a "b" \ c')], r'"a \"b\" \\ c"'),
        ("-发烧", [word("发烧", negated=True)], "-发烧"),
        ("－发烧", [word("发烧", negated=True)], "-发烧"),
        ("-", [word("-")], '"-"'),
        ('"-5"', [word("-5")], '"-5"'),
        ('-"a b"', [word("a b", negated=True)], '-"a b"'),
        ("http://x", [word("http://x")], '"http://x"'),
        ("12:30", [word("12:30")], '"12:30"'),
        (":", [word(":")], '":"'),
        ('"band:late"', [word("band:late")], '"band:late"'),
        ('"超过3小时"', [word("超过3小时")], '"超过3小时"'),
        ("超过了", [word("超过了")], "超过了"),
        ("band:late", [Choice("band", ("late",))], "band:late"),
        ("BAND:LATE", [Choice("band", ("late",))], "band:late"),
        ("ｂａｎｄ：ｌａｔｅ", [Choice("band", ("late",))], "band:late"),
        ("band：late　发烧", [Choice("band", ("late",)), word("发烧")], "band:late 发烧"),
        ("band:late,neglected", [Choice("band", ("late", "neglected"))], "band:late,neglected"),
        ("band:late band:soon", [Choice("band", ("late", "soon"))], "band:late,soon"),
        ("band:late x band:late", [Choice("band", ("late",)), word("x")], "band:late x"),
        ("-band:ok", [Choice("band", ("ok",), True)], "-band:ok"),
        ("band:late -band:ok", [Choice("band", ("late",)), Choice("band", ("ok",), True)],
         "band:late -band:ok"),
        ("状态:逾期", [Choice("band", ("late",))], "band:late"),
        ("状态：逾期，忽视、急", [Choice("band", ("late", "neglected", "soon"))], "band:late,neglected,soon"),
        ("状态:已回复", [Choice("state", ("answered",))], "state:answered"),
        ("状态:全部", [Choice("state", ("any",))], "state:any"),
        ("进度:已关闭,已撤回", [Choice("state", ("closed", "withdrawn"))], "state:closed,withdrawn"),
        ("state:any", [Choice("state", ("any",))], "state:any"),
        ("platform:douyin", [Choice("platform", ("douyin",))], "platform:douyin"),
        ("平台:抖音 平台:ks", [Choice("platform", ("douyin", "kuaishou"))], "platform:douyin,kuaishou"),
        ("-平台：抖音、快手", [Choice("platform", ("douyin", "kuaishou"), True)],
         "-platform:douyin,kuaishou"),
        ("kind:message", [Choice("kind", ("message",))], "kind:message"),
        ("类型:私信,直播", [Choice("kind", ("message", "live"))], "kind:message,live"),
        ("owner:none", [Choice("owner", ("none",))], "owner:none"),
        ("负责:无人", [Choice("owner", ("none",))], "owner:none"),
        ("负责：我,王芳", [Choice("owner", ("me", "王芳"))], "owner:me,王芳"),
        ('owner:"Li Min"', [Choice("owner", ("Li Min",))], 'owner:"Li Min"'),
        ("tag:随访 tag:vip", [Choice("tag", ("随访",)), Choice("tag", ("vip",))], "tag:随访 tag:vip"),
        ("text:发烧", [Words("text", ("发烧",))], "text:发烧"),
        ("内容:发烧,咳嗽", [Words("text", ("发烧", "咳嗽"))], "text:发烧,咳嗽"),
        ('text:"发烧,咳嗽"', [Words("text", ("发烧,咳嗽",))], 'text:"发烧,咳嗽"'),
        ("text:发烧 text:咳嗽", [Words("text", ("发烧",)), Words("text", ("咳嗽",))], "text:发烧 text:咳嗽"),
        ("text:a:b", [Words("text", ("a:b",))], 'text:"a:b"'),
        ("作者:张 -话题:儿科", [Words("author", ("张",)), Words("topic", ("儿科",), True)],
         "author:张 -topic:儿科"),
        ("post:7300", [Words("post", ("7300",))], 'post:"7300"'),
        ("age>3h", [Span("age", ">", 3 * HOUR)], "age>3h"),
        ("age>=180m", [Span("age", ">=", 3 * HOUR)], "age>=3h"),
        ("age:>90min", [Span("age", ">", 90 * MINUTE)], "age>90m"),
        ("age:48h", [Span("age", ">", 2 * DAY)], "age>2d"),
        ("age＞3小时", [Span("age", ">", 3 * HOUR)], "age>3h"),
        ("超过3小时", [Span("age", ">", 3 * HOUR)], "age>3h"),
        ("-超过3个小时", [Span("age", ">", 3 * HOUR, True)], "-age>3h"),
        ("超过：3天", [Span("age", ">", 3 * DAY)], "age>3d"),
        ("due<30m", [Span("due", "<", 30 * MINUTE)], "due<30m"),
        ("due:30m", [Span("due", "<", 30 * MINUTE)], "due<30m"),
        ("剩余<=30分钟", [Span("due", "<=", 30 * MINUTE)], "due<=30m"),
        ("due\u22640m", [Span("due", "<=", 0)], "due<=0d"),
        ("is:draft is:mine", [Flag("draft"), Flag("mine")], "is:draft is:mine"),
        ("-is:copied", [Flag("copied", True)], "-is:copied"),
        ("是:草稿 是：我的", [Flag("draft"), Flag("mine")], "is:draft is:mine"),
    ],
)  # fmt: skip
def test_what_a_query_means_however_it_is_written(typed: str, terms: list[Term], plain: str) -> None:
    query = parse_query(typed, PLATFORMS)
    assert query == Query(tuple(terms))
    assert parse_query(plain, PLATFORMS) == query


@pytest.mark.parametrize(
    ("typed", "where", "suggestion"),
    [
        ("band:", "band:", None),
        ("x owner:", "owner:", None),
        ("平台：", "平台：", None),
        ("band:late,", "band:late,", None),
        ("owner:,", "owner:,", None),
        ('text:""', 'text:""', None),
        ("band:red", "red", None),
        ("x band:late,lat", "lat", "late"),
        ("band:open", "open", None),
        ("状态:逾期,已回复", "已回复", None),
        ("bnad:late", "bnad", "band"),
        ("发烧 platfrom:douyin", "platfrom", "platform"),
        ("-onwer:x", "onwer", "owner"),
        ("platform:douyn", "douyn", "douyin"),
        ("平台：tiktok", "tiktok", None),
        ("kind:mesage", "mesage", "message"),
        ("state:opened", "opened", "open"),
        ("is:draught", "draught", None),
        ("is:draft,copied", "draft,copied", None),
        ("age>3", "3", "age>30m"),
        ("age>h", "h", "age>30m"),
        ("due<soon", "soon", "due<30m"),
        ("age>12345h", "12345h", "age>30m"),
        ("age>", "age>", None),
        ("超过3", "3", "age>30m"),
        ("platform>douyin", "platform>", "platform:"),
    ],
)
def test_what_is_no_query_says_where_and_what_may_be_meant(
    typed: str, where: str, suggestion: str | None
) -> None:
    with pytest.raises(BadQuery) as caught:
        parse_query(typed, PLATFORMS)
    error = caught.value
    assert (error.code, error.field) == ("invalid", "filter")
    assert (typed[error.start : error.end], error.suggestion) == (where, suggestion)
    assert str(error) == error.template.format(**error.values)


def test_without_a_playbook_any_platform_is_taken() -> None:
    assert parse_query("platform:Tiktok").terms == (Choice("platform", ("Tiktok",)),)


@pytest.mark.parametrize(
    ("typed", "row", "shown"),
    [
        ("", Row(), True),
        ("", Row(state="answered"), False),
        ("发烧", Row(state="answered"), False),
        ("state:answered", Row(state="answered"), True),
        ("state:any", Row(state="closed"), True),
        ("-state:closed", Row(state="answered"), True),
        ("-state:closed", Row(state="closed"), False),
        ("state:open,closed", Row(state="answered"), False),
        ("发烧", Row(), True),
        ("ct", Row(), True),
        ("ＣＴ", Row(), True),
        ("张", Row(), True),
        ("7300", Row(), True),
        ("发烧 咳嗽", Row(), False),
        ("text:咳嗽,发烧", Row(), True),
        ("text:张", Row(), False),
        ("author:张", Row(), True),
        ("-author:张", Row(), False),
        ("post:0123", Row(), True),
        ("topic:儿科", Row(), True),
        ("儿科", Row(), False),
        ("tag:vip", Row(), True),
        ("tag:vip tag:随访", Row(), True),
        ("tag:访", Row(), False),
        ("-tag:随访", Row(), False),
        ("platform:douyin", Row(), True),
        ("platform:快手,抖音", Row(), True),
        ("-platform:dy", Row(), False),
        ("kind:私信", Row(), False),
        ("owner:none", Row(), True),
        ("owner:none", Row(owner=SafeText("王芳")), False),
        ("owner:王芳", Row(owner=SafeText("王芳")), True),
        ("owner:WANG", Row(owner=SafeText("wang")), True),
        ("owner:me", Row(owner=SafeText("Li")), True),
        ("owner:me", Row(owner=SafeText("王芳")), False),
        ("owner:me", Row(), False),
        ("owner:me,none", Row(), True),
        ("-owner:王芳", Row(), True),
        ("is:mine", Row(owner=SafeText("li")), True),
        ("is:mine", Row(), False),
        ("is:owned", Row(owner=SafeText("x")), True),
        ("is:free", Row(owner=SafeText("x")), False),
        ("is:free", Row(), True),
        ("is:draft", Row(reply_state="drafted"), True),
        ("is:draft", Row(reply_state="copied"), False),
        ("is:copied", Row(reply_state="copied"), True),
        ("-is:copied", Row(), True),
        ("is:linked", Row(incident="i1"), True),
        ("is:linked", Row(), False),
        ("band:ok", Row(), True),
        ("band:late", since(2 * HOUR), False),
        ("band:soon", since(2 * HOUR), True),
        ("band:late", since(2 * HOUR + SECOND), True),
        ("band:late,neglected", since(DAY + SECOND), True),
        ("-band:late", since(DAY + SECOND), True),
        ("band:ok", Row(limits=None), False),
        ("-band:ok", Row(limits=None), True),
        ("age>1h", Row(), False),
        ("age>=1h", Row(), True),
        ("age<=1h", Row(), True),
        ("age<1h", Row(), False),
        ("age>1h", since(HOUR + SECOND), True),
        ("-age>1h", Row(), True),
        ("due<1h", Row(), False),
        ("due<=1h", Row(), True),
        ("due>59m", Row(), True),
        ("due<30m", since(5 * HOUR), True),
        ("due<30m", Row(limits=None), False),
        ("due>30m", Row(limits=None), False),
        ("-due>30m", Row(limits=None), True),
        ("band:late owner:none text:发烧 age>3h -kind:message", since(4 * HOUR), True),
        ("band:late owner:none text:发烧 age>3h -kind:message", since(4 * HOUR, kind="message"), False),
    ],
)
def test_which_rows_are_let_through(typed: str, row: Row, shown: bool) -> None:
    assert parse_query(typed, PLATFORMS).matches(row, NOW, "Li") is shown


names = st.text(min_size=1, max_size=6) | st.sampled_from(
    [
        "band:late",
        "a b",
        'x"y',
        "\\",
        "-",
        "-x",
        "超过3小时",
        "a,b",
        "“q”",
        "none ",
        "ａ：",
        "是",
        "3h",
        "age>3h",
    ]
)
owners = (names.filter(lambda name: name.split() and name.strip().lower() not in ("none", "me"))).filter(
    lambda name: VALUES["owner"].get("".join(name.lower().split())) is None
)


def chosen(field: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[Choice]:
    several = st.lists(values, min_size=1, max_size=3, unique=True).map(tuple)
    return st.builds(Choice, st.just(field), several, st.booleans())


comparisons: st.SearchStrategy[Comparison] = st.sampled_from(["<", "<=", ">", ">="])
terms: st.SearchStrategy[Term] = st.one_of(
    st.builds(Words, st.just(""), st.tuples(names), st.booleans()),
    st.builds(
        Words,
        st.sampled_from(["text", "author", "post", "topic"]),
        st.lists(names, min_size=1, max_size=3, unique=True).map(tuple),
        st.booleans(),
    ),
    chosen("band", st.sampled_from(list(map(str, BANDS)))),
    chosen("state", st.sampled_from(sorted(set(STATE_WORDS.values())))),
    chosen("kind", st.sampled_from(["comment", "message", "live"])),
    chosen("platform", st.sampled_from(sorted(set(PLATFORMS.values())))),
    chosen("owner", owners | st.sampled_from(["none", "me"])),
    chosen("tag", names),
    st.builds(
        Span,
        st.sampled_from(["age", "due"]),
        comparisons,
        st.builds(int.__mul__, st.integers(0, 9999), st.sampled_from([MINUTE, HOUR, DAY])),
        st.booleans(),
    ),
    st.builds(Flag, st.sampled_from(sorted(set(FLAG_WORDS.values()))), st.booleans()),
)


@given(
    st.text(max_size=40)
    | st.text(st.sampled_from('bandlteowrs:：,，-"“”\\ <>3hm超过小时平台:状态逾期是我\ud800\n'), max_size=40)
)
def test_typing_never_breaks_the_query(typed: str) -> None:
    try:
        query = parse_query(typed, PLATFORMS)
    except Refusal as error:
        assert isinstance(error, BadQuery)
        assert 0 <= error.start < error.end <= len(typed)
        assert str(error)
    else:
        assert query.matches(Row(), NOW, "li") in (True, False)


@given(st.lists(terms, max_size=4), st.sampled_from(["open", "closed"]), st.integers(0, 2 * DAY))
def test_a_term_turned_round_lets_through_what_it_did_not(some: list[Term], state: str, age: int) -> None:
    row = since(age, state=state)
    every = Choice("state", ("any",))
    for term in some:
        turned = term._replace(negated=not term.negated)
        assert Query((every, term)).matches(row, NOW) is not Query((every, turned)).matches(row, NOW)


def test_every_word_of_the_language_is_read() -> None:
    for spoken, field in FIELDS.items():
        for typed, value in VALUES.get(field, {"x": "x"}).items():
            if field in ("age", "due"):
                continue
            assert parse_query(f'{spoken}:"{typed}"'), (spoken, typed, value)
    for unit, span in UNITS.items():
        assert parse_query(f"age>2{unit}").terms == (Span("age", ">", 2 * span),)


def test_the_empty_query_lets_every_open_row_through() -> None:
    assert parse_query("") == EVERYTHING
    assert EVERYTHING.matches(Row(), NOW)


def test_long_queries_are_read_at_once() -> None:
    for typed in ('"' * 20_001, "\\" * 50_000, "-" * 50_000, "," * 50_000, 'a"b ' * 10_000, "发" * 50_000):
        parse_query(typed)
    with pytest.raises(BadQuery):
        parse_query("text:" + "," * 50_000)
