"""Which open incidents a new one may be the same as: nearly the same title, or a post in common."""

from __future__ import annotations

from collections.abc import Sequence

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
    words = shingles(title.plain) if title.plain else frozenset()
    shared = set(incidents.with_posts_of(connection, items))
    found = []
    for n, body in incidents.open_titles(connection):
        name, id = clean(body), ids.name(ids.INCIDENT, n)
        same_words = bool(words and name.plain) and likeness(words, shingles(name.plain)) >= ALIKE
        if id != but and (n in shared or same_words):
            found.append(Alike(id, name, n in shared))
    return sorted(found, key=lambda one: not one.by_post)
