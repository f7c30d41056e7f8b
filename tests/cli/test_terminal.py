"""What the doctor finds out about the terminal: asked of a stand-in for one, and each way it may be wrong."""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rhythm_tui import places
from rhythm_tui.cli import terminal
from rhythm_tui.cli.health import help_key
from rhythm_tui.cli.terminal import Terminal, asked, read
from rhythm_tui.cli.terminal_findings import findings
from rhythm_tui.domain.text import width

SCREEN = Path("screen.toml")
GOOD = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
posix = pytest.mark.skipif(sys.platform == "win32", reason="its console has no such settings")


@contextmanager
def standing_in(ambiguous: int = 1, *, mouse: str = "2", attributes: str = "62;22;52") -> Iterator[int]:
    """Open a terminal that answers as one that draws ambiguous characters so wide; yield its keyboard."""
    import pty

    master, slave = pty.openpty()

    def answer() -> None:
        told, column = "", 1
        while "\x1b[c" not in told:
            told += os.read(master, 1024).decode()
        for part in re.findall(r"\r|\x1b\[[?\d]*[$]?[A-Za-z]|.", told):
            if part == "\r":
                column = 1
            elif part == "\x1b[6n":
                os.write(master, f"\x1b[7;{column}R".encode())
            elif part == "\x1b[?1006$p" and mouse:
                os.write(master, f"\x1b[?1006;{mouse}$y".encode())
            elif part == "\x1b[c":
                os.write(master, f"\x1b[?{attributes}c".encode())
            elif not part.startswith("\x1b"):
                column += ambiguous if part == "\u2500" else width(part)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    try:
        yield slave
    finally:
        os.close(slave)
        os.close(master)


def test_the_doctor_names_the_key_that_the_keymap_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "own", lambda _kind: str(tmp_path))
    for keymap, key in (
        ("", "F1"),
        ('help = "f12 ctrl+e"\nasks = "f14"\ndigest = "f15"', "F12"),
        ("help = ", "F1"),
    ):
        (tmp_path / "keys.toml").write_text(keymap)
        assert help_key() == key


def told(given: Terminal | None) -> dict[str, str]:
    return {one.code: one.level for one in findings(given, SCREEN, "F1")}


@posix
@pytest.mark.parametrize("ambiguous", [1, 2])
def test_a_terminal_is_asked_how_wide_it_draws(ambiguous: int) -> None:
    import termios

    with standing_in(ambiguous) as keyboard:
        before = termios.tcgetattr(keyboard)
        os.write(keyboard, b"\x1b[3;3H")
        answer = asked(keyboard, keyboard)
        assert termios.tcgetattr(keyboard) == before
    found = read(answer, GOOD, (100, 30))
    assert (found.border, found.han, found.mouse, found.clipboard) == (ambiguous, 2, True, True)
    assert told(found) == {
        "terminal": "ok",
        "width": "ok" if ambiguous == 1 else "warn",
        "mouse": "ok",
        "clipboard": "ok",
        "colour": "ok",
    }


@posix
def test_a_terminal_that_answers_nothing_is_not_waited_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    import pty
    import termios

    monkeypatch.setattr(terminal, "WAIT", 0.0)
    master, slave = pty.openpty()
    try:
        before = termios.tcgetattr(slave)
        assert asked(slave, slave) == b""
        assert termios.tcgetattr(slave) == before
    finally:
        os.close(slave)
        os.close(master)
    assert told(read(b"", GOOD, (100, 30)))["width"] == "warn"


@posix
def test_what_is_no_terminal_is_not_asked(tmp_path: Path) -> None:
    with (tmp_path / "x").open("wb") as plain:
        assert asked(plain.fileno(), plain.fileno()) == b""
    assert (tmp_path / "x").read_bytes() == b""
    assert terminal.look(GOOD) is None  # as the tests run
    assert told(None) == {"terminal": "ok"}


def test_what_a_hand_types_meanwhile_is_passed_over() -> None:
    found = read(b"jj\x1b[A\x1b[7;2Rq\x1b[7;3R\x1b[?1006;0$y\x1b[?6c", GOOD, (80, 24))
    assert (found.border, found.han, found.mouse, found.clipboard) == (1, 2, False, False)


def test_every_way_a_terminal_can_be_wrong_is_a_finding_with_a_remedy() -> None:
    sound = read(b"\x1b[7;2R\x1b[7;3R\x1b[?1006;2$y\x1b[?52c", GOOD, (80, 24))
    assert set(told(sound).values()) == {"ok"}
    wrong = (
        ("terminal", "warn", sound._replace(columns=59)),
        ("terminal", "warn", sound._replace(lines=14)),
        ("width", "warn", sound._replace(border=None, han=None)),
        ("width", "warn", sound._replace(border=2)),
        ("width", "bad", sound._replace(border=3, han=3)),
        ("width", "bad", sound._replace(han=1)),
        ("mouse", "warn", sound._replace(mouse=False)),
        ("mouse", "warn", sound._replace(mouse=None, name="linux")),
        ("clipboard", "warn", sound._replace(clipboard=False, name="linux")),
        (
            "clipboard",
            "warn",
            sound._replace(clipboard=False, environment={**GOOD, "TERM_PROGRAM": "Apple_Terminal"}),
        ),
        ("colour", "bad", sound._replace(name="dumb", environment={})),
        ("colour", "warn", sound._replace(name="xterm", environment={})),
    )
    for code, level, given in wrong:
        found = {one.code: one for one in findings(given, SCREEN, "F1")}
        assert found[code].level == level and found[code].remedy, (code, given)
        others = {one.level for one in found.values() if one.code not in (code, "mouse", "clipboard")}
        assert others == {"ok"}, (code, given)
    unsure = sound._replace(mouse=None, clipboard=False, environment={"TMUX": "x", "NO_COLOR": "1"})
    assert set(told(unsure).values()) == {"ok"}
    assert any("set-clipboard" in one.remedy for one in findings(unsure, SCREEN, "F1"))
