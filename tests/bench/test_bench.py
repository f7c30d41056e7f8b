"""The benchmark works on a small desk; no query of the duty screen scans the history. No time is asserted."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from rhythm_tui.desk.checks import replay, verify
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.query_text import parse_query
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import interactions

HERE = Path(__file__).parent
NOW = 1_795_329_000_000
HISTORY = re.compile(r"SCAN (interaction|content|i|o|c)\b")
PARTIAL = re.compile("INDEX (interaction_due|interaction_neglect|interaction_remind|incident_open)")
"""Indexes of open work only."""


def module(name: str) -> ModuleType:
    if str(HERE) not in sys.path:
        sys.path.append(str(HERE))
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "desk.db"
    module("build_desk").build(path, 2_000, 200, 1)
    return path


def test_the_desk_it_builds_is_a_sound_one(built: Path, vocabulary: Vocabulary) -> None:
    assert verify(built).sound
    assert replay(built).sound
    reader = Reader.open(built, vocabulary)
    status = reader.status(NOW)
    reader.close()
    assert (status.open, status.incidents_open) == (200, 4)
    assert min(status.ok, status.soon, status.late, status.neglected) > 0


def test_it_measures_and_prints_a_table(built: Path) -> None:
    bench = module("read_desk")
    figures = bench.measure(built)
    text = bench.table(built, figures)
    assert text.count("\n| ") >= len(figures)
    assert all(figure.ms >= 0 for figure in figures)


class Watched:
    """A connection that keeps the plan of every query it is asked."""

    def __init__(self, real: Any) -> None:
        self._real = real
        self.plans: list[tuple[str, str]] = []

    def execute(self, sql: str, values: Any = ()) -> Any:
        if sql.lstrip().upper().startswith("SELECT"):
            for row in self._real.execute(f"EXPLAIN QUERY PLAN {sql}", values):
                self.plans.append((row[3], sql))
        return self._real.execute(sql, values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def test_no_query_of_the_duty_screen_scans_the_history(built: Path, vocabulary: Vocabulary) -> None:
    reader = Reader.open(built, vocabulary, operator="li")
    watched = Watched(reader._connection)
    reader._connection = watched
    numbers = reader.queue_ids(NOW)
    reader.queue_rows(numbers[:64])
    for order in interactions.ORDERS:
        reader.queue_ids(NOW, order=order)
    for query in ("发烧", "band:late", "owner:none", "age>3h"):
        reader.queue_ids(NOW, parse_query(query))
    reader.status(NOW)
    reader.incidents()
    reader.forecast(NOW)
    reader.turn(NOW)
    reader.crossed(NOW - 60_000, NOW)
    reader.asks(NOW)
    reader.reminders(NOW)
    reader.thread("q1990")
    reader.search("发烧")
    reader.interaction("q1990")
    reader.close()
    scans = {(plan, sql) for plan, sql in watched.plans if HISTORY.match(plan) and not PARTIAL.search(plan)}
    assert scans == set()
    assert len(watched.plans) > 30


def steps(path: Path, vocabulary: Vocabulary) -> int:
    """Return how many steps SQLite takes for a first screen: header, order, a page of rows."""
    reader = Reader.open(path, vocabulary, operator="li")
    taken = 0

    def step() -> int:
        nonlocal taken
        taken += 1
        return 0

    reader._connection.set_progress_handler(step, 10)
    reader.header(NOW)
    reader.queue_rows(reader.queue_ids(NOW)[:64])
    reader.incidents()
    reader.close()
    return taken


def test_history_costs_the_first_screen_nothing(built: Path, tmp_path: Path, vocabulary: Vocabulary) -> None:
    module("build_desk").build(tmp_path / "more.db", 8_000, 200, 1)
    few, more = steps(built, vocabulary), steps(tmp_path / "more.db", vocabulary)
    assert more < 1.1 * few, (few, more)


def test_other_programs_are_measured_where_they_are_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    peers = module("peers")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert peers.found(tmp_path) == {}
    installed = tmp_path / "vd"
    installed.write_text("#!/bin/sh\n", "utf-8")
    installed.chmod(0o700)
    assert list(peers.found(tmp_path)) == ["visidata"]
    assert peers.READY in (tmp_path / "shown.csv").read_text("utf-8")


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="the driver reads /proc")
def test_the_table_of_targets_can_be_taken(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It starts programs in terminals, presses keys and writes; what it says of them is not judged here."""
    bench = module("bench")
    monkeypatch.setattr(bench, "PRESSES", bench.PRESSES[:1])
    rows = [*bench.keys(built, built, 1), *bench.searching(built)[0]]
    assert all(row.ratio > 0 for row in rows), rows
    text = bench.report(rows)
    assert text.count("\n") == len(rows) + 1
    assert "| cursor move | cursor move on a DataTable of 10 rows |" in text
    took = module("acting").actions(built, 1)
    assert {len(times) for one in took for times in one[1:]} == {1}
    assert len(took) == 5
    assert module("writing").importing(20) > 0
    assert module("writing").import_memory(20) > 10
