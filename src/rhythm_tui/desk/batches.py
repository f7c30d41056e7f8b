"""Taking in what files tell: no duplicate, nothing half, clocks kept (FORMATS.md, rules for every importer).

Rows are staged in transactions of a few milliseconds and show all at once when the batch closes; an import
that dies leaves nothing behind. The whole import is one journal row, and ``undo`` acts on it as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.importer import BatchInfo, Counts, Importer
from rhythm_tui.domain import ids
from rhythm_tui.domain.facts import Fact, Reject
from rhythm_tui.domain.refusal import Refusal, msg
from rhythm_tui.store import batches, file

__all__ = ["BatchInfo", "Counts", "known_file", "take"]

CHUNK = 500
"""Rows a transaction: some ten milliseconds, so that other seats never wait."""


def take(
    desk: Desk,
    facts: Iterable[Fact | Reject],
    info: BatchInfo,
    on_reject: Callable[[Reject], None],
    on_progress: Callable[[int], None] = lambda _rows: None,
) -> Counts:
    """Take a file's rows in as one batch.

    ``on_reject`` gets every row that was not taken, ``on_progress`` the number of rows read so far. Raises
    ``DeskUnusable`` when the file cannot be written, ``Refusal`` when another import is under way; the desk
    then shows nothing of the batch.
    """
    with file.import_lock_of(desk.store.path) as free:
        if not free:
            raise Refusal("refused", msg("another import is under way; wait until it is done"))
        importer = Importer(desk, info, on_reject)
        try:
            for chunk in _chunks(facts):
                importer.stage(chunk)
                on_progress(importer.read)
            return importer.close()
        except BaseException:
            importer.discard()
            raise


def known_file(desk: Desk, sha256: str) -> str | None:
    """Return the batch in which a file of these bytes is on the desk; None where there is none."""
    found = batches.of_file(desk.store.connection, sha256)
    return None if found is None else ids.name(ids.BATCH, found)


def _chunks(facts: Iterable[Fact | Reject]) -> Iterator[list[Fact | Reject]]:
    rows = iter(facts)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk
