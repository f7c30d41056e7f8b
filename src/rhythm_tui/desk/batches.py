"""Taking in what files tell: no duplicate, nothing half, clocks kept (FORMATS.md, rules for every importer).

Rows are staged in transactions of a few milliseconds and show all at once when the batch closes; an import
that dies leaves nothing behind. The whole import is one journal row, and ``undo`` acts on it as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.importer import Importer
from rhythm_tui.domain import ids
from rhythm_tui.domain.batches import BatchInfo, Counts
from rhythm_tui.domain.facts import Fact, Reject
from rhythm_tui.domain.refusal import Refusal, msg
from rhythm_tui.store import batches, file

__all__ = ["AlreadyHere", "BatchInfo", "Counts", "take"]

CHUNK = 500
"""Rows a transaction: some ten milliseconds, so that other seats never wait."""


class AlreadyHere(Exception):
    """A file of the very same bytes is on the desk, and was not taken back since."""

    def __init__(self, batch: str) -> None:
        self.batch = batch
        super().__init__(batch)


def take(
    desk: Desk,
    facts: Iterable[Fact | Reject],
    info: BatchInfo,
    on_reject: Callable[[Reject], None],
    on_progress: Callable[[int], None] = lambda _rows: None,
    *,
    once: bool = False,
) -> Counts:
    """Take a file's rows in as one batch; ``once``: unless it is on the desk already (``AlreadyHere``).

    ``on_reject`` gets every row that was not taken, ``on_progress`` the number of rows read so far. Raises
    ``DeskUnusable`` when the file cannot be written, ``Refusal`` when another import is under way; the desk
    then shows nothing of the batch.
    """
    with file.import_lock_of(desk.store.path) as free:
        if not free:
            raise Refusal("refused", msg("another import is under way; wait until it is done"))
        if once and (known := batches.of_file(desk.store.connection, info.sha256)) is not None:
            raise AlreadyHere(ids.name(ids.BATCH, known))
        importer = Importer(desk, info, on_reject)
        try:
            for chunk in _chunks(facts):
                importer.stage(chunk)
                on_progress(importer.read)
            return importer.close()
        except BaseException:
            importer.discard()
            raise


def _chunks(facts: Iterable[Fact | Reject]) -> Iterator[list[Fact | Reject]]:
    rows = iter(facts)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk
