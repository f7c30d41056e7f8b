"""The words by which a list names what stands on the desk."""

from __future__ import annotations

from rhythm_tui.domain import ids
from rhythm_tui.store import contents
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
    column = _KEPT.get(table) or _TYPED.get(table)
    if column is None:
        return ""
    row = connection.execute(f"SELECT {column} FROM {table} WHERE n = ?", (n,)).fetchone()
    if row is None:
        return ""
    return contents.words(connection, row[0]) if table in _KEPT else row[0] or ""
