"""Two people write the same words: neither loses any, and who comes second chooses."""
# ruff: noqa: F811 - the fixtures of another module are arguments here

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from harness import Desk, opened
from test_real_desk import filled, sit, verbs  # noqa: F401 - fixtures
from textual.widgets import TextArea

from rhythm_tui import ui
from rhythm_tui.desk import guard
from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.domain.commands import parse
from rhythm_tui.ui.screens.form import FormScreen
from rhythm_tui.ui.screens.reply import ReplyScreen
from rhythm_tui.ui.screens.statement_editor import StatementEditor
from rhythm_tui.ui.screens.statements import StatementsScreen
from rhythm_tui.ui.screens.writing import WritingScreen

TOLD = "somebody else has written here meanwhile"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard is loaded and reads at once; drafts are kept at every pause."""
    guard.word_list()
    for name in ("GLANCE", "PAUSE"):
        monkeypatch.setattr(f"rhythm_tui.ui.screens.writing.{name}", 0.01)


async def at(desk: Desk, screen: type[object]) -> None:
    await desk.until(lambda: isinstance(desk.app.screen, screen), screen.__name__)


def typed(desk: Desk) -> str:
    return desk.app.screen.query_one(TextArea).text


async def writing(desk: Desk, colleague: RealDesk) -> None:
    """Write on a draft that a colleague changes meanwhile."""
    colleague.do(parse({"do": "statement.draft", "incident": "i1", "text": "First."}))
    await desk.press("3", "s")
    await at(desk, StatementsScreen)
    await desk.press("e")
    await at(desk, StatementEditor)
    colleague.do(parse({"do": "statement.edit", "id": "d1", "text": "First. Theirs."}))
    await desk.shows(TOLD)


async def test_a_colleagues_words_are_not_overwritten_by_the_next_key(sit: Any, filled: RealDesk) -> None:
    sitting = sit()
    async with opened(sitting, (120, 36)) as desk:
        await writing(desk, filled)
        await desk.type(" Mine.")
        await desk.rests()
        await desk.press("escape")
        await desk.shows("F5 theirs below yours")
        assert sitting.reader.statement("d1").text.plain == "First. Theirs."
        assert typed(desk) == "First. Mine."
        await desk.press("f5")
        await desk.until(lambda: "Mine." in sitting.reader.statement("d1").text.plain, "both texts kept")
        await desk.hides(TOLD)
        assert typed(desk) == "First. Mine.\n\nFirst. Theirs."
        await desk.press("escape")
        await at(desk, StatementsScreen)
    assert sitting.reader.statement("d1").text.plain == "First. Mine.\n\nFirst. Theirs."


async def test_ones_own_words_stand_when_one_says_so(sit: Any, filled: RealDesk) -> None:
    sitting = sit()
    async with opened(sitting, (120, 36)) as desk:
        await writing(desk, filled)
        await desk.type(" Mine.")
        await desk.press("f6")
        await desk.until(lambda: sitting.reader.statement("d1").text.plain == "First. Mine.", "one's own")
        await desk.type(" More.")
        await desk.press("escape")
        await at(desk, StatementsScreen)
    assert sitting.reader.statement("d1").text.plain == "First. Mine. More."


async def test_what_a_colleague_takes_back_is_no_clash(sit: Any, filled: RealDesk) -> None:
    async with opened(sit(), (120, 36)) as desk:
        await writing(desk, filled)
        filled.do(parse({"do": "undo"}))
        await desk.hides(TOLD)
        await desk.hides("F5 theirs below yours")


async def test_two_begin_the_same_statement(sit: Any, filled: RealDesk) -> None:
    sitting = sit()
    async with opened(sitting, (120, 36)) as desk:
        await desk.press("3", "s")
        await at(desk, StatementsScreen)
        await desk.press("e")
        await at(desk, StatementEditor)
        filled.do(parse({"do": "statement.draft", "incident": "i1", "text": "Theirs."}))
        await desk.type("Mine.")
        await desk.shows(TOLD)
        await desk.press("f5")
        await desk.until(lambda: "Mine." in sitting.reader.statement("d1").text.plain, "both texts kept")
    assert sitting.reader.statement("d1").text.plain == "Mine.\n\nTheirs."
    assert verbs(sitting).count("statement.draft") == 1


async def test_words_for_a_draft_that_was_published_become_the_next_version(
    sit: Any, filled: RealDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PAUSE", "LATEST"):
        monkeypatch.setattr(f"rhythm_tui.ui.screens.writing.{name}", 3600)
    sitting = sit()
    filled.do(parse({"do": "statement.draft", "incident": "i1", "text": "First."}))
    async with opened(sitting, (120, 36)) as desk:
        await desk.press("3", "s")
        await at(desk, StatementsScreen)
        await desk.press("e")
        await at(desk, StatementEditor)
        for role, expert in (("clinical", "zhou"), ("public_health", "wu")):
            filled.do(parse({"do": "statement.sign", "id": "d1", "role": role, "expert": expert}))
        filled.do(parse({"do": "statement.publish", "id": "d1", "platform": "weibo"}))
        await desk.type(" More.")
        await desk.app.screen.keep()  # type: ignore[attr-defined]
        await desk.shows("d1 is no draft any more: this becomes the next version")
        await desk.app.screen.keep()  # type: ignore[attr-defined]
        await desk.press("escape")
        await at(desk, StatementsScreen)
    first, second = sitting.reader.statements("i1")
    assert (first.text.plain, first.state) == ("First.", "published")
    assert (second.text.plain, second.state) == ("First. More.", "draft")


async def test_words_for_an_incident_that_was_closed_become_a_note(sit: Any, filled: RealDesk) -> None:
    sitting = sit()
    async with opened(sitting, (120, 36)) as desk:
        await desk.press("3", "s")
        await at(desk, StatementsScreen)
        await desk.press("e")
        await at(desk, StatementEditor)
        for timer in ("initial_response", "official_statement", "solution"):
            filled.do(parse({"do": "incident.waive", "id": "i1", "timer": timer, "reason": "a joke"}))
        for task in sitting.reader.tasks():
            filled.do(parse({"do": "task.drop", "id": task.id, "reason": "a joke"}))
        filled.do(parse({"do": "incident.move", "id": "i1", "stage": "closed"}))
        await desk.type("Mine.")
        await desk.press("escape")
        await at(desk, StatementsScreen)
        await desk.shows("your words are kept as a note on it")
    assert "incident.note" in verbs(sitting)
    assert "Mine." in [event.words.plain for event in sitting.reader.incident("i1").timeline]


async def test_a_reply_is_not_written_over_a_colleagues(sit: Any, filled: RealDesk) -> None:
    sitting = sit()
    async with opened(sitting, (120, 36)) as desk:
        await desk.press("r")
        await at(desk, ReplyScreen)
        await desk.until(lambda: isinstance(desk.app.screen, WritingScreen), "the editor")
        id = desk.app.screen._detail.row.id  # type: ignore[attr-defined]
        filled.do(parse({"do": "reply.draft", "id": id, "text": "Theirs."}))
        await desk.shows(TOLD)
        await desk.type("Mine.")
        await desk.press("f3")
        await desk.rests()
        assert sitting.reader.interaction(id).reply.plain == "Theirs."
        await desk.press("f6")
        await desk.until(lambda: sitting.reader.interaction(id).reply.plain == "Mine.", "one's own")
        await desk.press("f3")
        await desk.shows("copied, unconfirmed")
    assert desk.app.clipboard == "Mine."


async def test_who_writes_is_told_who_was_faster_and_with_which_words(
    sit: Any, filled: RealDesk, clock: Any
) -> None:
    """The forms of the queue, the board and the slots; what is typed stays, and is done when one insists."""
    sitting = sit()
    wang = {"operator": "wang"}
    walks = [
        ("2", "a", "Mine.", {"do": "interaction.note", "id": "q1", "text": "Hers."}, "note"),
        ("2", "x", "", {"do": "reply.post", "id": "q1", "text": "She answered."}, "reply posted"),
        ("3", "f7", "", {"do": "incident.note", "id": "i1", "text": "They called."}, "written down"),
        ("1", "f3", "", {"do": "slot.edit", "id": "s1", "script": "Her script."}, "slot changed"),
    ]
    async with opened(sitting, (160, 45)) as desk:
        for pane, key, mine, hers, told in walks:
            await desk.press(pane, key)
            await at(desk, FormScreen)
            if mine:
                await desk.type(mine)
            typed_before = desk.app.screen.values()  # type: ignore[attr-defined]
            filled.do(parse({**hers, **wang}))
            clock.go_on(4000)
            await desk.shows("wang, 4 s ago:")
            await desk.shows(str(hers.get("text", "Her script.")))
            assert desk.app.screen.values() == typed_before, told  # type: ignore[attr-defined]
            await desk.press("f2")
            await desk.until(
                lambda: (
                    len(desk.app.screen_stack) == 1
                    or any(said in desk.text() for said in ("F2 does it", "is needed", "nothing"))
                )
            )
            if isinstance(desk.app.screen, FormScreen):
                assert desk.app.screen.values() == typed_before  # type: ignore[attr-defined]
                await desk.press("escape")
            await desk.until(lambda: len(desk.app.screen_stack) == 1, "the desk")


async def test_a_reply_shows_what_the_colleague_answered_and_becomes_a_note(
    sit: Any, filled: RealDesk, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PAUSE", "LATEST"):
        monkeypatch.setattr(f"rhythm_tui.ui.screens.writing.{name}", 3600)
    sitting = sit()
    async with opened(sitting, (120, 36)) as desk:
        await desk.press("r")
        await at(desk, ReplyScreen)
        id = desk.app.screen._detail.row.id  # type: ignore[attr-defined]
        await desk.type("Mine.")
        filled.do(parse({"do": "reply.post", "id": id, "text": "She answered.", "operator": "wang"}))
        clock.go_on(4000)
        await desk.shows("wang, 4 s ago: reply posted")
        await desk.shows("She answered.")
        assert typed(desk) == "Mine."
        await desk.press("escape")
        await desk.shows("your words are kept as a note on it")
    assert sitting.reader.interaction(id).reply.plain == "She answered."


def test_every_form_that_names_a_version_can_read_it_again() -> None:
    """Else a conflict could not be overcome: the form would be refused for ever."""
    wanting = []
    for path in sorted((Path(ui.__file__).parent).rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Form":
                names = {one.arg for one in call.keywords}
                if "'expect'" in ast.unparse(call) and "version" not in names:
                    wanting.append(f"{path.name}:{call.lineno}")
    assert wanting == []
