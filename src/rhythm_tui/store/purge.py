"""Emptying words for good: in the table, the search index, the log, and the copies the desk made of itself.

The journal keeps its salted hashes and the chain still holds; the salt goes with the words, so nobody can try
words against a hash.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from rhythm_tui.domain import ids
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.refusal import msg
from rhythm_tui.store import journal, snapshots, typed
from rhythm_tui.store.ended import Place, columns
from rhythm_tui.store.sqlite import Connection
from rhythm_tui.store.watched import watched

_AT_ONCE = 500


def empty(connection: Connection, places: Sequence[Place], watch: Watch = UNWATCHED) -> int:
    """Empty every word that was ever kept of some rows, drafts and notes too; return how many texts went."""
    named = list(typed.of(connection, places))
    numbers = sorted(_words_of(connection, places, watch) | {n for _place, _column, n in named})
    emptied = 0
    watch.step(msg("emptying their words"))
    for block in _blocks(numbers, watch):
        marks = ", ".join("?" * len(block))
        done = connection.execute(
            f"UPDATE content SET salt = NULL, author = NULL, body = NULL"
            f" WHERE n IN ({marks}) AND salt IS NOT NULL",
            tuple(block),
        )
        emptied += done.rowcount
    for place, column in sorted({(place, column) for place, column, _n in named}):
        typed.blank(connection, place, column)
    watch.step(msg("taking them out of the search"))
    for block in _blocks([n for table, n in places if table == "interaction"], watch):
        connection.executemany("DELETE FROM search WHERE rowid = ?", [(n,) for n in block])
    return emptied


def _words_of(connection: Connection, places: Sequence[Place], watch: Watch) -> set[int]:
    found: set[int] = set()
    wanted = set(places)
    for table in sorted({table for table, _n in places}):
        held = columns(connection, table)
        watch.step(msg("gathering their words"))
        for some in _blocks([n for one, n in places if one == table], watch):
            if held:
                found |= _in_columns(connection, table, held, some)
            if table == "interaction":
                found |= _of_imports(connection, held, some)
            for entry in journal.about(connection, [ids.name(ids.PREFIX_OF[table], n) for n in some]):
                others = typed.of_others(entry, wanted)
                found.update(n for n in map(int, entry.told()["content"]) if n not in others)
    return found


def _in_columns(connection: Connection, table: str, held: Sequence[str], some: Sequence[int]) -> set[int]:
    marks = ", ".join("?" * len(some))
    rows = connection.execute(f"SELECT {', '.join(held)} FROM {table} WHERE n IN ({marks})", tuple(some))
    return {n for row in rows for n in row if n is not None}


def _of_imports(connection: Connection, held: Sequence[str], items: Sequence[int]) -> set[int]:
    """Return what imports have changed of items: the words before, and after."""
    marks = ", ".join("?" * len(items))
    found: set[int] = set()
    for column in ("before", "after"):
        told = connection.execute(f"SELECT {column} FROM batch_change WHERE row IN ({marks})", tuple(items))
        for (row,) in told:
            found.update(n for name, n in json.loads(row).items() if name in held and n is not None)
    return found


def scrub(connection: Connection, path: Path) -> bool:
    """Fold the log into the file and let go of the desk's own copies; return whether the log is empty.

    The search index marks deleted rows and drops their words only when it is written anew. And where SQLite
    has once divided a full page, a copy of some rows is left in the page's unused part, which no deletion
    reaches: so the whole file is written anew. On a desk of a million items that takes a while, in which the
    other seats wait.
    Another seat that reads just now keeps its part of the log until it has read on.
    """
    with watched(connection):
        connection.execute("INSERT INTO search (search) VALUES ('optimize')")
        connection.execute("VACUUM")
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    snapshots.drop_all(path)
    return not busy


def _blocks(numbers: Sequence[int], watch: Watch) -> Iterator[Sequence[int]]:
    """Yield numbers some at a time, and tell how many are behind."""
    for start in range(0, len(numbers), _AT_ONCE):
        watch.rows(start, len(numbers))
        yield numbers[start : start + _AT_ONCE]
