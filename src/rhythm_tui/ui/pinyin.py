"""How Chinese words sound, so that they are found by what a keyboard without an input method can type."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.settings import pinyin_tables

_DOUBLE = ("zh", "ch", "sh")
"""Initials of two letters: they count like those of one."""


class _Sounds(NamedTuple):
    characters: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    """Words in which a character sounds otherwise than it mostly does."""


@cache
def _sounds() -> _Sounds:
    tables = pinyin_tables()
    characters = {one: sound for sound, all in tables["syllables"].items() for one in all}
    return _Sounds(characters, {word: tuple(sound.split()) for word, sound in tables["words"].items()})


@lru_cache(4096)
def syllables(text: str) -> tuple[str, ...]:
    """Return how each character of ``text`` sounds; what is not Chinese is itself, a blank is nothing."""
    characters, words = _sounds()
    lowered = text.lower()
    found = [characters.get(one, one.strip()) for one in lowered]
    for word, sound in words.items():
        at = lowered.find(word)
        while at >= 0:
            found[at : at + len(word)] = sound
            at = lowered.find(word, at + len(word))
    return tuple(found)


def spelled_from(typed: str, sounds: tuple[str, ...]) -> int | None:
    """Return how many characters ``typed`` spells from the first on: in full, by initials, or both mixed.

    The last may be half typed. None where it spells others.
    """
    if not typed:
        return 0
    if not sounds:
        return None
    first = sounds[0]
    if first.startswith(typed):
        return 1
    double = [first[:2]] if first.startswith(_DOUBLE) else []
    for begun in dict.fromkeys([first, *double, first[:1]]):
        if typed.startswith(begun):
            more = spelled_from(typed[len(begun) :], sounds[1:])
            if more is not None:
                return 1 + more
    return None
