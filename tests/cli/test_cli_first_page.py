"""The first page on a real terminal: what it shows, who takes it over, and when there is none."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rhythm_tui.cli import first_page
from rhythm_tui.cli.look import Look, Wanted
from rhythm_tui.cli.seen import SeenOnce
from rhythm_tui.cli.session import Session
from rhythm_tui.ui.first_page import places
from terminals import Screen

from .test_cli_screen import Terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals of POSIX")
TEXTS = ("宝宝发烧38.5度怎么办，在线等", "门诊几点开门？", "I have waited since Friday", "术后多久复查 👍")
OPENING = {"zh": "正在打开", "en": "opening .."}
TAKEN = "\x1b[?1049h"
"""Enters the alternate screen, and clears it."""
LEFT = "\x1b[?1049l"
BANNER_AND_HEADER = 2


def opened(lang: str, size: tuple[int, int], home: Path | None = None) -> tuple[Terminal, int]:
    """Open the desk; return its terminal, and where in what it wrote the first page ends."""
    terminal = Terminal("--lang", lang, size=size, home=home)
    terminal.wait_for(OPENING[lang])
    return terminal, terminal.shown.index(OPENING[lang].encode())


def drawn(terminal: Terminal, size: tuple[int, int]) -> Screen:
    """Return what stands on the terminal."""
    screen = Screen(*size)
    screen.write(terminal.shown.decode(errors="ignore"))
    return screen


@pytest.mark.parametrize(
    ("lang", "size", "tour"),
    [
        ("zh", (160, 45), False),
        ("en", (80, 24), True),
        *(pytest.param("zh", size, False, marks=pytest.mark.long) for size in ((120, 36), (80, 24))),
        *(pytest.param("en", size, False, marks=pytest.mark.long) for size in ((160, 45), (120, 36))),
    ],
)
def test_the_live_screen_takes_the_rows_over_where_they_stand(
    lang: str,
    size: tuple[int, int],
    tour: bool,
    add: Callable[..., str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """``tour``: whether it is still offered, in a line of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    if not tour:
        SeenOnce().tour_seen()
    for minute, text in enumerate(TEXTS):
        add(at=f"12:{20 + minute}", text=text)
    terminal, end = opened(lang, size)
    terminal.press(b"j")  # before anything is there that could take it
    terminal.wait_for("F6")
    box = places(*size, BANNER_AND_HEADER + tour).rows
    screen = Screen(*size)
    screen.write(terminal.shown[:end].decode())
    before = screen.part(*box)
    assert [text[:4] in line for text, line in zip(TEXTS, before, strict=False)] == [True] * len(TEXTS)
    assert before[0].startswith("> ")
    for part in terminal.shown[end:].decode(errors="ignore").split("\x1b[")[1:-1]:
        screen.write(f"\x1b[{part}")
        assert [line[1:] for line in screen.part(*box)] == [line[1:] for line in before]
    while not drawn(terminal, size).part(*box)[1].startswith("> "):  # the key was kept
        terminal.read()
    assert [line[0] for line in drawn(terminal, size).part(*box)].count(">") == 1
    terminal.press(b"\x11")
    assert terminal.end() == 0
    shown = terminal.shown.decode()
    assert (shown.count(TAKEN), shown.count(LEFT)) == (1, 1)


def test_a_start_that_fails_gives_the_terminal_back_and_says_why(
    add: Callable[..., str], tmp_path: Path
) -> None:
    add()
    (tmp_path / "rhythm-tui").mkdir()
    (tmp_path / "rhythm-tui" / "inbox.toml").write_text("folder = 3", "utf-8")
    import termios

    terminal, _end = opened("en", (120, 36), tmp_path)
    with_page = termios.tcgetattr(terminal.handle)
    assert terminal.process.wait(60) == 2
    found = termios.tcgetattr(terminal.handle)
    assert found[3] & termios.ECHO and not with_page[3] & termios.ECHO
    terminal.rest()
    page, _left, after = terminal.shown.decode().partition(LEFT)
    assert page.count(TAKEN) == 1 and "folder cannot be 3" in after


def test_a_start_that_is_ended_from_outside_gives_the_terminal_back(
    add: Callable[..., str], tmp_path: Path
) -> None:
    add()
    (tmp_path / "rhythm-tui").mkdir()
    os.mkfifo(tmp_path / "rhythm-tui" / "filters.toml")  # read behind the page, and nothing ever comes
    import termios

    terminal, _end = opened("en", (80, 24), tmp_path)
    assert not termios.tcgetattr(terminal.handle)[3] & termios.ECHO
    terminal.press(b"\x1a")  # a key, and no signal that would leave the page to the shell
    terminal.process.terminate()
    assert terminal.process.wait(60) == 128 + signal.SIGTERM
    assert termios.tcgetattr(terminal.handle)[3] & termios.ECHO
    assert terminal.rest().removesuffix("^Z").endswith(f"{LEFT}\x1b[?25h")  # it may come after the page


class Held(first_page.Held):
    """A terminal that keeps what it is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[str] = []

    def show(self, page: str) -> None:
        self.pages.append(page)


@pytest.fixture
def shows(monkeypatch: pytest.MonkeyPatch, db: Path) -> Callable[..., list[str]]:
    """Start on a terminal of some size and environment; return the page it shows, if any."""

    def started(
        size: tuple[int, int] = (80, 24), theme: str = "dark", *, tty: bool = True, **environment: str
    ) -> list[str]:
        known = {"TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
        for name in ("COLUMNS", "LINES", "NO_COLOR"):
            monkeypatch.delenv(name, raising=False)
        for name, value in known.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(os, "isatty", lambda _handle: tty)
        monkeypatch.setattr(os, "get_terminal_size", lambda _handle: os.terminal_size(size))
        session, terminal = Session(), Held()
        session.given.update(db=db, clock=os.environ["RHYTHM_CLOCK"], operator="li")
        with session.reader() as reader:
            first_page.show(terminal, session, reader, Wanted(Look(theme=theme), ()))
        return terminal.pages

    return started


def test_when_there_is_a_page_and_when_not(
    shows: Callable[..., list[str]], add: Callable[..., str], do: Callable[..., Any]
) -> None:
    add(text="门诊几点开门？\x1b[2J")
    (page,) = shows()
    assert "门诊几点开门" in page and "\x1b[2J" not in page and "38;2;" in page
    (page,) = shows(COLORTERM="")
    assert "38;5;" in page and "38;2;" not in page
    (page,) = shows(NO_COLOR="1")
    assert "38;" not in page and "48;" not in page and "\x1b[0;7m" in page
    assert shows(size=(60, 15)) != []
    assert shows(size=(59, 24)) == shows(size=(80, 14)) == []
    (page,) = shows(TERM="linux", COLORTERM="")
    assert "\x1b[0;37;40m" in page and "38;" not in page
    assert shows(tty=False) == shows(TERM="dumb") == []
    assert shows(RHYTHM_FIRST_PAGE="0") == shows(COLUMNS="70") == []
    assert shows(theme="no theme of the desk's own") == []
    assert not first_page.wanted({}, "nt")
    do("operator.add", name="wang", pin="2468")
    assert shows(RHYTHM_FIRST_PAGE="1") == []
