"""Themes, borders and bell as the operator changes them, and the desk without colours."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import FakeReader, ManualClock, queue_row, seat
from harness import opened
from rich.color import ColorSystem

from rhythm_tui.settings import BadSetting
from rhythm_tui.ui.paint import PLAIN
from rhythm_tui.ui.standing import Wrong
from rhythm_tui.ui.theme import full_name


async def test_a_theme_is_seen_while_it_is_chosen_and_kept_with_enter() -> None:
    kept: dict[str, object] = {}
    async with opened(seat(), (120, 36), remember=kept.__setitem__) as desk:
        await desk.press("ctrl+t")
        await desk.shows("look and sound")
        await desk.golden("look-en-120x36")
        await desk.press("j")
        await desk.until(lambda: desk.app.theme == full_name("light"), "the light desk behind")
        await desk.press("escape")
        await desk.until(lambda: desk.app.theme == full_name("dark"), "the desk as it was")
        assert kept == {}
        await desk.press("ctrl+t")
        await desk.shows("look and sound")
        await desk.press("end")
        await desk.until(lambda: desk.app.theme == "tokyo-night", "a theme of Textual's")
        await desk.press("f3", "f4", "enter")
        await desk.shows("theme: Tokyo Night")
        assert kept == {"ascii_borders": True, "bell": "off", "theme": "tokyo-night"}
        assert "+-" in desk.text()
        await desk.press("B")
        await desk.shows("borders: lines")
        await desk.press("Y")
        await desk.shows("bell: once")
        assert kept == {"ascii_borders": False, "bell": "once", "theme": "tokyo-night"}


async def test_a_wrong_setting_stands_over_the_desk_until_it_is_chosen_anew() -> None:
    wrong = [Wrong("theme", 'screen.toml: theme cannot be "pink"'), Wrong("", "keys.toml: no")]
    async with opened(seat(), (80, 24), wrong=wrong) as desk:
        top = desk.text().split("\n")[0]
        assert top == ' screen.toml: theme cannot be "pink"  1 more: rhythm-tui doctor'
        await desk.press("B")
        await desk.shows("borders: + - |")
        assert desk.text().startswith(" screen.toml")
        await desk.press("ctrl+t")
        await desk.shows("look and sound")
        await desk.press("enter")
        await desk.shows("theme: dark")
        assert desk.text().startswith(" keys.toml: no\n")


async def test_what_cannot_be_remembered_is_done_all_the_same() -> None:
    def full(_key: str, _value: object) -> None:
        raise BadSetting("disk full")

    async with opened(seat(), (120, 36), remember=full) as desk:
        await desk.press("B")
        await desk.shows("borders: + - |  not remembered: disk full")
        assert "+-" in desk.text()


WALK = (
    [], ["enter"], ["f6"], ["ctrl+p"], ["f1"], ["ctrl+t"], ["1", "enter"], ["3", "z"], ["N"],
    ["1", "n"], ["S"],
)  # fmt: skip
"""Keys to some screens, each from the duty screen."""


@pytest.mark.parametrize("size", [(160, 45), (80, 24)])
async def test_with_ascii_borders_nothing_is_drawn_that_could_be_two_cells_wide(
    size: tuple[int, int],
) -> None:
    async with opened(seat(), size, ascii_borders=True) as desk:
        for keys in WALK:
            before = desk.text()
            if keys:
                await desk.press(*keys)
                await desk.until(lambda before=before: desk.text() != before, "another picture")
            await desk.rests()
            assert desk.ambiguous() == set(), keys
            await desk.press("escape")
            await desk.rests()


async def test_no_colour_means_none_and_all_can_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(seat(), (160, 45)) as desk:
        desk.app.appearance.suit_the_terminal()
        await desk.until(lambda: desk.app.theme == PLAIN)
        await desk.rests()
        colours = {
            colour.name
            for strip in desk.app.screen._compositor.render_strips()
            for segment in strip
            for colour in (segment.style.color, segment.style.bgcolor)
            if segment.style and colour
        }
        assert colours <= {"default"}
        assert "> " in desk.text() and "####" in desk.text()
        assert "┏━ 2 Queue" in desk.text() and "╭─ 3 Inc" in desk.text(), "the part that is worked in"
        await desk.press("3")
        await desk.until(lambda: "╭─ 2 Queue" in desk.text() and "┏━ 3 Inc" in desk.text())
        await desk.press("B")
        await desk.shows("+= 3 Inc")
        await desk.press("ctrl+t")
        await desk.shows("NO_COLOR is set")


async def test_without_colours_fields_have_ends_and_the_desk_stays_in_sight_behind_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(seat(), (80, 24), ascii_borders=True) as desk:
        desk.app.appearance.suit_the_terminal()
        await desk.until(lambda: desk.app.theme == PLAIN)
        await desk.press("x")
        await desk.shows("without a reply")
        await desk.golden("plain-fields-en-80x24")


async def test_256_colours_show_a_theme_in_colours_of_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, object] = {}
    async with opened(seat(), (80, 24), remember=kept.__setitem__) as desk:
        monkeypatch.setattr(desk.app.console, "_color_system", ColorSystem.EIGHT_BIT)
        desk.app.appearance.suit_the_terminal()
        await desk.until(lambda: desk.app.theme == full_name("dark-256"))
        await desk.press("ctrl+t", "j")
        await desk.until(lambda: desk.app.theme == full_name("light-256"), "the light desk behind")
        await desk.press("enter")
        await desk.shows("theme: light")
        assert kept == {"theme": "light"}


async def test_in_256_colours_what_is_behind_a_dialog_has_one_faint_ink(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with opened(seat(), (80, 24)) as desk:
        monkeypatch.setattr(desk.app.console, "_color_system", ColorSystem.EIGHT_BIT)
        desk.app.appearance.suit_the_terminal()
        await desk.until(lambda: desk.app.theme == full_name("dark-256"))
        assert len(desk.inks(0)) > 1
        await desk.press("x")
        await desk.shows("without a reply")
        assert len(desk.inks(0)) == 1, "blends of bands and keys would come out as olive and teal"
        await desk.press("escape")
        await desk.until(lambda: len(desk.inks(0)) > 1)


async def test_an_alarm_without_a_sound_stays_until_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, reader = ManualClock(), FakeReader([queue_row(1, 30, "问"), queue_row(2, 9000, "问")])
    async with opened(seat(clock=clock, reader=reader), bell="off") as desk:
        rung: list[Any] = []
        monkeypatch.setattr(desk.app, "bell", lambda: rung.append(1))
        await desk.shows("0:00:30")
        clock.turn(1000)
        await desk.shows("0:00:29")
        clock.turn(40_000)
        await desk.shows("ALARM   nobody holds: 1 became late")
        assert rung == []
        clock.turn(60_000)
        await desk.rests()
        assert "ALARM" in desk.text()
        await desk.press("j")
        clock.turn(1000)
        await desk.hides("ALARM")
