"""Reading the queue: hot reads stay tuples, counts come from partial indexes, history is never scanned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain

from rhythm_tui.domain.deadlines import Band
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.query import EVERYTHING, Query
from rhythm_tui.store.sqlite import Connection
from rhythm_tui.store.wanted import BANDS, Condition, bands_of, cut, lets_undated_through

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


VISIBLE = "coalesce(batch, 0) NOT IN (SELECT n FROM batch WHERE state <> 'done')"
"""Rows of an import show when its last chunk has closed it."""
OPEN = f"state = 'open' AND {VISIBLE}"
"""What is open and on the desk."""

_BY = {Band.NEGLECTED: "neglect_at", Band.LATE: "due_at", Band.SOON: "due_at", Band.OK: "due_at"}
_BEGINS = {Band.NEGLECTED: "neglect_at", Band.LATE: "due_at", Band.SOON: "soon_at"}
_NOT_YET = {
    Band.NEGLECTED: "neglect_at >= :since",
    Band.LATE: "due_at >= :since",
    Band.SOON: "soon_at >= :since + 1000",
}
"""That an item had not come into a band in the second that began at ``:since``."""
_UNDATED = ("due_at IS NULL", "posted_at")

ORDERS = ("desk", "save_first", "newest", "post", "topic")
"""``desk``: the worst first. ``save_first``: what can still be met first. ``newest``: the last posted first.
``post`` and ``topic``: what belongs together stands together, the group with the oldest deadline first."""
_SAVE_FIRST = (Band.SOON, Band.OK, Band.LATE, Band.NEGLECTED)
_GROUPED = {"post": "i.post", "topic": "coalesce(i.topic, '')"}

_COLUMNS = (
    "i.n, i.version, i.platform, i.kind, i.state, i.posted_at, i.due_at, i.soon_at, i.neglect_at, i.clock,"
    " i.neglect_clock, coalesce(c.author, ''), {body}, i.owner, i.reply_state, i.post, i.incident, i.seen_at,"
    " i.topic, i.waiting, i.tags, i.remind_at, i.referred,"
    " (SELECT k.referred FROM interaction k WHERE k.parent = i.n AND k.state <> 'withdrawn'"
    " ORDER BY k.n DESC LIMIT 1), i.outcome"
)
SHORT = "substr(c.body, 1, 400)"
WHOLE = "c.body"
_BLOCK = 500
HISTORY = 2_000
"""How many items of the history a query shows at most."""


class Counts(NamedTuple):
    """How many items are open, by band."""

    neglected: int
    late: int
    soon: int
    ok: int
    undated: int
    unowned_late: int
    next_due: int | None


def open_numbers(
    connection: Connection,
    now: int,
    query: Query = EVERYTHING,
    *,
    operator: str = "",
    order: str = "desk",
    limit: int | None = None,
) -> list[int]:
    """Return the numbers of open items in one of ``ORDERS``; undated ones stand last in the first two."""
    condition = Condition(query, now, operator)
    numbers: list[int] = []
    for where, by in _ranges(query, order):
        left = -1 if limit is None else limit - len(numbers)
        chosen = f"{OPEN} AND {where} AND {condition.sql}"
        sql = f"SELECT n FROM interaction i WHERE {chosen} ORDER BY {by}, n LIMIT {left}"
        numbers.extend(chain.from_iterable(connection.execute(sql, condition.values)))
    return numbers


def history_numbers(
    connection: Connection, now: int, query: Query, *, operator: str = "", limit: int = HISTORY
) -> list[int]:
    """Return the numbers of items of any state that a query lets through, the newest first."""
    condition = Condition(query, now, operator)
    found = condition.within_history(query)
    bands = f"({_any_band(query)})"
    sql = f"""
        SELECT n FROM interaction i WHERE {VISIBLE} AND state <> 'withdrawn' AND {bands} AND {found}
        ORDER BY n DESC LIMIT {limit}
    """
    return [n for (n,) in connection.execute(sql, condition.values)]


def _ranges(query: Query, order: str) -> Iterable[tuple[str, str]]:
    if order in ("newest", "post", "topic"):
        return [(f"({_any_band(query)})", _order_by(order))]
    allowed = bands_of(query)
    chosen = [
        (f"({BANDS[b]})", _BY[b]) for b in (_SAVE_FIRST if order == "save_first" else _BY) if b in allowed
    ]
    return [*chosen, _UNDATED] if lets_undated_through(query) else chosen


def _any_band(query: Query) -> str:
    allowed, undated = bands_of(query), lets_undated_through(query)
    if undated and len(allowed) == len(BANDS):
        return "1"
    terms = [f"({BANDS[band]})" for band in sorted(allowed)]
    return " OR ".join([*terms, _UNDATED[0]] if undated else terms or ["0"])


def _order_by(order: str) -> str:
    if order == "newest":
        return "posted_at DESC"
    group = _GROUPED[order]
    oldest = "coalesce(due_at, posted_at)"
    return f"{group} = '', min({oldest}) OVER (PARTITION BY {group}), {group}, {oldest}"


def rows(connection: Connection, numbers: Sequence[int], *, whole: bool = False) -> list[tuple[Any, ...]]:
    """Return the rows of the given numbers, in that order; a number that is gone is left out."""
    found: dict[int, tuple[Any, ...]] = {}
    columns = _COLUMNS.format(body=WHOLE if whole else SHORT)
    for start in range(0, len(numbers), _BLOCK):
        block = numbers[start : start + _BLOCK]
        marks = ", ".join("?" * len(block))
        sql = f"SELECT {columns} FROM interaction i JOIN content c ON c.n = i.content WHERE i.n IN ({marks})"
        found.update((row[0], row) for row in connection.execute(sql, tuple(block)))
    return [found[n] for n in numbers if n in found]


def visible(connection: Connection, n: int) -> bool:
    """Return whether the item ``n`` exists and is not part of an import still under way or taken back."""
    return bool(connection.execute(f"SELECT 1 FROM interaction WHERE n = ? AND {VISIBLE}", (n,)).fetchone())


def count(connection: Connection, now: int) -> Counts:
    """Return the counts of the duty header."""
    number = partial(_number, connection, {"cut": cut(now)})
    neglected, late, soon, ok = (number(f"({BANDS[band]})") for band in _BY)
    unowned = number("owner IS NULL AND (due_at < :cut OR neglect_at < :cut)")
    undated = number(_UNDATED[0])
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


def of_incident(connection: Connection, incident: int) -> list[int]:
    """Return the numbers of the items linked to an incident, the newest first."""
    sql = f"""
        SELECT n FROM interaction WHERE incident = ? AND {VISIBLE} AND state <> 'withdrawn'
        ORDER BY posted_at DESC, n
    """
    return [n for (n,) in connection.execute(sql, (incident,))]


def answers(connection: Connection, incident: int) -> list[tuple[Any, ...]]:
    """Return how each item linked to an incident was answered, the one that was posted first before all.

    Platform, kind, state, outcome, when it was posted, due and stopped, and by how much it was missed.
    """
    sql = f"""
        SELECT platform, kind, state, outcome, posted_at, due_at, stopped_at, missed_s FROM interaction
        WHERE incident = ? AND {VISIBLE} AND state <> 'withdrawn' ORDER BY posted_at, n
    """
    return list(connection.execute(sql, (incident,)))


def thread(connection: Connection, n: int, limit: int = 200) -> list[int]:
    """Return the numbers of all items of the same author or under the same post as ``n``, the newest first.

    Author hashes do not join across key epochs, so neither do threads.
    """
    sql = f"""
        SELECT n FROM (
          SELECT o.n, o.posted_at, o.batch, o.state FROM interaction i JOIN interaction o
            ON o.author_key = i.author_key WHERE i.n = :n
          UNION
          SELECT o.n, o.posted_at, o.batch, o.state FROM interaction i JOIN interaction o
            ON o.post = i.post AND o.post <> '' WHERE i.n = :n
        ) WHERE state <> 'withdrawn' AND {VISIBLE} ORDER BY posted_at DESC, n DESC LIMIT :limit
    """
    return [found for (found,) in connection.execute(sql, {"n": n, "limit": limit})]


def children(connection: Connection, n: int) -> list[int]:
    """Return the numbers of the items that were referred from ``n``."""
    sql = "SELECT n FROM interaction WHERE parent = ? AND state <> 'withdrawn' ORDER BY n"
    return [child for (child,) in connection.execute(sql, (n,))]


def answered_since(connection: Connection, since: int) -> list[tuple[int, str]]:
    """Return instant and operator of every answer that stood in public at ``since`` or later, in order."""
    sql = """
        SELECT stopped_at, stopped_by FROM interaction
        WHERE state = 'answered' AND stopped_at >= ? ORDER BY stopped_at
    """
    return list(connection.execute(sql, (since,)))


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


def reminders(connection: Connection, until: int) -> list[tuple[int, int, str]]:
    """Return number, instant and operator of the open items whose reminder falls at ``until`` or before."""
    sql = """
        SELECT n, remind_at, remind_by FROM interaction
        WHERE remind_at IS NOT NULL AND remind_at <= ? AND state = 'open' ORDER BY remind_at, n
    """
    return list(connection.execute(sql, (until,)))


def guarded(connection: Connection, n: int) -> tuple[str, str, str | None, int | None] | None:
    """Return platform, kind, approved wording and number of the reply: what the guard goes by."""
    sql = "SELECT platform, kind, template, reply FROM interaction WHERE n = ?"
    found: tuple[str, str, str | None, int | None] | None = connection.execute(sql, (n,)).fetchone()
    return found


def facts(connection: Connection, n: int) -> tuple[Any, ...]:
    """Return what no list shows: reply, external id, how it was stopped, misses, the file it came from."""
    sql = """
        SELECT i.reply, i.external_id, i.stopped_at, i.stopped_by, i.close_reason, i.missed_s, i.neglected,
          b.name, i.parent, i.referred, i.waiting_since, i.slot, i.remind_at, i.remind_by,
          i.posted_first, i.template
        FROM interaction i LEFT JOIN batch b ON b.n = i.batch WHERE i.n = ?
    """
    found: tuple[Any, ...] = connection.execute(sql, (n,)).fetchone()
    return found


def template_usage(connection: Connection) -> dict[str, int]:
    """Return how many replies that stand in public were made from each approved wording, by its id."""
    sql = """
        SELECT template, count(*) FROM interaction
        WHERE template IS NOT NULL AND state = 'answered' GROUP BY template
    """
    return dict(connection.execute(sql).fetchall())
