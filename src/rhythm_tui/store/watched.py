"""One long statement of SQLite, looked at while it runs: to show how far it is, and to give it up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rhythm_tui.store.sqlite import Connection, Error

_STEPS = 100_000
"""Steps of SQLite's machine between two looks: some milliseconds."""


@contextmanager
def watched(connection: Connection, look: Callable[[], None]) -> Iterator[None]:
    """Call ``look`` again and again while statements of the block run; what it raises ends them.

    Ctrl-C counts as such: without this, it would wait for the end of the statement.
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
    except Error:
        if raised:
            raise raised[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)
