"""Near-duplicates among short Chinese texts: the same question in slightly other words.

Two texts are alike when their sets of character pairs overlap by a share (the Jaccard index) of at least a
threshold. Every group has a leader that all its members are like, so no chain of small differences joins two
questions, and a group can be shown and explained by its leader's words. What is said most often leads, the
shorter and earlier first. The search is exact, not hashed: it compares only texts that share one of their
rarest character pairs, as every two that are alike must (prefix filtering). No network, no black box. Used
for the weekly TOP10 (RHYTHM.md 18), for merging live questions (16) and for the members of a proposed
incident (31). Standard library only.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

ALIKE = 0.5
"""A good threshold for questions of ten to thirty characters."""

_ROUNDING = 1e-9


def shingles(text: str) -> frozenset[str]:
    """Return the character pairs of ``text``, without case, width, blanks, punctuation and pictures.

    A text of one letter is that letter; one without any letter (only pictures) is itself.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(filter(str.isalnum, folded))
    if len(letters) < 2:
        return frozenset({letters or "".join(text.split())})
    return frozenset(map(str.__add__, letters, letters[1:]))


def likeness(one: AbstractSet[object], other: AbstractSet[object]) -> float:
    """Return the share of the common members in all members, 0 to 1; neither set is empty."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


def clusters(texts: Sequence[str], threshold: float = ALIKE) -> list[list[int]]:
    """Return the places of ``texts`` in groups of near-duplicates, the largest first.

    Every text stands in exactly one group, many alone in theirs. A group's first place is its leader's, the
    others ascend; groups of one size stand by their leaders. Raises ``ValueError`` for a threshold that is
    not above 0 and at most 1.
    """
    if not 0 < threshold <= 1:
        raise ValueError("a threshold lies above 0 and is at most 1")
    same: defaultdict[frozenset[str], list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        same[shingles(text)].append(place)
    ranked = sorted(same.items(), key=lambda found: (-len(found[1]), len(found[0]), found[1][0]))
    leaders = _leaders(_by_rarity([pairs for pairs, _ in ranked]), threshold)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for (_, places), leader in zip(ranked, leaders, strict=True):
        groups[ranked[leader][1][0]].extend(places)
    found = [[first, *sorted(set(members) - {first})] for first, members in groups.items()]
    return sorted(found, key=lambda group: (-len(group), group[0]))


def _by_rarity(sets: Sequence[frozenset[str]]) -> list[list[int]]:
    """Return every set as ascending numbers, the rarest pair having the lowest."""
    counts = Counter(pair for one in sets for pair in one)
    rank = {pair: number for number, pair in enumerate(sorted(counts, key=lambda p: (counts[p], p)))}
    return [sorted(map(rank.__getitem__, one)) for one in sets]


def _leaders(sets: Sequence[list[int]], threshold: float) -> list[int]:
    """Return for every set the number of its leader: the likest of those before it, or itself.

    If two sets share ``threshold`` of all their pairs, one of the first few of each, by rarity, is common to
    both: leaders are kept, and looked up, under those alone.
    """
    led: list[int] = []
    whole: dict[int, frozenset[int]] = {}
    kept: defaultdict[int, list[int]] = defaultdict(list)
    for number, pairs in enumerate(sets):
        mine, size = frozenset(pairs), len(pairs)
        least, most = math.ceil(threshold * size - _ROUNDING), size / threshold + _ROUNDING
        rarest = pairs[: size - least + 1]
        candidates = {leader for pair in rarest if pair in kept for leader in kept[pair]}
        fitting = ((whole[one], one) for one in candidates if least <= len(sets[one]) <= most)
        likest = max(((likeness(mine, other), -one) for other, one in fitting), default=(0.0, 0))
        if likest[0] >= threshold:
            led.append(-likest[1])
            continue
        led.append(number)
        whole[number] = mine
        for pair in rarest:
            kept[pair].append(number)
    return led
