"""Two people write the same words: neither loses any, and who comes second chooses."""
# ruff: noqa: F811 - the fixtures of another module are arguments here

from __future__ import annotations

from typing import Any

import pytest
from harness import Desk, opened
from test_real_desk import filled, sit, verbs  # noqa: F401 - fixtures
from textual.widgets import TextArea

from rhythm_tui.desk import guard
from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.domain.commands import parse
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
