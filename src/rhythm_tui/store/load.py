"""Counting items by quarter of an hour, and answers by how long they took."""

from __future__ import annotations

from rhythm_tui.domain.load import QUARTER, SPANS, Tally, Took
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.store.bands import VISIBLE
from rhythm_tui.store.sqlite import Connection
from rhythm_tui.store.watched import stretches

_SECONDS = "stopped_at / 1000 - posted_at / 1000"
"""What an answer took, by the second as every limit."""
_STEP = " ".join(f"WHEN {_SECONDS} <= {most // 1000} THEN {step}" for step, most in enumerate(SPANS))


def came(connection: Connection, start: int, end: int, watch: Watch = UNWATCHED) -> list[Tally]:
    """Return what came in from ``start`` to before ``end`` (ms UTC), by quarter and platform.

    No index leads to it: every item is looked at, some at a time, and a quarter may be told of twice.
    """
    found: list[Tally] = []
    for low, high in stretches(connection, "interaction", watch):
        where = f"state <> 'withdrawn' AND n > {low} AND n <= {high}"
        found += _tallies(connection, "posted_at", where, start, end)
    return found


def answered(connection: Connection, start: int, end: int) -> list[Tally]:
    """Return what was answered from ``start`` to before ``end``, by quarter and platform."""
    return _tallies(connection, "stopped_at", "state = 'answered'", start, end)


def _tallies(connection: Connection, when: str, where: str, start: int, end: int) -> list[Tally]:
    sql = f"""
        SELECT {when} / {QUARTER}, platform, count(*) FROM interaction
        WHERE {when} >= ? AND {when} < ? AND {where} AND {VISIBLE} GROUP BY 1, 2
    """
    return [Tally(*row) for row in connection.execute(sql, (start, end))]


def took(connection: Connection, start: int, end: int) -> list[Took]:
    """Return how long the answers of a stretch of time took; those to live questions owe no time."""
    sql = f"""
        SELECT platform, CASE {_STEP} ELSE {len(SPANS)} END, count(*) FROM interaction
        WHERE stopped_at >= ? AND stopped_at < ? AND state = 'answered' AND due_at IS NOT NULL AND {VISIBLE}
        GROUP BY 1, 2
    """
    return [Took(*row) for row in connection.execute(sql, (start, end))]
