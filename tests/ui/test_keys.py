"""The registry of keys: one source for bindings, footer, help, menu, palette and keymap file."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import seat
from harness import opened
from textual.widgets import Input

from rhythm_tui.settings import BadSetting
from rhythm_tui.ui import keys
from rhythm_tui.ui.acting import Tools
from rhythm_tui.ui.actions import Actions
from rhythm_tui.ui.app import DeskApp
from rhythm_tui.ui.keymap import check_keymap, keymap_text, keys_of, mistakes
from rhythm_tui.ui.keys import ACTIONS, BY_ID, Keys, half_width, key_name
from rhythm_tui.ui.recent import Recent
from rhythm_tui.ui.terms import STAGES
from rhythm_tui.ui.widgets.cards import CardList
from rhythm_tui.ui.widgets.queue_list import QueueList

ON_THE_SCREEN = {
    "pane-next",
    "pane-previous",
    "pane-slots",
    "pane-queue",
    "pane-incidents",
    "zoom",
    "filter",
    "order",
    "order-back",
    "mark",
    "mark-all",
    "statement-compare",
    "plan-span",
    "plan-cause",
    "plan-today",
    "plan-back",
    "plan-on",
}
BY_MOUSE = {f"to-{stage}" for stage in STAGES}
"""What a card that is dropped on a column asks for."""
OF_THE_APP = {"quit", "theme", "borders", "bell", "lock", "digest", "roster", "handover"}


def test_ids_are_unique() -> None:
    assert len(keys.BY_ID) == len(ACTIONS)


def test_nothing_is_registered_that_does_nothing() -> None:
    done = set(Actions(Tools(DeskApp(seat()), seat(), Keys(), lambda line: None), Recent())._verbs)
    done -= {"open", "menu"} | BY_MOUSE
    assert {action.id for action in ACTIONS} == done | ON_THE_SCREEN | OF_THE_APP


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_works_with_an_input_method_on(action: keys.Action) -> None:
    assert keys.in_reach(action, action.keys)


def test_the_palette_itself_needs_no_letter() -> None:
    assert "ctrl+p" in keys.BY_ID["palette"].keys


def test_the_registry_itself_has_no_clash() -> None:
    assert check_keymap({}) == {action.id: action.keys for action in ACTIONS}


def test_what_an_input_method_makes_of_a_key_counts_as_that_key() -> None:
    full_width = {chr(ord(sign) + 0xFEE0): sign for sign in "/?:123[]<>+-jkgGqQ"}
    for typed, key in {
        **full_width,
        "、": "/",
        "【": "[",
        "】": "]",
        "。": ".",
        "《": "<",
        "\u3000": " ",
    }.items():
        assert half_width(typed) == key
    assert [half_width(typed) for typed in ("/", "j", "回", None)] == [None] * 4


@pytest.mark.parametrize("way", ["J", "ctrl+t", "3 enter"])
async def test_q_goes_one_step_back_and_ends_the_desk_on_its_first_screen_only(way: str) -> None:
    async with opened(seat()) as desk:
        await desk.press(*way.split())
        await desk.until(lambda: len(desk.app.screen_stack) == 2, "the screen to open")
        await desk.rests()
        await desk.press("q")
        await desk.until(lambda: len(desk.app.screen_stack) == 1, "the screen to go")
        assert desk.app._exit is False
        await desk.press("q")
        await desk.until(lambda: desk.app._exit, "the desk to end")


async def test_full_width_letters_move_the_cursor_and_leave_dialogs_but_stay_as_they_are_in_a_field() -> None:
    async with opened(seat()) as desk:
        rows = desk.app.screen.query_one("#rows", QueueList)
        await desk.press("ｊ", "ｊ", "ｋ")
        assert rows.cursor == 1
        await desk.press("Ｋ")
        await desk.shows("lessons")
        await desk.press("ｑ")
        await desk.hides("No lesson")
        await desk.type("、")
        await desk.type("ｊ，？\u3000\U0001f469\u200d\u2695")
        assert desk.app.screen.query_one("#filter", Input).value == "ｊ，？\u3000\U0001f469\u200d\u2695"


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("f6", "F6"),
        ("ctrl+p", "^p"),
        ("c", "c"),
        ("J", "J"),
        ("shift+tab", "S-Tab"),
        ("escape", "Esc"),
        ("/", "/"),
    ],
)
def test_how_keys_are_written(key: str, shown: str) -> None:
    assert key_name(key) == shown


@pytest.mark.parametrize(
    ("keymap", "words"),
    [
        ({"dance": "f5"}, "no action called dance"),
        ({"claim": ""}, "claim needs a key"),
        ({"claim": 5}, "claim needs a key"),
        ({"claim": "zzz"}, "no key called zzz"),
        ({"claim": "f5 strg+c"}, r"no key called strg\+c"),
        ({"claim": "alt+x"}, "alt.x cannot be typed: terminals send Esc and the key"),
        ({"claim": "ctrl+i"}, "ctrl.i cannot be typed: terminals send Tab"),
        ({"claim": "ctrl+c"}, "ctrl.c cannot be typed: the terminal keeps it"),
        ({"claim": "ctrl+3"}, "ctrl.3 cannot be typed: ctrl goes with small letters only"),
        ({"claim": "shift+x"}, "shift.x cannot be typed: it is written X"),
        ({"claim": "f6"}, "f6 is wanted by"),
        ({"undo": "j"}, "j is wanted by"),
        ({"zoom": "n"}, "n is wanted by"),
        ({"journal": "L", "roster": "L"}, "L is wanted by roster and journal"),
        ({"claim": "ｃ"}, "ｃ cannot be typed: it is written c"),
        ({"palette": "Q"}, "palette has letters only, which an input method keeps"),
        ({"filter": "Q"}, "filter has letters only"),
        ({"plan-import": "I"}, "plan-import has letters only"),
    ],
)
def test_a_keymap_that_cannot_be_is_one_clear_line(keymap: dict[str, object], words: str) -> None:
    with pytest.raises(BadSetting, match=words):
        check_keymap(keymap)


def test_every_mistake_of_a_keymap_is_named_and_clashes_once_the_rest_is_right() -> None:
    assert len(list(mistakes({"dance": "f5", "claim": "zzz alt+x", "undo": "f6"}))) == 3
    assert next(iter(mistakes({"undo": "f6"}, "mine"))).startswith("mine: f6 is wanted by undo and")
    assert len(list(mistakes({"journal": "L", "roster": "L"}))) == 1, "everywhere, but told once"
    assert check_keymap({"claim": "c c", "theme": "Q"})["claim"] == ("c",)


def test_the_file_that_is_printed_names_every_action_once_and_changes_nothing(tmp_path: Path) -> None:
    text = keymap_text(Keys())
    assert all(line.startswith("#") or not line for line in text.splitlines())
    file = tmp_path / "keys.toml"
    entries = [line[2:].split("#")[0] for line in text.splitlines() if ' = "' in line]
    file.write_text("\n".join(entries), encoding="utf-8")
    assert len(entries) == len(ACTIONS)
    assert keys_of(file).textual() == {}


def test_every_key_of_the_registry_is_a_key() -> None:
    own = {action.id: " ".join(action.keys) for action in ACTIONS}
    assert check_keymap(own) == {action.id: action.keys for action in ACTIONS}


def test_one_key_may_do_two_things_in_two_panes() -> None:
    assert check_keymap({"sign": "ctrl+n"})["sign"] == BY_ID["paste"].keys[1:]


def test_a_keymap_file_is_read_and_named_in_its_errors(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    assert keys_of(file).of("claim") == ("f5", "c")
    file.write_text('claim = "ctrl+x c"\n')
    assert keys_of(file).first("claim") == "^x"
    file.write_text('clame = "f12"\n')
    with pytest.raises(BadSetting, match=r"keys\.toml: there is no action called clame"):
        keys_of(file)


@pytest.mark.parametrize("place", ["queue", "slots", "incidents"])
async def test_help_shows_every_key_of_every_place(place: keys.Place) -> None:
    async with opened(seat(), (120, 150)) as desk:
        await desk.press("?")
        await desk.shows("in every list")
        for action in keys.of_place(place):
            assert action.help[:40] in desk.text()


@pytest.mark.parametrize("key", ["ctrl+p", ":", "："])
async def test_the_palette_finds_a_command_by_a_part_of_its_name(key: str) -> None:
    async with opened(seat()) as desk:
        await (desk.press(key) if len(key) > 1 else desk.type(key))
        await desk.type("jour")
        await desk.until(
            lambda: desk.app.screen.query_one("#choices", CardList).ids == ["journal"], "the others to go"
        )
        await desk.press("enter")
        await desk.shows("claimed")


async def test_the_palette_also_does_what_belongs_to_the_screen() -> None:
    async with opened(seat(), (160, 45)) as desk:
        await desk.press("ctrl+p")
        await desk.type("zoom")
        await desk.press("enter")
        await desk.hides("3 Incidents")


async def test_the_menu_offers_what_applies_and_nothing_else() -> None:
    async with opened(seat()) as desk:
        await desk.press("enter")
        await desk.shows("item q1")
        await desk.press("enter")
        await desk.shows("what to do with q1")
        for action in keys.of_place("queue"):
            assert (action.help[:30] in desk.text()) == (action.menu and action.suits(is_open=True))
        assert "sign the slot off" not in desk.text()
        await desk.press("c")
        await desk.until(lambda: "what to do" not in desk.text())
        await desk.press("escape")
        await desk.shows("q1 is yours")


def test_every_binding_of_a_screen_stands_in_the_registry() -> None:
    for place in ("desk", "queue", "slots", "incidents"):
        for binding in keys.bindings(place):  # type: ignore[arg-type]
            assert binding.id in keys.BY_ID
