"""A playbook beside the built-in one: what differs, and its tables as TOML with that marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.i18n import say
from rhythm_tui.toml_values import toml_key, toml_value

_LONGEST = 90


class Difference(NamedTuple):
    """An entry or table that the two playbooks write differently; None where one has none."""

    place: tuple[str, ...]
    here: Any
    built_in: Any


def found_at(tables: Any, place: tuple[str, ...]) -> Any:
    """Return what keys lead to, None where there is nothing."""
    for key in place:
        tables = tables.get(key) if isinstance(tables, dict) else None
    return tables


def differences(here: Any, there: Any, place: tuple[str, ...] = ()) -> tuple[Difference, ...]:
    """Return what differs, in the order of the playbook here; a table that one lacks is one difference."""
    if isinstance(here, dict) and isinstance(there, dict):
        keys = [*here, *(key for key in there if key not in here)]
        both = (differences(here.get(key), there.get(key), (*place, key)) for key in keys)
        return tuple(one for found in both for one in found)
    return () if here == there else (Difference(place, here, there),)


def written(value: Any, place: tuple[str, ...], differ: tuple[Difference, ...]) -> Iterator[str]:
    """Yield a table, or one entry, as lines of TOML; what differs says so behind a #."""
    notes = {one.place: _note(one) for one in differ}
    if isinstance(value, dict):
        yield from _table(value, place, notes)
    elif value is not None:
        yield f"{_entry(place, value)}{notes.get(place, '')}"
    for one in differ:
        if one.here is None:
            yield ""
            yield "# " + say("not here; built in: {entry}", entry=_entry(one.place, one.built_in))


def _table(
    table: Mapping[str, Any], place: tuple[str, ...], notes: Mapping[tuple[str, ...], str]
) -> Iterator[str]:
    plain = {key: value for key, value in table.items() if not isinstance(value, dict)}
    if place and (plain or not table):
        yield ""
        yield f"[{_path(place)}]{notes.get(place, '')}"
    for key, value in plain.items():
        yield f"{_entry((key,), value)}{notes.get((*place, key), '')}"
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _table(value, (*place, key), notes)


def _note(one: Difference) -> str:
    if one.built_in is None:
        return "  # " + say("not in the built-in one")
    return "  # " + say("built in: {value}", value=toml_value(one.built_in))


def _path(place: tuple[str, ...]) -> str:
    return ".".join(map(toml_key, place))


def _entry(place: tuple[str, ...], value: Any) -> str:
    """Return an entry; a long list of tables has a line for each."""
    line = f"{_path(place)} = {toml_value(value)}"
    if len(line) <= _LONGEST or not isinstance(value, list):
        return line
    return "\n".join([f"{_path(place)} = [", *(f"  {toml_value(one)}," for one in value), "]"])
