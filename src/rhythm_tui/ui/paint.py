"""Themes as Rich and Textual want them: styles for a line that a widget draws, variables for ``.tcss``."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color
from rich.style import Style
from textual.scrollbar import ScrollBarRender
from textual.theme import BUILTIN_THEMES, Theme

from rhythm_tui.ui.theme import (
    GENERAL,
    LEAST_HIGH,
    LOOKS,
    PALETTES,
    PREFIX,
    derived,
    finer,
    is_ansi,
    least,
    readable,
    shades,
    short_name,
    shown_by,
    stands_out,
)

PLAIN = f"{PREFIX}plain"
"""The theme without colours."""
_LINES = {"frame": "round", "frame-here": "round", "line": "solid"}
_HEAVY = {**_LINES, "frame-here": "heavy"}
_ASCII = dict.fromkeys(_LINES, "ascii")
"""What borders are drawn with: a frame, the one in focus, a rule; without colours focus needs another."""
_VEILED = "60%"
"""How much of its ground lies over the desk behind a dialog; the terminal's own colours cannot be mixed."""
_TYPED = {"typed-here": "text", "hint-here": "soft"}
"""What stands in the field that is typed into, by its name in stylesheets: what was typed, and the hint."""
_NO_EDGE = "blank"
"""What the ends of a field are drawn with where its own ground tells it from the dialog's."""


class Palette:
    """The styles of one theme, ready for a line of the screen."""

    def __init__(self, theme: str, colours: dict[str, str]) -> None:
        self._plain = theme == PLAIN
        self._least, self._shown = least(theme), shown_by(theme)
        self._colours = colours
        self._styles: dict[tuple[str, str], Style] = {}

    def style(self, name: str, ground: str) -> Style:
        """Return the style called ``name`` on a line whose own ground is the colour ``ground``.

        Its ink is moved until it can be read there; without colours the line under the cursor is reversed,
        and blocks of colour stand out from it the other way round.
        """
        found = self._styles.get((name, ground))
        if found is None:
            found = self._without_colour(name, ground) if self._plain else self._coloured(name, ground)
            self._styles[name, ground] = found
        return found

    def _coloured(self, name: str, ground: str) -> Style:
        ink, under = shades(self._colours, name, ground, self._least, self._shown)
        return Style(color=_rich(ink), bgcolor=_rich(under), bold=LOOKS[name].bold)

    def _without_colour(self, name: str, ground: str) -> Style:
        look = LOOKS[name]
        here, block = ground == "selected", stands_out(look)
        none, bold = Color.default(), look.bold or look.ink == "focus"
        return Style(color=none, bgcolor=none, bold=bold, reverse=here != block)

    def colour(self, name: str) -> str:
        """Return a colour's value."""
        return self._colours[name]


def _rich(colour: str) -> Color:
    return Color.parse(colour.removeprefix("ansi_"))


@lru_cache(maxsize=64)
def colours_of(theme: str) -> dict[str, str]:
    """Return the colours of a theme by its name in Textual, one for every role."""
    own = PALETTES.get(short_name(theme))
    if own is not None:
        return own
    if finer(theme) != theme:
        from rhythm_tui.ui.coarse import coarse  # few terminals have so few colours

        return coarse(colours_of(finer(theme)))
    made = BUILTIN_THEMES[theme].to_color_system().generate()
    return derived({role: made[role][:7] for role in GENERAL})


@lru_cache(maxsize=64)
def palette(theme: str) -> Palette:
    """Return the styles of a theme by its name in Textual."""
    return Palette(theme, colours_of(theme))


def textual_theme(theme: str, *, ascii_borders: bool = False) -> Theme:
    """Return a theme for Textual by its name there, its roles and borders among its variables."""
    colours = colours_of(theme)
    native = is_ansi(colours["ground"])
    frames = _ASCII if ascii_borders else _HEAVY if theme == PLAIN else _LINES
    return Theme(
        name=theme,
        dark=native or readable("#808080", colours["ground"], 21) == "#ffffff",
        ansi=native,
        primary=colours["focus"],
        secondary=colours["soft"],
        accent=colours["key"],
        warning=colours["soon"],
        error=colours["late"],
        success=colours["ok"],
        foreground=colours["text"],
        background=colours["ground"],
        surface=colours["ground"],
        panel=colours["raised"],
        variables={
            **colours,
            **frames,
            "edge": frames["line"] if native or least(theme) == LEAST_HIGH else _NO_EDGE,
            "veil": "transparent" if native else f"{colours['ground']} {_VEILED}",
            "ansi-background": colours["ground"],
            "ansi-foreground": colours["text"],
            **{role: _here(theme, colours, style) for role, style in _TYPED.items()},
            "border": colours["focus"],
            "border-blurred": colours["rule"],
            "input-cursor-background": colours["focus"],
            "input-cursor-foreground": colours["on-band"],
            "input-cursor-text-style": "reverse" if theme == PLAIN else "none",
            "input-selection-background": colours["selected"],
            "input-selection-text-style": "reverse",
        },
    )


def _here(theme: str, colours: dict[str, str], style: str) -> str:
    """Return the ink of a style in the field that is typed into."""
    if theme == PLAIN:
        return colours[style]
    return shades(colours, style, "selected", least(theme), shown_by(theme))[0]


class WholeCells(ScrollBarRender):
    """A scrollbar of whole cells: its usual ends are glyphs that Chinese terminals draw two cells wide."""

    VERTICAL_BARS = [" "]  # noqa: RUF012 - as the class it is made from has it
    HORIZONTAL_BARS = [" "]  # noqa: RUF012
