"""Which open incidents a new one may be the same as: nearly the same title, or a post in common."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rhythm_tui.domain import ids
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.similar import ALIKE, likeness, shingles
from rhythm_tui.domain.text import SafeText, clean
from rhythm_tui.store import incidents
from rhythm_tui.store.sqlite import Connection


class Alike(NamedTuple):
    """An open incident that may be the same as a new one."""

    id: str
    title: SafeText
    by_post: bool
    """Whether items of both stand under one post; else their titles are alike."""


def alike(
    connection: Connection, title: SafeText, items: Sequence[int], *, but: str | None = None
) -> list[Alike]:
    """Return the open incidents, ``but`` one, that share a post with ``items`` or are called like ``title``.

    Those with a post in common stand first.
    """
    words = _pairs(title.plain)
    shared = set(incidents.with_posts_of(connection, items)) if items else set()
    found = []
    for n, body in incidents.open_titles(connection):
        pairs = _pairs(body)
        same_words = bool(words and pairs) and likeness(words, pairs) >= ALIKE
        if (n in shared or same_words) and (id := ids.name(ids.INCIDENT, n)) != but:
            found.append(Alike(id, clean(body), n in shared))
    return sorted(found, key=lambda one: not one.by_post)


@lru_cache(maxsize=512)
def _pairs(body: str) -> frozenset[str]:
    """Return the pairs of a title, none of an empty one: every new incident is held against the same ones."""
    plain = clean(body).plain
    return shingles(plain) if plain else frozenset()
