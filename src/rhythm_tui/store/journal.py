"""The journal: one row a command, append-only, each chained to the one before by its hash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.refusal import msg
from rhythm_tui.store.sqlite import Connection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from json import JSONEncoder
    from typing import Any

COLUMNS = (
    "seq", "at", "boot", "uptime", "simulated", "seat", "operator", "verb", "subject", "payload", "undoes",
    "key", "fingerprint", "prev", "hash",
)  # fmt: skip

_APPEND = f"INSERT INTO journal ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
_AT_ONCE = 500
"""How many values one query binds."""


class Entry(NamedTuple):
    """One row of the journal."""

    seq: int
    at: int
    boot: str
    """Which start of the machine this was, where it can be told."""
    uptime: int
    """Milliseconds since that start."""
    simulated: int
    seat: str
    operator: str
    verb: str
    subject: str
    payload: str
    """JSON: ``fields`` of the command, ``content`` hashes, ``changes`` of rows, ``receipt``."""
    undoes: int | None
    key: str | None
    fingerprint: str | None
    prev: str
    hash: str

    def told(self) -> dict[str, Any]:
        """Return the payload as an object."""
        import json  # on the way to the first page nobody reads a payload

        told: dict[str, Any] = json.loads(self.payload)
        return told


class Head(NamedTuple):
    """Where the journal stands."""

    seq: int
    hash: str


EMPTY = Head(0, "")


@lru_cache(maxsize=1)
def _encoder() -> JSONEncoder:
    from json import JSONEncoder

    return JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: object) -> str:
    """Return ``value`` as the one JSON text that hashes are taken of."""
    return _encoder().encode(value)


def hash_of(entry: Entry) -> str:
    """Return the hash of all columns but the hash itself, the previous hash among them."""
    return _hash(entry[:-1])


def _hash(columns: tuple[object, ...]) -> str:
    import hashlib

    return hashlib.sha256(canonical(columns).encode("utf-8", "surrogatepass")).hexdigest()


def head(connection: Connection) -> Head:
    """Return the last row's number and hash."""
    found = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(*found) if found else EMPTY


def append(connection: Connection, entry: Entry) -> Entry:
    """Add ``entry`` (its number, links and hash still blank) at the end; return it as written."""
    last = head(connection)
    linked = (last.seq + 1, *entry[1:-2], last.hash)
    hashed = Entry(*linked, _hash(linked))
    connection.execute(_APPEND, hashed)
    return hashed


def entries(
    connection: Connection,
    where: str = "1",
    values: tuple[object, ...] = (),
    *,
    newest_first: bool = False,
    limit: int | None = None,
) -> Iterator[Entry]:
    """Yield rows for which ``where`` (SQL of ours, values bound) holds, in order of their numbers."""
    order = "DESC" if newest_first else "ASC"
    sql = f"SELECT {', '.join(COLUMNS)} FROM journal WHERE {where} ORDER BY seq {order} LIMIT ?"
    for row in connection.execute(sql, (*values, -1 if limit is None else limit)):
        yield Entry(*row)


Term = tuple[str, tuple[str, ...]]
"""A word that is looked for, and the verbs that it names."""


def fitting(terms: Sequence[Term]) -> tuple[str, tuple[object, ...]]:
    """Return the condition, and the values bound in it, of rows that every term fits: by what it was done to,
    by a verb, or by a part of the operator's name.
    """
    conditions, values = ["1"], []
    for word, verbs in terms:
        marks = ", ".join("?" * len(verbs))
        conditions.append(f"(subject = ? OR verb IN ({marks}) OR instr(lower(operator), ?))")
        values += [word.lower(), *verbs, word.lower()]
    return " AND ".join(conditions), tuple(values)


def about(connection: Connection, subjects: Sequence[str]) -> Iterator[Entry]:
    """Yield the rows about any of ``subjects``, by index; not in the order of their numbers."""
    for start in range(0, len(subjects), _AT_ONCE):
        some = subjects[start : start + _AT_ONCE]
        yield from entries(connection, f"subject IN ({', '.join('?' * len(some))})", tuple(some))


def entry(connection: Connection, seq: int) -> Entry | None:
    """Return the row ``seq``, or None."""
    return next(entries(connection, "seq = ?", (seq,)), None)


def by_key(connection: Connection, key: str) -> Entry | None:
    """Return the row that an operation key has written already, or None."""
    return next(entries(connection, "key = ?", (key,)), None)


def first_break(connection: Connection, watch: Watch = UNWATCHED) -> int | None:
    """Return the number of the first row whose place, link or hash is wrong; None when the chain holds."""
    watch.step(msg("checking the journal"))
    last, every = EMPTY, head(connection).seq
    for found in entries(connection):
        watch.rows(found.seq, every)
        if found.seq != last.seq + 1 or found.prev != last.hash:
            return found.seq
        if found.hash != hash_of(found) and not _told_anew(connection, found):
            return found.seq
        last = Head(found.seq, found.hash)
    return None


def _told_anew(connection: Connection, entry: Entry) -> bool:
    """Return whether the last purge behind a row that wrote it anew tells the hash that it has.

    Only rows from before schema 10 are written anew (``store/old_words.py``).
    """
    sql = """
        SELECT told.value FROM journal, json_each(payload, '$.fields.rewritten') told
        WHERE verb = 'privacy.purge' AND seq > ? AND told.key = ? ORDER BY seq DESC LIMIT 1
    """
    found = connection.execute(sql, (entry.seq, str(entry.seq))).fetchone()
    return found is not None and found[0] == hash_of(entry)
