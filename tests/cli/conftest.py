"""Run the program: most tests in this process, the contract's essentials as a process of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from rhythm_tui import i18n
from rhythm_tui.cli.main import run

NOW = "2026-11-22T14:30:00+08:00"
STILL = f"{NOW}x0"


class Ran(NamedTuple):
    """What a run of the program left."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def answers(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Rhythm = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _untouched(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give back what a run changes in the whole process: the mask of new files, the language."""
    mask = os.umask(0o022)
    monkeypatch.setenv("RHYTHM_CLOCK", STILL)
    monkeypatch.setenv("RHYTHM_OPERATOR", "li")
    yield
    os.umask(mask)
    i18n.use("en")


@pytest.fixture
def db(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The desk's file of the runs of this test; not there yet."""
    monkeypatch.setenv("RHYTHM_DB", str(path))
    return path


@pytest.fixture
def rhythm(db: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rhythm:
    """Run the program in this process."""

    def ran(*arguments: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        return Ran(code, *capsys.readouterr())

    return ran


@pytest.fixture
def do(rhythm: Rhythm) -> Callable[..., Any]:
    """Do one command and return its answer, which must be a receipt."""

    def done(name: str, /, **fields: Any) -> Any:
        ran = rhythm("do", stdin=json.dumps({"do": name, **fields}).encode())
        assert ran.code == 0, ran
        return ran.answers[0]

    return done


@pytest.fixture
def add(do: Callable[..., Any]) -> Callable[..., str]:
    """Put an item on the queue and return its id; ``at`` is its clock time of the day."""

    def added(at: str = "14:00", text: str = "高血压吃什么", **fields: Any) -> str:
        said = {"platform": "douyin", "kind": "comment", "author": "张小三", **fields}
        receipt = do("interaction.add", posted_at=f"2026-11-22T{at}:00+08:00", text=text, **said)
        return str(receipt["id"])

    return added


Process = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def process(db: Path) -> Process:
    """Run the program as a process of its own."""

    def ran(
        *arguments: object, env: dict[str, str] | None = None, **how: Any
    ) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "rhythm_tui", *map(str, arguments)]
        how = {"input": b"", "capture_output": True, **how}
        if "stdin" in how:
            del how["input"]
        return subprocess.run(command, env=environment(**(env or {})), timeout=60, check=False, **how)

    return ran


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a process: that of the tests, with the package where they found it."""
    import rhythm_tui

    return {**os.environ, "PYTHONPATH": str(Path(rhythm_tui.__file__).parents[1]), **more}


def one_line(ran: Ran) -> str:
    """Return the one line of complaint a run left; there must be exactly one, and no traceback."""
    assert "Traceback" not in ran.err
    lines = ran.err.splitlines()
    assert len(lines) == 1 and lines[0].startswith("rhythm-tui: "), ran.err
    return lines[0]
