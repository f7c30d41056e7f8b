"""The review of an incident on the screen, what is written down there, and the lists of lessons."""

# ruff: noqa: F811 - a fixture comes in by import and goes in by name
from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from harness import Desk, opened
from test_real_desk import sit  # noqa: F401 - a fixture
from textual.widgets import Input

from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain.commands import parse
from rhythm_tui.ui.screens.form import FormScreen
from rhythm_tui.ui.screens.lessons import LessonsScreen
from rhythm_tui.ui.screens.review import ReviewScreen
from rhythm_tui.ui.screens.save import SaveDocumentScreen
from rhythm_tui.ui.widgets.cards import Text

MINUTE = 60_000
HOUR = 60 * MINUTE
SIZES = [(120, 36), (80, 24)]


def do(desk: RealDesk, verb: str, **fields: Any) -> str:
    return desk.do(parse({"do": verb, **fields})).id


@pytest.fixture
def comment(open_desk: Any, clock: Any) -> RealDesk:
    """A desk with one comment, and nothing done about it."""
    desk = open_desk()
    add = {"do": "interaction.add", "platform": "douyin", "kind": "comment", "author": "当妈的心"}
    desk.do(parse({**add, "text": "刷到说这批疫苗会致病", "posted_at": clock.now() - 30 * MINUTE}))
    return desk


@pytest.fixture
def reviewed(comment: RealDesk, clock: Any) -> RealDesk:
    """The same, hours later and in review: re-graded, a timer missed, a decision, lessons, an action."""
    now = clock.now()
    rumour = {"title": "视频称疫苗致病，播放12万", "kind": "misinformation", "grade": "general"}
    do(comment, "incident.open", **rumour, items=["q1"], occurred_at=now - HOUR, source="own_channel")
    do(comment, "incident.claim", id="i1")
    do(comment, "incident.move", id="i1", stage="assess")
    do(comment, "incident.duty", id="i1", role="expert", person="赵医师")
    clock.go_on(40 * MINUTE)
    do(comment, "incident.grade", id="i1", grade="larger", reason="播放已过十万")
    do(
        comment,
        "incident.note",
        id="i1",
        kind="decision",
        text="两位专家署名澄清，不点名",
        at=now + 30 * MINUTE,
    )
    do(comment, "incident.meet", id="i1", timer="initial_response", evidence="评论区已置顶说明")
    do(comment, "reply.post", id="q1", text="请以置顶说明为准。")
    clock.go_on(4 * HOUR)
    do(comment, "incident.meet", id="i1", timer="official_statement", evidence="声明已发布")
    do(comment, "incident.meet", id="i1", timer="solution", evidence="原作者已删除")
    for task in ("t1", "t2", "t3", "t4"):
        do(comment, "task.done", id=task)
    do(comment, "incident.move", id="i1", stage="review")
    do(comment, "lesson.add", kind="pitfall", text="先删评后解释会被截图", incident="i1")
    do(comment, "lesson.add", kind="sop", text="每条科普视频前 3 秒用故事化开头")
    do(
        comment,
        "task.add",
        incident="i1",
        text="夜班口径补一条疫苗",
        owner="王芳",
        due_at=clock.now() + 20 * HOUR,
    )
    return comment


async def at(desk: Desk, screen: type) -> None:
    await desk.until(lambda: isinstance(desk.app.screen, screen), screen.__name__)


async def on_board(desk: Desk) -> None:
    await desk.until(lambda: len(desk.app.screen_stack) == 1, "the board")


async def filled_in(desk: Desk, key: str, said: str, **fields: str) -> None:
    """Open a form by its key, go to its fields, type (``->`` chooses the next option), and say yes."""
    await desk.until(lambda: desk.app.focused is not None, "the focus to be back")
    await desk.press(key)
    await at(desk, FormScreen)
    for name, typed in fields.items():
        while getattr(desk.app.focused, "id", None) != f"f-{name}":
            await desk.press("tab")
        await desk.press(*(["right"] if typed == "->" else typed))
    await desk.press("f2")
    await desk.until(lambda: not isinstance(desk.app.screen, FormScreen), "the form to go")
    await desk.shows(said)


async def in_review(desk: Desk) -> Text:
    await desk.press("3", "v")
    await at(desk, ReviewScreen)
    await desk.until(lambda: desk.app.screen.query_one("#text", Text).line_count(), "the document")
    return desk.app.screen.query_one("#text", Text)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_golden_of_the_review(
    sit: Any, reviewed: RealDesk, request: pytest.FixtureRequest, size: tuple[int, int], lang: str
) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    async with opened(sit(lang=lang), size) as desk:
        await in_review(desk)
        await desk.golden(f"review-{lang}-{size[0]}x{size[1]}")
        for _ in range(6):
            await desk.press("tab")
        await desk.golden(f"review-further-{lang}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_golden_of_the_lessons(
    sit: Any, reviewed: RealDesk, request: pytest.FixtureRequest, size: tuple[int, int], lang: str
) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    async with opened(sit(lang=lang), size) as desk:
        await desk.press("K")
        await at(desk, LessonsScreen)
        await desk.golden(f"lessons-{lang}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_golden_of_a_closed_incident_with_an_open_action(
    sit: Any, reviewed: RealDesk, request: pytest.FixtureRequest, lang: str
) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    do(reviewed, "incident.move", id="i1", stage="closed")
    async with opened(sit(lang=lang), (120, 36)) as desk:
        await desk.press("3")
        await desk.shows("11-23 12:40")
        await desk.golden(f"unfinished-{lang}-120x36")


async def test_an_action_stays_on_the_board_until_it_is_done(
    sit: Any, reviewed: RealDesk, clock: Any
) -> None:
    async with opened(sit(), (120, 36)) as desk:
        await desk.press("3")
        await desk.shows("solution")
        assert "actions open" not in desk.text()
        do(reviewed, "incident.move", id="i1", stage="closed")
        await desk.shows("closed, actions open")
        await desk.shows("1 open, due 11-23 12:40")
        clock.go_on(21 * HOUR)
        await desk.shows("1 open, 1 overdue")
        await desk.press("v")
        await at(desk, ReviewScreen)
        await desk.shows("Closed 2026-11-22 16:40:00.")
        await desk.press("escape")
        await on_board(desk)
        do(reviewed, "task.done", id="t5")
        await desk.hides("closed, actions open")
        await desk.shows("No open incident.")


async def test_a_lesson_is_written_down_while_the_review_is_read(sit: Any, reviewed: RealDesk) -> None:
    seat = sit()
    async with opened(seat, (120, 36)) as desk:
        text = await in_review(desk)
        await desk.press("end")
        await desk.shows("先删评后解释会被截图")
        top = text.top
        await filled_in(desk, "l", "lesson l3 kept", kind="->", text="answer before the evening")
        await at(desk, ReviewScreen)
        await desk.until(lambda: text.top == top, "the place that was read")
        await desk.press("home", "shift+tab")
        assert text.top == 0
    assert [(one.kind, one.incident) for one in seat.reader.lessons()] == [
        ("pitfall", "i1"),
        ("sop", None),
        ("sop", "i1"),
    ]


async def test_the_review_goes_to_the_clipboard_and_into_a_file(
    sit: Any, reviewed: RealDesk, tmp_path: Path
) -> None:
    seat = sit()
    async with opened(seat, (120, 36)) as desk:
        await in_review(desk)
        await desk.press("y")
        await desk.shows("the review is on the clipboard")
        assert desk.app.clipboard.startswith("# Review of incident i1: 视频称疫苗致病，播放12万\n")
        target = tmp_path / "i1.html"
        await save(desk, target)
        await desk.shows("written to")
        assert target.read_text("utf-8").startswith("<!doctype html>")
        if os.name == "posix":
            assert target.stat().st_mode & 0o777 == 0o600
        target.write_text("mine", "utf-8")
        await save(desk, target)
        await desk.shows("There is such a file already.")
        assert target.read_text("utf-8") == "mine"
        await desk.press("enter")
        await at(desk, ReviewScreen)
        assert target.read_text("utf-8") != "mine"
        await save(desk, tmp_path / "no" / "i1.md")
        await desk.shows("that could not be saved")
    rows = seat.reader.journal(3)
    assert [(row.verb, row.operator.plain) for row in rows[:2]] == [("privacy.export", "li")] * 2
    assert rows[2].verb != "privacy.export", "what could not be written is not told"


async def test_what_the_journal_cannot_tell_is_not_written(
    sit: Any, reviewed: RealDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = sit()

    async def barred(_command: object) -> None:
        raise DeskUnusable("the disk is full")

    async with opened(seat, (120, 36)) as desk:
        await in_review(desk)
        monkeypatch.setattr(seat.hand, "do", barred)
        await save(desk, tmp_path / "i1.md")
        await desk.shows("the disk is full")
    assert list(tmp_path.glob("*i1*")) == []


async def save(desk: Desk, target: Path) -> None:
    await desk.press("o")
    await at(desk, SaveDocumentScreen)
    desk.app.screen.query_one("#path", Input).value = str(target)
    await desk.press("enter")


async def test_a_file_that_cannot_be_written_is_said_and_the_path_stays(
    sit: Any, reviewed: RealDesk, tmp_path: Path
) -> None:
    async with opened(sit(), (120, 36)) as desk:
        await in_review(desk)
        await save(desk, tmp_path / "no" / "x.md")
        await desk.shows("that could not be saved")
        desk.app.screen.query_one("#path", Input).value = " "
        await desk.press("f2")
        await desk.shows("name a file")
        await desk.press("escape")
        await at(desk, ReviewScreen)
    assert list(tmp_path.glob("*.md")) == []


async def test_the_lists_are_kept_from_the_command_list(sit: Any, comment: RealDesk) -> None:
    seat = sit()
    async with opened(seat, (120, 36)) as desk:
        await desk.press("colon")
        await desk.type("lessons")
        await desk.press("enter")
        await at(desk, LessonsScreen)
        await desk.shows("No lesson is written down yet.")
        await filled_in(desk, "f6", "lesson l1 kept", text="check before you answer")
        await at(desk, LessonsScreen)
        await desk.shows("check before you answer")
        await filled_in(desk, "x", "l1 is dropped", reason="said twice")
        await at(desk, LessonsScreen)
        await desk.shows("No lesson is written down yet.")
        await desk.press("x", "escape")
        await on_board(desk)
    assert seat.reader.lessons() == ()


async def test_there_is_no_review_where_nothing_is_chosen(sit: Any, comment: RealDesk) -> None:
    async with opened(sit(), (120, 36)) as desk:
        await desk.press("3", "v")
        await desk.shows("No open incident.")
        await on_board(desk)


async def test_a_file_is_masked_unless_somebody_says_why(
    sit: Any, reviewed: RealDesk, tmp_path: Path
) -> None:
    seat, number = sit(), "13812345678"
    reviewed.do(parse({"do": "incident.note", "id": "i1", "text": f"called {number}"}))
    masked, whole = tmp_path / "masked.md", tmp_path / "whole.md"
    async with opened(seat, (120, 36)) as desk:
        await in_review(desk)
        await desk.press("y")
        await desk.shows("the review is on the clipboard")
        assert number not in desk.app.clipboard and r"1\*\*\*8" in desk.app.clipboard
        await save(desk, masked)
        await desk.shows("written to")
        await desk.press("o")
        await desk.shows("telephone numbers and other contacts are masked in it")
        await desk.press("f3")
        desk.app.screen.query_one("#path", Input).value = str(whole)
        await desk.press("enter")
        await desk.shows("say why contacts are written out")
        await desk.type("the police asked")
        await desk.press("enter")
        await desk.shows("written to")
    assert number not in masked.read_text("utf-8") and r"1\*\*\*8" in masked.read_text("utf-8")
    assert number in whole.read_text("utf-8")
    rows = seat.reader.journal(2)
    assert [(row.verb, row.operator.plain) for row in rows] == [
        ("privacy.unmask", "li"),
        ("privacy.export", "li"),
    ]
