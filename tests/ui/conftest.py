"""What the tests of the screen share."""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import UPDATE
from settling import settled
from textual import app, pilot
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen

from rhythm_tui import i18n
from rhythm_tui.ui.widgets import footer

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where golden screens are drawn anew, run the tests that draw some and no other."""
    if os.environ.get(UPDATE) == "write":
        items[:] = [one for one in items if one.path.parent != HERE or _draws(one)]


def _draws(item: pytest.Item) -> bool:
    return "golden" in item.name or "golden(" in inspect.getsource(item.function)  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins in English and leaves the process so."""
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture(autouse=True)
def unpainted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is painted for a terminal that is not there; a test reads the screen when it wants it."""

    def forget(
        compositor: Compositor,
        full: bool = False,
        screen_stack: list[Screen[object]] | None = None,
        simplify: bool = False,
    ) -> None:
        visible_screen_stack.set(screen_stack or [])
        compositor._dirty_regions.clear()

    monkeypatch.setattr(Compositor, "render_update", forget)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for the desk to come to rest waits for what is on its way, not for time to go by."""

    async def nobody(self: pilot.Pilot[object], timeout: float = 0) -> bool:
        return True

    monkeypatch.setattr(app, "wait_for_idle", settled)
    monkeypatch.setattr(pilot, "wait_for_idle", settled)
    monkeypatch.setattr(pilot.Pilot, "_wait_for_screen", nobody)


_READ: dict[object, list[RuleSet]] = {}
_reading = Stylesheet._parse_rules


@pytest.fixture(autouse=True)
def styles_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A style sheet is read once for all the desks that are opened: its rules are never written to."""

    def rules(sheet: Stylesheet, css: str, *where: object, **more: object) -> list[RuleSet]:
        key = (css, where, frozenset(more.items()), frozenset(sheet._variables.items()))
        if key not in _READ:
            _READ[key] = _reading(sheet, css, *where, **more)  # type: ignore[arg-type]
        return _READ[key]

    monkeypatch.setattr(Stylesheet, "_parse_rules", rules)


@pytest.fixture
def quick_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notices that make room again at once, for a test that waits for what is under them."""
    monkeypatch.setattr(footer, "NOTICE_SECONDS", 0.1)


@pytest.fixture
def chinese(english: None) -> None:
    """The desk in Chinese, where its catalogue has been built."""
    i18n.use("zh")
    if i18n._("Queue") == "Queue":
        pytest.skip("the Chinese catalogue has not been built")
