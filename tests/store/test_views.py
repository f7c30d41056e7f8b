"""The views: what they tell is what the desk tells, by ids and times that people read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from clocks import SettableClock
from comment import ADD
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.store.steps import views

NAMES = [statement.split()[2] for statement in views.STATEMENTS]


@pytest.fixture
def rows(desk: Desk, path: Path, clock: SettableClock) -> Iterator[Callable[[str], list[dict[str, Any]]]]:
    """Read a view as another program does, at the desk's own now: SQLite asks the computer's."""

    def told(form: str, *what: Any) -> str | None:
        if what[0] is None:
            return None
        at = clock.now() / 1000 if what[0] == "now" else what[0]
        return datetime.fromtimestamp(int(at), UTC).strftime(form.replace("%s", str(int(at))))

    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    connection.create_function("strftime", -1, told)
    connection.create_function("date", -1, lambda *_: "2026-11-22")
    yield lambda view: [dict(row) for row in connection.execute(f"SELECT * FROM {view}")]
    connection.close()


def test_the_queue_is_the_queue_of_the_desk(
    desk: Desk, reader: Reader, clock: SettableClock, rows: Callable[[str], list[dict[str, Any]]]
) -> None:
    for hours, kind in ((1, "comment"), (3, "comment"), (5, "message"), (25, "comment"), (0, "live")):
        at = datetime.fromtimestamp(clock.now() / 1000 - hours * 3600, UTC).isoformat()
        desk.do(parse({**ADD, "author": "张小三", "posted_at": at, "kind": kind, "external_id": f"{hours}"}))
    found = rows("queue_now")
    expected = [(row.id, row.band(clock.now())) for row in reader.queue(clock.now())]
    assert [(row["id"], row["band"]) for row in found] == expected
    assert {band for _, band in expected} == {"neglected", "late", "ok", None}
    assert found[0]["due_at"].endswith("Z") and found[0]["author"] == "张***三"


def test_answers_incidents_slots_and_tasks_are_told(
    desk: Desk, clock: SettableClock, rows: Callable[[str], list[dict[str, Any]]]
) -> None:
    item = desk.do(parse(ADD)).id
    desk.do(parse({"do": "reply.post", "id": item, "text": "您好"}))
    incident = desk.do(
        parse({"do": "incident.open", "title": "传言", "kind": "misinformation", "grade": "larger"})
    ).id
    clock.go_on(30 * 60_000)
    met = {"do": "incident.meet", "id": incident, "timer": "initial_response", "evidence": "已置顶"}
    desk.do(parse(met))
    slot = {"platform": "douyin", "at": "2026-11-22T18:00", "title": "t", "tier": 1, "form": "science"}
    planned = desk.do(parse({"do": "slot.plan", **slot})).id
    (answer,) = rows("answers")
    assert (answer["id"], answer["reply"], answer["in_time"]) == (item, "您好", 1)
    (card,) = rows("incidents_open")
    assert (card["id"], card["next_timer"], card["minutes_left"]) == (incident, "official_statement", 210)
    milestones = {row["timer"]: row for row in rows("milestones")}
    assert milestones["initial_response"]["minutes"] == 30
    assert milestones["initial_response"]["evidence"] == "已置顶"
    assert [(row["id"], row["planned_for"]) for row in rows("slots_today")] == [(planned, "2026-11-22T18:00")]
    assert {row["incident"] for row in rows("tasks_open")} == {incident}
    assert rows("journal_lines")[0]["verb"] == "interaction.add"


def test_every_view_can_be_read_on_an_empty_desk(rows: Callable[[str], list[dict[str, Any]]]) -> None:
    assert [rows(name) for name in NAMES] == [[]] * len(NAMES)


def test_every_reference_names_its_column(desk: Desk) -> None:
    """SQLite supplies it; programs that show the tables, Datasette among them, stumble without it."""
    sql = """
        SELECT m.name, f."from" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
        WHERE m.type = 'table' AND f."to" IS NULL
    """
    assert desk.store.connection.execute(sql).fetchall() == []
    assert desk.store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
