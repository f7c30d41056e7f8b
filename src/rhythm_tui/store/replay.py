"""Rebuilding the tables from the journal, to compare them with the tables themselves.

The journal tells every row's columns before and after each command. Rows of an import are facts: their first
state is taken from the table, with what happened since taken back. Texts are compared by their salted hash.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.refusal import msg
from rhythm_tui.store import journal, records, typed
from rhythm_tui.store.sqlite import Connection

Place = tuple[str, int]
Delta = tuple[records.Row | None, records.Row]

_TOLD = {
    **dict.fromkeys(records.MODELS, "1"),
    "interaction": "batch IS NULL",
    "batch": "state IN ('done', 'undone')",
}
"""Which rows of each table the journal must know from their beginning."""


class Outcome(NamedTuple):
    """What a replay found."""

    rows: int
    """Journal rows replayed."""
    compared: int
    """Table rows compared."""
    purged: int
    """Texts that were purged: their hash stays, their words are gone."""
    differences: tuple[str, ...]
    """Each place where table and journal disagree: ``interaction 17: owner``."""


def replay(connection: Connection, watch: Watch = UNWATCHED) -> Outcome:
    """Replay the whole journal and compare."""
    watch.step(msg("replaying the journal"))
    every = journal.head(connection).seq
    deltas: dict[Place, list[Delta]] = {}
    content: dict[int, str] = {}
    rows = 0
    for entry in journal.entries(connection):
        rows += 1
        watch.rows(rows, every)
        told = typed.told(entry, connection)
        content.update((int(n), digest) for n, digest in told["content"].items())
        for table, n, before, after in told["changes"]:
            deltas.setdefault((table, n), []).append((before, after))
        if entry.verb == "import.batch":
            for n, before, after in batch_changes(connection, entry.subject):
                deltas.setdefault(("interaction", n), []).append((before, after))
    watch.step(msg("comparing the tables"))
    differences = [*_compare_rows(connection, deltas, watch), *_unknown_rows(connection, deltas)]
    purged, wrong = _compare_contents(connection, content)
    return Outcome(rows, len(deltas), purged, (*differences, *wrong))


def batch_changes(connection: Connection, subject: str) -> Iterator[tuple[int, records.Row, records.Row]]:
    """Yield number, columns before and columns after of every older row that an import has changed."""
    sql = "SELECT row, before, after FROM batch_change WHERE batch = ? ORDER BY n"
    for n, before, after in connection.execute(sql, (int(subject[1:]),)):
        yield n, json.loads(before), json.loads(after)


def _compare_rows(connection: Connection, deltas: dict[Place, list[Delta]], watch: Watch) -> Iterator[str]:
    for done, ((table, n), steps) in enumerate(deltas.items()):
        watch.rows(done, len(deltas))
        present = records.load_row(connection, table, n)
        if present is None:
            yield f"{table} {n}: gone"
            continue
        wrong = [column for column, value in _rebuilt(present, steps).items() if present[column] != value]
        if wrong:
            yield f"{table} {n}: {', '.join(wrong)}"


def _rebuilt(present: records.Row, steps: list[Delta]) -> records.Row:
    first = steps[0][0]
    row = {} if first is None else dict(present)
    for before, _ in reversed(steps):
        row.update(before or {})
    for _, after in steps:
        row.update(after)
    return row


def _unknown_rows(connection: Connection, deltas: dict[Place, list[Delta]]) -> Iterator[str]:
    for table, condition in _TOLD.items():
        for (n,) in connection.execute(f"SELECT n FROM {table} WHERE {condition}"):
            if (table, n) not in deltas:
                yield f"{table} {n}: not in the journal"


def _compare_contents(connection: Connection, told: dict[int, str]) -> tuple[int, list[str]]:
    purged = 0
    wrong = []
    for n, digest in told.items():
        found = connection.execute("SELECT hash, salt IS NULL FROM content WHERE n = ?", (n,)).fetchone()
        if found is None or found[0] != digest:
            wrong.append(f"content {n}: {'gone' if found is None else 'hash'}")
        else:
            purged += found[1]
    return purged, wrong
