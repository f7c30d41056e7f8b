"""The statements of an incident on the screen: written, signed, published, compared, by keys alone."""
# ruff: noqa: F811 - the fixtures of another module are arguments here

from __future__ import annotations

from typing import Any

import pytest
from fakes import NOW, FakeReader, seat, statement, timer
from harness import Desk, opened
from test_real_desk import filled, sit, verbs  # noqa: F401 - fixtures
from textual.widgets import Input, TextArea

from rhythm_tui.desk import guard
from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.desk.statement_rows import CarriedReply, ClarificationSlot, Signature
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.deadlines import MINUTE
from rhythm_tui.domain.text import SafeText, clean
from rhythm_tui.ui.panes.versions import version_lines
from rhythm_tui.ui.screens.carried import CarriedScreen
from rhythm_tui.ui.screens.form import FormScreen
from rhythm_tui.ui.screens.statement_editor import StatementEditor
from rhythm_tui.ui.screens.statements import StatementsScreen
from rhythm_tui.ui.wording import flow

FIRST = "The video is wrong.\nSwelling goes in two days."
SECOND = "The video is wrong.\nSwelling goes in three days."


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard is loaded and reads at once; drafts are kept on leaving."""
    guard.word_list()
    monkeypatch.setattr("rhythm_tui.ui.screens.writing.GLANCE", 0.01)
    monkeypatch.setattr("rhythm_tui.ui.screens.writing.PAUSE", 3600)
    monkeypatch.setattr("rhythm_tui.ui.screens.writing.LATEST", 3600)


async def at(desk: Desk, screen: type[object]) -> None:
    await desk.until(lambda: isinstance(desk.app.screen, screen), screen.__name__)


async def to_statements(desk: Desk) -> None:
    await desk.press("3", "s")
    await at(desk, StatementsScreen)


def field(desk: Desk, name: str) -> Input:
    return desk.app.screen.query_one(f"#f-{name}", Input)


def lay(desk: RealDesk, *texts: str) -> None:
    """Publish some versions for i1; q1 was answered with the first of them."""
    for number, text in enumerate(texts, start=1):
        desk.do(parse({"do": "statement.draft", "incident": "i1", "text": text}))
        for role, expert in (("clinical", "zhou"), ("public_health", "wu")):
            desk.do(parse({"do": "statement.sign", "id": f"d{number}", "role": role, "expert": expert}))
        desk.do(parse({"do": "statement.publish", "id": f"d{number}", "platform": "douyin"}))
        if number == 1:
            desk.do(parse({"do": "reply.post", "id": "q1", "text": text, "template": "statement.d1"}))


async def test_from_the_first_word_to_the_promise_in_public(sit: Any, filled: RealDesk, clock: Any) -> None:
    sitting = sit()
    async with opened(sitting, (120, 36)) as desk:
        await to_statements(desk)
        await desk.shows("Nothing has been said in public yet.")
        await desk.press("f6")
        await at(desk, StatementEditor)
        await desk.type("The video is wrong.")
        await desk.shows("guard: nothing found")
        await desk.press("escape")
        await at(desk, StatementsScreen)
        await desk.shows("sign-off missing: clinical, public health")
        for expert in ("zhou", "wu"):
            await desk.press("f5")
            await at(desk, FormScreen)
            field(desk, "expert").value = expert
            await desk.press("f2")
            await at(desk, StatementsScreen)
        await desk.shows("wu signed: public health")
        await desk.press("f8")
        await at(desk, FormScreen)
        field(desk, "next_update").value = "18:00"
        await desk.press("f2")
        await at(desk, StatementsScreen)
        await desk.shows("next update 1 promised for 18:00")
        await desk.shows("in public")
    assert verbs(sitting)[:4] == ["statement.publish", "statement.sign", "statement.sign", "statement.draft"]
    found = sitting.reader.incident("i1")
    assert [timer.name for timer in found.card.timers if timer.met_at] == ["official_statement"]


async def test_a_changed_word_says_which_sign_offs_it_costs(sit: Any, filled: RealDesk) -> None:
    filled.do(parse({"do": "statement.draft", "incident": "i1", "text": FIRST}))
    filled.do(parse({"do": "statement.sign", "id": "d1", "role": "clinical", "expert": "zhou"}))
    sitting = sit()
    async with opened(sitting, (120, 36)) as desk:
        await to_statements(desk)
        await desk.press("e")
        await at(desk, StatementEditor)
        await desk.shows("It is signed: a changed word")
        await desk.type(" Ask us.")
        await desk.app.screen.keep()  # type: ignore[attr-defined]
        await desk.shows("sign-offs have lapsed (zhou)")
        await desk.press("f2")
        await at(desk, StatementsScreen)
        await desk.shows("clinical: lapsed")
    assert sitting.reader.statement("d1").text.plain == f"{FIRST} Ask us."


async def test_typing_is_kept_at_a_pause_and_one_draft_stays_one(
    sit: Any, filled: RealDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rhythm_tui.ui.screens.writing.PAUSE", 0.01)
    sitting = sit()
    async with opened(sitting, (120, 36)) as desk:
        await to_statements(desk)
        await desk.press("e")
        await at(desk, StatementEditor)
        await desk.type("one")
        await desk.until(lambda: sitting.reader.statements("i1"), "the first draft")
        await desk.type(" two")
        await desk.until(lambda: sitting.reader.statement("d1").text.plain == "one two", "the whole text")
        desk.app.screen.query_one(TextArea).clear()
        await desk.shows("an empty statement is not kept")
        await desk.press("escape")
        await desk.shows("the same key again leaves without them")
        await desk.press("escape")
        await at(desk, StatementsScreen)
    assert set(verbs(sitting)) & {"statement.draft", "statement.edit"}
    assert verbs(sitting).count("statement.draft") == 1


async def test_the_next_version_begins_with_the_words_that_stand(sit: Any, filled: RealDesk) -> None:
    lay(filled, FIRST)
    sitting = sit()
    async with opened(sitting, (120, 36)) as desk:
        await to_statements(desk)
        await desk.press("f6")
        await at(desk, StatementEditor)
        assert desk.app.screen.query_one(TextArea).text == FIRST
        await desk.press("escape")
        await at(desk, StatementsScreen)
    assert len(sitting.reader.statements("i1")) == 1, "nothing was changed, nothing is drafted"


async def test_a_refusal_stands_in_the_form_with_the_roles_by_name(sit: Any, filled: RealDesk) -> None:
    filled.do(parse({"do": "statement.draft", "incident": "i1", "text": FIRST}))
    async with opened(sit(), (120, 36)) as desk:
        await to_statements(desk)
        await desk.press("f8")
        await at(desk, FormScreen)
        await desk.press("f2")
        await desk.shows("sign-off missing: clinical expert, public-health expert")
        await desk.press("escape")
        await desk.press("f5")
        await at(desk, FormScreen)
        field(desk, "expert").value = "li"
        await desk.press("f2")
        await desk.shows("nobody signs their own work")


async def test_who_has_signed_already_is_not_asked_again(sit: Any, filled: RealDesk) -> None:
    lay(filled, FIRST)
    async with opened(sit(), (120, 36)) as desk:
        await to_statements(desk)
        await desk.press("a")
        await desk.shows("d1 is signed off in every role")
        assert isinstance(desk.app.screen, StatementsScreen)


@pytest.mark.parametrize("undo", ["u", "f9", "ctrl+z"])
async def test_what_was_done_in_the_list_is_taken_back_in_it(sit: Any, filled: RealDesk, undo: str) -> None:
    filled.do(parse({"do": "statement.draft", "incident": "i1", "text": "one"}))
    async with opened(sit("wang"), (120, 36)) as desk:
        await to_statements(desk)
        await desk.press("f5")
        await at(desk, FormScreen)
        await desk.press("tab", *"zhou", "f2")
        await at(desk, StatementsScreen)
        await desk.press(undo)
        await desk.shows("taken back: statement signed")
        await desk.press("U")
        await desk.shows("done again: statement signed")


async def test_versions_are_compared_with_every_other_one_in_turn(sit: Any, filled: RealDesk) -> None:
    lay(filled, FIRST, SECOND, "All is well.")
    async with opened(sit(), (120, 36)) as desk:
        await to_statements(desk)
        await desk.press("down")
        await desk.shows("version 2: the whole text")
        await desk.press("f3")
        await desk.shows("version 2 compared with version 1")
        await desk.shows("in [-two-][+three+] days.")
        await desk.press("c")
        await desk.shows("version 2 compared with version 3")
        await desk.press("c")
        await desk.shows("version 2: the whole text")
        await desk.press("c", "up")
        await desk.shows("version 3: the whole text")


async def test_a_long_text_is_turned_by_the_page_and_the_cursor_stays(sit: Any, filled: RealDesk) -> None:
    lay(filled, "\n".join(f"line {n}" for n in range(60)))
    async with opened(sit(), (120, 36)) as desk:
        await to_statements(desk)
        await desk.shows("line 0")
        await desk.press("pagedown")
        await desk.hides("line 0")
        await desk.shows("version 1 d1")
        await desk.press("pageup")
        await desk.shows("line 0")


async def test_an_old_wording_is_found_opened_again_and_answered_anew(sit: Any, filled: RealDesk) -> None:
    lay(filled, FIRST, SECOND)
    sitting = sit()
    async with opened(sitting, (120, 36)) as desk:
        await to_statements(desk)
        await desk.shows("1 reply in public still carries a superseded statement")
        await desk.press("o")
        await at(desk, CarriedScreen)
        await desk.shows("q1")
        await desk.shows("The video is wrong.")
        await desk.press("enter")
        await desk.shows("item q1")
        await desk.press("R")
        await at(desk, FormScreen)
        field(desk, "reason").value = "old wording"
        await desk.press("f2")
        await desk.press("escape")
        await desk.shows("No reply in public carries a superseded statement.")
        await desk.press("escape")
        await desk.hides("superseded statement")


async def test_a_text_is_copied_and_says_what_it_is_worth(sit: Any, filled: RealDesk) -> None:
    lay(filled, FIRST, SECOND)
    filled.do(parse({"do": "statement.draft", "incident": "i1", "text": "a draft"}))
    async with opened(sit(), (120, 36)) as desk:
        await to_statements(desk)
        for key, text, told in (
            (None, "a draft", "show it to the experts only"),
            ("down", SECOND, "F8 records where it stands"),
            ("down", FIRST, "this version was superseded"),
        ):
            if key:
                await desk.press(key)
            await desk.press("y")
            await desk.shows(told)
            assert desk.app.clipboard == text


async def test_a_clarification_is_planned_from_the_statement(sit: Any, filled: RealDesk) -> None:
    lay(filled, FIRST)
    sitting = sit()
    async with opened(sitting, (120, 36)) as desk:
        await to_statements(desk)
        await desk.press("enter")
        await desk.shows("plan a slot for it, with double review")
        await desk.press("l")
        await at(desk, FormScreen)
        assert field(desk, "title").value.startswith("The video is wrong.")
        field(desk, "at").value = "18:00"
        await desk.press("f2")
        await at(desk, StatementsScreen)
        await desk.shows("clarification s2, 11-22 18:00")
    row = sitting.reader.slot("s2", sitting.now()).row
    assert (row.statement, row.emergency) == ("d1", True)


async def test_without_a_statement_the_keys_say_so(sit: Any, filled: RealDesk) -> None:
    async with opened(sit(), (120, 36)) as desk:
        await to_statements(desk)
        for key in ("f5", "f8", "y", "l", "c"):
            await desk.press(key)
        await desk.shows("there is no statement yet: F6 drafts one")
        await desk.press("escape")
        await desk.until(lambda: len(desk.app.screen_stack) == 1)


def test_a_sign_off_that_has_no_room_beside_the_others_has_a_line_of_its_own() -> None:
    signed = tuple(
        Signature(role, clean(f"Director {role}"), NOW, counts=True) for role in ("clinical", "public_health")
    )
    row = statement(1, "words", signatures=signed, missing=("legal",))

    def shown(cells: int) -> list[str]:
        lines = version_lines(row, seat("en", reader=FakeReader()), NOW, cells)
        return ["".join(one.text for one in line).strip() for line in lines[1:]]

    (beside,) = shown(200)
    assert beside == (
        "Director clinical signed: clinical 14:32  Director public_health signed: public health 14:32"
        "  sign-off missing: legal"
    )
    assert shown(60) == beside.split("  ")


def test_words_of_several_styles_are_broken_as_one_text() -> None:
    lines = flow([("one two", "text"), ("three\n", "ok"), (SafeText("four\n\nfive"), "late")], 9, indent=1)
    shown = [[(one.text, one.style) for one in line] for line in lines]
    assert shown == [
        [(" ", "text"), ("one", "text")],
        [(" ", "text"), ("two", "text"), ("three", "ok")],
        [(" ", "text"), ("four", "late")],
        [(" ", "text")],
        [(" ", "text"), ("five", "late")],
    ]


def told() -> FakeReader:
    """An incident with three versions, a promise, and a reply that carries old words."""
    reader = FakeReader()
    reader.statements_all = [
        statement(
            1,
            "关于网传视频的说明:经初步核查,内容与事实不符。\n接种后局部红肿多在1至2天内缓解。",
            state="superseded",
            slots=(ClarificationSlot("s7", "douyin", "2026-11-22T18:00", "planned"),),
        ),
        statement(
            2,
            "关于网传视频的说明:经与疾控中心共同核查,该视频内容与事实不符。\n接种后局部红肿多在1至3天内缓解。",
            state="published",
        ),
        statement(
            3,
            "第三次说明:警方已立案。",
            authors=(clean("李敏"), clean("王芳")),
            signatures=(Signature("clinical", clean("周宁"), NOW - MINUTE, counts=False),),
        ),
    ]
    reader.carried_all = [
        CarriedReply(
            "q8", "douyin", "d1", 1, "i12", NOW - 50 * MINUTE, clean("王芳"), clean("经初步核查,与事实不符。")
        )
    ]
    card = next(card for card in reader.incidents_all if card.id == "i12")
    promised = timer("update1", 3, NOW - 100 * MINUTE)
    reader.incidents_all[reader.incidents_all.index(card)] = card._replace(timers=(*card.timers, promised))
    return reader


@pytest.mark.parametrize("size", [(160, 45), (120, 36), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_golden_statements(size: tuple[int, int], lang: str, request: pytest.FixtureRequest) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    async with opened(seat(lang, reader=told()), size) as desk:
        if size == (160, 45):
            await desk.shows("s4")  # the panes behind the dialog are in the picture
        await desk.press("3")
        await desk.until(lambda: desk.app.screen.query_one("#cards").ids, "the cards")  # type: ignore[attr-defined]
        desk.app.screen.query_one("#cards").go_to("i12")  # type: ignore[attr-defined]
        await desk.press("s")
        await at(desk, StatementsScreen)
        await desk.press("down", "c")
        await desk.shows("[+")
        await desk.golden(f"statements-{lang}-{size[0]}x{size[1]}")
        await desk.press("o")
        await at(desk, CarriedScreen)
        await desk.shows("q8")
        if size == (120, 36):
            await desk.golden(f"carried-{lang}-120x36")


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_golden_editor_and_publication(lang: str, request: pytest.FixtureRequest) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    async with opened(seat(lang, reader=told()), (80, 24)) as desk:
        await desk.press("3")
        await desk.until(lambda: desk.app.screen.query_one("#cards").ids, "the cards")  # type: ignore[attr-defined]
        desk.app.screen.query_one("#cards").go_to("i12")  # type: ignore[attr-defined]
        await desk.press("s")
        await at(desk, StatementsScreen)
        await desk.press("f6")
        await at(desk, StatementEditor)
        await desk.type("保证根治")
        await desk.shows("广告法" if lang == "zh" else "Advertising")
        await desk.golden(f"statement-editor-{lang}-80x24")
        desk.app.screen.query_one(TextArea).load_text("第三次说明:警方已立案。")
        await desk.press("escape")
        await at(desk, StatementsScreen)
        await desk.press("f8")
        await at(desk, FormScreen)
        await desk.shows("guard: nothing found" if lang == "en" else "用词检查：未见问题")
        await desk.golden(f"statement-publish-{lang}-80x24")
