"""Widgets that keep their lines drawn.

Textual asks every widget near a change for all of its lines; only those that were to be painted again are
drawn anew. ``Painted`` draws its lines itself: that bypasses Textual's borders and filters, so a border
stands on the parent, and what draws a line applies the filters itself. ``Kept`` has Textual draw them once.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Self

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from rhythm_tui.ui.widgets.at_once import part, put


class Painted(Widget):
    """A widget whose lines stay drawn until it is asked to paint them again."""

    _strips: list[Strip]
    _stale: set[int] | None = None
    """Lines to be drawn anew; None: all of them."""
    _looked: Hashable = None

    def looks(self) -> Hashable:
        """Return what decides how every line looks: where it changes, all are drawn anew."""
        raise NotImplementedError

    def drawn(self, lines: Sequence[int]) -> list[Strip]:
        """Return some lines, counted from the top of the widget, each exactly as wide as the widget."""
        raise NotImplementedError

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Have lines painted again, all of them where no region is named."""
        self._spoil(regions)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def paint(self, *regions: Region) -> None:
        """Have parts painted again, all where none is named: at once where nothing is in the way."""
        self._spoil(regions)
        if not put(self, regions or (self.size.region,), self._lines_now):
            super().refresh(*regions)

    def _spoil(self, regions: Sequence[Region]) -> None:
        if not regions:
            self._stale = None
        elif self._stale is not None:
            self._stale |= {y for region in regions for y in region.line_range}

    def _lines_now(self) -> list[Strip]:
        """Return all lines, those drawn anew that were asked for."""
        cells, height = self.size
        looks = (cells, height, self.looks())
        if self._stale is None or looks != self._looked:
            self._strips, self._looked = self.drawn(range(height)), looks
        elif self._stale:
            stale = [y for y in self._stale if 0 <= y < height]
            for y, made in zip(stale, self.drawn(stale), strict=True):
                self._strips[y] = made
        self._stale = set()
        return self._strips

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the strips of a part of the widget."""
        return [*part(self._lines_now(), crop, self.size.width)]


class Kept(Widget):
    """A widget whose own lines, its ground and its border, stay as Textual drew them until they change.

    What stands in it changes every second, itself it changes hardly ever.
    """

    _kept: list[Strip] | None = None
    _kept_for: Hashable = None

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Have it drawn again; where regions are named it looks as it did and only they are painted again."""
        if not regions:
            self._kept = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def paint(self, *regions: Region) -> None:
        """Have parts, counted from its corner, painted again: at once where nothing is in the way."""
        if not put(self, regions, self.whole):
            inside = self.content_offset
            super().refresh(*(region.translate(-inside) for region in regions))

    def notify_style_update(self) -> None:
        """Have it drawn again: a style may be another one."""
        self._kept = None
        super().notify_style_update()

    def whole(self) -> list[Strip]:
        """Return all of its lines."""
        region = self.outer_size.region
        looks = (region, self.app.theme)
        if self._kept is None or looks != self._kept_for:
            self._kept, self._kept_for = self._drawn_once(region), looks
        return self._kept

    def _drawn_once(self, region: Region) -> list[Strip]:
        """Return all lines as Textual draws them: those between the edges, which are alike, drawn once."""
        cells, height = region.size
        head, foot = self.gutter.top + 1, self.gutter.bottom
        if height <= head + foot:
            return super().render_lines(region)
        above = super().render_lines(Region(0, 0, cells, head))
        under = super().render_lines(Region(0, height - foot, cells, foot)) if foot else []
        return [*above, *(above[-1:] * (height - head - foot)), *under]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the strips of a part of the widget."""
        return [*part(self.whole(), crop, self.outer_size.width)]
