"""Rows of the journal from before schema 10: they hold titles, topics and tags as they were typed.

Nobody can change the journal, so a purge could not reach them. Where it has to, such a row is written anew as
today's desk would have told it: the words stand in ``content``, the row names their number. Its hash stays,
and so does every link of the chain; the purge's own row, which the chain covers, tells the hash that the row
has from now on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from rhythm_tui.domain import ids
from rhythm_tui.domain.commands import BY_NAME
from rhythm_tui.store import contents, journal, typed
from rhythm_tui.store.sqlite import Connection
from rhythm_tui.store.typed import Place

_BEFORE = """
    SELECT min(seq) FROM journal
    WHERE instr(payload, '"typed":') > 0 AND instr(payload, '"was_typed":') = 0
"""
"""The first row that a program of schema 10 has written with typed words: what lies before may hold some."""
_MARK = "was_typed"
_KEEPS_ROWS = "journal_keeps_rows"
"""The trigger that lets nobody change a row: it is away for as long as these are written anew."""
Keep = Callable[[str], int]


def give_numbers(connection: Connection, places: Collection[Place]) -> dict[str, str]:
    """Let the old rows about some rows name their words by number; return by row the hash it has now.

    For a transaction that tells these hashes in the journal.
    """
    anew = [one for one in map(_Rewriter(connection, places), _old(connection)) if one is not None]
    if anew:
        (trigger,) = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = ?", (_KEEPS_ROWS,)
        ).fetchone()
        connection.execute(f"DROP TRIGGER {_KEEPS_ROWS}")
        rows = [(one.payload, one.seq) for one in anew]
        connection.executemany("UPDATE journal SET payload = ? WHERE seq = ?", rows)
        connection.execute(trigger)
    return {str(one.seq): journal.hash_of(one) for one in anew}


def _old(connection: Connection) -> list[journal.Entry]:
    (first,) = connection.execute(_BEFORE).fetchone()
    columns = sorted({column for table in typed.COLUMNS.values() for column in table})
    held = " OR ".join(f'instr(payload, \'"{column}":"\') > 0' for column in columns)
    return list(journal.entries(connection, f"seq < coalesce(?, seq + 1) AND ({held})", (first,)))


class _Rewriter:
    """Writes the rows of a journal anew that hold words of some rows."""

    def __init__(self, connection: Connection, places: Collection[Place]) -> None:
        self._connection = connection
        self._places = set(places)
        self._subjects = {ids.name(ids.PREFIX_OF[table], n) for table, n in places}

    def __call__(self, entry: journal.Entry) -> journal.Entry | None:
        """Return the row anew; None for one that holds none of their words."""
        told, kept = entry.told(), dict[str, str]()

        def keep(words: str) -> int:
            n, digest = contents.keep(self._connection, words)
            kept[str(n)] = digest
            return n

        told["changes"] = [
            [table, n, before and self._row(table, n, before, keep), self._row(table, n, after, keep)]
            for table, n, before, after in told["changes"]
        ]
        command = BY_NAME.get(entry.verb)
        if entry.subject in self._subjects and command is not None:
            told["fields"] = typed.numbered_fields(told["fields"], command.typed, keep)
        if not kept:
            return None
        told["content"].update(kept)
        return entry._replace(payload=journal.canonical({**told, _MARK: True}))

    def _row(self, table: str, n: int, row: Mapping[str, Any], keep: Keep) -> Mapping[str, Any]:
        return typed.numbered_row(table, row, keep) if (table, n) in self._places else row
