"""What somebody means who types a part of a name: the name, its pinyin, its other language, its key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from rhythm_tui.domain.aliases import HALF_WIDTH
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.ui.pinyin import spelled_from, syllables

_EXACT, _BEGINS, _WORD, _INSIDE = 100, 90, 80, 70
_KEY, _OTHER_NAME, _TELLS = 95, 15, 30
"""What a key counts, what another name counts less, what a word of the explanation counts."""


class Match(NamedTuple):
    """How well something fits."""

    score: int
    marks: frozenset[int] = frozenset()
    """The characters of the name that were typed."""


class Named(Protocol):
    """What can be found."""

    @property
    def names(self) -> Sequence[str]:
        """What it is called: first the name that is shown."""

    @property
    def told(self) -> str:
        """What else is said of it."""

    @property
    def keys(self) -> Sequence[str]:
        """The keys that do it."""


Found = TypeVar("Found", bound=Named)


def ranked(everything: Iterable[Found], typed: str) -> list[tuple[Found, frozenset[int]]]:
    """Return what fits, the best first and else in its order, each with the characters of its name to mark.

    Every word that was typed must fit, in full width too; nothing typed lets everything through.
    """
    found = []
    for one in everything:
        matches = [_match(word, one) for word in typed.translate(HALF_WIDTH).split()]
        if None not in matches:
            score = sum(match.score for match in matches if match)
            found.append((-score, one, frozenset().union(*(match.marks for match in matches if match))))
    return [(one, marks) for _score, one, marks in sorted(found, key=lambda entry: entry[0])]


def _match(word: str, one: Named) -> Match | None:
    """Return how well something fits one word."""
    if word in one.keys:
        return Match(_KEY)
    word = word.lower()
    found = [_by_name(word, name, 0 if place == 0 else _OTHER_NAME) for place, name in enumerate(one.names)]
    best = max((match for match in found if match), key=lambda match: match.score, default=None)
    if best is not None:
        return best
    return Match(_TELLS) if word in one.told.lower() else None


def _by_name(word: str, name: str, less: int) -> Match | None:
    """Return how well a word fits a name: as it is written, or as it sounds."""
    lowered = name.translate(HALF_WIDTH).lower()
    at = lowered.find(word)
    if at >= 0:
        end = at + len(word)
        score = _EXACT if len(word) == len(name) else _worth(lowered, at)
        return Match(score - less, frozenset(range(at, end)) if not less else frozenset())
    sounds = syllables(name)
    for start in range(len(name)):
        if sounds[start] and (many := spelled_from(word, sounds[start:])):
            marks = frozenset(range(start, start + many)) if not less else frozenset()
            whole = many == len(name)
            return Match((_EXACT - 5 if whole else _worth(lowered, start) - 5) - less, marks)
    letters, places = _initials(lowered)
    if len(word) > 1 and letters.startswith(word):
        return Match(_WORD - less, frozenset(places[: len(word)]) if not less else frozenset())
    return None


def _initials(name: str) -> tuple[str, list[int]]:
    """Return the first letters of the words of a name, and where they stand."""
    places = [at for at, one in enumerate(name) if one.isalnum() and (at == 0 or not name[at - 1].isalnum())]
    return "".join(name[at] for at in places), places


def _worth(name: str, at: int) -> int:
    return _BEGINS if at == 0 else _WORD if not name[at - 1].isalnum() else _INSIDE
