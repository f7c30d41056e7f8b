"""Words as the screen has them before they are drawn: pieces of safe text, each with a style by its meaning.

Text from the public comes as ``SafeText``, our own words as ``str``; both become ``Piece``s here. For Textual
``wording.py`` draws them, before it is there ``first_page.py``: only the standard library is behind this.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import SafeText, clean, fit, width, wrap
from rhythm_tui.i18n import _

_TELLING = 5
"""Cells below which what is left of a part could not even say that it was cut."""


class Piece(NamedTuple):
    """A run of safe words in one style."""

    text: str
    style: str = "text"


Line = tuple[Piece, ...]
"""One line of the screen."""
BLANK: Line = ()
Words = str | SafeText
"""Our own words, or cleaned text of somebody else."""


def safe(words: Words) -> str:
    """Return the characters of ``words``, fit for a terminal: for editors and the clipboard too."""
    if isinstance(words, SafeText):
        return words.plain
    return words if words.isprintable() else clean(words).plain


def shown(words: Words) -> str:
    """Return the characters of ``words`` for somebody to read: of purged ones, that they were."""
    if isinstance(words, SafeText) and words.purged:
        return _("(purged)")
    return safe(words)


def piece(words: Words, style: str = "text") -> Piece:
    """Return ``words`` in a style."""
    return Piece(" ".join(shown(words).split("\n")), style)


def column(words: Words, cells: int, style: str = "text", *, right: bool = False) -> Piece:
    """Return ``words`` in exactly ``cells`` cells, cut with two dots where they are longer."""
    text = shown(words)
    if right:
        return Piece(" " * (cells - width(text)) + fit(text, min(width(text), cells)), style)
    return Piece(fit(" ".join(text.split("\n")), cells), style)


def gap(cells: int) -> Piece:
    """Return blank cells."""
    return Piece(" " * max(cells, 0))


def bar(filled: int, cells: int, style: str) -> Line:
    """Return a bar of ``cells`` cells, ``filled`` of them in the colour called ``style``."""
    filled = min(max(filled, 0), cells)
    return tuple(
        p for p in (Piece("#" * filled, f"{style}-bar"), Piece("." * (cells - filled), "rest-bar")) if p.text
    )


def paragraphs(
    words: Words, cells: int, style: str = "text", *, indent: int = 0, most: int = 0
) -> list[Line]:
    """Return ``words`` broken into lines of at most ``cells`` cells, at most ``most`` of them (0: all)."""
    lines = wrap(shown(words) if isinstance(words, SafeText) else words, cells - indent)
    if most and len(lines) > most:
        lines = [*lines[: most - 1], fit(lines[most - 1] + " ..", cells - indent)]
    return [(gap(indent), piece(line, style)) for line in lines]


def flow(runs: Iterable[tuple[Words, str]], cells: int, *, indent: int = 0) -> list[Line]:
    """Return runs of words, each with its style, as one text broken into lines of at most ``cells`` cells."""
    texts = [(shown(words), style) for words, style in runs]
    joined = "".join(text for text, _ in texts)
    styles = [style for text, style in texts for _ in text]
    lines: list[Line] = []
    at = 0
    for line in wrap(joined, cells - indent):
        at = joined.index(line, at)
        drawn = groupby(zip(line, styles[at : at + len(line)], strict=True), key=itemgetter(1))
        lines.append((gap(indent), *(Piece("".join(c for c, _ in run), style) for style, run in drawn)))
        at += len(line)
    return lines


def packed(parts: Iterable[Line], cells: int) -> list[Line]:
    """Return parts beside each other, two blanks apart, in as many lines as they take; none is broken."""
    lines: list[list[Piece]] = [[]]
    for part in parts:
        if lines[-1] and size(lines[-1]) + 2 + size(part) > cells:
            lines.append([])
        lines[-1] += [*([gap(2)] if lines[-1] else []), *part]
    return [tuple(line) for line in lines if line]


def size(line: Iterable[Piece]) -> int:
    """Return how many cells a line takes."""
    return sum(width(one.text) for one in line)


def spread(left: Sequence[Piece], right: Sequence[Piece], cells: int) -> Line:
    """Return a line with one part at each end, the left one cut where they would meet."""
    room = cells - size(right)
    kept = cut(left, max(room - 1, 0))
    return (*kept, gap(room - size(kept)), *right)


def cut(line: Iterable[Piece], cells: int) -> Line:
    """Return the beginning of a line that fits into ``cells`` cells, without a last letter or two."""
    kept: list[Piece] = []
    for one in line:
        need = width(one.text)
        if need > cells:
            if cells >= _TELLING or not kept:
                kept.append(Piece(fit(one.text.rstrip(), cells), one.style))
            break
        kept.append(one)
        cells -= need
    return tuple(kept)


def changed_cells(old: Line, new: Line) -> tuple[int, int]:
    """Return the first cell in which two lines of the same width differ, and the cell after the last."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    behind, before = size(new[: len(new) - last]), size(old[: len(old) - last])
    # What stands behind the change has moved where the change is wider or narrower than what was there.
    end = behind if behind == before else max(size(old), size(new))
    return size(new[:first]), end


_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), "?")


def guarded(text: str) -> str:
    """Return ``text`` without control characters, whoever let them in: the last guard before the terminal."""
    return text if text.isprintable() else text.translate(_CONTROLS)
