"""One long statement of SQLite, looked at while it runs: to show how far it is, and to give it up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

from rhythm_tui.domain.progress import Watch
from rhythm_tui.store.sqlite import Connection, Error

_STEPS = 100_000
"""Steps of SQLite's machine between two looks: some milliseconds."""
_CHECK_STEPS = 20
"""Steps that a check of every page takes for a row or its place in an index: measured, at ten thousand items
as at a million."""
_ALMOST = 0.99
_AT_ONCE = 20_000
"""Rows that are looked through at once: some ten milliseconds."""


def _nothing() -> None:
    """Look at nothing: the block can be given up, and that is all."""


@contextmanager
def watched(connection: Connection, look: Callable[[], None] = _nothing) -> Iterator[None]:
    """Call ``look`` again and again while statements of the block run; what it raises ends them.

    Ctrl-C counts as such: without this, it would wait for the end of the statement. Where it comes on the way
    to ``look``, SQLite alone tells of it.
    """
    raised: list[BaseException] = []

    def each() -> int:
        try:
            look()
        except BaseException as error:  # it may not pass through SQLite: it is raised behind it
            raised.append(error)
            return 1
        return 0

    connection.set_progress_handler(each, _STEPS)
    try:
        yield
    except Error as error:
        if raised:
            raise raised[0] from None
        if str(error) == "interrupted":
            raise KeyboardInterrupt from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def stretches(connection: Connection, table: str, watch: Watch) -> Iterator[tuple[int, int]]:
    """Yield the numbers of a table's rows some at a time, as those above one and up to another.

    ``watch`` is told how many are behind; what it raises ends them.
    """
    (last,) = connection.execute(f"SELECT coalesce(max(n), 0) FROM {table}").fetchone()
    for low in range(0, last, _AT_ONCE):
        watch.rows(low, last)
        yield low, low + _AT_ONCE


@contextmanager
def checked(connection: Connection, watch: Watch) -> Iterator[None]:
    """Tell ``watch`` how far a check of every page is that runs in the block.

    SQLite does not say. But it does much the same with every row and every place of a row in an index, and
    how many there are can be told beforehand: where rows were deleted too many, and the check ends early. The
    tables of the search are left out, for their numbers count nothing; they are small.
    """
    whole = max(_CHECK_STEPS * _entries(connection), 1)
    looks = count(1)
    with watched(connection, lambda: watch.share(min(next(looks) * _STEPS / whole, _ALMOST))):
        yield


def _entries(connection: Connection) -> int:
    """Return how many rows there are at most, and places of rows in indexes; only last rows are looked at."""
    tables = connection.execute("""
        SELECT name, (SELECT count(*) FROM sqlite_schema i WHERE i.type = 'index' AND i.tbl_name = t.name)
        FROM sqlite_schema t
        WHERE type = 'table' AND rootpage AND name NOT LIKE 'search%'
    """).fetchall()
    found = 0
    for name, indexes in tables:
        (last,) = connection.execute(f'SELECT coalesce(max(rowid), 0) FROM "{name}"').fetchone()
        found += last * (1 + indexes)
    return found
