"""Where a playbook names its own nouns: each has to be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rhythm_tui.domain.named import NamedTuple

Place = tuple[str | int, ...]
"""The keys to an entry, and numbers from 0 within a list."""


class Reference(NamedTuple):
    """Entries that name a noun, and the table in which it must stand."""

    pattern: str
    """The keys to the entries; ``*`` stands for any."""
    table: str
    keys: bool = False
    """Whether the names are the last keys and not the values there."""


class Unheard(NamedTuple):
    """A name of something that is not there."""

    place: Place
    name: str
    table: str
    known: tuple[str, ...]


_LAID = ("phases.*.slots.*", "templates.*")
"""Where the playbook lays or proposes a slot."""
REFERENCES = (
    Reference("review.normal.*", "roles"),
    Reference("review.emergency.*", "roles"),
    Reference("review.statement.*", "roles"),
    Reference("escalation.chain.*.duty", "duties"),
    Reference("kinds.*.tasks.*.duty", "duties"),
    Reference("timers.*.by_grade.*", "grades", keys=True),
    Reference("timers.*.grades.*", "grades"),
    Reference("timers.*.kinds.*", "kinds"),
    Reference("checklist.*.forms.*", "forms"),
    Reference("checklist.*.platforms.*", "platforms"),
    Reference("phases.*.checklist.*.forms.*", "forms"),
    Reference("phases.*.checklist.*.platforms.*", "platforms"),
    *(Reference(f"{laid}.platform", "platforms") for laid in _LAID),
    *(Reference(f"{laid}.form", "forms") for laid in _LAID),
    *(Reference(f"{laid}.tier", "tiers") for laid in _LAID),
    *(Reference(f"{laid}.audience", "audiences") for laid in _LAID),
    Reference("templates.*.series", "series"),
)
"""Every entry that names a noun of another table."""


def unheard(tables: Mapping[str, Any]) -> Iterator[Unheard]:
    """Yield every name of what does not stand in the table it belongs to."""
    for reference in REFERENCES:
        known = tables.get(reference.table, {})
        if not isinstance(known, dict):
            continue
        for place, value in under(tables, reference.pattern):
            name = str(place[-1] if reference.keys else value)
            if name not in known:
                yield Unheard(place, name, reference.table, tuple(known))
    for laid in _LAID:
        for place, slot in under(tables, laid):
            yield from _sub_form(tables, place, slot)


def _sub_form(tables: Mapping[str, Any], place: Place, slot: Any) -> Iterator[Unheard]:
    """Yield the form of a form that its form does not take (RHYTHM 3)."""
    form, forms = slot.get("form") if isinstance(slot, dict) else None, tables.get("forms")
    if not isinstance(form, str) or "sub_form" not in slot or not isinstance(forms, dict):
        return
    table, name = f"forms.{form}.sub", str(slot["sub_form"])
    known = [key for _place, sub in under(tables, table) if isinstance(sub, dict) for key in sub]
    if form in forms and name not in known:
        yield Unheard((*place, "sub_form"), name, table, tuple(known))


def under(tables: Any, pattern: str) -> Iterator[tuple[Place, Any]]:
    """Yield what a pattern of keys leads to; what is no table leads nowhere."""
    yield from _under(tables, pattern.split("."), ())


def _under(value: Any, pattern: list[str], place: Place) -> Iterator[tuple[Place, Any]]:
    if not pattern:
        yield place, value
        return
    first, *rest = pattern
    keyed: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict):
        keyed = value.items()
    elif isinstance(value, list):
        keyed = enumerate(value)
    for key, inside in keyed:
        if first in ("*", key):
            yield from _under(inside, rest, (*place, key))
