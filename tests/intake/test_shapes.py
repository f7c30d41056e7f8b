"""Every file shape of FORMATS.md comes in untouched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rhythm_tui.domain.facts import Recalled, Seen, Sent

from . import shapes
from .conftest import Open, split
from .shapes import NOW, POST, TEXTS, posted


@pytest.mark.parametrize("name", shapes.ALL)
def test_every_shape_gives_all_its_rows(tmp_path: Path, opened: Open, name: str) -> None:
    facts, rejects = split(opened(shapes.ALL[name](tmp_path)))
    assert rejects == []
    assert len(facts) == 4
    assert all(fact.posted_at <= NOW for fact in facts)


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "xlsx", "db"])
@pytest.mark.parametrize("generation", shapes.GENERATIONS)
@pytest.mark.parametrize("platform", shapes.CRAWLED)
def test_crawler_rows(tmp_path: Path, opened: Open, platform: str, generation: str, form: str) -> None:
    written = shapes.crawled(platform, generation)
    source = opened(shapes.crawler_file(tmp_path, platform, generation, form))
    facts, _ = split(source)
    assert source.profile == f"crawler-{platform}" or (
        form == "db" and f"crawler-{platform}" in source.profile
    )
    for index, (fact, row) in enumerate(zip(facts, written, strict=True)):
        assert isinstance(fact, Seen)
        parent = "" if platform == "kuaishou" or index % 2 == 0 else "7412350123456700000"
        assert fact[1:] == (
            platform, "comment", posted(index), row.get("user_id") or row["creator_hash"], row["nickname"],
            row["content"], POST, row["comment_id"], parent, "", False,
        )  # fmt: skip


@pytest.mark.parametrize("platform", shapes.CRAWLED)
def test_platform_is_known_without_its_folder(tmp_path: Path, opened: Open, platform: str) -> None:
    for generation in shapes.GENERATIONS:
        rows = shapes.table(shapes.crawled(platform, generation))
        turned = [row[::-1] for row in rows]
        source = opened(shapes.write_csv(tmp_path / f"{generation}.csv", turned))
        assert source.profile == f"crawler-{platform}"
        assert [fact.platform for fact in split(source)[0]] == [platform] * 4


def test_all_tables_of_a_crawler_database(tmp_path: Path, opened: Open) -> None:
    comments = {platform: shapes.crawled(platform, shapes.NEW, 2) for platform in shapes.CRAWLED}
    facts, rejects = split(opened(shapes.crawler_database(tmp_path / "sqlite_tables.db", comments)))
    assert rejects == []
    assert sorted(fact.platform for fact in facts) == sorted([*shapes.CRAWLED] * 2)


def test_a_database_is_left_as_it_was(tmp_path: Path, opened: Open) -> None:
    path = shapes.crawler_file(tmp_path, "douyin", shapes.NEW, "db")
    before = path.read_bytes(), sorted(path.parent.iterdir())
    split(opened(path))
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == before


@pytest.mark.parametrize("form", ["csv", "xlsx", "db"])
def test_downloader_takes_the_post_from_the_name(tmp_path: Path, opened: Open, form: str) -> None:
    facts, _ = split(opened(shapes.downloader_file(tmp_path, form)))
    assert [fact[1:] for fact in facts] == [
        ("douyin", "comment", posted(index), f"9900{index:04}", shapes.NAMES[index], TEXTS[index], POST,
         f"74123501234567{index:05}", "", "", False)
        for index in range(4)
    ]  # fmt: skip


def test_api_body(tmp_path: Path, opened: Open) -> None:
    facts, _ = split(opened(shapes.ALL["api-body"](tmp_path)))
    assert facts[1] == Seen(
        1, "douyin", "comment", posted(1), "99000001", "陈***", TEXTS[1], POST, "7412350123456700001"
    )


def test_official_list_takes_its_post_from_the_operator(tmp_path: Path, opened: Open) -> None:
    facts, _ = split(opened(shapes.ALL["official"](tmp_path), post="@video=="))
    assert facts[0] == Seen(1, "douyin", "comment", posted(0), "", "", TEXTS[0], "@video==", "@kj5k0+/yP==")


def test_a_page_without_rows_is_no_error(tmp_path: Path, opened: Open) -> None:
    page = shapes.api_page(0)
    assert split(opened(shapes.write_json(tmp_path / "a.json", page))) == ([], [])
    page["data"]["comments"] = None
    path = shapes.write_json_lines(tmp_path / "b.jsonl", [shapes.api_page(1), page, {"code": 400}])
    facts, rejects = split(opened(path, "api-douyin"))
    assert (len(facts), [reject.line for reject in rejects]) == (1, [3])


@pytest.mark.parametrize("name", ["events-lines", "events-array"])
def test_message_events(tmp_path: Path, opened: Open, name: str) -> None:
    source = opened(shapes.ALL[name](tmp_path))
    facts, _ = split(source)
    assert source.profile == "official-messages"
    assert facts == [
        Seen(1, "douyin", "message", posted(3), "user-a", "赵小明", TEXTS[3], "", "900003", "", "7380001"),
        Seen(2, "douyin", "message", posted(2), "user-a", "赵小明", "[图片]", "", "900002", "", "7380001"),
        Sent(3, "douyin", "7380001", "user-a", posted(1), TEXTS[1], "900001"),
        Recalled(4, "douyin", "900000", "7380001", posted(0)),
    ]


def test_events_without_a_conversation_meet_by_the_pair(tmp_path: Path, opened: Open) -> None:
    found = [shapes.event(conversation=None), shapes.event("im_send_msg", conversation=None, index=1)]
    facts, _ = split(opened(shapes.write_json(tmp_path / "e.json", found)))
    assert {fact.conversation for fact in facts} == {"hospital user-a"}


def test_bad_events_are_rejected_one_by_one(tmp_path: Path, opened: Open) -> None:
    good = shapes.event()
    found = [
        good,
        good | {"event": "item_comment_reply"},
        good | {"content": "{broken"},
        good | {"content": None},
        7,
        good | {"content": good["content"] | {"text": "  "}},
        good | {"content": good["content"] | {"text": "\ud83d"}},
        good | {"content": good["content"] | {"create_time": NOW + shapes.HOUR}},
        {
            **shapes.event("im_recall_msg"),
            "content": {"create_time": posted(1), "conversation_short_id": "1"},
        },
        good,
    ]
    path = tmp_path / "events.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in found), encoding="utf-8")
    facts, rejects = split(opened(path))
    assert [fact.line for fact in facts] == [1, 10]
    assert [reject.line for reject in rejects] == [2, 3, 4, 5, 6, 7, 8, 9]
    assert not any("open_id" in reject.row or "from_user_id" in reject.row for reject in rejects)


def test_a_table_made_by_hand_in_chinese(tmp_path: Path, opened: Open) -> None:
    rows = [
        ["本周互动登记表"],
        ["平台", "类型", "时间", "昵称", "内容"],
        ["抖音", "评论", "2026-11-22 14:05", "张三", "高血压吃什么"],
        ["视频号", "私信", "2026年11月22日13时05分22秒", "李四", "术后多久复查"],
        ["小红书", "直播", "2026/11/22 12:00:00", "", "能顺产吗"],
        ["论坛", "评论", "2026/11/22 12:00:00", "", "不认识的平台"],
        ["微博", "投票", "2026/11/22 12:00:00", "", "不认识的类型"],
    ]
    for path in (
        shapes.write_csv(tmp_path / "手工.csv", rows, encoding="gb18030"),
        shapes.write_xlsx(tmp_path / "手工.xlsx", {"Sheet1": rows}),
    ):
        source = opened(path)
        facts, rejects = split(source)
        assert source.profile == "plain"
        assert [(fact.platform, fact.kind) for fact in facts] == [
            ("douyin", "comment"), ("channels", "message"), ("xiaohongshu", "live"),
        ]  # fmt: skip
        assert [reject.line for reject in rejects] == [6, 7]


def test_names_of_platforms_can_be_added(tmp_path: Path, profiles: Path) -> None:
    from rhythm_tui.intake.source import Defaults, open_source

    path = shapes.write_csv(
        tmp_path / "a.csv", [["平台", "时间", "内容"], ["院内论坛", "2026-11-22 12:00", "几点开门"]]
    )
    source = open_source(
        path, profile=None, defaults=Defaults(), zone=shapes.ZONE, now=NOW, profile_dirs=[profiles],
        platforms={"院内论坛": "forum"},
    )  # fmt: skip
    assert [fact.platform for fact in split(source)[0]] == ["forum"]


def test_questions_without_time_or_author(tmp_path: Path, opened: Open) -> None:
    rows = [
        ["department", "title", "ask", "answer"],
        ["心血管科", "高血压能吃党参吗", "女婿拿了些党参\n泡水喝", "可以"],
        ["肾内科", "肾肿瘤", "无", "手术"],
    ]
    path = shapes.write_csv(tmp_path / "neike.csv", rows, encoding="gb18030")
    facts, _ = split(opened(path, "medical-dialogue", posted_at=posted(0), platform="douyin", kind="message"))
    assert facts == [
        Seen(2, "douyin", "message", posted(0), "", "", "高血压能吃党参吗\n女婿拿了些党参\n泡水喝"),
        Seen(4, "douyin", "message", posted(0), "", "", "肾肿瘤"),
    ]


def test_the_real_corpus(opened: Open) -> None:
    corpus = Path(__file__).parents[3] / "shared" / "corpus" / "neike.csv"
    if not corpus.is_file():
        pytest.skip("the corpus of real questions is not on this machine")
    facts, rejects = split(opened(corpus, "medical-dialogue", posted_at=posted(0)))
    assert len(facts) > 7_000
    assert len(rejects) < 10
