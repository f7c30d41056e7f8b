"""What may be purged: which rows have ended, since when, and what else holds their words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.refusal import msg
from rhythm_tui.store.sqlite import Connection
from rhythm_tui.store.watched import stretches

Place = tuple[str, int]
"""A row: its table and its number."""
_OPEN_INCIDENT = "SELECT n FROM incident WHERE stage NOT IN ('closed', 'withdrawn')"
_PAST_SLOT = "SELECT n FROM slot WHERE state IN ('published', 'dropped', 'withdrawn')"
_LAID = "SELECT campaign FROM slot WHERE campaign IS NOT NULL"
_TAKEN_BACK = "SELECT n FROM batch WHERE state IN ('undone', 'discarded')"
_ITEM = f"""
    (x.state IN ('answered', 'closed', 'withdrawn') OR coalesce(x.batch, 0) IN ({_TAKEN_BACK}))
    AND coalesce(x.incident, 0) NOT IN ({_OPEN_INCIDENT})
"""
_ITEM_AT = "CASE WHEN x.state IN ('answered', 'closed') THEN x.stopped_at ELSE x.seen_at END"
_GONE = "x.state IN ('dropped', 'withdrawn')"


class Ended(NamedTuple):
    """When the words of a table's rows may go: conditions on the row ``x``."""

    when: str
    at: str = "0"
    """The instant from which their time is counted."""


TABLES = {
    "interaction": Ended(_ITEM, _ITEM_AT),
    "story": Ended(
        f"{_GONE} OR x.consent = 'refused' OR x.state = 'planned' AND x.slot IN ({_PAST_SLOT})",
        "coalesce(x.consent_at, x.made_at)",
    ),
    "incident": Ended(
        "x.stage IN ('closed', 'withdrawn')"
        " AND x.n NOT IN (SELECT incident FROM task WHERE state = 'open' AND incident IS NOT NULL)",
        "x.stage_at",
    ),
    "handover": Ended("x.state IN ('signed', 'withdrawn')", "coalesce(x.signed_at, x.given_at)"),
    "task": Ended("x.state <> 'open' AND x.incident IS NULL", "coalesce(x.ended_at, x.made_at)"),
    "slot": Ended(f"x.n IN ({_PAST_SLOT})", "coalesce(x.published_at, x.at)"),
    "lesson": Ended(_GONE),
    "idea": Ended(f"{_GONE} OR x.state = 'planned' AND x.slot IN ({_PAST_SLOT})"),
    "pledge": Ended(f"{_GONE} OR x.state = 'kept' AND x.kept_slot IN ({_PAST_SLOT})"),
    "campaign": Ended(f"{_GONE} OR x.n IN ({_LAID}) AND x.n NOT IN ({_LAID} AND n NOT IN ({_PAST_SLOT}))"),
    "repeat": Ended(_GONE),
    "own_day": Ended(_GONE),
    "shift": Ended("x.ended_at IS NOT NULL OR x.withdrawn = 1"),
}
"""The tables whose rows can be purged. Tasks, statements and notices of an incident go with it."""
_OF_INCIDENT = ("task", "statement", "notification")


def has_ended(connection: Connection, place: Place) -> bool:
    """Return whether the words of a row may go; False where there is no such row."""
    table, n = place
    sql = f"SELECT 1 FROM {table} x WHERE x.n = ? AND ({TABLES[table].when})"
    return connection.execute(sql, (n,)).fetchone() is not None


def ended_before(
    connection: Connection, table: str, before: int, kind: str | None = None, watch: Watch = UNWATCHED
) -> list[int]:
    """Return the rows of a table with words that ended before an instant (ms); of one ``kind`` of item."""
    watch.step(msg("looking for what has ended"))
    rule = TABLES[table]
    words = ", ".join(columns(connection, table))
    held = f"SELECT 1 FROM content c WHERE c.salt IS NOT NULL AND c.n IN ({words})"
    of_kind = "" if kind is None else "AND x.kind = :kind"
    sql = f"""
        SELECT x.n FROM {table} x
        WHERE ({rule.when}) AND {rule.at} < :before AND EXISTS ({held}) {of_kind}
          AND x.n > :low AND x.n <= :high ORDER BY x.n
    """
    found: list[int] = []
    for low, high in stretches(connection, table, watch):
        values = {"before": before, "kind": kind, "low": low, "high": high}
        found += [n for (n,) in connection.execute(sql, values)]
    return found


def columns(connection: Connection, table: str) -> list[str]:
    """Return the columns of a table that hold the number of words."""
    sql = 'SELECT "from" FROM pragma_foreign_key_list(?) WHERE "table" = \'content\''
    return sorted(column for (column,) in connection.execute(sql, (table,)))


def families(connection: Connection) -> Mapping[int, frozenset[int]]:
    """Return, of every item that was taken on or is what another became, all that tell the same words."""
    found: dict[int, frozenset[int]] = {}
    links = connection.execute("SELECT n, parent FROM interaction WHERE parent IS NOT NULL ORDER BY n")
    for child, parent in links:
        whole = found.get(child, frozenset({child})) | found.get(parent, frozenset({parent}))
        found.update(dict.fromkeys(whole, whole))
    return found


def whole(items: Iterable[int], kin: Mapping[int, frozenset[int]]) -> set[int]:
    """Return items with all that tell the same words."""
    return {one for n in items for one in kin.get(n, frozenset({n}))}


def only_whole(items: Collection[int], kin: Mapping[int, frozenset[int]]) -> list[int]:
    """Return the items all of whose kin are among them: words that two items tell go when both may."""
    among = set(items)
    return sorted(n for n in among if n not in kin or kin[n] <= among)


def with_parts(connection: Connection, places: Sequence[Place]) -> list[Place]:
    """Return rows with the tasks, statements and notices of the incidents among them."""
    found = list(places)
    for table, n in places:
        if table == "incident":
            for part in _OF_INCIDENT:
                rows = connection.execute(f"SELECT n FROM {part} WHERE incident = ? ORDER BY n", (n,))
                found += [(part, number) for (number,) in rows]
    return found


def stories_of(connection: Connection, items: Collection[int]) -> list[int]:
    """Return the stories with words that were made of some items."""
    found: list[int] = []
    for n in sorted(items):
        sql = """
            SELECT u.n FROM story u JOIN content c ON c.n = u.words
            WHERE u.interaction = ? AND c.salt IS NOT NULL ORDER BY u.n
        """
        found += [story for (story,) in connection.execute(sql, (n,))]
    return found
