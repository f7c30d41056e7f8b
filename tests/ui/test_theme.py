"""The themes: every ink can be read on its ground, and bands differ for every eye."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from rich._palettes import EIGHT_BIT_PALETTE
from rich.color import Color as RichColor
from textual.theme import BUILTIN_THEMES

from rhythm_tui.ui.paint import PLAIN, colours_of, palette, textual_theme
from rhythm_tui.ui.theme import (
    CHOICES,
    GROUNDS,
    INKS,
    LEAST,
    LOOKS,
    PALETTES,
    TEXTUAL_THEMES,
    as_256,
    contrast,
    full_name,
    in_256,
    is_ansi,
    least,
    luminance,
    of_256,
    parts,
    readable,
    shades,
    theme_names,
)  # fmt: skip

ROOT = Path(__file__).parents[2]
BANDS = ("neglected", "late", "soon", "ok")
EYES = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)
    ),
    "all colours": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
}  # fmt: skip
"""How eyes see linear red, green and blue (Machado, Oliveira, Fernandes 2009, severity 1)."""
CONSOLE_OF_LINUX = dict(zip(
    ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"),
    zip(
        ("#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"),
        ("#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"),
        strict=True,
    ),
    strict=True,
))  # fmt: skip
"""The sixteen colours as a Linux console shows them: each, and its bright one."""
APART = 0.12
"""How far two bands are apart at least, in Oklab: six times what is just seen."""


def seen(colour: str, eye: str) -> tuple[float, ...]:
    """Return a colour in Oklab as an eye sees it."""
    linear = [
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in parts(colour)
    ]
    red, green, blue = (
        min(max(sum(a * b for a, b in zip(row, linear, strict=True)), 0.0), 1.0) for row in EYES[eye]
    )
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def distance(one: str, other: str, eye: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(seen(one, eye), seen(other, eye), strict=True)) ** 0.5


def wanted(theme: str) -> float:
    """Return the contrast that is asked for: of sixteen colours as much as xterm's red on black has."""
    return 4.0 if theme.endswith("console") else least(theme)


def test_the_sums_are_those_of_the_guideline() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert luminance("#ff0000") == pytest.approx(0.2126)


def test_every_theme_has_every_role() -> None:
    for theme in (*theme_names(), PLAIN):
        assert set(colours_of(theme)) == set(PALETTES["dark"]), theme


def test_words_can_be_read_where_a_stylesheet_puts_them() -> None:
    """The desk and its dialogs; their values come from the table as they stand."""
    found = [
        f"{theme}: {ink} on {ground} has {contrast(colours[ink], colours[ground]):.2f}"
        for theme, colours in PALETTES.items()
        for ground in ("ground", "raised")
        for ink in INKS
        if theme != "plain" and contrast(colours[ink], colours[ground]) < wanted(theme)
    ]
    assert found == []


@pytest.mark.parametrize("theme", [full_name(one) for one in CHOICES] + list(TEXTUAL_THEMES))
def test_words_can_be_read_on_every_line(theme: str) -> None:
    """What is drawn is measured, a row under the cursor too; a bar's letters are meant not to be seen."""
    wrong = []
    for name, look in LOOKS.items():
        for ground in GROUNDS if look.ink != look.ground else ():
            style = palette(theme).style(name, ground)
            ink, under = (value(colour) for colour in (style.color, style.bgcolor))
            if contrast(ink, under) < wanted(theme):
                wrong.append(f"{name} on {ground}: {contrast(ink, under):.2f}")
    assert wrong == []


def test_words_can_be_read_on_a_linux_console_too() -> None:
    wrong = []
    for name, look in LOOKS.items():
        for ground in GROUNDS if look.ink != look.ground else ():
            style = palette(full_name("console")).style(name, ground)
            ink, under = (on_a_console(colour) for colour in (style.color, style.bgcolor))
            if contrast(ink, under) < LEAST:
                wrong.append(f"{name} on {ground}: {contrast(ink, under):.2f}")
    assert wrong == []


def on_a_console(colour: RichColor | None) -> str:
    assert colour is not None
    return CONSOLE_OF_LINUX[colour.name.removeprefix("bright_")][colour.name.startswith("bright_")]


def value(colour: RichColor | None) -> str:
    assert colour is not None
    return colour.triplet.hex if colour.triplet else f"ansi_{colour.name}"


def test_the_bands_of_the_safe_theme_differ_for_every_eye() -> None:
    colours = PALETTES["safe"]
    near = [
        f"{eye}: {one} and {other} are {distance(colours[one], colours[other], eye):.3f} apart"
        for eye in EYES
        for one, other in combinations(BANDS, 2)
        if distance(colours[one], colours[other], eye) < APART
    ]
    assert near == []
    dark = PALETTES["dark"]
    assert distance(dark["late"], dark["ok"], "deuteranopia") < APART, "the test sees what it is for"


def test_ink_moves_no_further_than_it_has_to() -> None:
    assert readable("#ffffff", "#000000", LEAST) == "#ffffff"
    lifted = readable("#444444", "#000000", LEAST)
    assert LEAST <= contrast(lifted, "#000000") < LEAST + 1
    assert contrast(readable("#dddddd", "#ffffff", LEAST), "#ffffff") >= LEAST
    assert readable("#808080", "#767676", 21) in ("#000000", "#ffffff"), "as much as there is"
    assert readable("ansi_red", "ansi_blue", LEAST) == "ansi_bright_white"


def test_without_colours_the_cursor_and_blocks_are_reversed() -> None:
    def reversed_(name: str, ground: str) -> bool:
        return bool(palette(PLAIN).style(name, ground).reverse)

    assert reversed_("text", "selected") and reversed_("late-block", "ground")
    assert not reversed_("text", "ground") and not reversed_("late-block", "selected")
    assert all(is_ansi(one) for one in colours_of(PLAIN).values())


IN_256 = sorted({in_256(one) for one in theme_names()} - {full_name("console")})


@pytest.mark.parametrize("theme", IN_256)
def test_in_256_colours_what_lies_close_together_is_still_apart(theme: str) -> None:
    shown = {role: sent(colour) for role, colour in colours_of(theme).items()}
    for one, other in (
        ("ground", "raised"), ("selected", "raised"), ("resting", "ground"), ("rest", "raised")
    ):  # fmt: skip
        assert contrast(shown[one], shown[other]) > 1.05, (one, other)


@pytest.mark.parametrize("theme", IN_256)
def test_in_256_colours_words_can_be_read(theme: str) -> None:
    low = []
    for name, look in LOOKS.items():
        for ground in GROUNDS if look.ink != look.ground else ():
            style = palette(theme).style(name, ground)
            ink, under = (sent(value(colour)) for colour in (style.color, style.bgcolor))
            if contrast(ink, under) < least(theme):
                low.append(f"{name} on {ground}: {contrast(ink, under):.2f}")
    colours = colours_of(theme)
    low += [
        f"{ink} on {ground}"
        for ink in INKS
        for ground in ("ground", "raised")
        if contrast(sent(colours[ink]), sent(colours[ground])) < least(theme)
    ]
    assert low == []


def test_a_colour_of_256_is_the_one_rich_shows() -> None:
    for number in range(16, 256):
        colour = EIGHT_BIT_PALETTE[number].hex
        assert as_256(colour) == sent(colour)


def sent(colour: str) -> str:
    """Return a colour as a terminal of 256 shows it."""
    return EIGHT_BIT_PALETTE[of_256(*parts(colour))].hex


def test_a_field_has_ends_where_its_ground_does_not_show_it() -> None:
    for theme in (*theme_names(), PLAIN):
        colours, drawn = colours_of(theme), textual_theme(theme, ascii_borders=True).variables["edge"]
        seen = colours["ground"] != colours["raised"] and least(theme) == LEAST
        assert (drawn == "blank") == seen, theme


def test_what_stands_in_a_field_can_be_read_while_one_types() -> None:
    for theme in theme_names():
        under = colours_of(theme)["selected"]
        for role in ("typed-here", "hint-here"):
            assert contrast(textual_theme(theme).variables[role], under) >= least(theme), (theme, role)


def test_a_track_can_be_seen_on_the_desk_and_in_a_dialog() -> None:
    for theme in theme_names():
        colours = colours_of(theme)
        for ground in ("ground", "raised"):
            assert contrast(colours["rest"], colours[ground]) > 1.1, (theme, ground)


@pytest.mark.parametrize("theme", [name for name in CHOICES if name != "console"] + list(TEXTUAL_THEMES))
def test_where_the_keys_go_can_be_told_at_a_glance(theme: str) -> None:
    """A line under the cursor lies apart from its dialog, the choice in focus apart from the other ones."""
    colours = colours_of(full_name(theme))
    assert contrast(colours["selected"], colours["raised"]) >= 1.3, "the line under the cursor"
    (_, here), (_, elsewhere) = (shades(colours, one, "raised", 4.5) for one in ("focus-block", "chosen"))
    assert contrast(here, elsewhere) >= 1.5, "the focused choice and the others"


def test_all_themes_of_textual_can_be_chosen_but_those_of_the_terminal() -> None:
    assert set(TEXTUAL_THEMES) == {name for name, theme in BUILTIN_THEMES.items() if not theme.ansi}
    assert textual_theme("solarized-light").dark is False and textual_theme("nord").dark is True


def test_steps_of_quiet_words_keep_their_order() -> None:
    for theme in ("dark", "light", "contrast", "safe"):
        colours = PALETTES[theme]
        steps = [
            contrast(colours[one], colours["ground"]) for one in ("strong", "text", "soft", "muted", "faint")
        ]
        assert all(one >= other for one, other in pairwise(steps)), theme


def test_stylesheets_name_roles_alone() -> None:
    typed = {f"input-cursor-{part}" for part in ("background", "foreground", "text-style")}
    typed |= {"input-selection-text-style", "typed-here", "hint-here"}
    roles = {*PALETTES["dark"], "frame", "frame-here", "line", "edge", "veil", *typed}
    for path in sorted((ROOT / "src").rglob("*.tcss")):
        text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
        assert set(re.findall(r"\$([\w-]+)", text)) <= roles, path.name
        wanted = re.findall(r"(?:color|background|border[\w-]*|text-style)\s*:\s*([^;]+);", text)
        bare = [one for one in wanted if "$" not in one and one.strip() not in ("none", "transparent")]
        assert bare == [], path.name


def test_the_page_on_the_look_names_every_role_and_theme() -> None:
    page = (ROOT / "docs" / "look.md").read_text("utf-8")
    told = set(re.findall(r"^\| ([^|]+) \|", page, re.M))
    named = {name for row in told for name in re.findall(r"`([\w-]+)`", row)}
    assert named >= {*PALETTES["dark"], *CHOICES}


def test_the_sheet_of_one_screen_speaks_of_that_screen_alone() -> None:
    """Textual asks a sheet about every screen from the first time on that the sheet's own one was opened."""
    for name, begins in (
        ("plan", "PlanScreen"),
        ("workspace", "WorkspaceScreen"),
        ("tour", ("TourScreen", "#tour")),
    ):
        sheet = (ROOT / f"src/rhythm_tui/ui/screens/{name}.tcss").read_text("utf-8")
        rules = re.findall(r"([^{}]+)\{[^}]*\}", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
        every = [one.strip() for rule in rules for one in rule.split(",")]
        assert every and [one for one in every if not one.startswith(begins)] == []
