"""The colours of the desk's own themes: one value for every role, a theme a table.

A value is ``#rrggbb``, or ``ansi_`` and the name of one of the terminal's own sixteen colours. A test
computes that words can be read on every ground, and that the bands of ``SAFE`` differ for every eye.
"""

from __future__ import annotations

DARK = {
    "ground": "#10141b",  # the desk itself
    "raised": "#1b222c",  # header, footer, dialogs
    "selected": "#24405e",  # the row under the cursor
    "resting": "#1a2736",  # the same while another pane has the focus
    "rule": "#344050",  # borders at rest
    "rest": "#2a3442",  # what is left of a bar
    "text": "#d6dee8",
    "soft": "#a9bccf",
    "muted": "#8d9aa9",
    "faint": "#7f8b99",
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
    "on-band": "#10141b",  # words on a block of colour
    "seniors": "#9d85e0",
    "workers": "#4b9ade",
    "mothers": "#da80ac",
    "audience": "#55abaa",
}
LIGHT = {
    "ground": "#f7f8fa",
    "raised": "#e6ebf1",
    "selected": "#aed0f1",
    "resting": "#e0e8f1",
    "rule": "#b3bfcc",
    "rest": "#a3b1c2",
    "text": "#1d2733",
    "soft": "#3a4a5c",
    "muted": "#515e6e",
    "faint": "#5d6977",
    "strong": "#000000",
    "focus": "#1766b3",
    "now": "#1766b3",
    "now-ground": "#dcebf9",
    "key": "#8a4b00",
    "neglected": "#9416bd",
    "late": "#c4232b",
    "soon": "#8a5600",
    "ok": "#14703f",
    "held": "#6a35b8",
    "on-band": "#ffffff",
    "seniors": "#6a4cb6",
    "workers": "#2268a6",
    "mothers": "#a83c72",
    "audience": "#276a69",
}
CONTRAST = {
    "ground": "#000000",
    "raised": "#14181d",
    "selected": "#003f8f",
    "resting": "#22262c",
    "rule": "#8a939d",
    "rest": "#3a414a",
    "text": "#ffffff",
    "soft": "#ecf1f6",
    "muted": "#d3dae1",
    "faint": "#c3cbd3",
    "strong": "#ffffff",
    "focus": "#7fd0ff",
    "now": "#7fd0ff",
    "now-ground": "#0b2c45",
    "key": "#ffd84a",
    "neglected": "#f4a6ff",
    "late": "#ff9a92",
    "soon": "#ffd84a",
    "ok": "#6df0a8",
    "held": "#d2b8ff",
    "on-band": "#000000",
    "seniors": "#c8b6ff",
    "workers": "#8fcbff",
    "mothers": "#ffb0d4",
    "audience": "#86e0de",
}
SAFE = {
    **DARK,
    # Blue, yellow, vermilion and a pale violet differ in brightness too: red and green are never a pair.
    "focus": "#8fb8dc",
    "now": "#8fb8dc",
    "key": "#f7e64a",
    "neglected": "#f0c8ff",
    "late": "#f0720a",
    "soon": "#f7e64a",
    "ok": "#3d9ae8",
    "held": "#b9a6ff",
    "seniors": "#b9a6ff",
    "workers": "#4aa3ea",
    "mothers": "#f2a65a",
    "audience": "#9aa7b5",
}
CONSOLE = {
    "ground": "ansi_black",
    "raised": "ansi_black",
    "selected": "ansi_blue",
    "resting": "ansi_black",
    "rule": "ansi_bright_black",
    "rest": "ansi_bright_black",
    "text": "ansi_white",
    "soft": "ansi_white",
    "muted": "ansi_white",
    "faint": "ansi_white",
    "strong": "ansi_bright_white",
    "focus": "ansi_bright_cyan",
    "now": "ansi_bright_cyan",
    "now-ground": "ansi_black",
    "key": "ansi_bright_yellow",
    "neglected": "ansi_bright_magenta",
    "late": "ansi_bright_red",
    "soon": "ansi_bright_yellow",
    "ok": "ansi_bright_green",
    "held": "ansi_bright_magenta",
    "on-band": "ansi_black",
    "seniors": "ansi_bright_magenta",
    "workers": "ansi_bright_cyan",
    "mothers": "ansi_bright_yellow",
    "audience": "ansi_bright_green",
}
_DARK_256 = {
    "ground": "#080808",
    "raised": "#1c1c1c",
    "selected": "#000087",
    "resting": "#262626",
    "now-ground": "#1c1c1c",
    "rule": "#4e4e4e",
    "rest": "#303030",
    "text": "#dadada",
    "soft": "#bcbcbc",
}
_LIGHT_256 = {
    "ground": "#ffffff",
    "raised": "#ebebeb",
    "selected": "#d7d7ff",
    "resting": "#e0e0e0",
    "now-ground": "#ebebeb",
    "rule": "#b8b8b8",
    "rest": "#d6d6d6",
    "text": "#262626",
    "soft": "#3a3a3a",
    "muted": "#505050",
    "faint": "#585858",
    "key": "#5f5f00",
    "late": "#af0000",
    "soon": "#5f5f00",
    "ok": "#005f00",
    "held": "#5f00af",
    "seniors": "#5f00d7",
    "mothers": "#87005f",
}
OF_256 = {
    "dark": {**DARK, **_DARK_256},
    "light": {**LIGHT, **_LIGHT_256},
    "contrast": {**CONTRAST, "raised": "#1c1c1c"},
    "safe": {**SAFE, **_DARK_256},
}
"""Themes as terminals of 256 colours show them: what lies close together there gets a colour of its own."""
PLAIN = dict.fromkeys(DARK, "ansi_default")
"""No colours at all: weight, reverse video and letters say what colours say elsewhere."""
