"""Reading the queue: hot reads stay tuples, history is never scanned. Its counts: ``bands``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from rhythm_tui.domain.deadlines import Band
from rhythm_tui.domain.query import EVERYTHING, Query
from rhythm_tui.store.bands import BANDS, OPEN, UNDATED, VISIBLE, cut
from rhythm_tui.store.sqlite import Connection
from rhythm_tui.store.wanted import Condition, bands_of, lets_undated_through

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_UNDATED = "undated"
PARTS: dict[str, tuple[str, str]] = {
    Band.NEGLECTED: (BANDS[Band.NEGLECTED], "neglect_at"),
    **{band: (BANDS[band], "due_at") for band in (Band.LATE, Band.SOON, Band.OK)},
    _UNDATED: (UNDATED, "posted_at"),
}
"""The parts of the queue, the worst first: which items, and by what they are ordered."""

ORDERS = ("desk", "save_first", "newest", "post", "topic")
"""``desk``: the worst first. ``save_first``: what can still be met first. ``newest``: the last posted first.
``post`` and ``topic``: what belongs together stands together, the group with the oldest deadline first."""
_SAVE_FIRST = (Band.SOON, Band.OK, Band.LATE, Band.NEGLECTED, _UNDATED)
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


def part_numbers(connection: Connection, part: str, now: int) -> Iterator[int]:
    """Yield the numbers of one of the ``PARTS``, in its order."""
    where, by = PARTS[part]
    sql = f"SELECT n FROM interaction WHERE {OPEN} AND {where} ORDER BY {by}, n"
    return chain.from_iterable(connection.execute(sql, {"cut": cut(now)}))


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
    allowed = {*bands_of(query), *([_UNDATED] if lets_undated_through(query) else [])}
    return [PARTS[part] for part in (_SAVE_FIRST if order == "save_first" else PARTS) if part in allowed]


def _any_band(query: Query) -> str:
    allowed, undated = bands_of(query), lets_undated_through(query)
    if undated and len(allowed) == len(BANDS):
        return "1"
    terms = [f"({BANDS[band]})" for band in sorted(allowed)]
    return " OR ".join([*terms, UNDATED] if undated else terms or ["0"])


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
    sql = f"""
        SELECT stopped_at, stopped_by FROM interaction
        WHERE state = 'answered' AND stopped_at >= ? AND {VISIBLE} ORDER BY stopped_at
    """
    return list(connection.execute(sql, (since,)))


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
    sql = f"""
        SELECT template, count(*) FROM interaction
        WHERE template IS NOT NULL AND state = 'answered' AND {VISIBLE} GROUP BY template
    """
    return dict(connection.execute(sql).fetchall())
