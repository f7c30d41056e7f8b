"""Putting a few lines on the terminal at once.

Textual gathers what is to be painted, waits for its next turn and asks every widget near it for its lines:
that is two thirds of what a key costs. What stands uncovered on the screen in front is written straight to
its place here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.control import Control
from textual._compositor import CompositorUpdate
from textual.geometry import Offset, Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

_NOWHERE = (Region(), Region())


class Parts(CompositorUpdate):
    """Strips, each with the column and the line at which it begins."""

    def __init__(self, parts: Iterable[tuple[int, int, Strip]]) -> None:
        self._parts = parts

    def render_segments(self, console: Console) -> str:
        """Return what the terminal is sent."""
        move_to = Control.move_to
        return "".join(f"{move_to(x, y).segment.text}{strip.render(console)}" for x, y, strip in self._parts)


def part(lines: Sequence[Strip], region: Region, cells: int) -> Sequence[Strip]:
    """Return what is seen in a region of lines that are all ``cells`` wide."""
    shown = lines[region.y : region.bottom]
    if region.x or region.width != cells:
        return [one.crop(region.x, region.right) for one in shown]
    return shown


def seen_whole(widget: Widget) -> Region | None:
    """Return where a widget stands that can be written to at once; None for any other.

    That is one that is seen whole on the screen in front. Nothing on a screen lies over anything else:
    layers, notifications and tooltips are not used.
    """
    if not widget.outer_size or not widget.is_attached:
        return None
    app, screen = widget.app, widget.screen
    place, clip = screen._compositor.visible_widgets.get(widget, _NOWHERE)
    whole = place.size == widget.outer_size and clip.contains_region(place)
    return place if whole and screen is app.screen and not app._batch_count else None


def put(widget: Widget, regions: Sequence[Region], draw: Callable[[], Sequence[Strip]]) -> bool:
    """Write parts of a widget, counted from its corner, to the terminal; return whether that could be done.

    ``draw`` returns all its lines.
    """
    place = seen_whole(widget)
    if place is None:
        return False
    parts: list[tuple[int, int, Strip]] = []
    lines = draw()
    for region in regions:
        seen = region.intersection(place.size.region)
        shown = part(lines, seen, place.width)
        parts += [(place.x + seen.x, place.y + y, one) for y, one in enumerate(shown, seen.y)]
    show(widget.screen, parts)
    return True


def show(screen: Screen[Any], parts: Iterable[tuple[int, int, Strip]]) -> None:
    """Write strips on the screen in front, each with the column and the line at which it begins."""
    screen.app._display(screen, Parts(parts))  # type: ignore[arg-type]  # as what the compositor makes


def lay(screen: Screen[Any], place: Offset, lines: Sequence[Strip]) -> None:
    """Write lines over what stands on the screen in front, from a place on; its next picture covers them."""
    show(screen, [(place.x, y, one) for y, one in enumerate(lines, place.y)])
