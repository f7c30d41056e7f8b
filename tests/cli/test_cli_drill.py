"""``drill``: the list, a wrong name, and a run on a real terminal that leaves the operator's desk alone."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rhythm_tui import settings
from rhythm_tui.desk import checks

from .conftest import Process, Rhythm, one_line
from .test_cli_screen import Terminal

NAMES = ["flu_surge", "vaccine_rumour", "ward_dispute"]
FAST = "2026-11-24T09:00:00+08:00x7200"
"""Four hours in two seconds."""


@pytest.mark.parametrize(("lang", "title"), [("zh", "疫苗谣言"), ("en", "Vaccine rumour")])
def test_without_a_name_the_drills_are_listed(rhythm: Rhythm, lang: str, title: str) -> None:
    ran = rhythm("--lang", lang, "drill")
    assert (ran.code, ran.err) == (0, "")
    _, *rows, blank, start = ran.out.splitlines()
    assert [row.split()[0] for row in rows if not row.startswith("  ")] == NAMES
    assert not any(row.endswith("..") or len(row) > 80 for row in rows)
    assert title in ran.out and "x20" in ran.out
    assert blank == "" and "rhythm-tui drill NAME" in start


def test_the_list_as_json(rhythm: Rhythm) -> None:
    found = rhythm("drill", "--json").json
    assert [one["name"] for one in found] == NAMES
    assert {(one["length_s"], one["speed"], one["minutes"]) for one in found} == {
        (14400, 20, 12),
        (10800, 15, 12),
    }


def test_the_contract_in_processes_of_their_own(process: Process, db: Path) -> None:
    listed = process("drill")
    assert listed.returncode == 0 and listed.stdout.decode().split()[3] == NAMES[0]
    wrong = process("drill", "fire")
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    told = wrong.stderr.decode().splitlines()
    assert told == [f"rhythm-tui: there is no drill called fire; there are: {', '.join(NAMES)}"]
    bare = process("drill", "flu_surge")
    assert (bare.returncode, bare.stdout) == (2, b"")
    assert "needs a terminal" in bare.stderr.decode()
    assert not db.exists()


def test_a_hospital_writes_its_own_and_a_mistake_is_one_line(
    rhythm: Rhythm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    folder = tmp_path / "rhythm-tui" / "drills"
    folder.mkdir(parents=True)
    ours = (settings.data_dir() / "drills" / "flu_surge.toml").read_text("utf-8")
    (folder / "night.toml").write_text(ours, "utf-8")
    assert [one["name"] for one in rhythm("drill", "--json").json] == ["flu_surge", "night", *NAMES[1:]]
    (folder / "night.toml").write_text(ours.replace("speed = 20", "speed = -1"), "utf-8")
    ran = rhythm("drill", "night")
    assert ran.code == 2 and "night.toml: speed: " in one_line(ran)
    listed = rhythm("drill", "--json")
    assert listed.code == 1 and "night.toml: speed: " in one_line(listed)
    assert [one["name"] for one in listed.json] == NAMES, "one bad file hides no other drill"


@pytest.mark.parametrize("there", ["a file", "the desk"])
def test_a_drill_is_kept_in_a_new_file_only(
    rhythm: Rhythm, db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: str
) -> None:
    monkeypatch.setattr("rhythm_tui.cli.drill.need_terminal", lambda: None)
    keep = tmp_path / "kept.db" if there == "a file" else db
    if there == "a file":
        keep.write_bytes(b"mine")
    ran = rhythm("drill", "flu_surge", "--keep", keep)
    assert ran.code == 2 and str(keep) in one_line(ran)
    assert keep.read_bytes() == b"mine" if there == "a file" else not keep.exists()


def drilled(*arguments: str) -> tuple[str, int]:
    """Hold a drill to its end without a key but those that start and leave it."""
    terminal = Terminal("--lang", "en", "--clock", FAST, "drill", "vaccine_rumour", *arguments)
    terminal.wait_for("start the drill")
    terminal.press(b"\r")
    terminal.wait_for(" 0 of 100 ")
    terminal.press(b"\x1b")
    shown = terminal.rest()
    return shown, terminal.process.wait(60)


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals of POSIX")
def test_a_drill_is_thrown_away_and_the_desk_is_the_same_to_the_byte(
    db: Path, add: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    before = {path.name: path.read_bytes() for path in db.parent.iterdir()}
    shown, code = drilled()
    assert code == 0
    assert "# Drill: Vaccine rumour" in shown and "0 of 100" in shown
    assert {path.name: path.read_bytes() for path in db.parent.iterdir()} == before
    assert list((tmp_path / "state" / "rhythm-tui").iterdir()) == []


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals of POSIX")
def test_a_kept_drill_is_a_sound_desk_of_simulated_rows(db: Path, tmp_path: Path, rhythm: Rhythm) -> None:
    keep = tmp_path / "kept.db"
    shown, code = drilled("--keep", str(keep), "--json")
    assert code == 0 and "is kept" in shown
    line = next(line for line in shown.splitlines() if re.match(r'\{"drill"', line))
    told: dict[str, Any] = json.loads(line)
    assert (told["points"], told["of"], told["early"]) == (0, 100, False)
    assert sum(one["of"] for one in told["expected"]) == 100
    assert checks.verify(keep).sound and checks.replay(keep).sound
    assert keep.stat().st_mode & 0o777 == 0o600
    assert not db.exists()
    rows = rhythm("--db", keep, "list", "journal", "--json").json
    assert len(rows) > 20 and all(row["simulated"] for row in rows)
