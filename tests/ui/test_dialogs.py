"""Dialogs: one command each, typing is never lost, a refusal is told where it happened."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fakes import FakeReader, ManualClock, seat
from harness import Desk, opened
from textual import events
from textual.widgets import Input, TextArea

from rhythm_tui.domain.refusal import Refusal, invalid
from rhythm_tui.ui.fields import Field, Form
from rhythm_tui.ui.screens.form import FormScreen
from rhythm_tui.ui.screens.reply import ReplyScreen
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.unsent import Left, Unsent
from rhythm_tui.ui.wording import BLANK, Line, piece


def done(sitting: Seat) -> list[dict[str, Any]]:
    """The commands that were done, without what every command may carry."""
    return [
        command.model_dump(exclude_none=True, exclude={"key", "expect"})
        for command in sitting.hand.done  # type: ignore[attr-defined]
    ]


async def in_dialog(desk: Desk, *keys: str) -> None:
    await desk.press(*keys)
    await desk.until(lambda: len(desk.app.screen_stack) == 2, "a dialog")


async def over(desk: Desk) -> None:
    await desk.until(lambda: len(desk.app.screen_stack) == 1, "the dialog to go")


async def test_close_with_a_reason_and_a_note() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await in_dialog(desk, "x")
        await desk.press("right", "enter")
        await desk.type("spam again")
        await desk.press("enter")
        await over(desk)
        await desk.shows("q1 closed without a reply")
    assert done(sitting) == [{"do": "interaction.close", "id": "q1", "reason": "spam", "note": "spam again"}]


@pytest.mark.parametrize("told", ["", "more"])
@pytest.mark.parametrize("seen", [[], [BLANK, (piece("seen"),)]])
async def test_what_says_nothing_leaves_no_blank_line(told: str, seen: list[Line]) -> None:
    fields = [Field("a", "first", describe=lambda _typed: told), Field("b", "second")]
    form = Form("title", {"do": "undo"}, fields, "do it", preview=lambda _values: seen)
    async with opened(seat(), (80, 24)) as desk:
        desk.app.push_screen(FormScreen(seat(), form))
        await desk.shows("do it")
        box = [
            line[line.index("│") + 1 :].split("│")[0].strip()
            for line in desk.text().split("\n")
            if "│" in line
        ]
        more = [told] if told else []
        preview = ["", "seen"] if seen else []
        assert box == [
            "first",
            "",
            *more,
            "second",
            "",
            *preview,
            "",
            "",
            "F2 do it  Tab next field  Esc back",
        ]


async def test_a_choice_takes_numbers_arrows_and_the_mouse() -> None:
    async with opened(seat()) as desk:
        await in_dialog(desk, "f4")
        choice = desk.app.screen.query_one("#f-reason")
        await desk.press("3")
        assert choice.value == "duplicate"
        assert desk.app.focused is desk.app.screen.query_one("#f-note"), "a number goes on to the next field"
        await desk.press("shift+tab", "４")
        assert choice.value == "deleted"
        await desk.press("shift+tab", "left")
        assert choice.value == "duplicate"
        await desk.pilot.click("#f-reason", offset=(2, 0))
        assert choice.value == "thanks"


async def test_a_refused_form_keeps_what_was_typed_and_names_the_field() -> None:
    sitting = seat()
    sitting.hand.refusal = invalid("note", "too rude")  # type: ignore[attr-defined]
    sitting.hand.refused_verbs = ("interaction.close",)  # type: ignore[attr-defined]
    async with opened(sitting) as desk:
        await in_dialog(desk, "x", "tab")
        await desk.type("grr")
        await desk.press("f2")
        await desk.shows("too rude")
        assert desk.app.screen.query_one("#f-note", Input).value == "grr"
        assert desk.app.focused is desk.app.screen.query_one("#f-note")
        sitting.hand.refused_verbs = ()  # type: ignore[attr-defined]
        await desk.press("f2")
        await over(desk)
    assert done(sitting)[0]["note"] == "grr"


async def test_after_a_conflict_the_form_asks_to_look_again_and_takes_the_new_version() -> None:
    reader = FakeReader()
    sitting = seat(reader=reader)
    hand: Any = sitting.hand
    hand.refusal = Refusal("conflict", "somebody was faster")
    hand.refused_verbs = ("interaction.close",)
    async with opened(sitting) as desk:
        await in_dialog(desk, "x")
        reader.queue_all[0] = reader.queue_all[0]._replace(version=9)
        await desk.press("f2")
        await desk.shows("Look again")
        hand.refused_verbs = ()
        await desk.press("f2")
        await over(desk)
    assert hand.done[0].expect == 9


async def test_a_form_sends_one_operation_key_until_it_is_refused() -> None:
    sitting = seat()
    hand: Any = sitting.hand
    async with opened(sitting) as desk:
        await in_dialog(desk, "x")
        screen = desk.app.screen
        assert isinstance(screen, FormScreen)
        first = screen._fields(screen.values())["key"]
        assert screen._fields(screen.values())["key"] == first
        hand.refusal, hand.refused_verbs = Refusal("refused", "no"), ("interaction.close",)
        await desk.press("f2")
        await desk.until(lambda: screen._fields(screen.values())["key"] != first)


async def test_escape_leaves_a_form_without_doing_anything() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await in_dialog(desk, "x")
        await desk.press("escape")
        await over(desk)
    assert done(sitting) == []


async def test_a_draft_is_kept_on_escape_and_stands_there_again() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await in_dialog(desk, "r")
        await desk.type("hello")
        await desk.press("escape")
        await over(desk)
        assert done(sitting) == [{"do": "reply.draft", "id": "q1", "text": "hello"}]
        await desk.shows("[draft]")
        await in_dialog(desk, "f6")
        assert desk.app.screen.query_one("#reply", TextArea).text == "hello"


async def test_a_draft_is_kept_at_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rhythm_tui.ui.screens.writing.PAUSE", 0.01)
    sitting = seat()
    async with opened(sitting) as desk:
        await in_dialog(desk, "r")
        await desk.type("hm")
        await desk.shows("draft kept")
        assert {"do": "reply.draft", "id": "q1", "text": "hm"} in done(sitting)
        assert isinstance(desk.app.screen, ReplyScreen)


async def test_a_draft_is_kept_though_the_typing_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rhythm_tui.ui.screens.writing.PAUSE", 3600)
    monkeypatch.setattr("rhythm_tui.ui.screens.writing.LATEST", 0.01)
    sitting = seat()
    async with opened(sitting) as desk:
        await in_dialog(desk, "r")
        await desk.type("h")
        await desk.shows("draft kept")
        await desk.type("m")
        await desk.until(lambda: {"do": "reply.draft", "id": "q1", "text": "hm"} in done(sitting))


async def test_a_draft_is_kept_when_the_desk_is_left() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await in_dialog(desk, "r")
        await desk.type("q!")
        await desk.press("ctrl+q")
        await desk.until(lambda: done(sitting), "the draft")
    assert done(sitting) == [{"do": "reply.draft", "id": "q1", "text": "q!"}]


async def test_a_draft_that_cannot_be_kept_is_told_before_it_is_lost() -> None:
    sitting = seat()
    hand: Any = sitting.hand
    hand.refusal, hand.refused_verbs = Refusal("refused", "it is closed"), ("reply.draft",)
    async with opened(sitting) as desk:
        await in_dialog(desk, "r")
        await desk.type("late")
        await desk.press("escape")
        await desk.shows("it is closed")
        assert desk.app.screen.query_one("#reply", TextArea).text == "late"
        await desk.press("escape")
        await over(desk)


async def test_copy_says_unconfirmed_and_the_text_can_still_be_selected() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await desk.press("down", "down")
        await in_dialog(desk, "y")
        await desk.shows("copied, unconfirmed")
        assert desk.app.clipboard == "您好,请按医嘱服药"
        assert done(sitting) == [{"do": "reply.copy", "id": "q3"}]
        assert desk.app.screen.query_one("#reply", TextArea).text == "您好,请按医嘱服药"


async def test_there_is_nothing_to_copy_before_something_is_written() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await in_dialog(desk, "y")
        await desk.shows("nothing to copy yet")
    assert done(sitting) == []


async def test_only_posted_stops_the_clock_and_may_name_its_time() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await desk.press("down", "down")
        await in_dialog(desk, "p")
        desk.app.screen.query_one("#f-posted_at", Input).value = "14：05"
        await desk.press("f2")
        await desk.shows("its clock has stopped")
        await desk.shows("2 Queue 17")
    assert done(sitting) == [
        {"do": "reply.post", "id": "q3", "text": "您好,请按医嘱服药", "posted_at": "2026-11-22T14:05:00"}
    ]


async def test_escalate_carries_the_item_and_a_title() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await in_dialog(desk, "e")
        await desk.shows("one or a few negative posts")
        await desk.press("tab", "tab", "right")
        await desk.shows("several posts or spreading in town")
        await desk.press("f2")
        await over(desk)
    (command,) = done(sitting)
    assert (command["do"], command["items"], command["grade"]) == ("incident.open", ("q1",), "larger")
    assert command["title"].startswith("在吗")


async def test_new_opens_what_its_pane_holds() -> None:
    async with opened(seat()) as desk:
        for pane, title in (("1", "new slot"), ("2", "new item"), ("3", "new incident")):
            await in_dialog(desk, pane, "n")
            await desk.shows(title)
            await desk.press("escape")
            await over(desk)


async def test_plan_a_slot() -> None:
    sitting = seat()
    async with opened(sitting, (120, 40)) as desk:
        await in_dialog(desk, "1", "n")
        await desk.press("2")
        await desk.type("09:30")
        await desk.press("tab")
        await desk.type("Knees")
        await desk.press("tab", "tab", "2", "3", "2", "tab", "2", "f2")
        await over(desk)
    assert done(sitting) == [
        {
            "do": "slot.plan", "platform": "kuaishou", "at": "2026-11-23T09:30:00", "title": "Knees",
            "tier": 2, "form": "interactive", "audience": "seniors", "emergency": True,
        }
    ]  # fmt: skip


async def test_sign_off_begins_with_the_role_that_is_owed() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await in_dialog(desk, "1", "f6")
        await desk.press("tab")
        await desk.type("Dr. Zhou")
        await desk.press("enter")
        await over(desk)
    assert done(sitting) == [
        {"do": "slot.sign_off", "id": "s4", "role": "public_health", "expert": "Dr. Zhou"}
    ]


async def test_publish_needs_nothing_but_enter() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await in_dialog(desk, "1", "p")
        await desk.press("f2")
        await over(desk)
    assert done(sitting) == [{"do": "slot.publish", "id": "s4"}]


async def test_meet_offers_only_timers_that_run() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await in_dialog(desk, "3", "down", "m")
        assert "initial response]" not in desk.text()
        await desk.press("tab")
        await desk.type("pinned")
        await desk.press("f2")
        await over(desk)
    assert done(sitting) == [
        {"do": "incident.meet", "id": "i12", "timer": "official_statement", "evidence": "pinned"}
    ]


async def test_meet_says_when_every_timer_is_met() -> None:
    async with opened(seat()) as desk:
        await desk.press("3", "end", "m")
        await desk.shows("no timer of it runs any more")


async def test_grading_shows_every_timer_before_and_after() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await in_dialog(desk, "3", "down", "e")
        await desk.shows("met; stays as it is")
        assert desk.text().count(" stays  ") == 2  # graded as it is, and no target moves
        await desk.press("right", "tab")
        await desk.type("spreading")
        await desk.press("enter")
        await over(desk)
    assert done(sitting) == [{"do": "incident.grade", "id": "i12", "grade": "major", "reason": "spreading"}]


async def test_move_begins_with_the_next_column() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await in_dialog(desk, "3", "f8")
        await desk.press("enter")
        await over(desk)
    assert done(sitting) == [{"do": "incident.move", "id": "i14", "stage": "respond"}]


async def test_take_charge_of_an_incident() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await desk.press("3", "c")
        await desk.shows("i14 is yours")
    assert done(sitting) == [{"do": "incident.claim", "id": "i14"}]


async def test_why_explains_the_deadline() -> None:
    async with opened(seat()) as desk:
        await in_dialog(desk, "down", "down", "w")
        await desk.shows("29 min of it had passed by then")
        assert "late by 0:41:17" in desk.text()
        await desk.press("enter")
        await over(desk)


async def test_a_detail_counts_down_and_has_its_panes_keys() -> None:
    clock = ManualClock()
    sitting = seat(clock=clock)
    async with opened(sitting) as desk:
        await in_dialog(desk, "end", "up", "enter")
        await desk.shows("3:52:00 left")
        clock.turn(1000)
        await desk.shows("3:51:59 left")
        await desk.press("c")
        await desk.until(lambda: done(sitting))
    assert done(sitting) == [{"do": "interaction.claim", "id": "q17"}]


async def test_the_journal_is_newest_first_and_grows() -> None:
    async with opened(seat()) as desk:
        await in_dialog(desk, "J")
        await desk.shows("41 14:23:07")
        lines = [line for line in desk.text().split("\n") if "claimed" in line]
        assert "q41" in lines[0]
        assert "q40" in lines[1]


async def test_an_error_in_an_action_is_told_and_the_desk_goes_on() -> None:
    sitting = seat()

    async def broken(command: object) -> None:
        raise OSError("no space left")

    sitting.hand.do = broken  # type: ignore[method-assign, assignment]
    async with opened(sitting) as desk:
        await desk.press("c")
        await desk.shows("that did not work: no space left")
        await desk.press("down")
        await desk.shows("selected q2")


async def test_what_was_typed_into_a_form_that_was_left_stands_there_again() -> None:
    sitting = seat()
    async with opened(sitting) as desk:

        def filled() -> tuple[str, str]:
            screen = desk.app.screen
            return screen.query_one("#f-note", Input).value, screen.query_one("#f-reason").value  # type: ignore[attr-defined]

        await in_dialog(desk, "x", "2")
        await desk.type("写到一半")
        await desk.press("escape")
        await over(desk)
        await desk.shows("what you typed is kept")
        await in_dialog(desk, "j", "x")
        assert filled() == ("", "thanks"), "another item is another form"
        await desk.press("right", "escape")
        await over(desk)
        await in_dialog(desk, "k", "x")
        await desk.shows("what you typed at 14:32 and left stands here again")
        assert filled() == ("写到一半", "spam")
        await desk.press("escape")
        await over(desk)
        await in_dialog(desk, "x")
        await desk.press("f9")
        await desk.hides("stands here again")
        assert filled() == ("", "thanks")
        await desk.press("escape")
        await over(desk)
        await in_dialog(desk, "x", "tab")
        assert filled() == ("", "thanks")
        await desk.type("done")
        await desk.press("f2")
        await over(desk)
        assert [one["note"] for one in done(sitting)] == ["done"]
        await desk.press("ctrl+q")
        assert desk.app._exit, "what was sent is not asked about"


async def test_leaving_asks_once_about_words_in_forms() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        asked = "words typed into a form were not sent and would be lost"
        await in_dialog(desk, "x", "2")
        await desk.type("half")
        await desk.press("ctrl+q")
        await desk.shows(asked)
        await desk.press("escape")
        await over(desk)
        await in_dialog(desk, "j", "x", "2")
        await desk.type("other")
        await desk.press("escape", "ctrl+q")
        await desk.shows(asked)
        assert not desk.app._exit, "these are other words than it has asked about"
        await desk.press("ctrl+q")
        await desk.until(lambda: desk.app._exit, "the end")


def test_left_words_are_of_one_operator_one_command_and_one_thing_and_never_a_secret() -> None:
    fields = [Field("note", "note"), Field("pin", "PIN", "secret"), Field("why", "why", "choice")]
    form = Form("close", {"do": "interaction.close", "id": "q1", "expect": 1}, fields, "close")
    before = {"note": "", "pin": "", "why": "a"}
    unsent = Unsent()
    for nothing in (before, {**before, "why": "b"}, {**before, "pin": "1234"}, {**before, "note": "  "}):
        assert not unsent.keep("li", form, before, nothing, 5)
    assert unsent.keep("li", form, before, {"note": "n", "pin": "1234", "why": "b"}, 5)
    others = [
        ("wang", form),
        ("li", replace(form, base={**form.base, "id": "q2"})),
        ("li", replace(form, title="other")),
    ]
    assert [unsent.take(*other) for other in others] == [None] * 3
    later = replace(form, base={**form.base, "expect": 2})
    assert unsent.take("li", later) == Left({"note": "n", "why": "b"}, 5)
    assert unsent.take("li", form) is None, "taken once"
    for n in range(500):
        unsent.keep("li", replace(form, title=str(n)), before, {**before, "note": "n"}, n)
    left = [n for n in range(500) if unsent.take("li", replace(form, title=str(n)))]
    assert left == list(range(400, 500))


@pytest.mark.parametrize("typed", ["answered by phone", "没有问题，已电话答复", "hello 2 you", "l"])
async def test_what_is_typed_while_a_choice_has_the_keys_is_no_typing_lost(typed: str) -> None:
    async with opened(seat()) as desk:
        await in_dialog(desk, "x")
        field = desk.app.screen.query_one("#f-note", Input)
        assert desk.app.focused is not field
        await desk.type(typed)
        await desk.until(lambda: field.value == typed, typed)


async def test_lines_that_are_pasted_become_one_in_a_field_of_one() -> None:
    async with opened(seat()) as desk:
        await in_dialog(desk, "x")
        desk.app.post_message(events.Paste("answered\n  by phone\r\n\nat noon\n"))
        field = desk.app.screen.query_one("#f-note", Input)
        await desk.until(lambda: field.value == "answered by phone at noon", "what was pasted")
