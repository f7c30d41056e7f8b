"""Reading the topic pool, the pledges and the users' stories."""

from __future__ import annotations

from rhythm_tui.store.sqlite import Connection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_IDEA = """
    SELECT i.n, i.version, i.title, i.tier, i.form, i.audience, i.department, i.series, i.source, i.slot,
      s.state, s.at, i.made_at, i.made_by, i.state
    FROM idea i LEFT JOIN slot s ON s.n = i.slot
"""
_PLEDGE = """
    SELECT p.n, p.version, p.words, p.promise, p.platform, p.post, p.slot, p.metric, p.threshold, p.count,
      p.counted_at, p.reached_at, p.kept_slot, k.state, k.at, p.made_at, p.made_by, p.state
    FROM pledge p LEFT JOIN slot k ON k.n = p.kept_slot
"""
_STORY = """
    SELECT u.n, u.version, coalesce(c.body, ''), coalesce(c.author, ''), u.interaction, u.consent,
      u.consent_at, u.consent_by, coalesce(f.body, ''), u.sha256, u.slot, s.state, s.at, u.made_at, u.made_by,
      u.state
    FROM story u JOIN content c ON c.n = u.words LEFT JOIN content f ON f.n = u.proof
      LEFT JOIN slot s ON s.n = u.slot
"""
_ONE = "WHERE {0}.n = ? AND {0}.state <> 'withdrawn'"
_STANDING = "WHERE {0}.state NOT IN ('dropped', 'withdrawn') ORDER BY {0}.n"


def ideas(connection: Connection) -> list[tuple[Any, ...]]:
    """Return the ideas that were neither dropped nor taken back, in the order they were added."""
    return list(connection.execute(_IDEA + _STANDING.format("i")))


def pledges(connection: Connection) -> list[tuple[Any, ...]]:
    """Return the pledges that were neither dropped nor taken back, in the order they were made."""
    return list(connection.execute(_PLEDGE + _STANDING.format("p")))


def stories(connection: Connection) -> list[tuple[Any, ...]]:
    """Return the stories that were neither dropped nor taken back, in the order they came."""
    return list(connection.execute(_STORY + _STANDING.format("u")))


def idea(connection: Connection, n: int) -> tuple[Any, ...] | None:
    """Return one idea; None when there is none or it was taken back."""
    return _one(connection, _IDEA, "i", n)


def pledge(connection: Connection, n: int) -> tuple[Any, ...] | None:
    """Return one pledge; None when there is none or it was taken back."""
    return _one(connection, _PLEDGE, "p", n)


def story(connection: Connection, n: int) -> tuple[Any, ...] | None:
    """Return one story; None when there is none or it was taken back."""
    return _one(connection, _STORY, "u", n)


def _one(connection: Connection, sql: str, alias: str, n: int) -> tuple[Any, ...] | None:
    found: tuple[Any, ...] | None = connection.execute(sql + _ONE.format(alias), (n,)).fetchone()
    return found
