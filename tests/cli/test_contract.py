"""The contract from outside: a process of its own for what only a process shows."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rhythm_tui import __version__

from .conftest import Process, Rhythm, environment

ADD = {
    "do": "interaction.add",
    "platform": "douyin",
    "kind": "comment",
    "posted_at": "2026-11-22T13:00:00+08:00",
    "author": "张小三",
    "text": "高血压吃什么",
}
SLOW = ("textual", "openpyxl", "python_calamine", "pydantic", "sqlite_utils", "arrow", "rich", "asyncio")


def line(**fields: object) -> bytes:
    return json.dumps({**ADD, **fields}).encode() + b"\n"


@pytest.fixture
def talking(db: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A ``do`` that waits for lines."""
    command = [sys.executable, "-m", "rhythm_tui", "do"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment()) as process:
        yield process
        process.kill()


def test_each_line_is_answered_after_its_commit_and_before_the_next_is_sent(
    talking: subprocess.Popen[bytes], rhythm: Rhythm
) -> None:
    assert talking.stdin and talking.stdout
    for number in (1, 2, 3):
        talking.stdin.write(line(text=f"第{number}条") if number != 2 else b"nonsense\n")
        talking.stdin.flush()
        answer = json.loads(talking.stdout.readline())
        assert answer["ok"] is (number != 2)
        assert rhythm("status", "--json").json["queue"]["open"] == (1 if number < 3 else 2)
    talking.stdin.close()
    assert talking.wait(30) == 1


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_an_interrupt_ends_quietly_with_130(talking: subprocess.Popen[bytes]) -> None:
    assert talking.stdin and talking.stdout and talking.stderr
    talking.stdin.write(line())
    talking.stdin.flush()
    assert json.loads(talking.stdout.readline())["ok"]
    talking.send_signal(signal.SIGINT)
    assert talking.wait(30) == 130
    assert talking.stderr.read().strip() == b""


@pytest.mark.parametrize(
    "arguments", [["--version"], ["status"], ["list", "queue"], ["list", "slots"], ["why", "q1"]]
)
def test_reading_loads_nothing_slow(rhythm: Rhythm, arguments: list[str]) -> None:
    rhythm("do", stdin=line())
    code = (
        "import sys; from rhythm_tui.cli.main import run; code = run(sys.argv[1:])\n"
        f"print(code, [name for name in {SLOW!r} if name in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert ran.stderr.decode().splitlines()[-1] == "0 []"


def test_text_comes_out_as_utf8_in_the_c_locale_and_without_any(rhythm: Rhythm, process: Process) -> None:
    rhythm("do", stdin=line())
    for locale in (
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ):
        ran = process("list", "queue", env=locale)
        assert ran.returncode == 0 and ran.stderr == b""
        assert "高血压吃什么" in ran.stdout.decode("utf-8")
    ran = process("--lang", "zh", "why", "没有", env={"LC_ALL": "C"})
    assert ran.returncode == 2 and "没有" in ran.stderr.decode("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="file names of any bytes")
def test_a_file_name_that_is_no_text_is_named_all_the_same(process: Process, tmp_path: Path) -> None:
    ran = process("do", os.fsdecode(os.fsencode(tmp_path) + b"/\xff\x1b[31m"))
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1 and b"\x1b" not in ran.stderr and b"Traceback" not in ran.stderr


def test_exit_codes_from_outside(process: Process, db: Path, tmp_path: Path) -> None:
    assert process("--version").stdout.decode() == f"rhythm-tui {__version__}\n"
    assert process("do", input=line()).returncode == 0
    assert process("do", input=b"{}\n").returncode == 1
    junk = tmp_path / "junk.db"
    junk.write_bytes(b"junk" * 2000)
    for arguments, code in ((["dance"], 2), (["do", tmp_path / "nowhere"], 2), (["--db", junk, "status"], 3)):
        ran = process(*arguments)
        assert ran.returncode == code
        assert ran.stdout == b"" and len(ran.stderr.splitlines()) == 1
    assert process().returncode == 2


def test_a_reader_of_the_output_that_leaves_early_is_no_error(rhythm: Rhythm, db: Path) -> None:
    rhythm("do", stdin=b"".join(line(text="长" * 400, external_id=str(n)) for n in range(300)))
    command = [sys.executable, "-m", "rhythm_tui", "list", "queue", "--json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_an_output_that_cannot_be_written_is_one_line(process: Process) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = process("status", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"rhythm-tui: ") and len(ran.stderr.splitlines()) == 1


def test_a_closed_output_or_input_is_no_traceback(process: Process, db: Path) -> None:
    for redirection in (">&-", "<&-"):
        command = f'"{sys.executable}" -m rhythm_tui {"do" if "<" in redirection else "status"} {redirection}'
        ran = subprocess.run(
            command, shell=True, env=environment(), capture_output=True, timeout=60, check=False
        )
        assert b"Traceback" not in ran.stderr and b"Exception" not in ran.stderr


def everything_in(folder: Path) -> dict[str, tuple[str, int]]:
    """Return every file but SQLite's index of an open log: memory that seats share, no part of the desk."""
    return {
        str(file.relative_to(folder)): (
            hashlib.sha256(file.read_bytes()).hexdigest(),
            file.stat().st_mtime_ns,
        )
        for file in folder.rglob("*")
        if file.is_file() and not file.name.endswith("-shm")
    }


READING = (
    ["status"],
    ["status", "--json"],
    ["list", "queue"],
    ["list", "slots"],
    ["list", "incidents"],
    ["list", "journal"],
    ["why", "q1"],
    ["journal", "verify"],
    ["journal", "replay"],
    ["doctor"],
)


@pytest.mark.skipif(os.name == "nt", reason="kills as POSIX does")
@pytest.mark.parametrize("seat", ["closed", "crashed"])
def test_reading_changes_no_byte(process: Process, rhythm: Rhythm, db: Path, seat: str) -> None:
    if seat == "closed":
        rhythm("do", stdin=line())
    else:
        killed = (
            "import os; from rhythm_tui.cli import do; from rhythm_tui.cli.main import run\n"
            "do._done = lambda receipt: os.kill(os.getpid(), 9)\nrun(['do'])"
        )
        subprocess.run(
            [sys.executable, "-c", killed], input=line(), env=environment(), timeout=60, check=False
        )
        assert Path(f"{db}-wal").stat().st_size
    before = everything_in(db.parent)
    for arguments in READING:
        assert rhythm(*arguments).code == 0, arguments
    assert process("status").returncode == 0
    assert rhythm("status", "--json").json["queue"]["open"] == 1
    assert everything_in(db.parent) == before


def test_reading_a_desk_that_is_not_there_makes_none(rhythm: Rhythm, process: Process, db: Path) -> None:
    for arguments in READING:
        assert rhythm(*arguments).code == (2 if arguments[0] == "why" else 0), arguments
    assert process("status", "--json").returncode == 0
    assert not db.parent.exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_desk_in_a_folder_that_is_read_only_is_read_and_not_written(rhythm: Rhythm, db: Path) -> None:
    rhythm("do", stdin=line())
    db.chmod(0o400)
    db.parent.chmod(0o500)
    try:
        assert rhythm("status", "--json").json["queue"]["open"] == 1
        ran = rhythm("do", stdin=line())
        assert ran.code == 3 and ran.answers[0]["error"]["code"] == "unusable"
    finally:
        db.parent.chmod(0o700)
