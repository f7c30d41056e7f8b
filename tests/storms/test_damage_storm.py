"""A cut of the damage zoo, and the bugs it is for."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import pytest

from rhythm_tui.desk import upkeep
from rhythm_tui.store.sqlite import connect
from storms import damage, ground, mutants
from storms.tally import Tally

pytestmark = pytest.mark.long


def storm(*zoo: damage.Damage, each: int = 6) -> Tally:
    tally = Tally("damage", "damaged desks", each * len(zoo), damage.NEVER)
    damage.run(tally, random.Random(6), zoo)
    return tally


def test_no_damage_is_silent() -> None:
    found = storm(*damage.ZOO)
    assert found.held, found.examples
    assert {"refused", "as it was", "found by the desk's own checks"} <= set(found.told)


def test_it_finds_a_desk_without_its_anchor(monkeypatch: pytest.MonkeyPatch) -> None:
    ground.rows_before()
    mutants.anchor_not_asked(monkeypatch.setattr)
    assert storm(damage.log_gone, damage.older_copy, each=1).bad["silent"]


def test_a_schema_that_is_no_text_any_more_is_damage_and_no_crash() -> None:
    tally = Tally("damage", "damaged desks", 1, damage.NEVER)
    with ground.scratch() as folder:
        path = damage.crashed(folder)
        raw = path.read_bytes()
        assert raw.count(b"withdrawn INTEGER") > 1
        path.write_bytes(raw.replace(b"withdrawn INTEGER", b"\xe8ithdrawn INTEGER"))
        damage.judge(tally, path, {}, "schema")
    assert tally.held, tally.examples


def test_a_row_that_an_index_has_lost_bars_work(path: Path) -> None:
    """Every page is sound then, and the row is missing wherever it is looked for by that index."""
    ground.lay(path.parent)
    name = ("timer_open",)
    with closing(connect(path)) as raw:
        raw.execute("UPDATE timer SET met_at = 1 WHERE n = 1")
        kept = raw.execute("SELECT * FROM sqlite_schema WHERE name = ?", name).fetchone()
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute("DELETE FROM sqlite_schema WHERE name = ?", name)
    with closing(connect(path)) as raw:
        raw.execute("UPDATE timer SET met_at = NULL WHERE n = 1")
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", kept)
    found = upkeep.examine(path)
    assert found is not None
    assert found.bars_work
