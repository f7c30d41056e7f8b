"""The detail of an interaction: everything that happened to it besides its answer."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import NOW, FakeReader, queue_row, seat
from harness import Desk, opened

from rhythm_tui import i18n
from rhythm_tui.desk.views import Event, Fact
from rhythm_tui.domain.commands import BY_NAME
from rhythm_tui.domain.deadlines import HOUR, MINUTE
from rhythm_tui.domain.text import clean
from rhythm_tui.reports import words
from rhythm_tui.reports import words as verbs
from rhythm_tui.ui.screens.item import interaction_lines

EVERYTHING: dict[str, Any] = {
    "parent": "q4",
    "referred": "doctor",
    "children": ("q21", "q22"),
    "waiting_since": NOW - 80 * MINUTE,
    "slot": "s1",
    "remind_at": NOW + 30 * MINUTE,
    "remind_by": clean("李敏"),
    "posted_first": NOW - 3 * HOUR,
    "source": clean("douyin.csv"),
}


HAPPENED: list[tuple[str, str, tuple[Fact, ...]]] = [
    ("interaction.refer", "先看照片", (Fact("parent", clean("q4")), Fact("referred", clean("doctor")))),
    ("interaction.wait", "", (Fact("waiting", clean("周医生")),)),
    ("interaction.correct", "平台时间看错了", (Fact("posted_at", NOW - 2 * HOUR, NOW - 3 * HOUR),)),
    ("interaction.note", "家属下午再来电", ()),
    ("interaction.sort", "", (Fact("topic", clean("术后护理")), Fact("tags", clean("复查, 家属")))),
    ("interaction.remind", "", (Fact("remind_at", NOW + 30 * MINUTE),)),
    ("interaction.link", "", (Fact("post", clean("高血压用药的三个误区" * 4)), Fact("slot", clean("s1")))),
]


def cared_for() -> FakeReader:
    row = queue_row(
        3,
        -100,
        "术后第三天伤口有点渗液",
        kind="message",
        waiting=clean("周医生"),
        topic=clean("术后护理"),
        tags=(clean("复查"), clean("家属")),
    )
    reader = FakeReader(queue=[row])
    reader.facts["q3"] = EVERYTHING | {
        "history": tuple(
            Event(seq, NOW - seq * MINUTE, clean("李敏"), verb, clean(text), undone=False, facts=facts)
            for seq, (verb, text, facts) in enumerate(HAPPENED)
        )
    }
    return reader


def told(reader: FakeReader, id: str = "q3") -> str:
    found = reader.interaction(id)
    assert found is not None
    lines = interaction_lines(found, seat(reader=reader), NOW, 90)
    return "\n".join("".join(one.text for one in line) for line in lines)


async def opens(desk: Desk) -> None:
    await desk.press("enter")
    await desk.until(lambda: len(desk.app.screen_stack) == 2, "the detail")
    await desk.shows("Esc")


async def test_everything_that_is_known_stands_in_the_detail() -> None:
    async with opened(seat("en", reader=cared_for()), (120, 36)) as desk:
        await opens(desk)
        await desk.golden("item-cared-for-en-120x36")


async def test_everything_that_is_known_in_chinese_in_a_small_window(chinese: None) -> None:
    async with opened(seat("zh", reader=cared_for()), (80, 24)) as desk:
        await opens(desk)
        await desk.golden("item-cared-for-zh-80x24")


def test_a_plain_item_says_nothing_of_what_it_has_not() -> None:
    text = told(FakeReader(queue=[queue_row(3, 3600, "hello")]))
    for label in ("waiting for", "topic", "tags", "reminder", "referred from", "taken on as", "corrected"):
        assert label not in text
    assert "29 min of its 2h had passed before we saw it" in text


@pytest.mark.parametrize(
    ("after_min", "said"),
    [(0, ""), (1, "1 min of its 2h"), (119, "1 h 59 of its 2h"), (121, "it was late before we saw it")],
)
def test_how_much_had_burnt_before_we_saw_it(after_min: int, said: str) -> None:
    row = queue_row(3, 3600, "hello")
    text = told(FakeReader(queue=[row._replace(seen_at=row.posted_at + after_min * MINUTE)]))
    assert said in text
    assert bool(said) == ("burnt" in text)


def test_the_due_second_itself_is_not_late_before_we_saw_it() -> None:
    row = queue_row(3, 3600, "hello")
    assert "late before" not in told(FakeReader(queue=[row._replace(seen_at=row.due_at)]))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"outcome": "online", "missed_s": 0}, "to the online clinic  in time"),
        ({"close_reason": "spam", "missed_s": 60}, "spam  late by 0:01:00"),
    ],
)
def test_a_stopped_item_tells_its_outcome_and_counts_no_longer(facts: dict[str, Any], said: str) -> None:
    facts = dict(facts)
    row = queue_row(3, 3600, "hello", state="answered", outcome=facts.pop("outcome", None))
    reader = FakeReader(queue=[row])
    reader.facts["q3"] = {"stopped_at": NOW - HOUR, "stopped_by": clean("李敏"), **facts}
    text = told(reader)
    assert f"13:32 李敏  {said}" in text
    assert " left" not in text


@pytest.mark.parametrize("module", [verbs, words], ids=["screen", "documents"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_command_has_a_name_in_the_history(module: Any, lang: str) -> None:
    i18n.use(lang)
    nameless = [name for name in BY_NAME if module.verb_name(name) == name]
    assert nameless == []


def test_a_work_with_a_long_title_stands_whole_in_the_detail() -> None:
    """Where it does not fit beside the author it has lines of its own; nothing of it is cut."""
    title = "Three mistakes with blood-pressure pills and what the old pharmacist said"
    reader = FakeReader(queue=[queue_row(3, -100, "Which pills?", post=clean(title))])
    detail = reader.interaction("q3")
    assert detail is not None
    for cells in (40, 69, 130):
        lines = [
            "".join(one.text for one in line)
            for line in interaction_lines(detail, seat(reader=reader), NOW, cells)
        ]
        assert title in " ".join(" ".join(lines).split())
        assert all(len(line) <= cells for line in lines[:4])
        assert ("under" in lines[0]) is (cells == 130)
