"""What the journal tells of the clock: found by an index of its own."""

from __future__ import annotations

from rhythm_tui.domain.deadlines import SECOND
from rhythm_tui.domain.jumps import VERBS, Mark, Stamp
from rhythm_tui.store import journal
from rhythm_tui.store.sqlite import Connection

_ABOUT_THE_CLOCK = f"verb IN ({', '.join(repr(verb) for verb in VERBS)})"
_LOOKED_AT = 1_000
"""How many of the newest rows may be simulated before the last real one is not looked for any more."""


def marks(connection: Connection) -> list[Mark]:
    """Return every row about the clock, the oldest first."""
    return [_mark(entry) for entry in journal.entries(connection, _ABOUT_THE_CLOCK)]


def newest(connection: Connection) -> int:
    """Return the number of the newest row about the clock, 0 without one: asked every second."""
    sql = f"SELECT coalesce(max(seq), 0) FROM journal WHERE {_ABOUT_THE_CLOCK}"
    return int(connection.execute(sql).fetchone()[0])


def last(connection: Connection, verb: str) -> dict[str, int] | None:
    """Return the fields of the last row of one verb about the clock."""
    where = f"{_ABOUT_THE_CLOCK} AND verb = ?"
    found = next(journal.entries(connection, where, (verb,), newest_first=True, limit=1), None)
    return dict(found.told()["fields"]) if found else None


def last_stamp(connection: Connection) -> Stamp | None:
    """Return when the last row was written that no simulated clock has stamped."""
    newest = journal.head(connection).seq
    rows = journal.entries(
        connection, "simulated = 0 AND seq > ?", (newest - _LOOKED_AT,), newest_first=True, limit=1
    )
    return next((Stamp(one.at, one.boot, one.uptime, host_of(one.seat)) for one in rows), None)


def host_of(seat: str) -> str:
    """Return the machine that a seat stands at."""
    return seat.rpartition(":")[0]


def _mark(entry: journal.Entry) -> Mark:
    fields = entry.told()["fields"]
    by = SECOND * (fields.get("forward_s", 0) - fields.get("back_s", 0))
    return Mark(entry.seq, entry.verb, by, restarted=bool(fields.get("restarted")))
