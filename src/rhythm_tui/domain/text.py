"""Text from the public, made fit for a terminal.

A comment may carry escape sequences, direction marks, invisible characters and glyphs that terminals draw
in different widths. ``clean`` is the one pure, total, idempotent and bounded cleaner; what it returns has a
type of its own, so that nothing else reaches a screen. The original stays untouched in the desk's file.
Standard library only: the fast start depends on it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from rhythm_tui.domain.named import NamedTuple

MAX_TEXT = 20_000
"""Longest text, in characters, that is shown or kept."""
MAX_DRAFT = 10 * MAX_TEXT
"""Longest draft, in characters: what is being written is kept long before it is short enough to go out."""

_PLAIN = "[ -~\u3001\u3002\u4e00-\u9fff\uff01-\uff5e]*"
"""Most of what anybody writes, printable ASCII, Chinese and its punctuation: nothing there to be cleaned."""
_MAX_MARKS = 3
_TAB = "    "
_BLANKS = frozenset(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3164\uffa0\u115f\u1160\u2800"
)
_LINE_BREAKS = frozenset("\n\v\f\r\x85\u2028\u2029")
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_JOINER = "\u200d"
_LOOKS = frozenset({"\ufe0e", "\ufe0f"})
_FLAGS = range(0x1F1E6, 0x1F200)
_UNAGREED = (
    (0x1160, 0x11FF),
    (0x2630, 0x2637),
    (0x268A, 0x268F),
    (0x4DC0, 0x4DFF),
    (0xD7B0, 0xD7FF),
    (0x1D300, 0x1D37F),
)
"""Loose Hangul vowels, trigrams, hexagrams, counting rods: Unicode versions disagree about their width."""
_UNDRAWN = frozenset(chr(code) for first, last in _UNAGREED for code in range(first, last + 1)).union(
    map(chr, _SKIN_TONES), map(chr, _FLAGS)
)
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mc"})
"""Categories of what is not drawn; spacing marks (Mc) among them, as terminals give them no cell or one."""


class SafeText(NamedTuple):
    """Text that may be drawn: no controls, nothing invisible, nothing whose width Unicode disputes."""

    plain: str
    hidden: bool = False
    """Whether something that cannot be seen was taken out: shown as a badge."""
    purged: bool = False
    """Whether it is empty because its words were emptied for good: whoever shows it says so."""


NOTHING = SafeText("")
PURGED = SafeText("", purged=True)


def named(raw: str) -> SafeText:
    """Return what something is called as one line; nobody can leave that empty, so then it was purged."""
    found = clean(raw)
    return found if found.plain else PURGED


def clean(raw: str, *, limit: int = MAX_TEXT) -> SafeText:
    """Return ``raw`` as one line: line breaks and runs of blanks become one blank."""
    block = clean_block(raw, limit=limit)
    return SafeText(" ".join(block.plain.split()), block.hidden)


def clean_block(raw: str, *, limit: int = MAX_TEXT) -> SafeText:
    """Return ``raw`` with its line breaks (as ``\\n``) and without everything a terminal must not get."""
    text = raw[:limit].replace("\r\n", "\n")
    if _is_plain(text):
        return SafeText(text.strip(), False)
    return _filter(unicodedata.normalize("NFC", text))


def _is_plain(text: str) -> bool:
    return (text.isascii() and text.isprintable()) or _plain()(text) is not None


@cache
def _plain() -> Callable[[str], object]:
    """Return what finds a text plain; made when it is wanted first, for that takes a millisecond."""
    import re

    return re.compile(_PLAIN).fullmatch


def _filter(text: str) -> SafeText:
    kept: list[str] = []
    hidden = False
    marks = 0
    for place, char in enumerate(text):
        if char in _LINE_BREAKS:
            kept.append("\n")
        elif char == "\t":
            kept.append(_TAB)
        elif char in _BLANKS:
            kept.append(" ")
        elif unicodedata.category(char) in ("Mn", "Me"):
            marks += 1
            if marks <= _MAX_MARKS and not _is_selector(char) and _carries(kept):
                kept.append(char)
            elif not _draws_emoji(text, place):
                hidden = True
            continue
        elif unicodedata.category(char) in _HIDDEN or char in _UNDRAWN:
            hidden = hidden or not _draws_emoji(text, place)
            continue
        else:
            kept.append(char)
        marks = 0
    return SafeText(unicodedata.normalize("NFC", "".join(kept)).strip(), hidden)


def _draws_emoji(text: str, place: int) -> bool:
    """Return whether a character only says how the emoji beside it are drawn: it hides nothing.

    A joiner between two, the selector of a coloured or plain look behind a visible sign, a skin tone.
    """
    char, before, after = text[place], text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    if char == _JOINER:
        drawn = _is_emoji(before) or before in _LOOKS or (before and ord(before) in _SKIN_TONES)
        return bool(drawn) and _is_emoji(after)
    if char in _LOOKS:
        return bool(before) and before.isprintable() and not before.isspace() and not _is_selector(before)
    return ord(char) in _SKIN_TONES and _is_emoji(before)


def _is_emoji(char: str) -> bool:
    return bool(char) and unicodedata.category(char) == "So"


def _is_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _carries(kept: list[str]) -> bool:
    return bool(kept) and not kept[-1].isspace()


@lru_cache(maxsize=65_536)
def _char_width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def width(text: str) -> int:
    """Return how many terminal cells ``text`` (already cleaned) takes."""
    return len(text) if text.isascii() else _width(text)


@lru_cache(maxsize=16_384)
def _width(text: str) -> int:
    return sum(map(_char_width, text))


@lru_cache(maxsize=16_384)
def fit(text: str, cells: int) -> str:
    """Return ``text`` in exactly ``cells`` cells: padded, or cut and ended with ``..``."""
    have = width(text)
    if have <= cells:
        return text + " " * (cells - have)
    ending = ".." if cells > 4 else ""
    room = cells - len(ending)
    used = 0
    for index, char in enumerate(text):
        used += _char_width(char)
        if used > room:
            cut = text[:index]
            return cut + ending + " " * (cells - width(cut) - len(ending))
    return text


_CLOSING = frozenset("，。、；：？！）」』】》〉〕｝％,.;:?!)]}%”’…")
"""Marks that no line begins with."""
_OPENING = frozenset("（「『【《〈〔｛([{“‘")
"""Marks that no line ends with."""


def wrap(text: str, cells: int) -> list[str]:
    """Break ``text`` into lines of at most ``cells`` cells: at blanks and between Chinese characters.

    Words and numbers in Latin letters stay whole where they fit into a line, beside Chinese too. A closing
    mark stays with what it closes, an opening one with what it opens, wherever a line holds more than that:
    Chinese typesetting calls it 避头尾.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(paragraph, max(cells, 2)))
    return lines


def _break(text: str, start: int, end: int) -> int:
    """Return where a line that begins at ``start`` and has room until ``end`` is best broken.

    One long word fills its line, though it should not be broken.
    """
    places = range(end, start, -1)
    whole = (place for place in places if _parts(text[place - 1], text[place]))
    return next(whole, None) or next((one for one in places if _may_part(text[one - 1], text[one])), end)


def _parts(before: str, after: str) -> bool:
    """Return whether a line ends well between two characters."""
    if " " in (before, after):
        return True
    return _may_part(before, after) and 2 in (_char_width(before), _char_width(after))


def _may_part(before: str, after: str) -> bool:
    """Return whether a line may end between two characters: marks and accents stay where they belong."""
    return _char_width(after) > 0 and after not in _CLOSING and before not in _OPENING


@lru_cache(maxsize=2_048)
def _wrap_paragraph(text: str, cells: int) -> tuple[str, ...]:
    lines: list[str] = []
    start = used = 0
    for index, char in enumerate(text):
        size = _char_width(char)
        if used + size > cells:
            end = _break(text, start, index)
            lines.append(text[start:end].rstrip())
            start = end + 1 if end < len(text) and text[end] == " " else end
            used = width(text[start:index])
            if start > index:
                continue
        used += size
    lines.append(text[start:])
    return tuple(lines)


@lru_cache(maxsize=8_192)
def mask_name(name: str) -> str:
    """Return a nickname with its middle hidden, as the platforms' exports do: 张小三 becomes ``张***三``.

    A name that is masked already stays as it is. Source: RHYTHM.md, law and privacy.
    """
    plain = clean(name, limit=100).plain
    if not plain:
        return plain
    shows_end = len(plain) > 2 and not plain.endswith("*")
    return f"{plain[0]}***{plain[-1]}" if shows_end else f"{plain[0]}***"
