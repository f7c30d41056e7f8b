"""Writing an import: rows are staged under a batch in short transactions and show when it closes.

What an import changes on rows that were there before (an edited text, a reply that stopped a clock) waits in
a temporary table until the batch closes, so that a broken import leaves no trace on them.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.store import records
from rhythm_tui.store.bands import VISIBLE
from rhythm_tui.store.contents import content_hash
from rhythm_tui.store.sqlite import Connection

_COLUMNS = (
    "n", "version", "state", "platform", "kind", "posted_at", "seen_at", "due_at", "soon_at", "neglect_at",
    "clock", "neglect_clock", "author_key", "content", "post", "external_id", "dedupe", "conversation",
    "reply_state", "batch", "simulated",
)  # fmt: skip
"""What an import writes of an interaction; the other columns are what they are for a new one."""
_INSERT = (
    f"INSERT OR REPLACE INTO interaction ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
)
_CONTENT = "INSERT INTO content (n, salt, author, body, hash) VALUES (?, ?, ?, ?, ?)"
_LOOKUP_BLOCK = 500


class Known(NamedTuple):
    """An item the desk holds already, as a new row of a file meets it."""

    n: int
    text_hash: str
    """Plain hash of its words, to see whether they were edited; never stored."""
    batch: int | None
    purged: bool
    """Whether its words were purged: they do not come back with an old file."""
    hidden: bool
    """Whether it belongs to an import that was taken back, discarded or is still under way."""


def text_hash(body: str) -> str:
    """Return the hash that tells an edited text from the same one."""
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def discard_unfinished(connection: Connection) -> None:
    """Give up what an importer that died has left; the caller holds the import lock."""
    connection.execute("UPDATE batch SET state = 'discarded' WHERE state = 'loading'")


def told(connection: Connection, n: int) -> tuple[int, int]:
    """Return how many new rows a batch has, and how many were there already."""
    found: tuple[int, int] = connection.execute(
        "SELECT new, duplicate FROM batch WHERE n = ?", (n,)
    ).fetchone()
    return found


def of_file(connection: Connection, sha256: str) -> int | None:
    """Return the import that stands and came from a file of this hash; None where there is none."""
    found = connection.execute(
        "SELECT max(n) FROM batch WHERE sha256 = ? AND state = 'done'", (sha256,)
    ).fetchone()
    return None if found is None else found[0]


def begin(connection: Connection) -> None:
    """Make the temporary tables one import works with."""
    connection.execute("DROP TABLE IF EXISTS temp.edited")
    connection.execute("DROP TABLE IF EXISTS temp.stopped")
    connection.execute("CREATE TEMP TABLE edited (row INTEGER NOT NULL, content INTEGER NOT NULL)")
    connection.execute(
        """
        CREATE TEMP TABLE stopped (
          at INTEGER NOT NULL, dedupe TEXT, conversation TEXT, author_key TEXT, reply INTEGER, reason TEXT
        )
        """
    )


def known(connection: Connection, keys: Sequence[str]) -> dict[str, Known]:
    """Return which of the de-duplication keys the desk holds already."""
    found: dict[str, Known] = {}
    for start in range(0, len(keys), _LOOKUP_BLOCK):
        block = keys[start : start + _LOOKUP_BLOCK]
        sql = f"""
            SELECT i.dedupe, i.n, c.body, i.batch, b.state IS NOT NULL AND b.state <> 'done'
            FROM interaction i JOIN content c ON c.n = i.content LEFT JOIN batch b ON b.n = i.batch
            WHERE i.dedupe IN ({", ".join("?" * len(block))})
        """
        for key, n, body, batch, hidden in connection.execute(sql, tuple(block)):
            found[key] = Known(n, text_hash(body or ""), batch, body is None, bool(hidden))
    return found


def add_contents(connection: Connection, words: Iterable[tuple[str, str]]) -> range:
    """Keep many (author, text) pairs at once; return their numbers."""
    first = records.next_number(connection, "content")
    rows = [
        (first + place, salt, author, body, content_hash(salt, author, body))
        for place, (author, body) in enumerate(words)
        for salt in (os.urandom(16),)
    ]
    connection.executemany(_CONTENT, rows)
    return range(first, first + len(rows))


def add_items(connection: Connection, items: Iterable[tuple[Any, ...]]) -> None:
    """Write interaction rows, ``_COLUMNS`` each; a row that does not show gives way to one of its number."""
    connection.executemany(_INSERT, items)


def next_item(connection: Connection) -> int:
    """Return the number the next interaction gets."""
    return records.next_number(connection, "interaction")


def let_go(connection: Connection, n: int) -> None:
    """Have a row that does not show give way for good: the same item has come in another way."""
    connection.execute("UPDATE interaction SET dedupe = NULL, state = 'withdrawn' WHERE n = ?", (n,))


def given_way(connection: Connection, batch: int, first: int) -> int:
    """Return how many rows of a batch, of those from number ``first``, have given way while it loaded."""
    sql = "SELECT count(*) FROM interaction WHERE n >= ? AND batch = ? AND state = 'withdrawn'"
    return int(connection.execute(sql, (first, batch)).fetchone()[0])


def set_content(connection: Connection, n: int, content: int) -> None:
    """Point a row of this very batch, which nobody has seen yet, to newer words."""
    connection.execute("UPDATE interaction SET content = ? WHERE n = ?", (content, n))


def note_edited(connection: Connection, row: int, content: int) -> None:
    """Remember that a row everybody sees got a newer text."""
    connection.execute("INSERT INTO temp.edited VALUES (?, ?)", (row, content))


def note_stopped(
    connection: Connection,
    at: int,
    *,
    dedupe: str | None = None,
    conversation: str | None = None,
    author_key: str | None = None,
    reply: int | None = None,
    reason: str | None = None,
) -> None:
    """Remember that something stopped a clock: a reply that was sent, or a message taken back."""
    connection.execute(
        "INSERT INTO temp.stopped VALUES (?, ?, ?, ?, ?, ?)",
        (at, dedupe, conversation, author_key, reply, reason),
    )


def edited(connection: Connection) -> list[tuple[int, int]]:
    """Return the remembered edits: row and its newest content."""
    return list(connection.execute("SELECT row, max(content) FROM temp.edited GROUP BY row ORDER BY row"))


def stops(connection: Connection) -> Iterator[tuple[Any, ...]]:
    """Yield the remembered stops in the order of their times."""
    sql = "SELECT at, dedupe, conversation, author_key, reply, reason FROM temp.stopped ORDER BY at, rowid"
    return iter(connection.execute(sql).fetchall())


def open_targets(
    connection: Connection,
    batch: int,
    at: int,
    dedupe: str | None,
    conversation: str | None,
    author_key: str | None,
) -> list[int]:
    """Return the open items, of this batch or showing, that something at ``at`` stops."""
    if dedupe is not None:
        where, value = "dedupe = ?", dedupe
    elif conversation:
        where, value = "conversation = ? AND kind = 'message'", conversation
    else:
        where, value = (
            "author_key = ? AND conversation = '' AND kind = 'message' AND due_at IS NOT NULL",
            str(author_key),
        )
    sql = f"""
        SELECT n FROM interaction WHERE {where} AND state = 'open' AND posted_at <= ?
        AND (batch = ? OR {VISIBLE}) ORDER BY n
    """
    return [n for (n,) in connection.execute(sql, (value, at, batch))]


def change_seen_row(connection: Connection, batch: int, old: records.Row, values: records.Row) -> None:
    """Change a row that everybody sees, and note before and after under the batch."""
    after = {**values, "version": old["version"] + 1}
    records.update(connection, "interaction", old["n"], old["version"], after)
    before = {column: old[column] for column in after}
    connection.execute(
        "INSERT INTO batch_change (batch, row, before, after) VALUES (?, ?, ?, ?)",
        (batch, old["n"], json.dumps(before), json.dumps(after)),
    )


def change_own_row(connection: Connection, n: int, values: records.Row) -> None:
    """Change a row of this very batch, which nobody has seen yet."""
    sets = ", ".join(f"{column} = ?" for column in values)
    connection.execute(f"UPDATE interaction SET {sets} WHERE n = ?", (*values.values(), n))
