"""Saved filters on the screen: kept from the filter bar, found, listed, overwritten, removed."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import seat
from harness import Desk, opened
from textual.widgets import Input

from rhythm_tui.ui.keymap import check_keymap
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.screens.saved import SavedFiltersScreen, SaveFilterScreen
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.cards import CardList


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "filters.toml"


def sitting(file: Path, lang: str = "en") -> Seat:
    return seat(lang, filters=file)


def saved(file: Path) -> dict[str, str]:
    return {one.name.plain: one.text.plain for one in sitting(file).filters.all()}


async def on_top(desk: Desk, kind: type[object], *keys: str) -> None:
    await desk.press(*keys)
    await desk.until(lambda: isinstance(desk.app.screen, kind), kind.__name__)


async def over(desk: Desk) -> None:
    await desk.until(lambda: len(desk.app.screen_stack) == 1, "the dialog to go")


def filter_text(desk: Desk) -> str:
    return desk.app.query_one("#filter", Input).value


async def test_the_filter_bar_says_how_a_filter_is_saved_and_saves_it(file: Path) -> None:
    async with opened(sitting(file)) as desk:
        await desk.press("/")
        await desk.shows("^s save filter")
        await desk.type("疫苗 -is:draft")
        await on_top(desk, SaveFilterScreen, "ctrl+s")
        await desk.shows("疫苗 -is:draft")
        await desk.type('"夜班"')
        await desk.press("enter")
        await over(desk)
        await desk.shows('^p finds it as "夜班"')
        assert desk.app.focused is desk.app.query_one("#filter")
    assert saved(file) == {'"夜班"': "疫苗 -is:draft"}


async def test_the_bar_shows_the_operators_own_key_and_its_mouse_button_saves(file: Path) -> None:
    keys = Keys(check_keymap({"filter-save": "ctrl+x"}))
    async with opened(sitting(file), (80, 24), keys=keys) as desk:
        await desk.press("/")
        await desk.type("疫苗")
        await desk.shows("^x save filter")
        await desk.pilot.click("#filter-keys", offset=(2, 0))
        await desk.until(lambda: isinstance(desk.app.screen, SaveFilterScreen), "the form")
        await desk.press("escape")
        await over(desk)
    assert not file.exists()


async def test_without_a_filter_there_is_nothing_to_save(file: Path) -> None:
    async with opened(sitting(file)) as desk:
        await desk.press("ctrl+s")
        await desk.shows("no filter to save: type one with /")
        assert len(desk.app.screen_stack) == 1


async def test_a_filter_that_cannot_be_read_is_not_saved_and_says_why(file: Path) -> None:
    async with opened(sitting(file)) as desk:
        await desk.press("/")
        await desk.type("band:purple")
        await on_top(desk, SaveFilterScreen, "ctrl+s")
        await desk.press("enter")
        await desk.shows("a name of 1 to 40 characters")
        await desk.type("x")
        await desk.press("enter")
        await desk.until(lambda: "no such band: purple" in desk.text(), "why")
        assert isinstance(desk.app.screen, SaveFilterScreen)
    assert not file.exists()


async def test_a_name_that_is_taken_is_overwritten_only_after_saying_so(file: Path) -> None:
    sitting(file).filters.save("night", "band:soon")
    async with opened(sitting(file)) as desk:
        await desk.press("/")
        await desk.type("band:late")
        await on_top(desk, SaveFilterScreen, "ctrl+s")
        await desk.type("night")
        await desk.press("enter")
        await desk.shows("night is saved already, as band:soon.")
        await desk.shows("Enter overwrite it")
        assert saved(file) == {"night": "band:soon"}
        await desk.type("s")
        await desk.hides("is saved already")
        await desk.press("backspace", "enter")
        await desk.shows("is saved already")
        await desk.press("enter")
        await over(desk)
    assert saved(file) == {"night": "band:late"}


async def test_the_palette_offers_a_saved_filter_and_shows_it_in_the_filter_line(file: Path) -> None:
    sitting(file).filters.save("it's night", "band:late,neglected")
    async with opened(sitting(file), (160, 45)) as desk:
        await desk.press("1", "ctrl+p")
        await desk.type("NIGHT")
        await desk.until(
            lambda: desk.app.screen.query_one("#choices", CardList).ids == ["filter: it's night"], "the one"
        )
        await desk.press("enter")
        await over(desk)
        await desk.shows("filter: band:late,neglected")
        await desk.shows("2 Queue 5/18")
        assert filter_text(desk) == "band:late,neglected"
        assert desk.app.focused is desk.app.query_one("#rows")
        await desk.press("escape")
        await desk.shows("2 Queue 18")


async def test_the_list_narrows_the_queue_from_the_filter_bar_too(file: Path) -> None:
    for name, text in (("one", "疫苗"), ("two", "is:draft")):
        sitting(file).filters.save(name, text)
    async with opened(sitting(file)) as desk:
        await desk.press("/")
        await desk.type("发烧")
        await on_top(desk, SavedFiltersScreen, "ctrl+g")
        await desk.press("down", "enter")
        await over(desk)
        await desk.shows("filter: is:draft")
        assert filter_text(desk) == "is:draft"


async def test_del_removes_a_filter_after_saying_so_and_only_that(file: Path) -> None:
    for name in ("one", "two", "three"):
        sitting(file).filters.save(name, f"text:{name}")
    async with opened(sitting(file)) as desk:
        await on_top(desk, SavedFiltersScreen, "F")
        await desk.press("delete")
        await desk.shows("Del once more removes one for good.")
        await desk.press("down")
        await desk.hides("once more")
        await desk.press("delete")
        await desk.shows("Del once more removes two for good.")
        await desk.press("delete")
        await desk.shows("two is removed")
        assert desk.app.screen.query_one("#choices", CardList).ids == ["one", "three"]
        await desk.press("escape")
        await over(desk)
    assert list(saved(file)) == ["one", "three"]


async def test_the_list_in_a_small_window(file: Path) -> None:
    for name, text in (("夜班", "状态：逾期 负责：无人"), ("vaccines", "疫苗 owner:none")):
        sitting(file).filters.save(name, text)
    async with opened(sitting(file), (80, 24)) as desk:
        await on_top(desk, SavedFiltersScreen, "ctrl+g")
        await desk.press("delete")
        await desk.shows("once more")
        await desk.golden("saved-list-en-80x24")


async def test_what_cannot_be_written_is_told_and_the_name_stays(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting(file).filters.save("one", "疫苗")

    def full(_handle: int) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr("os.fsync", full)
    async with opened(sitting(file)) as desk:
        await on_top(desk, SavedFiltersScreen, "ctrl+g")
        await desk.press("delete", "delete")
        await desk.shows("that could not be removed:")
        await desk.press("enter")
        await over(desk)
        await on_top(desk, SaveFilterScreen, "ctrl+s")
        await desk.type("two")
        await desk.press("enter")
        await desk.shows("that could not be saved:")
        assert desk.app.screen.query_one("#name", Input).value == "two"
    assert saved(file) == {"one": "疫苗"}


async def test_an_empty_list_says_how_a_filter_comes_into_it(file: Path) -> None:
    async with opened(sitting(file)) as desk:
        await on_top(desk, SavedFiltersScreen, "ctrl+g")
        await desk.shows("No filter is saved yet. Type one with /, then ^s keeps it under a name.")
        await desk.press("delete", "enter")
        assert isinstance(desk.app.screen, SavedFiltersScreen)


async def test_a_file_that_was_broken_meanwhile_is_told_and_the_palette_still_opens(file: Path) -> None:
    async with opened(sitting(file)) as desk:
        file.write_text("= broken", "utf-8")
        await desk.press("ctrl+p")
        await desk.type("jour")
        await desk.until(
            lambda: desk.app.screen.query_one("#choices", CardList).ids == ["journal"], "the others to go"
        )
        await desk.press("escape")
        await desk.shows("filters.toml")
        await on_top(desk, SavedFiltersScreen, "ctrl+g")
        await desk.shows("write name = value")


@pytest.mark.parametrize(("lang", "typed"), [("en", "filter"), ("zh", "筛选")])
async def test_the_palette_with_saved_filters(
    file: Path, lang: str, typed: str, request: pytest.FixtureRequest
) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    sitting(file).filters.save("夜班", "状态：逾期 负责：无人")
    sitting(file).filters.save("vaccines, free", "疫苗 owner:none")
    async with opened(sitting(file, lang), (120, 36)) as desk:
        await desk.press("ctrl+p")
        await desk.type(typed)
        await desk.shows("vaccines, free")
        await desk.until(
            lambda: len(desk.app.screen.query_one("#choices", CardList).ids) < 8, "the rest to go"
        )
        await desk.golden(f"saved-palette-{lang}-120x36")


async def test_the_save_form_and_the_filter_bar_in_chinese(file: Path, chinese: None) -> None:
    sitting(file).filters.save("夜班", "状态：逾期 负责：无人")
    async with opened(sitting(file, "zh"), (80, 24)) as desk:
        await desk.press("/")
        await desk.type("发烧")
        await on_top(desk, SaveFilterScreen, "ctrl+s")
        await desk.type("夜班")
        await desk.press("enter")
        await desk.shows("覆盖")
        await desk.golden("saved-overwrite-zh-80x24")
