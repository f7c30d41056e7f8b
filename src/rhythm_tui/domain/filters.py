"""The filter language of the queue: ``band:late platform:douyin owner:none`` and plain words.

Words match the text, the author or the post; several values of one field are alternatives, different fields
narrow each other. Standard library only.
"""

from __future__ import annotations

from typing import NamedTuple

from rhythm_tui.domain.deadlines import BANDS
from rhythm_tui.domain.refusal import invalid, msg

FIELDS = ("band", "platform", "kind", "owner")
_HALF_WIDTH = str.maketrans("：　／", ": /")


class Filter(NamedTuple):
    """What the operator wants to see; empty fields let everything through."""

    words: tuple[str, ...] = ()
    bands: frozenset[str] = frozenset()
    platforms: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    """Names; ``none`` for what nobody holds, ``me`` for the operator."""


EVERYTHING = Filter()


def parse_filter(text: str) -> Filter:
    """Return the filter that ``text`` writes; raises ``Refusal`` for an unknown band or an empty value."""
    words: list[str] = []
    wanted: dict[str, set[str]] = {field: set() for field in FIELDS}
    for term in text.translate(_HALF_WIDTH).split():
        field, colon, value = term.partition(":")
        if not colon or field.lower() not in FIELDS:
            words.append(term.lower())
            continue
        values = value.split(",")
        if not all(values):
            raise invalid("filter", msg("nothing after {name}:"), name=field)
        wanted[field.lower()].update(values)
    unknown = wanted["band"] - set(BANDS)
    if unknown:
        raise invalid(
            "filter", msg("no such band: {band}; there are {bands}"), band=min(unknown), bands=" ".join(BANDS)
        )
    return Filter(
        tuple(words),
        frozenset(wanted["band"]),
        frozenset(wanted["platform"]),
        frozenset(wanted["kind"]),
        frozenset(wanted["owner"]),
    )
