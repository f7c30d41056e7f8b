"""Emptying words for good: in the table, the search index, the log, and the copies the desk made of itself.

The journal keeps its salted hashes and the chain still holds; the salt goes with the words, so nobody can try
words against a hash.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rhythm_tui.store import journal, snapshots
from rhythm_tui.store.sqlite import Connection

_AT_ONCE = 500
_WORDS = ("content", "reply", "close_note")
"""Columns of an interaction that hold the number of its words."""
_FREE = """
    SELECT i.n FROM interaction i
      JOIN content c ON c.n = i.content
      LEFT JOIN batch b ON b.n = i.batch
      LEFT JOIN incident s ON s.n = i.incident
    WHERE i.kind = ? AND c.salt IS NOT NULL
      AND (s.n IS NULL OR s.stage IN ('closed', 'withdrawn'))
      AND CASE WHEN i.state IN ('answered', 'closed') THEN i.stopped_at < ?
               WHEN i.state = 'withdrawn' OR b.state IN ('undone', 'discarded') THEN i.seen_at < ?
               ELSE 0 END
    ORDER BY i.n
"""


def ended_before(connection: Connection, cutoffs: Mapping[str, int]) -> list[int]:
    """Return the numbers of the items with words that ended before the instant their kind is kept until.

    An item of an incident that is still open stays; one that was taken back, or whose import was, goes by
    the time it was seen.
    """
    return [
        n for kind, before in cutoffs.items() for (n,) in connection.execute(_FREE, (kind, before, before))
    ]


def empty(connection: Connection, items: Sequence[int]) -> int:
    """Empty every word that was ever kept of some items, drafts and notes too; return how many texts went."""
    emptied = 0
    for some in _blocks(items):
        numbers = sorted(_words_of(connection, some))
        for block in _blocks(numbers):
            marks = ", ".join("?" * len(block))
            done = connection.execute(
                f"UPDATE content SET salt = NULL, author = NULL, body = NULL"
                f" WHERE n IN ({marks}) AND salt IS NOT NULL",
                tuple(block),
            )
            emptied += done.rowcount
        connection.executemany("DELETE FROM search WHERE rowid = ?", [(n,) for n in some])
    return emptied


def _words_of(connection: Connection, items: Sequence[int]) -> set[int]:
    marks = ", ".join("?" * len(items))
    found = {
        n
        for row in connection.execute(
            f"SELECT {', '.join(_WORDS)} FROM interaction WHERE n IN ({marks})", tuple(items)
        )
        for n in row
        if n is not None
    }
    for (told,) in _edits(connection, items):
        found.update(n for column, n in json.loads(told).items() if column in _WORDS and n is not None)
    for entry in journal.about(connection, [f"q{n}" for n in items]):
        found.update(int(n) for n in entry.told()["content"])
    return found


def _edits(connection: Connection, items: Sequence[int]) -> Iterator[tuple[str]]:
    """Yield what imports have changed of the items: the columns before, and after."""
    marks = ", ".join("?" * len(items))
    for column in ("before", "after"):
        yield from connection.execute(
            f"SELECT {column} FROM batch_change WHERE row IN ({marks})", tuple(items)
        )


def scrub(connection: Connection, path: Path) -> bool:
    """Fold the log into the file and let go of the desk's own copies; return whether the log is empty.

    The search index marks deleted rows and drops their words only when it is written anew, which takes some
    seconds on a desk of a million items.
    Another seat that reads just now keeps its part of the log until it has read on.
    """
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    snapshots.drop_all(path)
    return not busy


def _blocks(numbers: Sequence[int]) -> Iterable[Sequence[int]]:
    return (numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE))
