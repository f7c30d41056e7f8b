"""The list of all commands: found by name, pinyin, the other language, key; things to go to beside them."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest
from fakes import FakeReader, seat
from harness import Desk, opened

from rhythm_tui.ui import keys, palette
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.matching import ranked
from rhythm_tui.ui.pinyin import spelled_from, syllables
from rhythm_tui.ui.screens.choosing import Offer, PaletteScreen, offered
from rhythm_tui.ui.screens.reply import ReplyScreen
from rhythm_tui.ui.screens.workspace import WorkspaceScreen

ROOT = Path(__file__).parents[2]


def test_golden_of_the_pinyin_table() -> None:
    pytest.importorskip("pypinyin", reason="pypinyin is a development tool")
    spec = importlib.util.spec_from_file_location("pinyin", ROOT / "tools" / "pinyin.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    if os.environ.get("GOLDEN") == "write":
        tool.TABLE.write_text(tool.table(), encoding="utf-8")
    assert tool.TABLE.read_text(encoding="utf-8") == tool.table(), "run make pinyin"


def test_how_words_sound() -> None:
    for words, sound in {
        "回复": "hui fu", "重做": "chong zuo", "重新打开": "chong xin da kai", "重大": "zhong da",
        "角色": "jue se", "女": "nv", "F6 回": "f 6  hui", "Queue": "q u e u e",
    }.items():  # fmt: skip
        assert syllables(words) == tuple(sound.split(" "))


def test_what_spells_a_word() -> None:
    sounds = syllables("重新打开")
    many = {
        "c": 1,
        "ch": 1,
        "chong": 1,
        "cx": 2,
        "chx": 2,
        "chongxin": 2,
        "cxd": 3,
        "chxindk": 4,
        "cxdakai": 4,
    }
    assert {typed: spelled_from(typed, sounds) for typed in many} == many
    assert [spelled_from(typed, sounds) for typed in ("zx", "xd", "chongd", "cxdkk")] == [None] * 4
    assert spelled_from("a" * 30 + "b", ("a",) * 40) is None


def every_command() -> list[Offer]:
    return [offered(one, Keys()) for one in keys.offered("queue", past=False)]


def best(typed: str) -> str:
    found = ranked(every_command(), typed)
    return found[0][0].id if found else ""


def test_a_command_is_found_by_its_name_its_pinyin_its_other_language_and_its_key(chinese: None) -> None:
    wanted = {
        "回复": "reply", "hf": "reply", "huifu": "reply", "huif": "reply", "reply": "reply", "F6": "reply",
        "rl": "claim", "zyq": "escalate", "cxdk": "reopen", "chongzuo": "redo", "jb": "handover", "zz": "",
        "hand over": "handover", "保存 筛选": "filter-save", "bcsx": "filter-save", "J": "journal",
        "ｈｆ": "reply", "Ｆ６": "reply",
    }  # fmt: skip
    assert {typed: best(typed) for typed in wanted} == wanted


def test_the_desk_in_english_knows_the_chinese_names_too(english: None) -> None:
    wanted = {
        "回复": "reply",
        "hf": "reply",
        "rep": "reply",
        "ho": "handover",
        "nothing so": "",
        "jour": "journal",
    }
    assert {typed: best(typed) for typed in wanted} == wanted


def test_what_was_typed_is_marked_in_the_name(chinese: None) -> None:
    [(first, marks), *_rest] = ranked(every_command(), "sx")
    assert (first.name, marks) == ("筛选", frozenset({0, 1}))
    [(first, marks), *_rest] = ranked(every_command(), "选")
    assert (first.name, marks) == ("筛选", frozenset({1}))


def test_an_exact_name_comes_before_a_part_and_a_part_before_what_is_said_of_it() -> None:
    found = [one.id for one, _marks in ranked(every_command(), "filter")]
    assert found[0] == "filter" and "filters" in found
    found = [one.id for one, _marks in ranked(every_command(), "slot")]
    assert found.index("pane-slots") < found.index("plan")


def test_things_are_found_by_id_title_author_and_words() -> None:
    sitting = seat(reader=FakeReader())

    def ids(typed: str) -> list[str]:
        return [one.id for one in palette.things(sitting, typed)]

    assert ids("i12") == ["go: i12"]
    assert ids("#12")[:2] == ["go: i12", "go: q12"]
    assert ids("q999") == ids("") == ids("  ") == []
    assert ids("疫苗")[0].startswith("go: i")
    assert any(one.startswith("go: q") for one in ids("疫苗"))
    assert "go: i12" in ids(sitting.reader.incident("i12").card.title.plain[:6])  # type: ignore[union-attr]


async def listed(desk: Desk, typed: str) -> list[str]:
    await desk.press("ctrl+p")
    await desk.until(lambda: isinstance(desk.app.screen, PaletteScreen), "the commands")
    await desk.type(typed)
    await desk.rests()
    screen = desk.app.screen
    assert isinstance(screen, PaletteScreen)
    return screen.choices.ids


async def test_the_list_goes_where_it_is_told_and_shows_last_what_was_chosen_first_next_time() -> None:
    async with opened(seat()) as desk:
        assert await listed(desk, "no such") == []
        await desk.press("enter", "escape")
        assert (await listed(desk, "go i12"))[:1] == ["go: i12"]
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, WorkspaceScreen), "the incident")
        await desk.press("escape")
        assert (await listed(desk, "hf"))[:1] == ["reply"]
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, ReplyScreen), "the reply")
        await desk.press("escape")
        await desk.until(lambda: len(desk.app.screen_stack) == 1, "the desk")
        assert (await listed(desk, ""))[:1] == ["reply"]
        await desk.pilot.click("#choices", offset=(4, 1))
        await desk.until(lambda: len(desk.app.screen_stack) != 2, "a click to choose")


async def test_what_cannot_be_done_now_says_why() -> None:
    async with opened(seat(reader=FakeReader([], [], [])), (120, 36)) as desk:
        assert "reply" in await listed(desk, "reply")
        assert "nothing is selected" in desk.text()
        await desk.press("escape")
        assert (await listed(desk, "zoom"))[:1] == ["zoom"]
        assert "nothing is selected" not in desk.text()
