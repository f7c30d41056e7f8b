"""The log: rotated, whole with several programs at once, and without a word that anybody wrote."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rhythm_tui import log as log_module
from rhythm_tui import log_file
from rhythm_tui.desk.desk import Desk, name_of
from rhythm_tui.domain.commands import BY_NAME, parse
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.log import KEPT, NAME, Log
from storms.actions import BEFORE, COMMANDS, prepare

HOSTILE = "zhangsan\x1b]0;x\x07张小三 13800138000\n病历"
MARKS = ("zhang", "张", "1380013", "病历", "\x1b", "secretkey")
SAID = {"at", "level", "pid", "event", "verb", "ms", "id", "seq", "why"}


def lines(folder: Path) -> list[dict[str, Any]]:
    """Return every line of the log, the oldest first; each must be one JSON object."""
    files = sorted(folder.glob(f"{NAME}*"), key=lambda path: path.suffix, reverse=True)
    files = [path for path in files if path.suffix != ".lock"]
    return [json.loads(line) for path in [*files[1:], *files[:1]] for line in path.read_text().splitlines()]


def pour(desk: Desk) -> None:
    """Do every command, with hostile words in every field that takes words."""
    prepare(desk)
    for fields in COMMANDS:
        for one in BEFORE.get(fields["do"], []):
            attempt(desk, one)
        attempt(desk, hostile({**fields, "operator": "li", "key": f"secretkey {fields['do']}"}))
        attempt(desk, {"do": "interaction.claim", "id": HOSTILE, "operator": "zhangsan"})


def hostile(fields: dict[str, Any]) -> dict[str, Any]:
    """Return a command with hostile words wherever they are taken."""
    made = dict(fields)
    for name, value in fields.items():
        if isinstance(value, str) and name not in ("do", "key"):
            tried = {**made, name: HOSTILE}
            try:
                parse(tried)
            except Refusal:
                continue
            made = tried
    return made


def attempt(desk: Desk, fields: dict[str, Any]) -> None:
    try:
        desk.do(parse(fields))
    except Refusal:
        return


def leaks(folder: Path) -> list[str]:
    """Return which words of people stand in the log."""
    text = "".join(path.read_text() for path in folder.glob(f"{NAME}*"))
    return [mark for mark in MARKS if mark in text or json.dumps(mark)[1:-1] in text]


def test_no_word_of_anybody_reaches_the_log_through_any_verb(desk: Desk, tmp_path: Path) -> None:
    desk.log = Log(tmp_path / "log")
    pour(desk)
    desk.log.close()
    told = lines(tmp_path / "log")
    assert leaks(tmp_path / "log") == []
    assert {line["verb"] for line in told} == set(BY_NAME)
    assert {line["event"] for line in told} == {"done", "not done"}
    assert {name for line in told for name in line} == SAID
    assert {line["why"] for line in told if "why" in line} >= {"invalid", "unknown", "refused"}


def test_a_log_that_told_too_much_would_be_found_out(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_much(self: Desk, event: str, command: Any, *_: object, **__: object) -> None:
        self.log.tell(event, verb=name_of(command), words=command.model_dump_json())

    monkeypatch.setattr(Desk, "_note", too_much)
    desk.log = Log(tmp_path / "log")
    attempt(desk, COMMANDS[0] | {"text": HOSTILE, "author": HOSTILE})
    assert leaks(tmp_path / "log") == []  # the log itself takes nothing but words of ours
    monkeypatch.setattr(log_module, "_fit", lambda fact: fact)
    attempt(desk, COMMANDS[0] | {"text": HOSTILE, "author": HOSTILE})
    desk.log.close()
    assert leaks(tmp_path / "log")


def test_programs_share_a_log_that_turns_over_without_losing_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "state" / "log"
    monkeypatch.setattr(log_file, "SIZE", 1_000)
    seats = (Log(folder), Log(folder))
    for n in range(36):
        seats[n % 2].tell("done", seq=n)
    assert [line["seq"] for line in lines(folder)] == list(range(36))
    older = list(folder.glob(f"{NAME}.[0-9]"))
    assert 2 <= len(older) <= KEPT
    for n in range(100):
        seats[n % 2].tell("done", seq=n)
    for seat in seats:
        seat.close()
    assert len(list(folder.glob(f"{NAME}.[0-9]"))) == KEPT
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_log_that_cannot_be_written_disturbs_nobody(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file stands in the way")
    desk.log = Log(tmp_path / "log")
    assert desk.do(parse(COMMANDS[0])).seq == 1
    desk.log.close()


def test_whoever_only_reads_loads_no_log(path: Path) -> None:
    """The fast start pays nothing for it."""
    asked = (
        "import sys; from rhythm_tui.cli.main import run; run(['status']);"
        "print({'logging', 'rhythm_tui.log_file'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", asked, "--db", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"
