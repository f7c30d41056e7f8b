"""The only maker of what is drawn: exact widths, no markup, no control character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.color import Color

from rhythm_tui.domain.text import SafeText, clean, width
from rhythm_tui.ui import wording
from rhythm_tui.ui.paint import palette
from rhythm_tui.ui.theme import LOOKS
from rhythm_tui.ui.wording import Piece

NASTY = [
    "[/]",
    "[@click=app.quit]x[/]",
    "[bold",
    "\x1b[31mred",
    "\x1b]0;title\x07",
    "a\x00b",
    "\x9b31m",
    "安\u202e全",
]
styles = st.sampled_from(sorted(LOOKS))
pieces = st.builds(lambda text, style: wording.piece(clean(text), style), st.text(max_size=30), styles)
lines = st.lists(pieces, max_size=8).map(tuple)


@given(lines, st.integers(0, 60))
def test_a_strip_is_exactly_as_wide_as_asked(line: wording.Line, cells: int) -> None:
    made = wording.strip(line, cells, palette("rhythm-dark"))
    assert made.cell_length == cells
    assert sum(width(segment.text) for segment in made) == cells


@given(lines, lines, st.integers(1, 60))
def test_spread_fills_the_width_and_keeps_the_right_part(
    left: wording.Line, right: wording.Line, cells: int
) -> None:
    made = wording.spread(left, right, cells)
    assert made[len(made) - len(right) :] == right
    if wording.size(right) < cells:
        assert wording.size(made) == cells


@given(lines, lines)
def test_changed_cells_cover_every_difference(old: wording.Line, new: wording.Line) -> None:
    first, end = wording.changed_cells(old, new)

    def cells(line: wording.Line) -> list[tuple[str, str]]:
        return [(char, style) for text, style in line for char in text for _ in range(width(char))]

    before, after = cells(old), cells(new)
    assert before[:first] == after[:first]
    if len(before) == len(after):
        assert before[end:] == after[end:]


@given(st.text(max_size=80), st.integers(3, 40))
def test_paragraphs_fit(text: str, cells: int) -> None:
    for line in wording.paragraphs(clean(text), cells, indent=1):
        assert wording.size(line) <= max(cells, 3)


@pytest.mark.parametrize("text", NASTY)
def test_no_markup_is_ever_parsed(text: str) -> None:
    made = wording.words(clean(text))
    assert made.plain == clean(text).plain
    assert all("@click" not in str(span.style) for span in made.spans)


@pytest.mark.parametrize("text", NASTY)
def test_the_last_guard_lets_no_control_through(text: str) -> None:
    guarded = wording.Guard().apply([Segment(text)], Color(0, 0, 0))
    assert all(ord(char) >= 32 and not 127 <= ord(char) < 160 for segment in guarded for char in segment.text)


def test_our_own_words_are_cleaned_where_they_need_it() -> None:
    assert wording.safe("a\x1b[2Jb") == clean("a\x1b[2Jb").plain
    assert wording.piece("two\nlines").text == "two lines"


def test_a_column_is_exact_on_both_sides() -> None:
    assert wording.column("值班", 6) == Piece("值班  ", "text")
    assert wording.column("值班", 6, right=True).text == "  值班"
    assert width(wording.column(SafeText("值班台值班台"), 7).text) == 7


def test_a_bar_is_letters_on_their_own_colour() -> None:
    assert wording.bar(2, 5, "ok") == (Piece("##", "ok-bar"), Piece("...", "rest-bar"))
    assert wording.bar(9, 3, "late") == (Piece("###", "late-bar"),)
    assert wording.bar(-1, 2, "late") == (Piece("..", "rest-bar"),)


def test_what_would_be_left_of_a_part_as_a_letter_or_two_is_left_out() -> None:
    line = (Piece("task laid "), Piece("Report it"))
    assert [one.text for one in wording.cut(line, 14)] == ["task laid "]
    assert [one.text for one in wording.cut(line, 15)] == ["task laid ", "Rep.."]
    assert [one.text for one in wording.cut(line, 3)] == ["tas"]
