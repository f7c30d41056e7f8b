"""What the journal tells of the clock: found by an index of its own."""

from __future__ import annotations

from rhythm_tui.domain.jumps import REBOOT, STEP, VERBS, Jump, Mark, Stamp, noticed
from rhythm_tui.store import journal
from rhythm_tui.store.sqlite import Connection

_ABOUT_THE_CLOCK = f"verb IN ({', '.join(repr(verb) for verb in VERBS)})"
_LOOKED_AT = 1_000
"""How many rows at either end may be simulated before a real one is not looked for any more."""


def marks(connection: Connection) -> list[Mark]:
    """Return every row about the clock, the oldest first."""
    found = journal.entries(connection, _ABOUT_THE_CLOCK)
    return [Mark.read(entry.seq, entry.verb, entry.told()["fields"]) for entry in found]


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
    return next(map(_stamp, rows), None)


def jump(connection: Connection, now: Stamp) -> Jump | None:
    """Return what became of the clock since the journal last told of it."""
    last = last_stamp(connection)
    if last is None:
        return None
    where = f"{_ABOUT_THE_CLOCK} AND verb IN (?, ?)"
    noted = journal.entries(connection, where, (STEP, REBOOT), newest_first=True, limit=1)
    base = next(map(_stamp, noted), None)
    if base is None or base.boot not in (now.boot, last.boot):
        # A machine that was never started anew nor put right: its first line will do.
        first = journal.entries(connection, "simulated = 0 AND seq < ?", (_LOOKED_AT,), limit=1)
        base = next(map(_stamp, first), None)
    return noticed(base, last, now)


def host_of(seat: str) -> str:
    """Return the machine that a seat stands at."""
    return seat.rpartition(":")[0]


def _stamp(entry: journal.Entry) -> Stamp:
    return Stamp(entry.at, entry.boot, entry.uptime, host_of(entry.seat))
