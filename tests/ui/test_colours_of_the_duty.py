"""The duty screen's styles, a cell at a time, in every theme and size: a change of colour is seen in review.

Each golden file has a legend, a sign for every style, and the screen as runs of letters.
"""

from __future__ import annotations

from itertools import groupby
from string import ascii_letters, punctuation

import pytest
from fakes import seat
from harness import Desk, check_golden, opened
from rich.color import Color
from rich.style import Style
from textual._context import visible_screen_stack

from rhythm_tui.domain.text import width
from rhythm_tui.ui.colours import OF_256
from rhythm_tui.ui.paint import PLAIN
from rhythm_tui.ui.theme import CHOICES, full_name

OURS = (*CHOICES, *(f"{name}-256" for name in OF_256))
THEMES = (*map(full_name, OURS), PLAIN, "nord", "nord-256", "solarized-light")


def named(colour: Color | None) -> str:
    return "-" if colour is None else colour.triplet.hex if colour.triplet else colour.name


def told(style: Style | None) -> str:
    """Return how a cell looks."""
    if style is None:
        return "- on -"
    marks = [name for name in ("bold", "dim", "italic", "underline", "reverse") if getattr(style, name)]
    return " ".join([*marks, named(style.color), "on", named(style.bgcolor)])


def style_map(desk: Desk) -> str:
    """Return the legend of the styles on the screen, then its lines as runs of their letters."""
    visible_screen_stack.set(desk.app._background_screens)
    letters: dict[str, str] = {}
    lines = []
    for strip in desk.app.screen._compositor.render_strips():
        cells = [told(segment.style) for segment in strip for _ in range(width(segment.text))]
        for style in cells:
            letters.setdefault(style, (ascii_letters + punctuation)[len(letters)])
        lines.append(" ".join(f"{letters[style]}{len(list(run))}" for style, run in groupby(cells)))
    return "\n".join([*(f"{letter} {style}" for style, letter in letters.items()), "", *lines])


@pytest.mark.parametrize("size", [(160, 45), (120, 36), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_golden_styles_of_the_duty_screen_in_every_theme(size: tuple[int, int]) -> None:
    async with opened(seat("en"), size) as desk:
        for theme in THEMES:
            await shown_in(desk, theme)
            check_golden(f"styles-{theme}-{size[0]}x{size[1]}", style_map(desk))


async def test_golden_styles_of_a_form_in_every_theme() -> None:
    async with opened(seat("en"), (80, 24)) as desk:
        await desk.press("x")
        await desk.shows("without a reply")
        for theme in THEMES:
            await shown_in(desk, theme)
            check_golden(f"styles-form-{theme}", style_map(desk))


async def shown_in(desk: Desk, theme: str) -> None:
    desk.app.appearance.use(theme)
    await desk.until(lambda: desk.app.theme == theme)
    await desk.rests()
