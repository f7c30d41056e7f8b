"""The duty screen's styles, a cell at a time, in every theme: a change of colour is seen in review.

Each golden file has a legend, a letter for every style, and the screen as runs of letters.
"""

from __future__ import annotations

from itertools import groupby
from string import ascii_letters

from fakes import seat
from harness import Desk, check_golden, opened
from rich.color import Color
from rich.style import Style
from textual._context import visible_screen_stack

from rhythm_tui.domain.text import width
from rhythm_tui.ui.paint import PLAIN
from rhythm_tui.ui.theme import CHOICES, full_name

THEMES = (*map(full_name, CHOICES), PLAIN, "nord", "solarized-light")


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
            letters.setdefault(style, ascii_letters[len(letters)])
        lines.append(" ".join(f"{letters[style]}{len(list(run))}" for style, run in groupby(cells)))
    return "\n".join([*(f"{letter} {style}" for style, letter in letters.items()), "", *lines])


async def test_golden_styles_of_the_duty_screen_in_every_theme() -> None:
    async with opened(seat("en"), (80, 24)) as desk:
        for theme in THEMES:
            desk.app.appearance.use(theme)
            await desk.until(lambda theme=theme: desk.app.theme == theme)
            await desk.rests()
            check_golden(f"styles-{theme}", style_map(desk))
