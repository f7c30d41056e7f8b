"""Bugs planted on purpose, each in one place of the desk: a storm that does not find its bug is no storm.

Every one is a function of ``setattr``: a test hands it its monkeypatch, a seat that is a process of its own
the real one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from rich.console import Console

from rhythm_tui.desk import checks, importer, upkeep
from rhythm_tui.domain import jumps, text
from rhythm_tui.intake import jsonfile
from rhythm_tui.store import file, journal, records, transaction
from rhythm_tui.store.sqlite import Connection, make_durable
from rhythm_tui.store.transaction import Store, Transaction
from rhythm_tui.ui.widgets.at_once import Parts

Plant = Callable[..., None]


def forgotten_rollback(plant: Plant) -> None:
    """What failed half way is left standing."""
    plant(transaction, "roll_back", lambda connection: None)


def synced_later(plant: Plant) -> None:
    """A commit is no longer forced to the disk."""

    def lazily(connection: Connection) -> None:
        make_durable(connection)
        connection.execute("PRAGMA synchronous=NORMAL")

    plant(file, "make_durable", lazily)


def anchored_early(plant: Plant) -> None:
    """The anchor moves before the commit that it remembers."""

    @contextmanager
    def early(store: Store) -> Iterator[Transaction]:
        store.connection.execute("BEGIN IMMEDIATE")
        try:
            yield Transaction(store.connection, store.keys, store.path)
            store.advance_anchor()
            store.connection.execute("COMMIT")
        except BaseException:
            store.connection.execute("ROLLBACK")
            raise

    plant(Store, "transaction", early)


def committed_in_threes(plant: Plant) -> None:
    """Three actions share a commit, and two of them are answered before it: fast, and lost by a kill."""
    begun: dict[Store, int] = {}

    @contextmanager
    def grouped(store: Store) -> Iterator[Transaction]:
        if not store.connection.in_transaction:
            store.connection.execute("BEGIN IMMEDIATE")
        yield Transaction(store.connection, store.keys, store.path)
        begun[store] = begun.get(store, 0) + 1
        if begun[store] % 3 == 0:
            store.connection.execute("COMMIT")

    plant(Store, "transaction", grouped)


def each_statement_alone(plant: Plant) -> None:
    """Every statement commits by itself."""

    @contextmanager
    def loose(store: Store) -> Iterator[Transaction]:
        yield Transaction(store.connection, store.keys, store.path)
        store.advance_anchor()

    plant(Store, "transaction", loose)


def key_not_looked_for(plant: Plant) -> None:
    """A retry does it a second time."""
    plant(journal, "by_key", lambda connection, key: None)
    append = journal.append
    plant(journal, "append", lambda connection, entry: append(connection, entry._replace(key=None)))


class _Late:
    """A connection whose transaction begins with the first write: what was read before is old by then."""

    def __init__(self, real: Any) -> None:
        self._real = real
        self._due = False

    def execute(self, sql: str, *values: Any) -> Any:
        if sql == "BEGIN IMMEDIATE":
            self._due = True
            return None
        if self._due and sql.split(maxsplit=1)[0] in ("INSERT", "UPDATE", "DELETE", "COMMIT"):
            self._due = False
            self._real.execute("BEGIN IMMEDIATE")
        return self._real.execute(sql, *values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def read_before_begin(plant: Plant) -> None:
    """Rows are read outside the transaction that writes them, and the version is not compared."""
    opened, update = file.open_for_work, records.update
    plant(file, "open_for_work", lambda *given: _Late(opened(*given)))

    def blind(connection: Connection, table: str, n: int, version: int, values: records.Row) -> bool:
        (found,) = connection.execute(f"SELECT version FROM {table} WHERE n = ?", (n,)).fetchone()
        return update(connection, table, n, found, values)

    plant(records, "update", blind)


def shown_at_once(plant: Plant) -> None:
    """The rows of an import show while it is still under way."""
    batch = importer.Batch
    plant(importer, "Batch", lambda **fields: batch(**fields, state="done"))


def claimed_for_ever(plant: Plant) -> None:
    """When a claim ends is journaled, and not written."""
    update = records.update

    def forgetful(connection: Connection, table: str, n: int, version: int, values: records.Row) -> bool:
        written = {column: value for column, value in values.items() if column != "claim_until"}
        return update(connection, table, n, version, written)

    plant(records, "update", forgetful)


def one_part_unwritten(plant: Plant) -> None:
    """Of several parts of a picture that go straight to the terminal the last one does not."""
    written = Parts.render_segments

    def shortened(update: Parts, console: Console) -> str:
        parts = [*update._parts]
        update._parts = parts[:-1] if len(parts) > 1 else parts
        return written(update, console)

    plant(Parts, "render_segments", shortened)


def one_control_left(plant: Plant) -> None:
    """The cleaner takes one control character for harmless."""
    real = text.unicodedata
    plant(
        text,
        "unicodedata",
        SimpleNamespace(
            normalize=real.normalize,
            category=lambda char: "Po" if char == "\x9b" else real.category(char),
        ),
    )


def anchor_not_asked(plant: Plant) -> None:
    """Nobody asks the anchor how far the journal had come."""
    plant(Store, "check_anchor", lambda store: None)
    for module in (checks, upkeep):
        plant(module, "anchor_state", lambda connection, path: "ok")


def small_steps_forgotten(plant: Plant) -> None:
    """A step of less than a minute is not counted, however many there are."""
    real = jumps.doubts
    plant(jumps, "doubts", lambda marks: real([one for one in marks if not 0 < abs(one.by) < jumps.DOUBT]))


def creeping_unseen(plant: Plant) -> None:
    """The clock is held against the line before alone."""
    plant(jumps, "noticed", lambda base, last, now: jumps.jump(last, now))


def held_whole(plant: Plant) -> None:
    """A single JSON object is held in memory, however large it is."""
    plant(jsonfile, "MAX_OBJECT", 1 << 40)
