"""The palette: every colour of the desk, by what it means.

Two themes share one list of names. Band words carry the state and colours help: with NO_COLOR, or on a
terminal of sixteen colours, every state can still be read. Widgets and ``.tcss`` files name a colour by its
meaning (``$late``, ``$ground``), never by its value; ``LOOKS`` is the one table from a style's meaning to
its ink, its ground and its weight.
"""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color
from rich.style import Style
from textual.theme import Theme

from rhythm_tui.domain.named import NamedTuple

DARK = {
    "ground": "#10141b",  # the desk itself
    "raised": "#1b222c",  # header, footer, dialogs
    "selected": "#24405e",  # the row under the cursor
    "resting": "#1a2736",  # the same while another pane has the focus
    "rule": "#2a3442",  # borders at rest
    "rest": "#252e3b",  # what is left of a bar
    "text": "#d6dee8",
    "soft": "#9fb3c8",
    "muted": "#7b8794",
    "faint": "#525d6b",
    "strong": "#ffffff",
    "focus": "#5aa9e6",
    "now": "#5aa9e6",
    "now-ground": "#1d2e3e",
    "key": "#f5b83d",
    "neglected": "#d65cff",
    "late": "#ff5c57",
    "soon": "#f5b83d",
    "ok": "#5ac98a",
    "held": "#b78cff",
    "on-band": "#10141b",
    "seniors": "#8a6fd1",
    "workers": "#3f8fd2",
    "mothers": "#d06f9f",
    "audience": "#4a9d9c",
}
LIGHT = {
    "ground": "#f7f8fa",
    "raised": "#e3e9f0",
    "selected": "#c9dff5",
    "resting": "#e4ebf3",
    "rule": "#bcc6d2",
    "rest": "#dde3ea",
    "text": "#1d2733",
    "soft": "#3a4a5c",
    "muted": "#5f6b7a",
    "faint": "#8c97a5",
    "strong": "#000000",
    "focus": "#1766b3",
    "now": "#1766b3",
    "now-ground": "#dcebf9",
    "key": "#8a4b00",
    "neglected": "#9416bd",
    "late": "#c4232b",
    "soon": "#955d00",
    "ok": "#17784a",
    "held": "#6a35b8",
    "on-band": "#ffffff",
    "seniors": "#7a5cc4",
    "workers": "#2c7cc0",
    "mothers": "#bb4f85",
    "audience": "#2e7f7e",
}


class Look(NamedTuple):
    """How a style draws: names of colours; an empty ground is that of the line it stands in."""

    ink: str
    ground: str = ""
    bold: bool = False


_INKS = (
    "text", "soft", "muted", "faint", "strong", "focus", "now", "key",
    "neglected", "late", "soon", "ok", "held", "seniors", "workers", "mothers", "audience",
)  # fmt: skip
_BLOCKS = (
    "neglected",
    "late",
    "soon",
    "ok",
    "held",
    "focus",
    "now",
    "seniors",
    "workers",
    "mothers",
    "audience",
    "rest",
    "faint",
    "strong",
)

LOOKS: dict[str, Look] = {
    **{name: Look(name) for name in _INKS},
    **{f"{name}-bold": Look(name, bold=True) for name in _INKS},
    **{f"{name}-block": Look("on-band", name, bold=True) for name in _BLOCKS},
    # A bar is drawn with letters in the colour of their own ground: a block where there are colours, letters
    # where there are none. Block glyphs would not do: Chinese terminals draw some of them two cells wide.
    **{f"{name}-bar": Look(name, name) for name in _BLOCKS},
    "now-line": Look("now", "now-ground", bold=True),
    "now-rule": Look("now-ground", "now-ground"),
}
"""Every style there is. A name ending in ``-block`` is a word on a block of colour, ``-bar`` a bar."""


class Palette:
    """The styles of one theme, ready for a line of the screen."""

    def __init__(self, colours: dict[str, str]) -> None:
        self._colours = colours
        self._styles: dict[tuple[str, str], Style] = {}

    def style(self, name: str, ground: str) -> Style:
        """Return the style called ``name`` on a line whose own ground is the colour ``ground``."""
        found = self._styles.get((name, ground))
        if found is None:
            look = LOOKS[name]
            found = Style(
                color=Color.parse(self._colours[look.ink]),
                bgcolor=Color.parse(self._colours[look.ground or ground]),
                bold=look.bold,
            )
            self._styles[name, ground] = found
        return found

    def colour(self, name: str) -> str:
        """Return a colour's value."""
        return self._colours[name]


def _theme(name: str, colours: dict[str, str], *, dark: bool) -> Theme:
    return Theme(
        name=name,
        dark=dark,
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
            "border": colours["focus"],
            "border-blurred": colours["rule"],
            "input-cursor-background": colours["focus"],
            "input-cursor-foreground": colours["on-band"],
            "input-selection-background": colours["selected"],
        },
    )


THEMES = (_theme("rhythm-dark", DARK, dark=True), _theme("rhythm-light", LIGHT, dark=False))


@lru_cache(maxsize=4)
def palette(theme: str) -> Palette:
    """Return the styles of a theme by its name."""
    return Palette(LIGHT if theme == "rhythm-light" else DARK)
