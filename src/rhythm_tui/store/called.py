"""The words by which a list names what stands on the desk. Standard library only."""

from __future__ import annotations

from rhythm_tui.domain import ids
from rhythm_tui.store.sqlite import Connection

_KEPT = {
    "interaction": "content", "incident": "title", "task": "words", "statement": "words", "lesson": "words",
    "story": "words", "notification": "words",
}  # fmt: skip
"""Tables whose words stand in ``content``, each with the column of their number."""
_TYPED = {
    "batch": "name", "slot": "title", "campaign": "name", "repeat": "title", "idea": "title",
    "pledge": "promise", "own_day": "zh", "operator": "name",
}  # fmt: skip
"""Tables whose words stand in their row."""
_TABLE_OF = {prefix: table for table, prefix in ids.PREFIX_OF.items()}


def called(connection: Connection, id: str) -> str:
    """Return the words of a thing; empty where it has none, or they were purged."""
    letter, n = ids.split(id) or ("", 0)
    table = _TABLE_OF.get(letter, "")
    if table in _KEPT:
        sql = f"SELECT c.body FROM {table} t JOIN content c ON c.n = t.{_KEPT[table]} WHERE t.n = ?"
    elif table in _TYPED:
        sql = f"SELECT {_TYPED[table]} FROM {table} WHERE n = ?"
    else:
        return ""
    (words,) = connection.execute(sql, (n,)).fetchone() or ("",)
    return words or ""
