"""What is done to an item besides its answer: by its keys, its menu and the palette."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import NOW, FakeReader, ManualClock, queue_row, seat
from harness import Desk, opened
from textual.widgets import Input

from rhythm_tui.domain.deadlines import HOUR, MINUTE
from rhythm_tui.domain.refusal import invalid
from rhythm_tui.domain.text import clean
from rhythm_tui.ui.item_forms import CARE
from rhythm_tui.ui.seat import Seat


def done(sitting: Seat) -> list[dict[str, Any]]:
    """The commands that were done, without what every command may carry."""
    hand: Any = sitting.hand
    return [command.model_dump(exclude_none=True, exclude={"key", "expect"}) for command in hand.done]


async def in_dialog(desk: Desk, *keys: str) -> None:
    await desk.press(*keys)
    await desk.until(lambda: len(desk.app.screen_stack) == 2, "a dialog")


async def over(desk: Desk) -> None:
    await desk.until(lambda: len(desk.app.screen_stack) == 1, "the dialog to go")


async def with_the_ended(desk: Desk) -> None:
    """Let the queue show what has ended, too."""
    await desk.press("slash")
    await desk.type("state:any")
    await desk.press("enter")
    await desk.shows("2 Queue 1")


def one_row(**other: object) -> FakeReader:
    return FakeReader(queue=[queue_row(3, 3600, "伤口渗液要紧吗", **other)])


@pytest.mark.parametrize(
    ("keys", "typed", "command", "said"),
    [
        ("m", "", {"do": "interaction.refer", "to": "message"}, "with a clock of its own"),
        ("m right", "", {"do": "interaction.refer", "to": "doctor"}, "with a clock of its own"),
        ("W", "周医生", {"do": "interaction.wait", "on": "周医生"}, "its clock goes on"),
        ("a", "家属再来电", {"do": "interaction.note", "text": "家属再来电"}, "note kept"),
        ("R", "问错了人", {"do": "interaction.reopen", "reason": "问错了人"}, "is open again"),
        ("t", "术后", {"do": "interaction.sort", "topic": "术后", "tags": ()}, "tags kept"),
        ("t tab", "甲,乙 丙", {"do": "interaction.sort", "tags": ("甲", "乙", "丙")}, "tags kept"),
        ("s", "", {"do": "interaction.remind", "at": NOW + 15 * MINUTE}, "reminder kept"),
        ("s 2", "", {"do": "interaction.remind", "at": NOW + HOUR}, "reminder kept"),
        ("s tab", "16:05", {"do": "interaction.remind", "at": "2026-11-22T16:05:00"}, "reminder kept"),
        ("s tab", "09:30", {"do": "interaction.remind", "at": "2026-11-23T09:30:00"}, "reminder kept"),
    ],
)
async def test_each_form_builds_its_command(
    keys: str, typed: str, command: dict[str, Any], said: str
) -> None:
    sitting = seat(reader=one_row(state="closed" if keys == "R" else "open"))
    async with opened(sitting) as desk:
        await with_the_ended(desk)
        await in_dialog(desk, *keys.split())
        await desk.type(typed)
        await desk.press("f2")
        await over(desk)
        await desk.shows(said)
    assert done(sitting) == [{"id": "q3", **command}]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("comment", "the public question still wants its answer"),
        ("message", "it still wants its answer here"),
    ],
)
async def test_what_is_taken_on_elsewhere_still_wants_its_answer(kind: str, told: str) -> None:
    async with opened(seat(reader=one_row(kind=kind))) as desk:
        await in_dialog(desk, "m")
        await desk.shows(f"take q3 on: {told}")


async def test_a_wrong_time_of_posting_is_corrected_with_a_reason() -> None:
    sitting = seat(reader=one_row())
    async with opened(sitting) as desk:
        await in_dialog(desk, "T")
        await desk.shows("empty: stays 13:32")
        await desk.type("13:05")
        await desk.press("tab")
        await desk.type("read it wrong")
        await desk.press("f2")
        await over(desk)
    correct = {"do": "interaction.correct", "posted_at": "2026-11-22T13:05:00", "reason": "read it wrong"}
    assert done(sitting) == [{"id": "q3", **correct}]


def test_only_an_answered_item_has_a_time_of_its_answer_to_correct() -> None:
    reader = one_row(state="answered")
    reader.facts["q3"] = {"stopped_at": NOW - HOUR}
    for found, names in (
        (reader.interaction("q3"), ["posted_at", "answered_at", "reason"]),
        (one_row().interaction("q3"), ["posted_at", "reason"]),
    ):
        assert found is not None
        assert [field.name for field in CARE["correct"].make(seat(), found).fields] == names


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("甲 乙", ["甲", "乙"]),
        ("甲，乙、丙；", ["甲", "乙", "丙"]),
        ("\u3000甲 ,, 乙", ["甲", "乙"]),
        (",", []),
    ],
)
def test_tags_are_told_apart_however_they_are_typed(typed: str, tags: list[str]) -> None:
    found = one_row().interaction("q3")
    assert found is not None
    assert CARE["topic"].make(seat(), found).fields[1].convert(typed) == tags


async def test_an_empty_name_ends_the_waiting() -> None:
    sitting = seat(reader=one_row(waiting=clean("周医生")))
    async with opened(sitting) as desk:
        await in_dialog(desk, "W")
        assert desk.app.screen.query_one("#f-on", Input).value == "周医生"
        await desk.press("end", "ctrl+u", "f2")
        await over(desk)
    assert done(sitting) == [{"do": "interaction.wait", "id": "q3"}]


async def test_a_reminder_that_is_set_can_be_taken_away() -> None:
    reader = one_row()
    reader.facts["q3"] = {"remind_at": NOW + HOUR, "remind_by": clean("李敏")}
    sitting = seat(reader=reader)
    async with opened(sitting) as desk:
        await in_dialog(desk, "s")
        await desk.shows("no reminder: 15:32 goes")
        await desk.press("3", "f2")
        await over(desk)
    assert done(sitting) == [{"do": "interaction.remind", "id": "q3"}]


async def test_a_link_names_the_slot_that_is_typed() -> None:
    sitting = seat(reader=one_row())
    async with opened(sitting) as desk:
        await in_dialog(desk, "l", "tab")
        await desk.type("s2")
        await desk.shows("宝宝辅食添加指南")
        await desk.press("f2")
        await over(desk)
    assert done(sitting) == [
        {"do": "interaction.link", "id": "q3", "post": "高血压用药的三个误区", "slot": "s2"}
    ]


async def test_a_private_message_is_confirmed_with_what_it_came_to() -> None:
    sitting = seat(reader=one_row(kind="message", reply_state="copied"))
    async with opened(sitting, (120, 36)) as desk:
        await in_dialog(desk, "f8")
        await desk.shows("guard: nothing found")
        await desk.golden("posted-message-en-120x36")
        await desk.press("tab", "tab", "2", "f2")
        await over(desk)
    assert done(sitting)[0]["outcome"] == "online"


async def test_what_the_guard_stops_is_told_before_it_is_confirmed() -> None:
    async with opened(seat(reader=one_row(reply_state="copied"))) as desk:
        await in_dialog(desk, "f8")
        await desk.type(" 保证治愈, ask at {department}")
        await desk.shows("guard: 2 red")
        await desk.shows("red    保证治愈")
        assert "{department}" in desk.text()
        await desk.press("f2")
        await over(desk)


async def test_the_day_of_a_time_is_in_view_below_its_field_in_a_small_window() -> None:
    sitting = seat(reader=one_row(reply_state="copied"))
    async with opened(sitting, (80, 24)) as desk:
        await in_dialog(desk, "f8")
        await desk.type(" 保证治愈, ask at {department}")
        await desk.shows("guard: 2 red")
        await desk.press("tab")
        await desk.type("15:10")
        await desk.shows("still to come; for yesterday write 2026-11-21 15:10")
        await desk.press("f2")
        await over(desk)
    assert done(sitting)[0]["posted_at"] == "2026-11-22T15:10:00", "the desk refuses what is still to come"


async def test_a_comment_is_not_asked_for_an_outcome() -> None:
    sitting = seat(reader=one_row(reply_state="copied"))
    async with opened(sitting) as desk:
        await in_dialog(desk, "f8")
        assert "what it came to" not in desk.text()
        await desk.press("f2")
        await over(desk)
    assert "outcome" not in done(sitting)[0]


async def test_a_refusal_stands_in_the_form_and_keeps_what_was_typed() -> None:
    sitting = seat(reader=one_row())
    hand: Any = sitting.hand
    hand.refusal, hand.refused_verbs = invalid("at", "this time has passed"), ("interaction.remind",)
    async with opened(sitting) as desk:
        await in_dialog(desk, "s", "tab")
        await desk.type("16:05")
        await desk.press("f2")
        await desk.shows("this time has passed")
        assert desk.app.focused is desk.app.screen.query_one("#f-at")
        assert desk.app.screen.query_one("#f-at", Input).value == "16:05"
        hand.refused_verbs = ()
        await desk.press("f2")
        await over(desk)
    assert len(done(sitting)) == 1


async def test_what_a_form_must_have_is_asked_for() -> None:
    sitting = seat(reader=one_row(state="answered"))
    async with opened(sitting) as desk:
        await with_the_ended(desk)
        await in_dialog(desk, "R", "f2")
        await desk.shows("reason:")
    assert done(sitting) == []


@pytest.mark.parametrize(
    ("state", "key", "said"),
    [
        ("open", "R", "q3 is open"),
        ("answered", "r", "q3: answered; R opens it again"),
        ("closed", "x", "q3: closed without a reply; R opens it again"),
        ("closed", "c", ""),
    ],
)
async def test_what_an_item_does_not_stand_for_is_said_before_anybody_types(
    state: str, key: str, said: str
) -> None:
    sitting = seat(reader=one_row(state=state))
    async with opened(sitting) as desk:
        await with_the_ended(desk)
        await desk.press(key)
        if said:
            await desk.shows(said)
            assert len(desk.app.screen_stack) == 1
            assert done(sitting) == []
        else:
            await desk.until(lambda: done(sitting), "the desk itself to be asked")


async def test_an_ended_item_offers_to_be_opened_again_and_no_reply() -> None:
    async with opened(seat(reader=one_row(state="answered"))) as desk:
        await with_the_ended(desk)
        await in_dialog(desk, "enter")
        await desk.shows("R open again")
        dialog = "\n".join(line for line in desk.text().splitlines() if "Esc back" in line)
        assert "F6" not in dialog
        assert "F4" not in dialog


async def test_the_menu_behind_enter_offers_every_care(chinese: None) -> None:
    async with opened(seat("zh", ManualClock(), one_row()), (80, 24)) as desk:
        await in_dialog(desk, "enter")
        await desk.press("enter")
        await desk.until(lambda: len(desk.app.screen_stack) == 3, "the menu")
        await desk.press("end", "up")
        await desk.shows("更正时间")
        await desk.golden("item-menu-zh-80x24")


async def test_the_palette_finds_a_care_by_its_name() -> None:
    sitting = seat(reader=one_row())
    async with opened(sitting) as desk:
        await in_dialog(desk, "ctrl+p")
        await desk.type("remind")
        await desk.press("enter")
        await desk.shows("remind me of q3")
        await desk.press("f2")
        await over(desk)
    assert done(sitting)[0]["do"] == "interaction.remind"
