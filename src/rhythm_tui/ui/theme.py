"""The palette: every colour of the desk, by what it means. ``docs/look.md`` shows them.

The colours of each theme stand in a file beside this one; all of them answer to the same roles. A widget and
a ``.tcss`` file name a colour by its role (``late``, ``$ground``), never by its value; ``LOOKS`` is the one
table from a style's meaning to its ink, its ground and its weight. Words carry every state and colours help:
without any, or on a terminal of sixteen, the desk can still be read. Only the standard library stands behind
this module, so that a first page can be painted before Textual is there.
"""

from __future__ import annotations

from collections.abc import Callable

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.ui.colours import CONSOLE, CONTRAST, DARK, LIGHT, OF_256, PLAIN, SAFE

PREFIX = "rhythm-"
"""What the themes of the desk are called by in Textual, before their own names."""
DEFAULT = "dark"
_COARSE = "-256"
"""What the names of themes end in that are for terminals of 256 colours."""
PALETTES: dict[str, dict[str, str]] = {
    "dark": DARK,
    "light": LIGHT,
    "contrast": CONTRAST,
    "safe": SAFE,
    "console": CONSOLE,
    "plain": PLAIN,
    **{f"{name}{_COARSE}": colours for name, colours in OF_256.items()},
}
"""The colours of the desk's own themes. ``safe`` is for eyes that tell red from green badly, ``console`` for
terminals of sixteen colours, ``plain`` for those that want none, one ending in ``-256`` for so many."""
CHOICES = ("dark", "light", "contrast", "safe", "console")
"""The desk's own themes that can be chosen."""
TEXTUAL_THEMES = (
    "textual-dark", "textual-light", "atom-one-dark", "atom-one-light", "catppuccin-frappe",
    "catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki", "gruvbox",
    "monokai", "nord", "rose-pine", "rose-pine-dawn", "rose-pine-moon", "solarized-dark",
    "solarized-light", "tokyo-night",
)  # fmt: skip
"""Textual's own themes, by its names for them."""
_APART = 1.4
"""The least contrast of a line under the cursor with a dialog, in the themes of Textual's."""
LEAST, LEAST_HIGH = 4.5, 7.0
"""The contrast of words on their ground, and in the theme of high contrast (WCAG 2.2, 1.4.3 and 1.4.6)."""


class Look(NamedTuple):
    """How a style draws: names of colours; an empty ground is that of the line it stands in."""

    ink: str
    ground: str = ""
    bold: bool = False


INKS = (
    "text", "soft", "muted", "faint", "strong", "focus", "now", "key",
    "neglected", "late", "soon", "ok", "held", "seniors", "workers", "mothers", "audience",
)  # fmt: skip
"""The roles that words are written in."""
BLOCKS = (
    "neglected", "late", "soon", "ok", "held", "focus", "now", "seniors", "workers", "mothers", "audience",
    "rest", "faint", "strong",
)  # fmt: skip
"""The roles that words may stand on, and bars are drawn in."""
GROUNDS = ("ground", "raised", "selected", "resting", "now-ground")
"""The roles that whole lines stand on."""

LOOKS: dict[str, Look] = {
    **{name: Look(name) for name in INKS},
    **{f"{name}-bold": Look(name, bold=True) for name in INKS},
    **{f"{name}-block": Look("on-band", name, bold=True) for name in BLOCKS},
    # A bar is drawn with letters in the colour of their own ground: a block where there are colours, letters
    # where there are none. Block glyphs would not do: Chinese terminals draw some of them two cells wide.
    **{f"{name}-bar": Look(name, name) for name in BLOCKS},
    # What is chosen where the keys do not go: quiet beside the block of what they go to, in every theme.
    "chosen": Look("strong", "rest", bold=True),
    "now-line": Look("now", "now-ground", bold=True),
    "now-rule": Look("now-ground", "now-ground"),
}
"""Every style there is. A name ending in ``-block`` is a word on a block of colour, ``-bar`` a bar."""

ANSI = {
    "black": "#000000", "red": "#cd0000", "green": "#00cd00", "yellow": "#cdcd00", "blue": "#0000ee",
    "magenta": "#cd00cd", "cyan": "#00cdcd", "white": "#e5e5e5", "bright_black": "#7f7f7f",
    "bright_red": "#ff0000", "bright_green": "#00ff00", "bright_yellow": "#ffff00", "bright_blue": "#5c5cff",
    "bright_magenta": "#ff00ff", "bright_cyan": "#00ffff", "bright_white": "#ffffff",
}  # fmt: skip
"""The sixteen colours as xterm shows them; other terminals' differ, their order of brightness does not."""
_ANSI_PREFIX = "ansi_"
_UNSURE = "ansi_bright_black"
"""So much darker on a console than in xterm that no ink can be read on it in both: words stand on white."""
_STEPS = 16
_CUBE = 6
"""Steps of red, green and blue in 256 colours."""


def full_name(theme: str) -> str:
    """Return what Textual calls a theme that the operator calls ``theme``."""
    return f"{PREFIX}{theme}" if theme in PALETTES else theme


def short_name(theme: str) -> str:
    """Return what the operator calls a theme that Textual calls ``theme``."""
    return theme.removeprefix(PREFIX)


def in_256(theme: str) -> str:
    """Return the theme that stands in for one in 256 colours; ``theme`` is a name of Textual's or ours."""
    name = f"{short_name(theme)}{_COARSE}"
    if short_name(theme) in PALETTES and name not in PALETTES:
        return theme
    return full_name(name) if theme.startswith(PREFIX) else name


def finer(theme: str) -> str:
    """Return the theme that one of 256 colours stands in for; every other one as it is."""
    return theme.removesuffix(_COARSE)


def shown_by(theme: str) -> Callable[[str], str]:
    """Return how a terminal shows a colour of a theme: as it is, or as the nearest of its 256."""
    return as_256 if theme.endswith(_COARSE) else str


def theme_names() -> tuple[str, ...]:
    """Return the names in Textual of all themes that can be chosen, the desk's own first."""
    return (*map(full_name, CHOICES), *TEXTUAL_THEMES)


GENERAL = (
    "background", "panel", "foreground", "primary", "accent", "secondary", "warning", "error", "success"
)  # fmt: skip
"""The roles a theme of Textual's has colours for."""


def shades(
    colours: dict[str, str], style: str, ground: str, least: float, shown: Callable[[str], str] = str
) -> tuple[str, str]:
    """Return ink and ground of a style on a line of the ground called so, so that it can be read.

    ``shown`` tells how the terminal shows a colour.
    """
    look = LOOKS[style]
    under = colours[look.ground or ground]
    ink = colours[look.ink]
    if under == _UNSURE and look.ink != look.ground:
        under = "ansi_white"
    return (ink if look.ink == look.ground else readable(ink, under, least, shown)), under


def stands_out(look: Look) -> bool:
    """Return whether a style is reversed where there are no colours: blocks are, but for the pale ones."""
    return look.ink == "on-band" and look.ground != "faint"


def is_ansi(colour: str) -> bool:
    """Return whether a colour is one of the terminal's own, by its name."""
    return colour.startswith(_ANSI_PREFIX)


def parts(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of a colour, 0 to 255."""
    red, green, blue = bytes.fromhex(ANSI.get(colour.removeprefix(_ANSI_PREFIX), colour).removeprefix("#"))
    return red, green, blue


def mixed(colour: str, other: str, share: float) -> str:
    """Return a colour with a ``share`` (0 to 1) of another in it."""
    pairs = zip(parts(colour), parts(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def luminance(colour: str) -> float:
    """Return how bright a colour is, 0 to 1 (WCAG 2.2, relative luminance)."""
    red, green, blue = (
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, ground: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, contrast ratio)."""
    dark, bright = sorted((luminance(ink), luminance(ground)))
    return (bright + 0.05) / (dark + 0.05)


def of_256(red: int, green: int, blue: int) -> int:
    """Return the number of the nearest of 256 colours, as Rich finds it for the live screen."""
    most, least = max(red, green, blue) / 255, min(red, green, blue) / 255
    light, spread = (most + least) / 2, most - least
    if not spread or spread / (2 - most - least if light > 0.5 else most + least) < 0.15:
        grey = round(light * 25)
        return 16 if grey == 0 else 231 if grey == 25 else 231 + grey

    def step(part: int) -> int:
        return round(part / 95 if part < 95 else 1 + (part - 95) / 40)

    return 16 + 36 * step(red) + 6 * step(green) + step(blue)


def as_256(colour: str) -> str:
    """Return a colour as a terminal of 256 shows it: one of its greys or of its cube."""
    number = of_256(*parts(colour)) - 16
    if number >= _CUBE**3:
        return "#" + f"{8 + 10 * (number - _CUBE**3):02x}" * 3
    steps = (number // _CUBE**2, number // _CUBE % _CUBE, number % _CUBE)
    return "#" + "".join(f"{step and 55 + 40 * step:02x}" for step in steps)


def readable(ink: str, ground: str, least: float, shown: Callable[[str], str] = str) -> str:
    """Return ``ink`` as it can be read on ``ground``: moved towards white or black until it has the contrast
    ``least`` as it is ``shown``, or as much as there is.

    A colour of the terminal's own stays one.
    """
    ground = shown(ground)
    if contrast(shown(ink), ground) >= least:
        return ink
    white = contrast("#ffffff", ground) >= contrast("#000000", ground)
    if is_ansi(ink):
        return "ansi_bright_white" if white else "ansi_black"
    end = "#ffffff" if white else "#000000"
    steps = (mixed(ink, end, step / _STEPS) for step in range(1, _STEPS))
    return next((one for one in steps if contrast(shown(one), ground) >= least), end)


def derived(base: dict[str, str]) -> dict[str, str]:
    """Return the desk's roles in the colours of a theme that knows only general ones.

    ``base`` holds the values of ``GENERAL``. Bands are told apart by their words where a theme's own
    colours are alike.
    """
    ground, text, focus = base["background"], base["foreground"], base["primary"]
    dark = luminance(ground) < luminance(text)
    raised = base["panel"] if contrast(base["panel"], ground) > 1.05 else mixed(ground, text, 0.08)
    on_both = raised if contrast(text, raised) < contrast(text, ground) else ground
    inks = {
        "text": text,
        "soft": mixed(text, ground, 0.15),
        "muted": mixed(text, ground, 0.3),
        "faint": mixed(text, ground, 0.4),
        "strong": "#ffffff" if dark else "#000000",
        "focus": focus,
        "now": focus,
        "key": base["accent"],
        "neglected": mixed(base["secondary"], "#d65cff" if dark else "#9416bd", 0.6),
        "late": base["error"],
        "soon": base["warning"],
        "ok": base["success"],
        "held": mixed(base["secondary"], "#b78cff" if dark else "#6a35b8", 0.5),
        "seniors": mixed(focus, "#8a6fd1", 0.6),
        "workers": mixed(focus, "#3f8fd2", 0.4),
        "mothers": mixed(focus, "#d06f9f", 0.6),
        "audience": mixed(focus, "#4a9d9c", 0.5),
    }
    shades_of_focus = [mixed(ground, focus, share) for share in (0.3, 0.4, 0.5, 0.6)]
    return {
        "ground": ground,
        "raised": raised,
        "selected": next((one for one in shades_of_focus if contrast(one, raised) >= _APART), focus),
        "resting": mixed(ground, focus, 0.13),
        "rule": mixed(on_both, text, 0.25),
        "rest": mixed(on_both, text, 0.14),
        "now-ground": mixed(ground, focus, 0.18),
        "on-band": "#101010" if dark else "#ffffff",
        **{role: readable(ink, on_both, LEAST) for role, ink in inks.items()},
    }


def least(theme: str) -> float:
    """Return the contrast that words have in a theme of this name."""
    return LEAST_HIGH if finer(short_name(theme)) == "contrast" else LEAST
