"""What the journal tells of the clock: found by an index of its own."""

from __future__ import annotations

from rhythm_tui.domain.jumps import REBOOT, STEP, VERBS, Jump, Mark, Stamp, noticed
from rhythm_tui.store import journal
from rhythm_tui.store.sqlite import Connection

_ABOUT_THE_CLOCK = f"verb IN ({', '.join(repr(verb) for verb in VERBS)})"
_LOOKED_AT = 1_000
"""How many rows at either end may be simulated before a real one is not looked for any more."""
_STAMPED = "at, boot, uptime, seat FROM journal WHERE"
_STAMPS = f"""
    SELECT * FROM (SELECT 'last', {_STAMPED} simulated = 0
        AND seq > (SELECT max(seq) FROM journal) - {_LOOKED_AT} ORDER BY seq DESC LIMIT 1)
    UNION ALL SELECT * FROM (SELECT 'noted', {_STAMPED} {_ABOUT_THE_CLOCK}
        AND verb IN ('{STEP}', '{REBOOT}') ORDER BY seq DESC LIMIT 1)
    UNION ALL SELECT * FROM (SELECT 'first', {_STAMPED} simulated = 0
        AND seq < {_LOOKED_AT} ORDER BY seq LIMIT 1)
"""
"""The stamps of the newest row, of the last that noted a step or start, and of the first; none of a simulated
clock's. Asked before every command."""


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


def jump(connection: Connection, now: Stamp) -> Jump | None:
    """Return what became of the clock since the journal last told of it."""
    rows = connection.execute(_STAMPS)
    found = {which: Stamp(at, boot, uptime, host_of(seat)) for which, at, boot, uptime, seat in rows}
    last, base = found.get("last"), found.get("noted")
    if last is None:
        return None
    if base is None or base.boot not in (now.boot, last.boot):
        # A machine that was never started anew nor put right: its first line will do.
        base = found.get("first")
    return noticed(base, last, now)


def host_of(seat: str) -> str:
    """Return the machine that a seat stands at."""
    return seat.rpartition(":")[0]
