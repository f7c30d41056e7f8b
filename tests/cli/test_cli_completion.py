"""Completion: every shell is answered in its own way, with what stands on the desk, and cheaply."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rhythm_tui import settings
from rhythm_tui.cli.completion import SHELLS, VARIABLE
from rhythm_tui.cli.program import COMMANDS

from .conftest import Rhythm, environment

Tab = Callable[..., list[str]]
HEAVY = {"arrow", "holidays", "openpyxl", "pydantic", "rich", "sqlite_utils", "textual"}
ON_THE_LINE = (
    "rhythm-tui",
    *(f"rhythm-tui {name}" for name in COMMANDS),
    "rhythm-tui journal replay",
    "rhythm-tui plan import --form",
    "rhythm-tui playbook check",
    "rhythm-tui report incident",
)


@pytest.fixture
def tab(rhythm: Rhythm, monkeypatch: pytest.MonkeyPatch) -> Tab:
    """Press Tab behind a line; return the values that are offered."""

    def pressed(line: str, typed: str = "") -> list[str]:
        words = line.split()
        monkeypatch.setenv(VARIABLE, "zsh_complete")
        monkeypatch.setenv("COMP_WORDS", f"{line} {typed}")
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        ran = rhythm()
        monkeypatch.delenv(VARIABLE)
        assert (ran.code, ran.err) == (0, "")
        return ran.out.rstrip("\n").split("\n")[1::3]

    return pressed


def test_it_offers_commands_options_and_choices(tab: Tab) -> None:
    assert tab("rhythm-tui") == list(COMMANDS)
    assert tab("rhythm-tui", "re") == ["report", "restore"]
    assert {"--json", "--line", "--db"} <= set(tab("rhythm-tui status", "--"))
    assert tab("rhythm-tui list", "s") == ["slots", "statements", "superseded", "stories"]
    assert tab("rhythm-tui journal") == ["verify", "replay"]
    assert tab("rhythm-tui completion") == ["bash", "zsh", "fish", "powershell"]


def test_it_offers_what_stands_on_the_desk(tab: Tab, add: Callable[..., str], do: Callable[..., Any]) -> None:
    item, closed = add("14:00", "几点开门: 周日\n在吗"), add("13:00", "谢谢")
    do("interaction.close", id=closed, reason="thanks")
    slot = do("slot.plan", platform="douyin", at="2026-11-22T18:00", title="t", tier=1, form="science")["id"]
    incident = do("incident.open", title="传言", kind="misinformation", grade="larger")["id"]
    assert tab("rhythm-tui why") == [item, incident, slot]
    assert tab("rhythm-tui why", "s") == [slot]
    assert tab("rhythm-tui report incident") == [incident]
    assert tab("rhythm-tui check --platform", "d") == ["douyin"]
    assert tab("rhythm-tui playbook show", "timers.i") == ["timers.initial_response"]
    assert tab("rhythm-tui drill") == ["flu_surge", "vaccine_rumour", "ward_dispute"]
    filters = settings.config_dir() / "filters.toml"
    filters.parent.mkdir(parents=True, exist_ok=True)
    filters.write_text('"夜班" = "band:late"\n', "utf-8")
    try:
        assert tab("rhythm-tui list queue --filter") == ["@夜班"]
    finally:
        filters.unlink()


def test_a_desk_that_cannot_be_read_offers_nothing(tab: Tab, db: Path, tmp_path: Path) -> None:
    db.parent.mkdir(parents=True, exist_ok=True)
    db.write_bytes(b"no desk" * 100)
    assert tab("rhythm-tui why") == []
    (tmp_path / "bad.toml").write_text("version =", "utf-8")
    assert tab(f"rhythm-tui --playbook {tmp_path / 'bad.toml'} check --platform") == []


def test_powershell_gets_a_line_for_each_and_loses_no_backslash(
    rhythm: Rhythm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "powershell_complete")
    monkeypatch.setenv("COMP_WORDS", "--db\nC:\\new folder\\desk.db")
    monkeypatch.setenv("COMP_WORD", "sta")
    assert rhythm().out == "plain\tstatus\tThe duty header.\n"
    monkeypatch.delenv("COMP_WORDS")  # as PowerShell does with an empty one
    assert rhythm().out == "plain\tstatus\tThe duty header.\n"
    monkeypatch.setenv(VARIABLE, "nushell_complete")
    assert rhythm() == (1, "", "")


_PS_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"`]|`.)*\"|#.*")
_PAIRS = {")": "(", "]": "[", "}": "{"}


def test_the_script_of_powershell_has_the_form_its_manual_gives(rhythm: Rhythm) -> None:
    """No PowerShell runs here: strings and brackets close, and what it calls has the documented form."""
    script = rhythm("completion", "powershell").out
    code, opened = _PS_QUOTED.sub("''", script), []
    assert not set(code.replace("''", "")) & set("'\"%")
    for sign in code:
        if sign in _PAIRS.values():
            opened.append(sign)
        elif sign in _PAIRS:
            assert opened.pop() == _PAIRS[sign]
    assert opened == []
    assert "Register-ArgumentCompleter -Native -CommandName rhythm-tui -ScriptBlock {" in code
    assert code.split("-ScriptBlock {", 1)[1].split()[:3] == ["param($word,", "$line,", "$cursor)"]
    assert "[System.Management.Automation.CompletionResult]::new($typed, $value, '', $tip)" in code
    assert "} finally {" in code and all(line.isascii() for line in script.splitlines())


def test_no_answer_loads_what_is_slow() -> None:
    """One process walks the whole command line: what it has loaded at the end is what any Tab may load."""
    program = f"""
import os, sys
from rhythm_tui.cli.main import run
for line in {ON_THE_LINE!r}:
    os.environ.update(COMP_WORDS=line + " ", COMP_CWORD=str(len(line.split())))
    assert run([]) == 0
print(*sys.modules, file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(**{VARIABLE: "bash_complete"}),
        capture_output=True,
        text=True,
        check=True,
    )
    assert {name.split(".")[0] for name in done.stderr.split()} & HEAVY == set()


ASK = {
    "bash": "source {script}; COMP_WORDS=(rhythm-tui wh); COMP_CWORD=1;"
    " _rhythm_tui_completion rhythm-tui; echo $COMPREPLY",
    "fish": 'source {script}; complete --do-complete "rhythm-tui wh"',
    "zsh": "autoload -U compinit; compinit -u; source {script}; echo $_comps[rhythm-tui]",
}
TOLD = {"bash": "why", "fish": "why", "zsh": "_rhythm_tui_completion"}


@pytest.mark.parametrize("shell", ASK)
def test_the_script_is_one_the_shell_takes(shell: str, rhythm: Rhythm, tmp_path: Path) -> None:
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"{shell} is not installed")
    script, program = tmp_path / "script", tmp_path / "rhythm-tui"
    script.write_text(rhythm("completion", shell).out, "utf-8")
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rhythm_tui "$@"\n', "utf-8")
    program.chmod(0o755)
    done = subprocess.run(
        [found, "-c", ASK[shell].format(script=script)],
        env=environment(PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}", HOME=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout.split()[:1] == [TOLD[shell]], done


def test_there_is_a_script_for_every_shell(rhythm: Rhythm) -> None:
    for shell in SHELLS:
        ran = rhythm("completion", shell)
        assert ran.code == 0 and VARIABLE in ran.out and f"{shell}_complete" in ran.out
    assert 'split -m 1 ","' in rhythm("completion", "fish").out, "a help with a comma stands whole"
    assert rhythm("completion", "tcsh").code == 2
