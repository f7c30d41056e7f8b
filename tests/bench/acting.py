"""What one action costs, beside a bare commit of the very rows that it writes.

The bare file begins as a copy of the desk's: the same schema, indexes and triggers, trees as deep. What an
action has written is read back from the desk and written there too: new and changed rows of every table, the
journal's among them, and the words of the search. It is one commit of prepared statements (WAL,
``synchronous=FULL``), then 64 bytes into a file that stands open, and an fsync. Nothing is read or hashed, no
reference checked.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, NamedTuple

from build_desk import TOPICS
from writing import searched

from rhythm_tui import settings
from rhythm_tui.clock import Clock
from rhythm_tui.desk.desk import Desk
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.playbook import check
from rhythm_tui.store.sqlite import Connection, connect, make_durable

_TABLES = """
    SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'
"""
Act = Callable[[], object]
Statement = tuple[str, list[tuple[Any, ...]]]
"""What is run, with the values of each row."""


class Took(NamedTuple):
    """Milliseconds of one kind of action, time after time."""

    what: str
    ours: list[float]
    few: list[float]
    """On a new desk."""
    raw: list[float]
    """The bare commit of the rows that ``ours`` has written."""


def actions(large: Path, count: int) -> list[Took]:
    """Do the commonest actions ``count`` times each, on a copy of a large desk, on a new one, and bare."""
    playbook = check(settings.read_toml(settings.data_dir() / "playbook.toml"))
    with tempfile.TemporaryDirectory(dir=large.parent) as name, ExitStack() as opened:
        paths = [Path(name) / file for file in ("ours.db", "few.db", "raw.db")]
        for copy in (paths[0], paths[2]):
            with closing(connect(large, mode="ro")) as source, closing(connect(copy, mode="rwc")) as made:
                source.backup(made)
        ours, few = (
            opened.enter_context(closing(Desk.open(path, playbook, Clock(), operator="bench")))
            for path in paths[:2]
        )
        few.do(parse({"do": "incident.open", "title": "舆情", "kind": "other", "grade": "general"}))
        bare = opened.enter_context(closing(Bare(paths[2])))
        return _in_turn(ours, few, bare, count)


def _in_turn(ours: Desk, few: Desk, bare: Bare, count: int) -> list[Took]:
    took: dict[str, Took] = {}
    watch = Watch(ours.store.connection)
    for number in range(count + 1):
        for (what, act), (_, same) in zip(_round(ours, number), _round(few, number), strict=True):
            # Who comes second finds the processor's caches warm, or full of other things: each in turn.
            first, second = (act, same) if number % 2 else (same, act)
            times = [_timed(first), _timed(second)]
            written = watch.written()
            raw = _timed(lambda written=written: bare.commit(written))
            if number and what:
                one = took.setdefault(what, Took(what, [], [], []))
                for kept, found in zip(one[1:], (*(times if number % 2 else times[::-1]), raw), strict=True):
                    kept.append(found)
    return list(took.values())


def _timed(act: Act) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def _round(desk: Desk, number: int) -> Iterator[tuple[str, Act]]:
    """Yield what is done in one round, in its order: an item comes in and is answered, an incident begins.

    What has no name is not counted: it lets the board stay as full as it was.
    """
    done: list[str] = []

    def act(do: str, **told: object) -> Act:
        command = parse({"do": do, **told})
        return lambda: done.append(desk.do(command).id)

    topic = TOPICS[number % len(TOPICS)]
    text, reply = f"医生您好, {topic}, 麻烦看看, {number}", f"您好, {topic}可以先到门诊就诊, 编号{number}"
    comment = {
        "platform": "douyin",
        "kind": "comment",
        "author": f"用户{number}号",
        "post": f"v{number % 2_000}",
    }
    yield "an item added", act("interaction.add", **comment, text=text, posted_at=desk.clock.now())
    item = done[-1]
    yield "an item claimed", act("interaction.claim", id=item)
    yield "a reply recorded", act("reply.post", id=item, text=reply)
    yield "an incident opened", act("incident.open", title=f"{topic}{number}", kind="other", grade="general")
    incident = done[-1]
    met = {"timer": "initial_response", "evidence": f"已电话回复, {number}"}
    yield "a timer met", act("incident.meet", id=incident, **met)
    yield "", act("incident.merge", id=incident, into="i1", reason="同一件事")


class Watch:
    """Tells what was written to a desk since it was last asked."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._tables = [name for (name,) in connection.execute(_TABLES)]
        parts = (f"(SELECT coalesce(max(rowid), 0) FROM {name})" for name in self._tables)
        self._sql = f"SELECT {', '.join(parts)}"
        self._ends = self._now()

    def _now(self) -> dict[str, int]:
        """Return the number of the last row of every table."""
        return dict(zip(self._tables, self._connection.execute(self._sql).fetchone(), strict=True))

    def written(self) -> list[Statement]:
        """Return the rows that are new, and those that the journal says were changed."""
        before, self._ends = self._ends, self._now()
        grown = [table for table, last in self._ends.items() if last > before[table]]
        found = [statement for table in grown if (statement := self._new(table, before[table]))]
        told = self._connection.execute("SELECT payload FROM journal WHERE seq > ?", (before["journal"],))
        for (payload,) in told.fetchall():
            changes = json.loads(payload)["changes"]
            found += [self._changed(table, n, after) for table, n, old, after in changes if old is not None]
        words = searched(self._connection, before["interaction"])
        return [*found, ("INSERT INTO search (rowid, words) VALUES (?, ?)", words)] if words else found

    def _new(self, table: str, last: int) -> Statement:
        rows = self._connection.execute(f"SELECT * FROM {table} WHERE rowid > ?", (last,)).fetchall()
        return f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows

    def _changed(self, table: str, n: int, after: dict[str, Any]) -> Statement:
        row = self._connection.execute(f"SELECT {', '.join(after)} FROM {table} WHERE n = ?", (n,)).fetchone()
        return f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in after)} WHERE n = ?", [(*row, n)]


class Bare:
    """A file that rows are written to, with nothing around it."""

    def __init__(self, path: Path) -> None:
        self._connection = connect(path)
        make_durable(self._connection)
        self._connection.execute("PRAGMA foreign_keys=OFF")
        self._anchor = os.open(f"{path}.anchor", os.O_CREAT | os.O_RDWR)

    def commit(self, written: list[Statement]) -> None:
        """Write rows in one durable commit, then move the anchor."""
        self._connection.execute("BEGIN IMMEDIATE")
        for sql, rows in written:
            self._connection.executemany(sql, rows)
        self._connection.execute("COMMIT")
        os.pwrite(self._anchor, b"0" * 64, 0)
        os.fsync(self._anchor)

    def close(self) -> None:
        """Close both files."""
        self._connection.close()
        os.close(self._anchor)
