"""Themes of Textual's for terminals of 256 colours.

Rich sends the number of the nearest of 256 colours as it reckons it, and takes a dark slate for a teal. So a
theme's colours are exchanged here for those that Rich sends the truly nearest for; then grounds that have
fallen together are moved apart, and inks until they can be read.
"""

from __future__ import annotations

from functools import cache

from rhythm_tui.ui.theme import INKS, LEAST, as_256, contrast, mixed, parts

_STEPS = 16
_GREYS = 25
"""Steps of grey that Rich tells apart, black and white among them."""
_CUBE = ("00", "5f", "87", "af", "d7", "ff")
"""What red, green and blue may be in the cube of colours."""
_HUED = 48
"""So far from a grey is what an operator calls by the name of a colour."""
_STAY_APART = (
    ("raised", "ground", "text", 1.1), ("resting", "ground", "text", 1.1),
    ("now-ground", "ground", "text", 1.1), ("selected", "raised", "focus", 1.3),
    ("rest", "raised", "text", 1.15), ("rule", "raised", "text", 1.3),
)  # fmt: skip
"""Grounds, from which each is to be told, what it is moved towards, and the contrast wanted."""


def coarse(colours: dict[str, str]) -> dict[str, str]:
    """Return the colours of a theme for 256, one for every role."""
    made = {role: sent_for(colour) for role, colour in colours.items()}
    for role, other, towards, apart in _STAY_APART:
        steps = (sent_for(mixed(colours[role], colours[towards], step / _STEPS)) for step in range(_STEPS))
        found = (one for one in steps if contrast(as_256(one), as_256(made[other])) >= apart)
        made[role] = next(found, made[role])
    text = as_256(made["text"])
    harder = min("ground", "raised", key=lambda ground: contrast(text, as_256(made[ground])))
    return made | {ink: sent_for(colours[ink], made[harder]) for ink in INKS}


def sent_for(colour: str, ground: str | None = None) -> str:
    """Return the colour that Rich sends the nearest of 256 to ``colour`` for.

    With a ``ground``: the nearest of those that can be read on it; what is no grey stays none.
    """
    wanted, found = parts(colour), _all_sent()
    if ground is not None:
        under, hued = as_256(ground), _hue(colour) >= _HUED
        found = [
            (one, shown)
            for one, shown in found
            if contrast(shown, under) >= LEAST and (not hued or _hue(shown) >= _HUED)
        ]
    return min(found, key=lambda one: _distance(parts(one[1]), wanted))[0]


def _hue(colour: str) -> int:
    """Return how far a colour is from a grey, 0 to 255."""
    return max(parts(colour)) - min(parts(colour))


@cache
def _all_sent() -> list[tuple[str, str]]:
    """Return colours that Rich sends one of 256 for, each with what the terminal then shows."""
    cube = [f"#{red}{green}{blue}" for red in _CUBE for green in _CUBE for blue in _CUBE]
    greys = [f"#{round(255 * step / _GREYS):02x}" for step in range(_GREYS + 1)]
    return [(one, as_256(one)) for one in [*cube, *(f"#{grey[1:] * 3}" for grey in greys)]]


def _distance(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Return how far two colours lie apart for the eye (CompuPhase's *redmean*)."""
    red, green, blue = (a - b for a, b in zip(one, other, strict=True))
    redder = (one[0] + other[0]) / 2
    return (2 + redder / 256) * red**2 + 4 * green**2 + (2 + (255 - redder) / 256) * blue**2
