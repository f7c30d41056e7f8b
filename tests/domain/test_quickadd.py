"""The quick-add line, as people type it, and whole pages pasted at once."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain.aliases import fold, lookup, tight
from rhythm_tui.domain.commands import InteractionAdd
from rhythm_tui.domain.commands import parse as command
from rhythm_tui.domain.pasted import parse_many
from rhythm_tui.domain.quickadd import Defaults, Draft, Problem, Surroundings, parse
from rhythm_tui.settings import data_dir, read_toml

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = 1_795_320_000_000
"""2026-11-22 12:00 in Shanghai, a Sunday."""


@pytest.fixture(scope="module")
def words(tables: dict[str, Any]) -> dict[str, str]:
    names = {key: (entry["zh"], entry["en"]) for key, entry in tables["platforms"].items()}
    return lookup(names, read_toml(data_dir() / "aliases.toml")["platforms"])


@pytest.fixture(scope="module")
def around(words: dict[str, str]) -> Surroundings:
    return Surroundings(Defaults("weibo"), NOW, SHANGHAI, words)


def wall(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(SHANGHAI).strftime("%m-%d %H:%M")


DY, KS, NO = "douyin", "kuaishou", "11-22 12:00"

LINES = [
    ("抖音 张小三: 高血压吃什么药", DY, "comment", NO, "张小三", "高血压吃什么药"),
    ("抖音 张小三：高血压吃什么药", DY, "comment", NO, "张小三", "高血压吃什么药"),
    ("抖音　张小三：　高血压吃什么药　", DY, "comment", NO, "张小三", "高血压吃什么药"),
    ("dy 私信 11:20 张三 术后多久复查", DY, "message", "11-22 11:20", "张三", "术后多久复查"),
    ("dy 私信 13:20 张三 术后多久复查", DY, "message", "11-21 13:20", "张三", "术后多久复查"),
    ("kuaishou comment 2h ago Li: text", KS, "comment", "11-22 10:00", "Li", "text"),
    ("Kuaishou Comment 2 Hours Ago Li: text", KS, "comment", "11-22 10:00", "Li", "text"),
    ("@xhs 小红: 好用", "xiaohongshu", "comment", NO, "小红", "好用"),
    ("XHS 小红: 好用", "xiaohongshu", "comment", NO, "小红", "好用"),
    ("ＸＨＳ 小红: 好用", "xiaohongshu", "comment", NO, "小红", "好用"),
    ("小红书 小红: 好用", "xiaohongshu", "comment", NO, "小红", "好用"),
    ("sph 李: 多谢", "channels", "comment", NO, "李", "多谢"),
    ("视频号私信 李: 多谢", "channels", "message", NO, "李", "多谢"),
    ("bz 李: 多谢", "bilibili", "comment", NO, "李", "多谢"),
    ("B站 李: 多谢", "bilibili", "comment", NO, "李", "多谢"),
    ("wb 李: 多谢", "weibo", "comment", NO, "李", "多谢"),
    ("ks 李: 多谢", KS, "comment", NO, "李", "多谢"),
    ("【抖音】张三: 多谢", DY, "comment", NO, "张三", "多谢"),
    ("[抖音][私信] 张三: 多谢", DY, "message", NO, "张三", "多谢"),
    ("抖音/私信 张三: 多谢", DY, "message", NO, "张三", "多谢"),
    ("抖音、私信、张三: 多谢", DY, "message", NO, "张三", "多谢"),
    ("抖音, 弹幕, 张三: 多谢", DY, "live", NO, "张三", "多谢"),
    ("抖音: 张三: 多谢", DY, "comment", NO, "张三", "多谢"),
    ("抖音私信：张三：多谢", DY, "message", NO, "张三", "多谢"),
    ("抖音dm 张三: 多谢", DY, "message", NO, "张三", "多谢"),
    ("评论 张三: 多谢", "weibo", "comment", NO, "张三", "多谢"),
    ("c 张三: 多谢", "weibo", "comment", NO, "张三", "多谢"),
    ("m 张三: 多谢", "weibo", "message", NO, "张三", "多谢"),
    ("l 张三: 多谢", "weibo", "live", NO, "张三", "多谢"),
    ("m: 多谢", "weibo", "comment", NO, "m", "多谢"),
    ("dm dy 张三: 多谢", DY, "message", NO, "张三", "多谢"),
    ("直播 dy 张三: 多谢", DY, "live", NO, "张三", "多谢"),
    ("张三: 多谢", "weibo", "comment", NO, "张三", "多谢"),
    ("@张三 多谢", "weibo", "comment", NO, "张三", "多谢"),
    ("@张三: 多谢", "weibo", "comment", NO, "张三", "多谢"),
    ("张三\t多谢 医生", "weibo", "comment", NO, "张三", "多谢 医生"),
    ("Li Min: thanks: a lot", "weibo", "comment", NO, "Li Min", "thanks: a lot"),
    ("小12:38度怎么办", "weibo", "comment", NO, "小12", "38度怎么办"),
    ("user123:38度怎么办", "weibo", "comment", NO, "user123", "38度怎么办"),
    ("张***三: 血压 150:90 高吗", "weibo", "comment", NO, "张***三", "血压 150:90 高吗"),
    ("张三: 2小时前吃了药", "weibo", "comment", NO, "张三", "2小时前吃了药"),
    ("张三: 抖音 私信 都没人回", "weibo", "comment", NO, "张三", "抖音 私信 都没人回"),
    ("张三: https://a.cn/x", "weibo", "comment", NO, "张三", "https://a.cn/x"),
    ("张三 11:30: 头疼", "weibo", "comment", "11-22 11:30", "张三", "头疼"),
    ("张三 11-20 13:30: 头疼", "weibo", "comment", "11-20 13:30", "张三", "头疼"),
    ("张三 20分钟前：头疼", "weibo", "comment", "11-22 11:40", "张三", "头疼"),
    ("11:20 张三: 头疼", "weibo", "comment", "11-22 11:20", "张三", "头疼"),
    ("11：20 张三: 头疼", "weibo", "comment", "11-22 11:20", "张三", "头疼"),
    ("11点20 张三: 头疼", "weibo", "comment", "11-22 11:20", "张三", "头疼"),
    ("11点20分 张三: 头疼", "weibo", "comment", "11-22 11:20", "张三", "头疼"),
    ("9点半 张三: 头疼", "weibo", "comment", "11-22 09:30", "张三", "头疼"),
    ("9点 张三: 头疼", "weibo", "comment", "11-22 09:00", "张三", "头疼"),
    ("12:04 张三: 头疼", "weibo", "comment", "11-22 12:04", "张三", "头疼"),
    ("12:06 张三: 头疼", "weibo", "comment", "11-21 12:06", "张三", "头疼"),
    ("昨天 13:20 张三: 头疼", "weibo", "comment", "11-21 13:20", "张三", "头疼"),
    ("昨天13:20 张三: 头疼", "weibo", "comment", "11-21 13:20", "张三", "头疼"),
    ("昨天下午3点 张三: 头疼", "weibo", "comment", "11-21 15:00", "张三", "头疼"),
    ("昨晚8点半 张三: 头疼", "weibo", "comment", "11-21 20:30", "张三", "头疼"),
    ("前天 凌晨 1:05 张三: 头疼", "weibo", "comment", "11-20 01:05", "张三", "头疼"),
    ("今早 8:05 张三: 头疼", "weibo", "comment", "11-22 08:05", "张三", "头疼"),
    ("yesterday 1:20pm Li: hi", "weibo", "comment", "11-21 13:20", "Li", "hi"),
    ("today 9:20 am Li: hi", "weibo", "comment", "11-22 09:20", "Li", "hi"),
    ("周三 13:20 张三: 头疼", "weibo", "comment", "11-18 13:20", "张三", "头疼"),
    ("周日 13:20 张三: 头疼", "weibo", "comment", "11-15 13:20", "张三", "头疼"),
    ("星期天 11:20 张三: 头疼", "weibo", "comment", "11-22 11:20", "张三", "头疼"),
    ("11-21 13:20 张三: 头疼", "weibo", "comment", "11-21 13:20", "张三", "头疼"),
    ("11/21 13:20 张三: 头疼", "weibo", "comment", "11-21 13:20", "张三", "头疼"),
    ("11月21日13:20 张三: 头疼", "weibo", "comment", "11-21 13:20", "张三", "头疼"),
    ("11月21号 下午1点20 张三: 头疼", "weibo", "comment", "11-21 13:20", "张三", "头疼"),
    ("12-31 23:59 张三: 头疼", "weibo", "comment", "12-31 23:59", "张三", "头疼"),
    ("2026-11-21 13:20 张三: 头疼", "weibo", "comment", "11-21 13:20", "张三", "头疼"),
    ("2026-11-21T13:20:05 张三: 头疼", "weibo", "comment", "11-21 13:20", "张三", "头疼"),
    ("2026-11-21T13:20+00:00 张三: 头疼", "weibo", "comment", "11-21 21:20", "张三", "头疼"),
    ("2026-11-21T05:20:00.5Z 张三: 头疼", "weibo", "comment", "11-21 13:20", "张三", "头疼"),
    ("2026年11月21日 13:20 张三: 头疼", "weibo", "comment", "11-21 13:20", "张三", "头疼"),
    ("20分钟前 张三: 头疼", "weibo", "comment", "11-22 11:40", "张三", "头疼"),
    ("20 分钟前 张三: 头疼", "weibo", "comment", "11-22 11:40", "张三", "头疼"),
    ("20min ago Li: hi", "weibo", "comment", "11-22 11:40", "Li", "hi"),
    ("20m ago Li: hi", "weibo", "comment", "11-22 11:40", "Li", "hi"),
    ("半小时前 张三: 头疼", "weibo", "comment", "11-22 11:30", "张三", "头疼"),
    ("半个小时之前 张三: 头疼", "weibo", "comment", "11-22 11:30", "张三", "头疼"),
    ("1个半小时前 张三: 头疼", "weibo", "comment", "11-22 10:30", "张三", "头疼"),
    ("两小时前 张三: 头疼", "weibo", "comment", "11-22 10:00", "张三", "头疼"),
    ("3天前 张三: 头疼", "weibo", "comment", "11-19 12:00", "张三", "头疼"),
    ("刚刚 张三: 头疼", "weibo", "comment", NO, "张三", "头疼"),
    ("just now Li: hi", "weibo", "comment", NO, "Li", "hi"),
    ("now Li: hi", "weibo", "comment", NO, "Li", "hi"),
    ("25:00 张三: 头疼", "weibo", "comment", NO, "25:00 张三", "头疼"),
    ("nowhere: 头疼", "weibo", "comment", NO, "nowhere", "头疼"),
    ("2h agony: 头疼", "weibo", "comment", NO, "2h agony", "头疼"),
    ("[/] 张三: [@click=app.quit]x[/]", "weibo", "comment", NO, "[/] 张三", "[@click=app.quit]x[/]"),
]


@pytest.mark.parametrize(("typed", "platform", "kind", "posted", "author", "text"), LINES)
def test_what_a_line_means(
    typed: str, platform: str, kind: str, posted: str, author: str, text: str, around: Surroundings
) -> None:
    found = parse(typed, around)
    assert isinstance(found, Draft), found
    assert (found.platform, found.kind, wall(found.posted_at)) == (platform, kind, posted)
    assert (found.author, found.text) == (author, text)
    assert isinstance(command(found.command), InteractionAdd)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("", "author"),
        ("高血压吃什么药", "author"),
        ("头疼 怎么办", "author"),
        ("抖音", "author"),
        ("抖音 高血压吃什么药", "author"),
        ("抖音 请问医生, 能吃药吗: 谢谢", "author"),
        ("张三:", "text"),
        ("张三: \u200b", "text"),
        ("\u200b: 头疼", "author"),
        ("抖音 昨天 张三: 头疼", "posted_at"),
        ("11-21 张三: 头疼", "posted_at"),
        ("今天 23:00 张三: 头疼", "posted_at"),
        ("2027-01-01 10:00 张三: 头疼", "posted_at"),
        ("2015-12-31 10:00 张三: 头疼", "posted_at"),
        ("张三: " + "长" * 20_001, "text"),
        ("我妈妈最近血压很高晚上睡不着觉想问一下您以下这两种药能不能一起吃: 硝苯地平", "author"),
    ],
)
def test_a_line_that_makes_no_item_comes_back_whole(typed: str, field: str, around: Surroundings) -> None:
    found = parse(typed, around, 7)
    assert isinstance(found, Problem)
    assert (found.line, found.raw, found.field) == (7, typed, field)
    assert found.template.format(**found.values)


def test_the_first_line_of_all_must_name_its_platform(around: Surroundings) -> None:
    found = parse("张三: 头疼", around._replace(defaults=Defaults()))
    assert isinstance(found, Problem)
    assert found.field == "platform"
    assert "douyin" in found.template.format(**found.values)
    assert [part.field for part in found.parts] == ["author", "text"]


def test_a_named_author_is_never_guessed_over(around: Surroundings) -> None:
    found = parse("dy 张三 头疼", around._replace(defaults=Defaults("weibo", "live", "匿名")))
    assert isinstance(found, Draft)
    assert (found.author, found.text, found.kind) == ("匿名", "张三 头疼", "live")


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        (
            "dy 私信 13:20 张三 术后 复查",
            [
                ("platform", "dy"),
                ("kind", "私信"),
                ("posted_at?", "13:20"),
                ("author?", "张三"),
                ("text", "术后 复查"),
            ],
        ),
        (
            "抖音私信 @张三: 头疼",
            [("platform", "抖音"), ("kind", "私信"), ("author", "@张三"), ("text", "头疼")],
        ),
        ("张三 11:20: 头疼 ", [("author", "张三"), ("posted_at", "11:20"), ("text", "头疼")]),
        ("【 抖音】", [("text", "【 抖音】")]),
        ("11-21 13:20 张三", [("posted_at?", "11-21 13:20"), ("text", "张三")]),
        ("2026-11-21 13:20 张三", [("posted_at", "2026-11-21 13:20"), ("text", "张三")]),
        ("3天前 张三: x", [("posted_at?", "3天前"), ("author", "张三"), ("text", "x")]),
    ],
)
def test_a_form_can_show_what_was_understood(
    typed: str, parts: list[tuple[str, str]], around: Surroundings
) -> None:
    told = parse(typed, around).parts
    assert [(f"{p.field}{'' if p.sure else '?'}", typed[p.start : p.end]) for p in told] == parts


def test_daylight_saving_is_reckoned_with(words: dict[str, str]) -> None:
    new_york = ZoneInfo("America/New_York")
    now = round(datetime(2026, 3, 8, 12, tzinfo=new_york).timestamp() * 1000)
    found = parse("yesterday 12:00 Li: hi", Surroundings(Defaults("weibo"), now, new_york, words))
    assert isinstance(found, Draft)
    assert now - found.posted_at == 23 * 3_600_000


def test_the_leap_day_of_a_year_that_has_none(around: Surroundings) -> None:
    assert parse("2-29 10:00 张三: x", around)[0:2] == (1, "2-29 10:00 张三: x")
    found = parse("2-29 10:00 张三: x", around._replace(now=1_868_000_000_000))
    assert isinstance(found, Draft)
    assert wall(found.posted_at) == "02-29 10:00"


PAGE = """张小三
高血压吃什么药
能喝酒吗
11-22 11:20 回复

李四
术后多久复查
昨天 13:20·山东 回复 3
12
赞
王五
好的
2小时前  IP属地：浙江  举报
赵六
多谢
刚刚来自北京
展开 3 条回复
"""


def test_a_page_copied_from_a_platform(around: Surroundings) -> None:
    found = parse_many(PAGE, around)
    assert [
        (one.line, one.author, one.text, wall(one.posted_at)) for one in found if isinstance(one, Draft)
    ] == [
        (1, "张小三", "高血压吃什么药\n能喝酒吗", "11-22 11:20"),
        (6, "李四", "术后多久复查", "11-21 13:20"),
        (11, "王五", "好的", "11-22 10:00"),
        (14, "赵六", "多谢", NO),
    ]
    assert len(found) == 4


def test_the_parts_of_a_copied_item_point_into_its_lines(around: Surroundings) -> None:
    (found,) = parse_many(" 张三 \n头疼\n怎么办\n 11:20 回复", around)
    assert [(part.field, found.raw[part.start : part.end]) for part in found.parts] == [
        ("author", "张三"),
        ("text", "头疼\n怎么办"),
        ("posted_at", "11:20"),
    ]


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        ("", []),
        ("\n \n", []),
        ("张三: a\n\n李四: b", ["1 weibo 张三: a", "3 weibo 李四: b"]),
        ("张三: a\r\n李四: b\r王五: c", ["1 weibo 张三: a", "2 weibo 李四: b", "3 weibo 王五: c"]),
        ("dy\n张三: a\n快手私信\n李四: b", ["2 douyin 张三: a", "4 kuaishou 李四: b"]),
        ("抖音\n张三\na\n11:20 回复", ["2 douyin 张三: a"]),
        ("dy 李四: b\n张三\na\n11:20 回复", ["1 douyin 李四: b", "2 weibo 张三: a"]),
        ("张三\na\n11:20 回复\nks 李四: b", ["1 weibo 张三: a", "4 kuaishou 李四: b"]),
        ("张三\n11:20 回复", ["1 author 张三/11:20 回复"]),
        ("11:20 回复", ["1 author 11:20 回复"]),
        ("张三\na\n11-21 山东 回复", ["1 posted_at 张三/a/11-21 山东 回复"]),
        ("张三\na\n今天 23:00", ["1 posted_at 张三/a/今天 23:00"]),
        ("张三: a\n不知所云", ["1 weibo 张三: a", "2 author 不知所云"]),
        ("张三\na\n11:20 回复\n剩下的话", ["1 weibo 张三: a", "4 author 剩下的话"]),
        ("张三\na\n11:20 头疼", ["1 author 张三", "2 author a", "3 author 11:20 头疼"]),
    ],
)
def test_many_at_once(pasted: str, told: list[str], around: Surroundings) -> None:
    assert [
        f"{one.line} {one.platform} {one.author}: {one.text}"
        if isinstance(one, Draft)
        else f"{one.line} {one.field} {one.raw}".replace("\n", "/")
        for one in parse_many(pasted, around)
    ] == told


typing = st.text(
    "抖音私信dyks cml张三:：,@【】[]13:20-11 昨天分钟前ago半点日回复赞\t\n\u3000\u200b\ud800٣²", max_size=40
)


@given(typing | st.text(max_size=40))
def test_typing_never_breaks_the_line(typed: str) -> None:
    words = lookup({"douyin": ("抖音", "dy"), "kuaishou": ("ks",)})
    found = parse(typed, Surroundings(Defaults("douyin"), NOW, ZoneInfo("America/St_Johns"), words))
    assert found.raw == typed
    ends = 0
    for part in found.parts:
        assert ends <= part.start < part.end <= len(typed)
        ends = part.end
    if isinstance(found, Draft):
        assert found.author in typed
        assert found.text in typed


@given(
    st.lists(typing | st.sampled_from(["张三", "头疼", "11:20 回复", "dy 李四: b", "昨天 赞"]), max_size=8)
)
def test_nothing_pasted_is_lost(lines: list[str]) -> None:
    words = lookup({"douyin": ("抖音", "dy"), "kuaishou": ("ks",)})
    around = Surroundings(Defaults("douyin"), NOW, SHANGHAI, words)
    found = parse_many("\n".join(lines), around)
    kept = Counter(line for one in found for line in one.raw.split("\n"))
    written = Counter(line for one in lines for line in one.split("\n") if line.strip())
    for line in written - kept:
        heading = parse_many(line, around) == []
        assert heading or set(line) <= set("回复赞0123kK ,，、\t\u3000"), line
    assert not kept - written
    assert [one.line for one in found] == sorted(one.line for one in found)


def test_long_lines_are_read_at_once(around: Surroundings) -> None:
    for typed in (
        "展开回复" * 20_000,
        "赞 " * 50_000,
        "1" * 100_000,
        ":" * 50_000,
        "昨天" * 50_000,
        "@[" * 50_000,
    ):
        assert parse_many(typed, around)
        assert parse_many(f"11:20 {typed}\n张三\nx\n11:20 回复", around)


@pytest.mark.parametrize(
    ("typed", "same"), [("ＡＢc", "abc"), ("Ｂ 站", "b站"), ("㎏", "kg"), ("ß", "ss"), ("抖音 ", "抖音")]
)
def test_how_words_are_compared(typed: str, same: str) -> None:
    assert tight(typed) == same
    assert fold(fold(typed)) == fold(typed)


def test_an_alias_never_takes_the_name_of_another(words: dict[str, str]) -> None:
    assert lookup({"a": ("b",), "b": ()}, {"a": ("x", "b"), "b": ("x",), "c": ("z",)}) == {
        "a": "a", "b": "b", "x": "a",
    }  # fmt: skip
    assert lookup() == {}
    assert {words[word] for word in ("dy", "ks", "sph", "xhs", "bz", "wb", "qt")} == set(words.values())
