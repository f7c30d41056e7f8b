"""Reading the publishing slots."""

from __future__ import annotations

from rhythm_tui.domain.text import clean
from rhythm_tui.store.sqlite import Connection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


Place = tuple[str, int, str]
"""What is the same of two slots that are one: platform, instant and title."""

_COLUMNS = (
    "n, version, platform, wall, at, title, tier, form, audience, department, emergency, author, editors,"
    " state, published_at, url, held_for, statement, digest, sub_form, depth, length_s, tags, series,"
    " goal, campaign, phase, repeat, first_at, missed_s, breach, differs"
)


def between(connection: Connection, start: int, end: int) -> list[tuple[Any, ...]]:
    """Return the slots whose instant lies in ``start <= at < end``, by time."""
    sql = f"""
        SELECT {_COLUMNS} FROM slot
        WHERE at >= ? AND at < ? AND state <> 'withdrawn' ORDER BY at, n
    """
    return list(connection.execute(sql, (start, end)))


def one(connection: Connection, n: int) -> tuple[Any, ...] | None:
    """Return one slot; None when there is none or it was taken back."""
    sql = f"SELECT {_COLUMNS} FROM slot WHERE n = ? AND state <> 'withdrawn'"
    found: tuple[Any, ...] | None = connection.execute(sql, (n,)).fetchone()
    return found


def places(connection: Connection, first: int, last: int) -> frozenset[Place]:
    """Return the places of all slots that stand, or first stood, between two instants; dropped ones too."""
    told = "title FROM slot WHERE state <> 'withdrawn' AND"
    sql = f"""
        SELECT platform, at, {told} at BETWEEN ? AND ?
        UNION SELECT platform, first_at, {told} first_at BETWEEN ? AND ?
    """
    found = connection.execute(sql, (first, last, first, last))
    return frozenset((platform, at, clean(title).plain) for platform, at, title in found)


def held(connection: Connection, incident: int) -> list[tuple[Any, ...]]:
    """Return the slots an incident holds, by time."""
    sql = f"SELECT {_COLUMNS} FROM slot WHERE held_for = ? AND state = 'held' ORDER BY at, n"
    return list(connection.execute(sql, (incident,)))


def of_campaign(connection: Connection, campaign: int) -> list[tuple[Any, ...]]:
    """Return the slots of a campaign, by time."""
    sql = f"SELECT {_COLUMNS} FROM slot WHERE campaign = ? AND state <> 'withdrawn' ORDER BY at, n"
    return list(connection.execute(sql, (campaign,)))


def sign_offs(connection: Connection, slot: int) -> list[tuple[str, str, str, int]]:
    """Return role, expert, hash of the words and instant of each sign-off of a slot."""
    sql = "SELECT role, expert, words, at FROM sign_off WHERE slot = ? AND withdrawn = 0 ORDER BY n"
    return list(connection.execute(sql, (slot,)))


def told(connection: Connection, n: int) -> tuple[Any, ...]:
    """Return what only a slot's detail tells: its people, the contents of what was written of it, its story.

    The story is its number and its consent; both are None where there is none.
    """
    sql = """
        SELECT s.author, s.editors, s.published_by, s.script, s.live, s.breach, s.drop_reason, u.n, u.consent
        FROM slot s LEFT JOIN story u ON u.n = s.story WHERE s.n = ?
    """
    found: tuple[Any, ...] = connection.execute(sql, (n,)).fetchone()
    return found


def ticks(connection: Connection, slot: int) -> list[tuple[str, int, str]]:
    """Return line, instant and operator of each tick that stands on a slot's checklist."""
    sql = "SELECT line, at, operator FROM tick WHERE slot = ? AND withdrawn = 0 ORDER BY n"
    return list(connection.execute(sql, (slot,)))
