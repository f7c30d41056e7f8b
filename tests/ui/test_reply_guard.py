"""The reply dialog with guard and approved wording: checked while it is typed, stopped where it must be."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import FakeReader, queue_row, seat, statement
from harness import Desk, check_golden, opened
from test_dialogs import done, in_dialog, over
from test_real_desk import filled, sit, verbs  # noqa: F401 - fixtures
from textual.widgets import Input, TextArea

from rhythm_tui.desk import guard
from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.desk.remark import Remark
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.settings import BadSetting
from rhythm_tui.ui.findings import finding_lines, nearest
from rhythm_tui.ui.screens.approved import ApprovedScreen
from rhythm_tui.ui.screens.form import FormScreen
from rhythm_tui.ui.screens.reply import ReplyScreen
from rhythm_tui.ui.widgets.cards import CardList

RED = "保证根治,没有能治愈的药"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard is loaded, and reads at once."""
    guard.word_list()
    guard.replies()
    monkeypatch.setattr("rhythm_tui.ui.screens.writing.GLANCE", 0.01)
    monkeypatch.setattr("rhythm_tui.ui.screens.writing.PAUSE", 3600)


def editor(desk: Desk) -> TextArea:
    return desk.app.screen.query_one("#reply", TextArea)


def remark(severity: str, start: int, end: int) -> Remark:
    return Remark(severity, "w", "cure", "why", "law", start, end)


def words(text: str, remarks: list[Remark], at: int = 0, most: int = 3) -> list[str]:
    lines = finding_lines(text, remarks, at, 60, most=most, approved_only=None)
    return ["".join(piece.text for piece in line).rstrip() for line in lines]


def test_the_nearest_finding_explains_itself_the_graver_of_two_as_near() -> None:
    amber, red, far = remark("amber", 0, 2), remark("red", 0, 2), remark("red", 8, 9)
    assert nearest([amber, red, far], 1) is red
    assert nearest([amber, red, far], 7) is far
    assert nearest([], 0) is None


def test_long_words_are_quoted_with_two_dots() -> None:
    text = "请您到互联网医院挂号后按提示操作即可预约成功再来我院就诊"
    assert guard.quoted(text, remark("amber", 0, 8)) == "请您到互联网医院"
    assert guard.quoted(text, remark("amber", 0, len(text))) == "请您到互联网医院挂号后按提示操作即可.."


def test_what_was_just_typed_goes_before_what_is_said_of_the_whole() -> None:
    whole, typed = remark("amber", 0, 20), remark("red", 16, 18)
    assert nearest([whole, typed], 20) is typed
    assert nearest([whole, typed], 5) is whole


def test_findings_say_their_severity_in_words_and_stay_few() -> None:
    text = "0123456789"
    found = words(text, [remark("red", n, n + 1) for n in range(8)] + [remark("amber", 8, 9)], at=8)
    assert found[0].startswith("guard: 8 red, 1 amber")
    assert [line[:8] for line in found[1:4]] == ["  red  ", "  red  ", "> amber "] or len(found) == 5
    assert found[-1] == "  why (law)"
    assert words(text, [])[0].startswith("guard: nothing found")
    assert words(" ", []) == []


async def test_what_is_typed_is_checked_and_red_named_with_its_law() -> None:
    async with opened(seat()) as desk:
        await in_dialog(desk, "r")
        await desk.shows("F4 approved wording")
        await desk.type(RED)
        await desk.shows("1 red, 1 amber")
        await desk.shows("Medical Advertising Rules")
        editor(desk).clear()
        await desk.hides("1 red")


async def test_red_stops_the_copy_until_a_reason_is_given() -> None:
    sitting = seat()
    hand: Any = sitting.hand
    hand.refusal, hand.refused_verbs = Refusal("refused", "the guard says no", "reason"), ("reply.copy",)
    async with opened(sitting) as desk:
        await in_dialog(desk, "r")
        await desk.type(RED)
        await desk.press("f3")
        await desk.shows("the guard says no")
        assert desk.app.clipboard == ""
        assert desk.app.focused is desk.app.screen.query_one("#reason")
        await desk.press("escape")
        assert desk.app.focused is editor(desk)
        assert editor(desk).text == RED
        await desk.press("f3")
        await desk.until(lambda: isinstance(desk.app.focused, Input))
        hand.refused_verbs = ()
        await desk.type("quoted")
        await desk.press("enter")
        await desk.shows("copied, unconfirmed")
        assert desk.app.clipboard == RED
    assert done(sitting)[-1] == {"do": "reply.copy", "id": "q1", "reason": "quoted"}


async def test_a_draft_longer_than_a_reply_may_be_is_kept_and_read_again_whole(
    sit: Any,  # noqa: F811
    filled: RealDesk,  # noqa: F811
) -> None:
    long = "好" * 15_000 + "\n" + "了" * 15_000
    seat = sit()
    async with opened(seat, (120, 36)) as desk:
        await in_dialog(desk, "r")
        await desk.shows("F3 copy")
        editor(desk).text = long
        await desk.shows("30001 characters: kept, but at most 20000 may go out")
        await desk.press("f3")
        await desk.shows("a reply has at most 20000 characters")
        assert desk.app.clipboard == ""
        await desk.press("escape")
        await desk.until(lambda: len(desk.app.screen_stack) == 1, "the desk")
        assert seat.reader.item("q1").reply.plain == long
        await in_dialog(desk, "r")
        await desk.until(lambda: editor(desk).text == long, "all of it")
        editor(desk).text = long + "吗"
        filled.do(parse({"do": "interaction.close", "id": "q1", "reason": "other", "operator": "wang"}))
        await desk.press("escape")
        await desk.until(lambda: len(desk.app.screen_stack) == 1, "the desk")
    history = seat.reader.interaction("q1").history
    notes = [one.words.plain for one in history if one.verb == "interaction.note"]
    assert "".join(notes) == f"{long}吗", "the item had ended meanwhile"


async def test_another_refusal_asks_for_no_reason() -> None:
    sitting = seat()
    hand: Any = sitting.hand
    hand.refusal, hand.refused_verbs = Refusal("refused", "it is closed"), ("reply.copy",)
    async with opened(sitting) as desk:
        await in_dialog(desk, "r")
        await desk.type("hm")
        await desk.press("f3")
        await desk.shows("it is closed")
        assert not desk.app.screen.query_one("#reason").display


def dialog(desk: Desk) -> str:
    """The dialog alone, as text: what lies behind it has goldens of its own."""
    box = desk.app.screen.query_one(".dialog").region
    strips = desk.app.screen._compositor.render_strips()[box.y : box.bottom]
    return "\n".join(strip.crop(box.x, box.right).text for strip in strips)


async def picker(desk: Desk) -> CardList:
    await desk.press("f4")
    await desk.until(lambda: isinstance(desk.app.screen, ApprovedScreen), "the approved wording")
    choices = desk.app.screen.query_one("#choices", CardList)
    await desk.until(lambda: choices.ids, "something to choose")
    return choices


async def test_the_wording_that_fits_the_question_stands_first() -> None:
    async with opened(seat()) as desk:
        await in_dialog(desk, "down", "down", "down", "down", "down", "r")
        choices = await picker(desk)
        assert choices.ids[0] == "fever_watch", "the item asks about fever"
        await desk.shows("used 2")
        await desk.type("停车")
        await desk.until(lambda: all(one.startswith("park") for one in choices.ids), "parking alone")
        desk.app.screen.query_one("#wanted", Input).value = "zzqq"
        await desk.shows("No approved wording fits that.")
        await desk.press("escape")
        await desk.until(lambda: isinstance(desk.app.screen, ReplyScreen))


async def test_a_statement_of_its_incident_is_offered_first_and_an_old_one_no_more() -> None:
    row = queue_row(1, 600, "疫苗是不是会致病", incident="i12")
    reader = FakeReader(queue=[row])
    reader.statements_all = [
        statement(1, "旧的说法。", state="superseded"),
        statement(2, "经核查,视频内容与事实不符。", state="published"),
        statement(3, "新的草稿。"),
        statement(4, "另一事件。", state="published", incident="i14"),
    ]
    sitting = seat(reader=reader)
    async with opened(sitting) as desk:
        await in_dialog(desk, "r")
        choices = await picker(desk)
        assert choices.ids[0] == "statement.d2"
        assert not {"statement.d1", "statement.d3", "statement.d4"} & set(choices.ids)
        await desk.type("声明")
        await desk.until(lambda: choices.ids[:1] == ["statement.d2"], "found by its topic")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, ReplyScreen))
        assert editor(desk).text == "经核查,视频内容与事实不符。"
        await desk.press("f3")
        await desk.shows("copied, unconfirmed")
    assert done(sitting)[0]["template"] == "statement.d2"


async def test_a_draft_made_from_an_old_statement_says_so() -> None:
    reader = FakeReader(queue=[queue_row(1, 600, "疫苗是不是会致病", incident="i12", reply_state="drafted")])
    reader.statements_all = [statement(1, "旧的说法。", state="superseded")]
    reader.facts["q1"] = {"template": "statement.d1"}
    async with opened(seat(reader=reader)) as desk:
        await in_dialog(desk, "r")
        await desk.shows("the statement d1 was superseded: F4 offers the one that stands")


async def test_a_wording_is_put_in_and_its_open_places_stop_the_copy() -> None:
    sitting = seat("en")
    async with opened(sitting) as desk:
        await in_dialog(desk, "r")
        await picker(desk)
        await desk.type("bp_medicine")
        await desk.press("enter")
        await desk.shows("still to be filled in: {department}")
        assert editor(desk).selected_text == "{department}"
        await desk.press("f3")
        await desk.shows("still to be filled in: {department}")
        assert "reply.copy" not in [one["do"] for one in done(sitting)]
        await desk.type("Cardiology")
        await desk.press("f3")
        await desk.shows("copied, unconfirmed")
    draft, copy = done(sitting)
    assert (draft["template"], copy) == ("bp_medicine", {"do": "reply.copy", "id": "q1"})
    assert "Book Cardiology and" in draft["text"]


async def test_another_wording_takes_the_place_of_the_first_but_never_of_what_was_typed() -> None:
    async with opened(seat()) as desk:
        await in_dialog(desk, "r")
        for id in ("bp_measure", "bp_life"):
            await picker(desk)
            await desk.type(id)
            await desk.press("f2")
            await desk.until(lambda: isinstance(desk.app.screen, ReplyScreen))
        only = editor(desk).text
        assert only == guard.replies().templates["bp_life"].en
        await desk.type(" Mine.")
        await picker(desk)
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, ReplyScreen))
        await desk.until(lambda: len(editor(desk).text) > len(only) + 6)
        assert editor(desk).text.startswith(f"{only} Mine.")


async def test_an_emptied_reply_is_no_approved_wording_any_more() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await in_dialog(desk, "r")
        await picker(desk)
        await desk.type("bp_measure")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, ReplyScreen))
        await desk.press("f3")
        await desk.shows("copied, unconfirmed")
        editor(desk).clear()
        await desk.press("escape")
        await over(desk)
    assert done(sitting)[-1] == {"do": "reply.draft", "id": "q1", "text": ""}


async def test_a_word_list_that_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_about: object) -> None:
        raise BadSetting("words.toml: line 3")

    monkeypatch.setattr(guard, "remarks", broken)
    monkeypatch.setattr(guard, "replies", broken)
    async with opened(seat()) as desk:
        await in_dialog(desk, "r")
        await desk.type("hm")
        await desk.shows("the guard cannot be used: words.toml: line 3")
        await desk.press("f4")
        await desk.until(lambda: isinstance(desk.app.screen, ApprovedScreen))
        await desk.shows("words.toml: line 3")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, ReplyScreen))


async def test_with_an_open_incident_only_approved_wording_is_offered() -> None:
    row = queue_row(1, -600, "疫苗致病是真的吗", incident="i12")
    async with opened(seat(reader=FakeReader(queue=[row]))) as desk:
        await in_dialog(desk, "r")
        await desk.shows("incident i12 is open: approved wording only")


async def test_on_a_real_desk_red_is_refused_and_a_reason_journaled(sit: Any, filled: RealDesk) -> None:  # noqa: F811
    sitting = sit()
    async with opened(sitting, (160, 45)) as desk:
        await desk.shows("2 Queue 2")
        await in_dialog(desk, "r")
        await desk.type("This cures 100%, 保证根治")
        await desk.press("f3")
        await desk.shows("must not stand in a reply")
        await desk.type("a quotation")
        await desk.press("f3")
        await desk.shows("copied, unconfirmed")
    assert verbs(sitting)[:2] == ["reply.copy", "reply.draft"]
    found = sitting.reader.interaction("q1")
    assert found.history[-1].words.plain == "a quotation"


async def test_what_stands_in_public_is_told_to_be_red(sit: Any, filled: RealDesk) -> None:  # noqa: F811
    filled.do(parse({"do": "reply.draft", "id": "q1", "text": "保证根治"}))
    async with opened(sit(), (160, 45)) as desk:
        await desk.shows("2 Queue 2")
        await in_dialog(desk, "p")
        await desk.press("f2")
        await desk.shows("its clock has stopped")
        await desk.shows("Say control or long-term care")


@pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_golden(size: tuple[int, int], lang: str, request: pytest.FixtureRequest) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    name = f"{lang}-{size[0]}x{size[1]}"
    sitting = seat(lang)
    rows = sitting.reader.queue_all  # type: ignore[attr-defined]
    rows[0] = rows[0]._replace(incident="i12")
    async with opened(sitting, size) as desk:
        await in_dialog(desk, "2", "r")
        await desk.type(RED)
        await desk.until(lambda: "第十六条" in desk.text() or "art. 16" in desk.text())
        check_golden(f"reply-guard-{name}", dialog(desk))
        await picker(desk)
        check_golden(f"approved-{name}", dialog(desk))


async def test_who_leaves_the_confirming_is_back_at_the_words() -> None:
    sitting = seat("en")
    async with opened(sitting) as desk:
        await in_dialog(desk, "r")
        await desk.type("Please ask your doctor")
        await desk.press("f8")
        await desk.until(lambda: isinstance(desk.app.screen, FormScreen))
        await desk.press("escape")
        await desk.until(lambda: isinstance(desk.app.screen, ReplyScreen))
        assert editor(desk).text == "Please ask your doctor"
        await desk.press("escape")
        await over(desk)
    assert "reply.post" not in [one["do"] for one in done(sitting)]
