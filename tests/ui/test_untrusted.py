"""Nothing that somebody typed reaches a markup parser or the terminal raw: read in the code, and tried."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeReader, incident, queue_row, seat, slot
from harness import opened

import rhythm_tui.ui
from rhythm_tui.domain.text import clean

UI = Path(rhythm_tui.ui.__file__).parent
SOURCES = {
    path.relative_to(UI).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in UI.rglob("*.py")
}
MAKERS = {"wording.py"}
OPENERS = MAKERS | {"pieces.py"}
DRAWN = {"Static", "Label", "OptionList", "Option", "Button", "Markdown", "Tree", "DataTable", "Select"}
HOSTILE = (
    "[/]",
    "[@click=app.quit]press me[/]",
    "[bold red]x",
    "\x1b[31mred\x1b]0;stolen\x07",
    "\x1b]52;c;c3RvbGVu\x07",
    "a\u202eb\u200bc\ufeff",
    "{name}%s%(x)s",
    "\x00\x7f\x9b2J",
    "👩‍⚕️👍🏽🇨🇳",
    "é" * 50,
    "a" * 500,
    "值" * 500,
    "\n\n\r\n\t",
)


def imports(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
    return found


def made_by_wording(node: ast.expr) -> bool:
    """Whether an expression is a call of ``words`` or ``content``."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("words", "content")
    )


def nodes() -> Iterator[tuple[str, ast.AST]]:
    """Yield every node of the interface's source with its place."""
    for name, tree in SOURCES.items():
        for node in ast.walk(tree):
            yield f"{name}:{getattr(node, 'lineno', 0)}", node


def test_only_wording_makes_what_is_drawn() -> None:
    forbidden = {"textual.content", "rich.segment", "rich.text", "rich.markup", "textual.markup"}
    assert {name for name, tree in SOURCES.items() if imports(tree) & forbidden} == MAKERS


def test_only_wording_opens_a_safe_text() -> None:
    opened_at = {place for place, node in nodes() if isinstance(node, ast.Attribute) and node.attr == "plain"}
    assert {place.partition(":")[0] for place in opened_at} <= OPENERS, opened_at


def test_widgets_get_only_what_wording_made() -> None:
    for place, node in nodes():
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if called in DRAWN or called == "update":
            assert all(made_by_wording(argument) for argument in node.args), place
        assert called not in ("notify", "from_markup", "from_text"), place


def test_titles_get_only_what_wording_made() -> None:
    titles = ("border_title", "border_subtitle", "tooltip")
    for place, node in nodes():
        for target in node.targets if isinstance(node, ast.Assign) else ():
            if isinstance(target, ast.Attribute) and target.attr in titles:
                assert made_by_wording(node.value), place


def hostile_reader(*texts: str) -> FakeReader:
    return FakeReader(
        [
            queue_row(n, 100 + n, text, author=text, owner=text, post=clean(text), reply_state="drafted")
            for n, text in enumerate(texts, 1)
        ],
        [
            slot(n, f"{n + 7:02d}:00", text, state="review", department=clean(text), missing=("clinical",))
            for n, text in enumerate(texts, 1)
        ],
        [
            incident(n, text, kind="dispute", grade="major", stage="assess", ago_min=60, owner=text)
            for n, text in enumerate(texts, 1)
        ],
    )


@pytest.mark.parametrize("size", [(160, 100), (120, 36), (80, 24)])
async def test_hostile_text_is_drawn_as_text_in_the_panes(size: tuple[int, int]) -> None:
    async with opened(seat(reader=hostile_reader(*HOSTILE)), size) as desk:
        for pane in "123":
            await desk.press(pane, "end")
            assert_clean(desk.text())
        assert desk.app.is_running


@pytest.mark.parametrize("text", [" ".join(HOSTILE), "\n".join(reversed(HOSTILE))], ids=["line", "lines"])
async def test_hostile_text_is_drawn_as_text_in_the_dialogs(text: str) -> None:
    reader = hostile_reader(text)
    reader.drafts["q1"] = text
    async with opened(seat(reader=reader, operator=text)) as desk:
        for opening in (
            "2 enter",
            "1 enter",
            "3 enter",
            "2 w",
            "2 f6",
            "2 f7",
            "2 f4",
            "2 f8",
            "3 f7",
            "1 f6",
        ):
            await desk.press(*opening.split())
            await desk.until(lambda: len(desk.app.screen_stack) == 2, "a dialog")
            assert_clean(desk.text())
            await desk.press("escape")
            await desk.until(lambda: len(desk.app.screen_stack) == 1, "the dialog to go")
        assert_clean(desk.text())
        assert desk.app.is_running


def assert_clean(screen: str) -> None:
    assert all(char == "\n" or char.isprintable() for char in screen)
    assert "\u202e" not in screen


async def test_a_badge_says_that_something_hidden_was_taken_out() -> None:
    async with opened(seat(reader=hostile_reader("安全\u202e文本")), (160, 45)) as desk:
        assert "[hidden]" in desk.text()
