"""The first page stands where the live screen will stand, in its colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from fakes import NOW, QUEUE, seat
from harness import opened
from rich.color import Color, ColorSystem

from rhythm_tui import i18n
from rhythm_tui.domain.text import clean
from rhythm_tui.log import Fact, Log
from rhythm_tui.ui.app import DeskApp
from rhythm_tui.ui.first_page import Queue, Top, lines_above, painted, places
from rhythm_tui.ui.paint import palette
from rhythm_tui.ui.queue_rows import Reading
from rhythm_tui.ui.sgr import Colours
from rhythm_tui.ui.theme import LOOKS, PALETTES, full_name, of_256
from rhythm_tui.ui.widgets.header import header
from rhythm_tui.ui.widgets.queue_list import QueueList
from terminals import Screen

if TYPE_CHECKING:
    from rhythm_tui.ui.sgr import Depth


SIZES = ((160, 45), (141, 40), (139, 29), (101, 31), (99, 36), (60, 15))


async def test_the_rows_have_the_place_of_the_live_ones() -> None:
    async with opened(seat(), SIZES[0]) as desk:
        for size in SIZES:
            await desk.pilot.resize_terminal(*size)
            await desk.rests()
            rows = desk.app.screen.query_one(QueueList).region
            panes = desk.app.screen.query_one("#panes").region
            where = places(*size, panes.y - (size[0] < 100))
            assert tuple(where.rows) == (rows.x, rows.y, rows.width, rows.height), size


async def test_the_log_does_not_keep_the_first_picture_waiting() -> None:
    told: list[tuple[str, str]] = []

    class Watched(Log):
        """Keeps what was on the screen when it was told something."""

        def tell(self, event: str, *, level: str = "info", **facts: Fact) -> None:
            strips = desks[0].screen._compositor.render_strips()
            told.append((event, "".join(strip.text for strip in strips)))

    desks: list[DeskApp] = []

    def made(*given: Any, **options: Any) -> DeskApp:
        desks.append(DeskApp(*given, **options))
        return desks[0]

    async with opened(seat(), make=made, log=Watched(None)) as desk:
        await desk.until(lambda: told, "a word in the log")
        assert [(event, "高血压" in screen) for event, screen in told] == [("screen opened", True)]


@pytest.mark.parametrize(
    ("lang", "theme", "depth", "ascii"),
    [("en", "plain", "none", True), ("zh", "plain", "none", False), ("zh", "dark", "true", False)],
)
async def test_what_is_painted_first_is_what_the_live_screen_shows(
    lang: i18n.Lang, theme: str, depth: Depth, ascii: bool
) -> None:
    i18n.use(lang)
    at = seat(lang)
    size = (120, 36)
    async with opened(at, size, theme=full_name(theme), ascii_borders=ascii) as desk:
        live = desk.text().split("\n")
    status = at.reader.header(NOW)
    reading = Reading(NOW, at.vocabulary, at.operator)
    top = Top(None, header(status, reading, NOW, size[0]), blank=bool(at.reader.asks(NOW)))
    queue = Queue(at.reader.queue_rows(at.reader.queue_ids(NOW)), len(QUEUE))
    screen = Screen(*size)
    screen.write(painted(*size, top, queue, reading, Colours(theme, depth), ascii=ascii))
    shown = screen.part(0, 0, *size)
    box = places(*size, lines_above(top)).rows
    assert shown[0].rstrip() == live[0]
    for line in range(box.y - 2, size[1] - 1):
        assert live[line].startswith(shown[line][:1])
    told = screen.part(*box)
    there = Screen(*size)
    for y, line in enumerate(live, 1):
        there.write(f"\x1b[{y};1H{line}")
    assert told == there.part(*box)
    assert sum(bool(line.strip()) for line in told) == len(QUEUE)


def test_colours_are_those_of_the_live_screen() -> None:
    for theme in PALETTES:
        live = palette(f"rhythm-{theme}")
        page = Colours(theme, "none" if theme == "plain" else "true")
        for style in LOOKS:
            for ground in ("ground", "raised", "selected", "now-ground"):
                rich = live.style(style, ground)
                rich._ansi = None  # the codes of the first terminal that this style was written for
                codes = rich._make_ansi_codes(ColorSystem.TRUECOLOR)
                told = ";".join(filter(None, ("0", codes.removesuffix("39;49").rstrip(";"))))
                assert page.sgr(style, ground) == f"\x1b[{told}m", (theme, style, ground)


def test_of_256_colours_the_nearest_is_the_one_rich_takes() -> None:
    every = {one for colours in PALETTES.values() for one in colours.values() if one.startswith("#")}
    for value in sorted(every | {"#000000", "#ffffff", "#808080", "#5f0000"}):
        wanted = Color.parse(value).downgrade(ColorSystem.EIGHT_BIT)
        assert of_256(*bytes.fromhex(value[1:])) == wanted.number, value


def test_an_empty_queue_has_a_page_too() -> None:
    reading = Reading(NOW, seat().vocabulary, clean("li"))
    page = painted(80, 24, Top(None, (), blank=1), Queue((), 0), reading, Colours("dark", "none"), ascii=True)
    screen = Screen(80, 24)
    screen.write(page)
    assert [line.strip() for line in screen.part(0, 4, 80, 19)] == [""] * 19
