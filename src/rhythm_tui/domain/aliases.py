"""Other names for things: what people type on a Chinese or an English keyboard. Standard library only."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

HALF_WIDTH = str.maketrans({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "})
"""Turns full-width letters, digits and punctuation into their ASCII twins, one character for one."""

KIND_WORDS: Mapping[str, str] = {
    word: kind
    for kind, words in {
        "comment": "comment comments c 评论 评 留言",
        "message": "message messages msg dm pm m 私信 信",
        "live": "live danmaku l 直播 直播提问 弹幕",
    }.items()
    for word in words.split()
}
"""Folded words for the kinds of an interaction."""


def fold(text: str) -> str:
    """Return ``text`` without differences of case and width, for comparing."""
    if text.isascii():
        return text.lower()
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return text.casefold()


def tight(text: str) -> str:
    """Return ``text`` folded and without blanks, as names are compared."""
    return "".join(fold(text).split())


def lookup(*tables: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the tight words of ``tables`` (id to its words) with the id each names.

    Ids name themselves; of the rest an earlier table wins over a later one. Later tables give words to the
    ids of the first only.
    """
    ids = tuple(tables[0]) if tables else ()
    found = {tight(key): key for key in ids}
    for table in tables:
        for key in ids:
            for word in table.get(key, ()):
                found.setdefault(tight(word), key)
    found.pop("", None)
    return found
