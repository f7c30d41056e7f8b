"""The calendar out of its tables: ``data/days.toml`` and the hospital's own beside it (RHYTHM 6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from rhythm_tui.domain.day_rules import read_rule
from rhythm_tui.domain.days import ASKING, KINDS, STATUTORY, Calendar, Entry, Public
from rhythm_tui.domain.refusal import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_WRITTEN = tuple(kind for kind in KINDS if kind not in STATUTORY)
_FIELDS: dict[str, tuple[type, ...]] = {
    "rule": (str,),
    "zh": (str,),
    "en": (str,),
    "kind": (str,),
    "slot": (bool,),
    "source": (str,),
    "departments": (list,),
    "valid_from": (int, str, date, datetime),
    "valid_to": (int, str, date, datetime),
}


class BadDays(ValueError):
    """A calendar that cannot be used: where, and why."""


def read_days(tables: Mapping[str, Any], own: Mapping[str, Any]) -> Calendar:
    """Return the calendar of ``tables`` with a hospital's ``own``: those change an entry, or add one.

    Raises ``BadDays`` with the place and the reason.
    """
    ours, theirs = _table(tables, "days"), _table(own, "days")
    if wrong := sorted(set(own) - {"days"}):
        raise BadDays(f"{wrong[0]}: there is no such table; days of your own stand in [days]")
    entries = [
        _entry(key, {**day, **_table(theirs, key)} if key in theirs else day) for key, day in ours.items()
    ]
    entries += [_entry(key, {"kind": "own", **_table(theirs, key)}) for key in theirs if key not in ours]
    words = _table(tables, "public")
    return Calendar(entries, Public(words["holiday"], words["workday"], words["names"]) if words else None)


def _table(tables: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = tables.get(key, {})
    if not isinstance(found, Mapping):
        raise BadDays(f"{key}: this wants a table")
    return found


def _entry(key: str, written: Mapping[str, Any]) -> Entry:
    try:
        return entry(key, written)
    except Refusal as refusal:
        raise BadDays(f"days.{key}.rule: {refusal}") from refusal
    except ValueError as error:
        raise BadDays(f"days.{key}.{error}") from error


def entry(key: str, written: Mapping[str, Any]) -> Entry:
    """Return the day ``key`` as its table writes it (RHYTHM 6).

    ``valid_from`` and ``valid_to`` are a year, a date or an ISO date. Raises ``Refusal`` for a rule that
    cannot be read, ``ValueError`` with field and reason for the rest.
    """
    for field, value in written.items():
        if field not in _FIELDS:
            raise ValueError(f"{field}: there is no such field")
        if type(value) not in _FIELDS[field]:
            raise ValueError(f"{field}: {value!r} is of the wrong kind")
    for field in ("rule", "zh"):
        if not written.get(field):
            raise ValueError(f"{field}: it must be there")
    kind = written.get("kind", "health")
    if kind not in _WRITTEN:
        raise ValueError(f"kind: one of {', '.join(_WRITTEN)}")
    return Entry(
        id=key,
        kind=kind,
        rule=read_rule(written["rule"]),
        zh=written["zh"],
        en=written.get("en") or written["zh"],
        slot=written.get("slot", kind in ASKING),
        departments=tuple(map(str, written.get("departments", ()))),
        source=written.get("source", ""),
        valid_from=_bound("valid_from", written.get("valid_from", date.min), date.min),
        valid_to=_bound("valid_to", written.get("valid_to", date.max), date.max),
    )


def _bound(field: str, value: int | str | date, otherwise: date) -> date:
    """A year begins with its first day and ends with its last, as the bound does that is given otherwise."""
    try:
        if isinstance(value, int):
            return otherwise.replace(year=value)
        if isinstance(value, str):
            return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{field}: {value!r} is no year or date") from None
    return value.date() if isinstance(value, datetime) else value
