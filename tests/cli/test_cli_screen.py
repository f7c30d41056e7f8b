"""The desk on a real terminal: it opens, shows what is there, and leaves."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from rhythm_tui.cli.look import Look, look_of_the_screen, remember
from rhythm_tui.store import snapshots

from .conftest import Rhythm, environment, one_line

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals of POSIX")
PATIENCE_S = 60


class Terminal:
    """The program on a pseudo-terminal."""

    def __init__(self, *arguments: str, size: tuple[int, int] = (160, 45), home: Path | None = None) -> None:
        """``size`` is columns and lines; its settings are in ``home``, or it starts with none."""
        import fcntl
        import pty
        import struct
        import termios

        self.handle, end = pty.openpty()
        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", *size[::-1], 0, 0))
        own = str(home or tempfile.mkdtemp(dir=os.environ["HOME"]))
        places = {"XDG_CONFIG_HOME": own, "XDG_CACHE_HOME": own}
        known = environment(TERM="xterm-256color", COLORTERM="truecolor", **places)
        known = {name: value for name, value in known.items() if name not in ("COLUMNS", "LINES")}
        command = [sys.executable, "-m", "rhythm_tui", *arguments]
        self.process = subprocess.Popen(
            command, stdin=end, stdout=end, stderr=end, env=known, start_new_session=True
        )
        os.close(end)
        self.shown = b""

    def wait_for(self, words: str) -> None:
        """Read until the words have been drawn."""
        while words.encode() not in self.shown:
            self.read()

    def read(self) -> None:
        """Read what comes next."""
        ready, _, _ = select.select([self.handle], [], [], PATIENCE_S)
        assert ready, self.shown[-2000:]
        self.shown += os.read(self.handle, 65536)

    def press(self, keys: bytes) -> None:
        os.write(self.handle, keys)

    def rest(self) -> str:
        """Read to the end and return all that was drawn."""
        with suppress(OSError):
            while read := os.read(self.handle, 65536):
                self.shown += read
        os.close(self.handle)
        return self.shown.decode()

    def end(self) -> int:
        """Read to the end and return the exit code."""
        self.rest()
        return self.process.wait(PATIENCE_S)


@pytest.mark.parametrize("way", ["terminal", "SIGTERM"])
def test_what_is_being_typed_is_kept_when_the_terminal_goes(
    way: str, rhythm: Rhythm, add: Callable[..., str]
) -> None:
    add(text="门诊几点开门")
    terminal = Terminal("--lang", "en")
    terminal.wait_for("门诊几点开门")
    terminal.press(b"r")
    terminal.wait_for("keep the draft")
    terminal.press("请到一楼".encode())
    terminal.wait_for("请到一楼")
    if way == "terminal":
        os.close(terminal.handle)
        assert terminal.process.wait(PATIENCE_S) == 0
    else:
        terminal.process.terminate()
        assert terminal.end() == 0
    assert rhythm("list", "queue", "--json").json[0]["reply_state"] == "drafted"


def test_the_first_start_makes_the_desk_and_sets_it_up_once(db: Path) -> None:
    terminal = Terminal("--lang", "en")
    terminal.wait_for("step 1 of 4")
    assert db.stat().st_mode & 0o777 == 0o600 and db.parent.stat().st_mode & 0o777 == 0o700
    terminal.press(b"\x11")
    assert terminal.end() == 0
    again = Terminal("--lang", "en")
    again.wait_for("Queue")
    again.press(b"\x11")
    assert "step 1 of 4" not in again.rest()
    assert again.process.wait(PATIENCE_S) == 0
    assert b"opening .." in again.shown and b"opening .." not in terminal.shown


def test_the_demo_shows_its_day_and_leaves_nothing_behind(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.delenv("RHYTHM_OPERATOR")
    terminal = Terminal("demo", "--lang", "zh")
    terminal.wait_for("李敏")
    assert len(list(place.iterdir())) == 1
    terminal.press(b"\x11")
    assert terminal.end() == 0
    assert list(place.iterdir()) == [] and not db.exists()


@pytest.mark.parametrize(
    ("file", "written", "names"),
    [
        ("playbook.toml", "version = 1", "playbook.toml"),
        ("inbox.toml", "folder = 3", "folder cannot be 3"),
    ],
)
def test_a_rule_that_cannot_be_used_is_one_line_before_the_screen_is_taken(
    rhythm: Rhythm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, written: str, names: str
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr("rhythm_tui.cli.screen.need_terminal", lambda: None)
    (tmp_path / "rhythm-tui").mkdir()
    (tmp_path / "rhythm-tui" / file).write_text(written, "utf-8")
    ran = rhythm()
    assert ran.code == 2 and ran.out == ""
    assert names in one_line(ran)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration folder, made."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    folder = tmp_path / "rhythm-tui"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("file", "written", "told"),
    [
        ("keys.toml", 'dance = "f5"', "keys.toml: there is no action called dance (the built-in keys"),
        ("keys.toml", "= nothing", "keys.toml: line 1"),
        ("screen.toml", 'theme = "pink"', 'screen.toml: theme cannot be "pink"; it may be: dark light'),
        ("filters.toml", '"夜班" = "band:purple"', "filters.toml: 夜班: no such band: purple"),
        ("filters.toml", "夜班 = nothing", "filters.toml: line 1"),
        ("filters.toml", "[table]", "filters.toml: table needs a filter"),
    ],
)
def test_a_wrong_wish_never_keeps_the_desk_closed_and_is_told_on_it_and_by_the_doctor(
    rhythm: Rhythm,
    add: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    config: Path,
    file: str,
    written: str,
    told: str,
) -> None:
    add()
    (config / file).write_text(written, "utf-8")
    shown: list[str] = []
    monkeypatch.setattr("rhythm_tui.cli.screen.need_terminal", lambda: None)
    monkeypatch.setattr(
        "rhythm_tui.cli.screen._run", lambda app, _session: shown.append(app.get_default_screen().banner)
    )
    assert rhythm("--lang", "en").code == 0
    ((line,),) = [[piece for piece in banner if told in piece.text] for banner in shown]
    assert str(config) not in line.text
    findings = rhythm("--lang", "en", "doctor", "--json").json
    (found,) = [one for one in findings if one["code"] in ("keys", "look", "filters")]
    assert told.partition(" (")[0] in found["text"] and found["remedy"] and found["level"] == "warn"
    assert (config / file).read_text("utf-8") == written


def test_a_wrong_theme_stands_over_the_desk_from_the_first_page_on(
    add: Callable[..., str], tmp_path: Path, config: Path
) -> None:
    add(text="门诊几点开门")
    (config / "screen.toml").write_text('theme = "pink"', "utf-8")
    terminal = Terminal("--lang", "zh", size=(80, 24), home=tmp_path)
    terminal.wait_for("正在打开")
    assert "pink" in terminal.shown.decode(errors="ignore")
    terminal.wait_for("F6")
    terminal.press(b"\x11")
    assert terminal.end() == 0


def test_the_look_of_the_screen_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert look_of_the_screen() == (Look("dark", False), ())
    (tmp_path / "rhythm-tui").mkdir()
    file = tmp_path / "rhythm-tui" / "screen.toml"
    file.write_text('theme = "light"\nascii_borders = true\n', "utf-8")
    assert look_of_the_screen() == (Look("light", True), ())


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('theme = "pink"', 'theme cannot be "pink"; it may be: dark light contrast safe console'),
        ("theme = 2026-11-22", "theme cannot be 2026-11-22;"),
        ("ascii_borders = 3", "ascii_borders cannot be 3; it may be: true false"),
        ("bell = 1", "bell cannot be 1; it may be: off once every"),
        ('notify = "yes"', 'notify cannot be "yes"; it may be: true false'),
        ("lock_after = -1", "lock_after cannot be -1; it may be: 0 .. 1440"),
        ("colour = 1", "there is no setting called colour; there are: theme ascii_borders bell"),
        ("theme = ", "screen.toml: line 1"),
    ],
)
def test_the_default_stands_in_the_place_of_a_wrong_entry_and_the_others_count(
    config: Path, written: str, told: str
) -> None:
    file = config / "screen.toml"
    file.write_text(written, "utf-8")
    look, (wrong,) = look_of_the_screen()
    assert look == Look() and told in str(wrong)
    file.write_text(f'theme = "light"\n{written}' if "theme" not in written else "bell = false", "utf-8")
    assert look_of_the_screen().look != Look()


def test_what_is_chosen_on_the_screen_is_remembered_beside_what_stands_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    remember("theme", "nord")
    file = tmp_path / "rhythm-tui" / "screen.toml"
    file.write_text("# mine\nlock_after = 5\n" + file.read_text("utf-8"), "utf-8")
    remember("ascii_borders", True)
    remember("theme", "safe")
    assert look_of_the_screen().look == Look("safe", True, lock_after=5)
    assert file.read_text("utf-8").startswith("# mine\nlock_after = 5\n")


def test_a_variable_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    remember("theme", "nord")
    monkeypatch.setenv("RHYTHM_THEME", "light")
    monkeypatch.setenv("RHYTHM_ASCII_BORDERS", "1")
    monkeypatch.setenv("RHYTHM_BELL", "once")
    assert look_of_the_screen() == (Look("light", True, "once"), ())
    monkeypatch.setenv("RHYTHM_THEME", "pink")
    look, (wrong,) = look_of_the_screen()
    assert look.theme == "nord" and str(wrong).startswith("RHYTHM_THEME cannot be pink; it may be: dark")


def test_a_start_that_finds_damage_offers_the_newest_copy_and_keeps_the_evidence(
    db: Path, add: Callable[..., str]
) -> None:
    add()
    snapshots.take(db, date(2026, 11, 22))
    add()
    pages = db.read_bytes()
    damaged = pages[:8192] + b"\x55" * (len(pages) - 8192)
    db.write_bytes(damaged)
    asked = Terminal("--lang", "en")
    asked.wait_for("(y/N)")
    assert b"1 command done after that would be lost" in asked.shown
    asked.press(b"n\r")
    assert (asked.end(), db.read_bytes()) == (3, damaged)
    assert b"rhythm-tui restore" in asked.shown
    asked = Terminal("--lang", "zh")
    asked.wait_for("(y/N)")
    asked.press("是\r".encode())
    asked.wait_for("互动队列")
    asked.press(b"\x11")
    assert asked.end() == 0
    (kept,) = db.parent.glob("desk-before-restore-*.db")
    assert kept.read_bytes() == damaged
