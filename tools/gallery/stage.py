"""Opens a desk for a picture: the sample day on a clock that stands, a drill, or a first day."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from textual._context import visible_screen_stack
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.strip import Strip

from gallery.drawing import svg
from gallery.scenes import Scene
from rhythm_tui import i18n
from rhythm_tui.cli.demo import lay_day
from rhythm_tui.cli.doors import FilesIn, OwnPlaybook
from rhythm_tui.cli.session import Session
from rhythm_tui.cli.staging import stage
from rhythm_tui.clock import Clock, StagedClock
from rhythm_tui.desk.drills import drill_files, load
from rhythm_tui.desk.training import Training, opening
from rhythm_tui.domain.text import clean
from rhythm_tui.domain.times import to_instant
from rhythm_tui.ui.app import DeskApp
from rhythm_tui.ui.beginning import BeginningApp
from rhythm_tui.ui.doors import Doors
from rhythm_tui.ui.drill import DrillApp
from rhythm_tui.ui.gateway import Gateway
from rhythm_tui.ui.paint import PLAIN, colours_of
from rhythm_tui.ui.screens.lock import LockScreen
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.theme import ANSI, full_name, is_ansi

CLOCK = "2026-11-22T14:32:07+08:00"
SEED = 3
_PATIENCE, _STILL = 500, 3
"""Looks at a screen that something must come to; looks alike after which nothing more is on its way."""
_TERMINAL = {"ground": "#000000", "text": "#d0d0d0"}
"""What a terminal shows that was told no colour."""


class Shown:
    """A desk that acts out a scene: painted as on a terminal, looked at until it shows what it should."""

    def __init__(self, app: DeskApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    def lines(self) -> list[Strip]:
        """Return the lines of the screen, what lies below a dialog behind it."""
        visible_screen_stack.set(self.app._background_screens)
        return self.app.screen._compositor.render_strips()

    def text(self) -> str:
        """Return the screen as text."""
        return "\n".join(strip.text for strip in self.lines())

    async def until(self, condition: Callable[[], object], what: str) -> None:
        """Let the desk work until ``condition`` holds."""
        for _ in range(_PATIENCE):
            if condition():
                return
            await self.pilot.pause()
        raise AssertionError(f"never came: {what}; the screen:\n{self.text()}")

    async def rests(self) -> None:
        """Let the desk work until its picture stays as it is."""
        seen: list[str] = []

        def still() -> bool:
            seen.append(self.text())
            return len(seen) > _STILL and len(set(seen[-_STILL - 1 :])) == 1

        await self.until(still, "rest")

    async def type(self, text: str) -> None:
        """Type a text."""
        for character in text:
            self.app.post_message(Key(_character_to_key(character), character))
        await self.pilot.pause()


class Standing(Clock):
    """A clock that stands, and says neither that nor that it is simulated: the desk as it is every day."""

    simulated = False

    def __init__(self, at: int, speed: float = 1.0) -> None:
        super().__init__(at, speed, monotonic=lambda: 0.0)


@asynccontextmanager
async def on_stage(scene: Scene) -> AsyncIterator[Shown]:
    """Open the desk of a scene and act it out to the moment of its picture."""
    i18n.use(scene.lang)
    with TemporaryDirectory() as folder, _without_chance(), _colours(scene):
        session = Session()
        session.clock = Standing(to_instant(datetime.fromisoformat(CLOCK), UTC))
        make, other = _laid(scene, session, Path(folder))
        with session.reader(quiet=True) as reader:
            here = _seat(session, reader, Path(folder))
            app = make(here, theme=full_name(scene.theme), ascii_borders=scene.ascii, **other)
            app.animation_level = "none"
            async with app.run_test(size=scene.size) as pilot:
                desk = Shown(app, pilot)
                await desk.rests()
                await _act(desk, scene)
                yield desk
    i18n.use("en")


@contextmanager
def _without_chance() -> Iterator[None]:
    """Give the journal the same salts, and so the same hashes, and its seat the same name each time."""
    chance = Random(SEED)  # noqa: S311 - a picture keeps no secrets
    with (
        patch("secrets.token_bytes", chance.randbytes),
        patch("rhythm_tui.desk.desk.this_seat", lambda: "duty-1:1"),
    ):
        yield


@contextmanager
def _colours(scene: Scene) -> Iterator[None]:
    """Open the desk as on a terminal of all colours, or as one that wants none."""
    wanted = {"NO_COLOR": "1"} if full_name(scene.theme) == PLAIN else {}
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with patch.dict(os.environ, {**kept, **wanted}, clear=True):
        yield


def _laid(scene: Scene, session: Session, folder: Path) -> tuple[type[DeskApp], dict[str, Any]]:
    """Lay what has happened; return which desk shows it, and with what."""
    if scene.day == "demo":
        lay_day(session, folder, SEED)
        return DeskApp, {}
    session.given["operator"] = {"zh": "李敏", "en": "Li Min"}[scene.lang]
    if scene.day == "first":
        stage(session, folder / "desk.db", StagedClock(session.clock), ())
        return BeginningApp, {"first": "setup"}
    drill = load(drill_files()["vaccine_rumour"])
    start = to_instant(drill.start, session.playbook.tz)
    session.clock = clock = StagedClock(Standing(start, drill.speed))
    stage(session, folder / "drill.db", clock, opening(drill, start, scene.lang))
    clock.stand(start)
    ranks = {name: grade.rank for name, grade in session.playbook.grades.items()}
    return DrillApp, {"training": Training(drill, session.db, clock, scene.lang, ranks)}


def _seat(session: Session, reader: Any, folder: Path) -> Seat:
    return Seat(
        reader,
        Gateway(session.open_desk_again),
        session.clock,
        session.vocabulary,
        clean(session.operator),
        lambda: session.playbook,
        folder / "filters.toml",
        doors=Doors(FilesIn(session), OwnPlaybook(session)),
    )


async def _act(desk: Shown, scene: Scene) -> None:
    """Press what the scene presses; wait where it names a screen or, behind ``~``, words on it; type what
    stands behind ``=``.
    """
    if scene.steps == LockScreen.__name__:  # the sample day has nobody with a PIN
        desk.app.push_screen(LockScreen(desk.app.seat))
    for step in scene.steps.split():
        if step[0].isupper() and len(step) > 1:
            await desk.until(lambda name=step: type(desk.app.screen).__name__ == name, step)
            await desk.rests()
        elif step[0] == "=" and len(step) > 1:
            await desk.type(step[1:])
            await desk.rests()
        elif step[0] == "~":
            await desk.until(lambda words=step[1:]: words in desk.text(), step)
        else:
            await desk.pilot.press(step)
    for field in desk.app.screen.query("Input, TextArea"):
        field.cursor_blink = False  # type: ignore[attr-defined]
    desk.app.beat()  # what was written last is read, whether or not its time had come
    await desk.rests()


def picture(desk: Shown, scene: Scene) -> str:
    """Return the screen as SVG."""
    theme = desk.app.theme
    ground, text = (_value(theme, role) for role in ("ground", "text"))
    return svg([list(strip) for strip in desk.lines()], scene.size[0], scene.told, text, ground)


def _value(theme: str, role: str) -> str:
    if theme == PLAIN:
        return _TERMINAL[role]
    colour = colours_of(theme)[role]
    return ANSI[colour.removeprefix("ansi_")] if is_ansi(colour) else colour
