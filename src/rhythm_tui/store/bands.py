"""The open queue by its limits: what makes a band, how many items are in each, what comes into the next one.

All of it is read from partial indexes.
"""

from __future__ import annotations

from functools import partial

from rhythm_tui.domain.deadlines import SECOND, Band
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.store.sqlite import Connection

VISIBLE = "coalesce(batch, 0) NOT IN (SELECT n FROM batch WHERE state <> 'done')"
"""Rows of an import show when its last chunk has closed it."""
OPEN = f"state = 'open' AND {VISIBLE}"
"""What is open and on the desk."""

BANDS: dict[str, str] = {
    Band.NEGLECTED: "neglect_at < :cut",
    Band.LATE: "due_at < :cut AND neglect_at >= :cut",
    Band.SOON: "due_at >= :cut AND neglect_at >= :cut AND soon_at < :cut + 1000",
    Band.OK: "due_at >= :cut AND neglect_at >= :cut AND soon_at >= :cut + 1000",
}
"""Which limits make a band; ``:cut`` is the instant the present second began."""
UNDATED = "due_at IS NULL"

_BEGINS = {Band.NEGLECTED: "neglect_at", Band.LATE: "due_at", Band.SOON: "soon_at"}
_NOT_YET = {
    Band.NEGLECTED: "neglect_at >= :since",
    Band.LATE: "due_at >= :since",
    Band.SOON: "soon_at >= :since + 1000",
}
"""That an item had not come into a band in the second that began at ``:since``."""


class Counts(NamedTuple):
    """How many items are open, by band."""

    neglected: int
    late: int
    soon: int
    ok: int
    undated: int
    unowned_late: int
    next_due: int | None


def cut(now: int) -> int:
    """Return the instant the whole second of ``now`` began: what was due before it is late."""
    return now // SECOND * SECOND


def count(connection: Connection, now: int) -> Counts:
    """Return the counts of the duty header."""
    number = partial(_number, connection, {"cut": cut(now)})
    neglected, late, soon, ok = (number(f"({BANDS[band]})") for band in BANDS)
    unowned = number("owner IS NULL AND (due_at < :cut OR neglect_at < :cut)")
    undated = number(UNDATED)
    return Counts(neglected, late, soon, ok, undated, unowned, _next_due(connection, now))


def counted_on(connection: Connection, before: Counts, then: int, now: int) -> Counts:
    """Return the counts of the duty header at ``now`` from those at an earlier instant ``then``.

    Nobody may have written between the two: what is open is open still, and has only come into other bands.
    """
    number = partial(_number, connection, {"cut": cut(now), "then": cut(then)})
    neglected, soon, ok = (number(f"({BANDS[band]})") for band in (Band.NEGLECTED, Band.SOON, Band.OK))
    late = before.neglected + before.late + before.soon + before.ok - neglected - soon - ok
    fell_due = "due_at >= :then AND due_at < :cut AND NOT coalesce(neglect_at < :then, 0)"
    waited = "neglect_at >= :then AND neglect_at < :cut AND NOT coalesce(due_at < :cut, 0)"
    unowned = before.unowned_late + sum(number(f"owner IS NULL AND {one}") for one in (fell_due, waited))
    return Counts(neglected, late, soon, ok, before.undated, unowned, _next_due(connection, now))


def _number(connection: Connection, values: dict[str, int], where: str) -> int:
    sql = f"SELECT count(*) FROM interaction WHERE {OPEN} AND {where}"
    return int(connection.execute(sql, values).fetchone()[0])


def _next_due(connection: Connection, now: int) -> int | None:
    sql = f"SELECT due_at FROM interaction WHERE {OPEN} AND due_at >= :cut ORDER BY due_at LIMIT 1"
    found = connection.execute(sql, {"cut": cut(now)}).fetchone()
    return found[0] if found else None


def open_due(connection: Connection) -> list[int]:
    """Return the due instants of all open dated items, the earliest first."""
    sql = f"SELECT due_at FROM interaction WHERE {OPEN} AND due_at IS NOT NULL ORDER BY due_at"
    return [due for (due,) in connection.execute(sql)]


def next_limit(connection: Connection, now: int) -> int | None:
    """Return the first instant after ``now`` at which an open item comes into another band."""
    sql = f"""
        SELECT min(at) FROM (
          SELECT min(due_at) + 1000 AS at FROM interaction WHERE {OPEN} AND due_at >= :cut
          UNION ALL SELECT min(neglect_at) + 1000 FROM interaction WHERE {OPEN} AND neglect_at >= :cut
          UNION ALL SELECT min(soon_at) FROM interaction
            WHERE {OPEN} AND due_at >= :cut AND soon_at >= :cut + 1000)
    """
    (at,) = connection.execute(sql, {"cut": cut(now)}).fetchone()
    return None if at is None else cut(at)


def passed(connection: Connection, since: int, now: int, *, free: bool = False) -> list[tuple[int, str, int]]:
    """Return instant, band and number of the open items that came into their present band after ``since``.

    The instant is the limit that makes the band; what is on time has passed none. ``free``: only of those
    that nobody holds.
    """
    free_alone = "AND owner IS NULL" if free else ""
    values = {"cut": cut(now), "since": cut(since)}
    found: list[tuple[int, str, int]] = []
    for band, limit in _BEGINS.items():
        come = f"{BANDS[band]} AND {_NOT_YET[band]}"
        sql = f"SELECT {limit}, '{band}', n FROM interaction WHERE {OPEN} AND {come} {free_alone}"
        found.extend(connection.execute(sql, values))
    return found
