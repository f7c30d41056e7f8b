"""Typed words in columns of their own: titles, topics, tags, promises.

The row holds them as they are, for lists to sort and filter by. The journal, which nobody can change, tells
of them as ``{"typed": 17}`` only: the words stand under that number in ``content``, and a purge reaches them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from rhythm_tui.store import journal
from rhythm_tui.store.sqlite import Connection

Place = tuple[str, int]
"""A row: its table and its number."""
Delta = tuple[str, int, Mapping[str, Any] | None, Mapping[str, Any]]
"""What became of one row: table, number, the columns that changed before and after."""
COLUMNS: dict[str, dict[str, str | None]] = {
    "interaction": {"topic": None, "tags": "", "waiting": None},
    "slot": {"title": "", "tags": ""},
    "campaign": {"name": "", "tag": ""},
    "repeat": {"title": ""},
    "idea": {"title": ""},
    "pledge": {"words": "", "promise": ""},
    "own_day": {"zh": "", "en": ""},
}
"""The columns, by table, each with what stands in it once its words were purged."""
_KEY = "typed"
_MANY = "many"
"""Marks words that are a list: one a line."""
_NAMED = "instr(payload, '\"typed\":') > 0"
"""Rows of the journal that name typed words: the condition of their index."""


def told(entry: journal.Entry, connection: Connection) -> dict[str, Any]:
    """Return the payload of a journal row with every typed word back in its place; purged ones are blank."""
    found = entry.told()
    if f'"{_KEY}":' not in entry.payload:
        return found

    def body(value: Any, blank: str | None) -> Any:
        if not _is_named(value):
            return value
        (words,) = connection.execute("SELECT body FROM content WHERE n = ?", (value[_KEY],)).fetchone()
        if value.get(_MANY):
            return (words or "").split("\n")
        return blank if words is None else words

    found["fields"] = {name: body(value, "") for name, value in found["fields"].items()}
    found["changes"] = [
        (table, n, _each(table, before, body), _each(table, after, body))
        for table, n, before, after in found["changes"]
    ]
    return found


def _each(table: str, row: Mapping[str, Any] | None, body: Callable[..., Any]) -> dict[str, Any] | None:
    blanks = COLUMNS.get(table, {})
    return None if row is None else {name: body(value, blanks.get(name)) for name, value in row.items()}


def apart(
    changes: Iterable[Delta],
    fields: Mapping[str, object],
    names: Collection[str],
    keep: Callable[[str], int],
) -> tuple[list[Delta], dict[str, object]]:
    """Return changes and fields with their typed words kept apart by ``keep``; ``names`` are such fields."""

    rows: list[Delta] = [
        (table, n, before and numbered_row(table, before, keep), numbered_row(table, after, keep))
        for table, n, before, after in changes
    ]
    return rows, numbered_fields(fields, names, keep)


def numbered_row(table: str, row: Mapping[str, Any], keep: Callable[[str], int]) -> dict[str, Any]:
    """Return a row with its typed words kept apart, those that are not yet."""
    columns = COLUMNS.get(table, {}).keys() & row.keys()
    if not columns:
        return dict(row)
    words = {name: row[name] for name in sorted(columns)}
    return {
        **row,
        **{name: {_KEY: keep(one)} for name, one in words.items() if isinstance(one, str) and one},
    }


def numbered_fields(
    fields: Mapping[str, object], names: Collection[str], keep: Callable[[str], int]
) -> dict[str, object]:
    """Return the fields of a command with those called ``names`` kept apart."""
    return {name: _field(value, keep) if name in names else value for name, value in fields.items()}


def _field(value: object, keep: Callable[[str], int]) -> object:
    if isinstance(value, str) and value:
        return {_KEY: keep(value)}
    if isinstance(value, (list, tuple)) and value:
        return {_KEY: keep("\n".join(map(str, value))), _MANY: True}
    return value


def of(connection: Connection, places: Collection[Place]) -> Iterator[tuple[Place, str, int]]:
    """Yield row, column and number of all typed words that the journal ever told of some rows."""
    wanted = set(places)
    for entry in journal.entries(connection, _NAMED):
        for table, n, before, after in entry.told()["changes"]:
            if (table, n) in wanted:
                for name, value in (*(before or {}).items(), *after.items()):
                    if _is_named(value):
                        yield (table, n), name, value[_KEY]


def of_others(entry: journal.Entry, places: Collection[Place]) -> set[int]:
    """Return the typed words that a journal row tells of other rows than these."""
    return {
        value[_KEY]
        for table, n, before, after in entry.told()["changes"]
        if (table, n) not in places
        for value in (*(before or {}).values(), *after.values())
        if _is_named(value)
    }


def blank(connection: Connection, place: Place, column: str) -> None:
    """Empty a column whose words the journal knows by their number alone."""
    table, n = place
    connection.execute(f"UPDATE {table} SET {column} = ? WHERE n = ?", (COLUMNS[table][column], n))


def _is_named(value: object) -> bool:
    return isinstance(value, dict) and _KEY in value
