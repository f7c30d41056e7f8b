"""One command, one transaction: rows, words and one journal row are written together or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from rhythm_tui.domain import system
from rhythm_tui.domain.jumps import Stamp
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.refusal import Refusal, msg, refused
from rhythm_tui.store import anchor, contents, file, journal, keys, records, search, typed
from rhythm_tui.store.sqlite import Connection, Error, IntegrityError, roll_back, unusable
from rhythm_tui.store.unusable import DeskDamaged, DeskUnusable

M = TypeVar("M", bound=BaseModel)


class Change(NamedTuple):
    """What became of one row: the columns that changed, before and after; no ``before`` for a new row."""

    table: str
    n: int
    before: records.Row | None
    after: records.Row


class Told(NamedTuple):
    """What the journal row says besides the changes."""

    stamp: Stamp
    simulated: bool
    seat: str
    operator: str
    verb: str
    subject: str
    fields: dict[str, object]
    receipt: dict[str, object]
    undoes: int | None = None
    key: str | None = None
    fingerprint: str | None = None
    typed: frozenset[str] = frozenset()
    """Fields that somebody typed, and that stand in a column of their own."""


def tell(
    connection: Connection, told: Told, content: Mapping[str, str], changes: Sequence[typed.Delta]
) -> journal.Entry:
    """Add a journal row, with the words it brings and the rows it changes; return it as written."""
    payload = {"fields": told.fields, "content": content, "changes": changes, "receipt": told.receipt}
    at, boot, uptime, _host = told.stamp
    blank = journal.Entry(
        0, at, boot, uptime, int(told.simulated), told.seat, told.operator, told.verb,
        told.subject, journal.canonical(payload), told.undoes, told.key, told.fingerprint, "", "",
    )  # fmt: skip
    return journal.append(connection, blank)


_NOT_HELD = msg("nothing was changed, for the desk's tables do not hold this: {reason}; please report it")


class Transaction:
    """The rows a command reads and writes; made by ``Store.transaction``."""

    def __init__(self, connection: Connection, secrets: keys.Keys, path: Path) -> None:
        self.connection = connection
        self.keys = secrets
        self._path = path
        self.changes: list[Change] = []
        self.content: dict[str, str] = {}
        self.head: journal.Head | None = None
        """The last row that it has added to the journal."""

    def load(self, model: type[M], n: int) -> M | None:
        """Return the record ``n`` of a noun, or None."""
        return records.load(self.connection, model, n)

    def where(self, model: type[M], condition: str, *values: object) -> tuple[M, ...]:
        """Return the records for which an SQL condition of ours holds."""
        return records.load_where(self.connection, model, condition, values)

    def keep(self, body: str, author: str = "") -> int:
        """Keep words apart from the journal; return their number."""
        n, digest = contents.keep(self.connection, body, author)
        self.content[str(n)] = digest
        return n

    def insert(self, record: M) -> M:
        """Write a new record; return it with its number."""
        table = records.TABLES[type(record)]
        row = records.as_row(record)
        row["n"] = records.insert(self.connection, table, {**row, "n": None})
        self.changes.append(Change(table, row["n"], None, row))
        return record.model_copy(update={"n": row["n"]})

    def update(self, before: M, after: M) -> M:
        """Write what changed of a record, its version at least; return it with its new version."""
        columns = records.differing(before, after)
        old = records.as_row(before, ("n", "version", *columns))
        self.change(records.TABLES[type(before)], old, records.as_row(after, columns))
        return after.model_copy(update={"version": old["version"] + 1})

    def rotate_keys(self) -> int:
        """Begin a new epoch of the author key; return its number. Raises ``OSError``."""
        self.keys = keys.rotate(self._path, self.keys)
        return self.keys.epoch

    def index(self, n: int, *texts: str) -> None:
        """Let the search find an interaction by ``texts``: its author, its words, its post."""
        search.put(self.connection, [(n, " ".join(texts))])

    def change(self, table: str, old: records.Row, values: records.Row) -> None:
        """Set columns of the row ``old``; refuse when somebody else has changed it since it was read."""
        after = {**values, "version": old["version"] + 1}
        if not records.update(self.connection, table, old["n"], old["version"], after):
            raise Refusal("conflict", msg("somebody else has just changed this"))
        self.changes.append(Change(table, old["n"], {column: old[column] for column in after}, after))

    def tell_as_new(self, record: BaseModel) -> None:
        """Let the journal tell a staged record as new: what led up to it was not shown to anybody."""
        table = records.TABLES[type(record)]
        n = record.__dict__["n"]
        self.changes = [change for change in self.changes if (change.table, change.n) != (table, n)]
        row = records.load_row(self.connection, table, n)
        if row is not None:
            self.changes.append(Change(table, n, None, row))

    def write(self, told: Told) -> journal.Entry:
        """Add the journal row that tells all of it."""
        rows, fields = typed.apart(self.changes, told.fields, told.typed, self.keep)
        entry = tell(self.connection, told._replace(fields=fields), self.content, rows)
        self.head = journal.Head(entry.seq, entry.hash)
        return entry


class Store:
    """The desk's file, open for work; belongs to the thread that opened it."""

    def __init__(self, path: Path, watch: Watch = UNWATCHED) -> None:
        self.path = path
        self.connection: Connection = file.open_for_work(path, watch)
        self._anchor = anchor.Anchor(path)
        try:
            with file.lock_of(path):
                self.keys = keys.load(path, used_epoch=self._used_epoch())
            self._keys_file = keys.path_of(path)
            self._keys_changed = keys.changed_at(self._keys_file)
            self._inode = self._identity()
            self.check_anchor()
        except OSError as error:
            self.close()
            raise DeskUnusable(msg("{path}: {reason}"), path=path, reason=system.why(error)) from error
        except Error as error:
            self.close()
            raise unusable(error, path) from error
        except DeskUnusable:
            self.close()
            raise

    def _used_epoch(self) -> int:
        """Return the greatest key epoch the desk has author hashes of; only asked when the keys are gone."""
        if keys.path_of(self.path).exists():
            return 0
        sql = "SELECT max(CAST(author_key AS INTEGER)) FROM interaction"
        return int(self.connection.execute(sql).fetchone()[0] or 0)

    def close(self) -> None:
        """Close the file; an open transaction is rolled back."""
        roll_back(self.connection)
        self.connection.close()
        self._anchor.close()

    def check_anchor(self) -> None:
        """Refuse to work on a file that has lost journal rows it once had."""
        known = anchor.lost(self.connection, self.path)
        if known is not None:
            raise DeskDamaged(
                msg(
                    "{path}: this file has lost work: its journal does not hold row {seq}"
                    " it once answered for; put the newest backup in its place, or ask rhythm-tui doctor"
                ),
                path=self.path,
                seq=known.seq,
            )

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Run one command: committed, then anchored, when the block ends; rolled back when it raises.

        Raises ``DeskUnusable`` when the file cannot be written, ``Refusal`` for a row that no rule has
        refused and the schema does; nothing was changed then.
        """
        try:
            if self._identity() != self._inode:
                raise DeskUnusable(
                    msg("{path}: the file was replaced while the desk was open; open the desk again"),
                    path=self.path,
                )
            self.connection.execute("BEGIN IMMEDIATE")
            self._reload_keys()
            tx = Transaction(self.connection, self.keys, self.path)
            yield tx
            self.connection.execute("COMMIT")
        except IntegrityError as error:
            roll_back(self.connection)
            raise refused(_NOT_HELD, reason=error) from error
        except Error as error:
            roll_back(self.connection)
            raise unusable(error, self.path) from error
        except BaseException:
            roll_back(self.connection)
            raise
        self.advance_anchor(tx.head)

    def _reload_keys(self) -> None:
        """Take over the keys when another seat has begun a new epoch."""
        changed = keys.changed_at(self._keys_file)
        if changed not in (0, self._keys_changed):
            self.keys, self._keys_changed = keys.load(self.path), changed

    def advance_anchor(self, head: journal.Head | None = None) -> None:
        """Bring the anchor up to ``head``, else the journal's; where the disk refuses, it stays behind."""
        with suppress(OSError, Error):
            self._anchor.advance(head or journal.head(self.connection))

    def _identity(self) -> tuple[int, int]:
        try:
            found = os.stat(self.path)  # noqa: PTH116 - never through a handle of its own
        except OSError as error:
            raise DeskUnusable(msg("{path}: {reason}"), path=self.path, reason=system.why(error)) from error
        return found.st_dev, found.st_ino
