"""From a comment to its review document by keys alone, on a real desk file."""

# ruff: noqa: F811 - a fixture comes in by import and goes in by name
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from harness import Desk, opened
from test_real_desk import sit  # noqa: F401 - a fixture
from test_review_screen import (
    HOUR,
    at,
    comment,  # noqa: F401 - a fixture
    filled_in,
    in_review,
    on_board,
    save,
)

from rhythm_tui.desk.checks import replay
from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.ui.screens.form import FormScreen
from rhythm_tui.ui.screens.review import ReviewScreen
from rhythm_tui.ui.screens.statement_editor import StatementEditor
from rhythm_tui.ui.screens.statements import StatementsScreen
from rhythm_tui.ui.screens.tasks import TasksScreen

STAGE = "f8"
SAID = "The video is wrong."
WRITTEN = (
    "刷到说这批疫苗会致病", "twelve thousand views", "pin a note", "pinned under the post", SAID,
    "the author took it down", "answer before the evening", "brief the night shift",
)  # fmt: skip
"""What is typed on the way, and stands in the document at the end."""


@pytest.mark.long
async def test_from_a_comment_to_its_review_document_by_keys(
    sit: Any, comment: RealDesk, clock: Any, path: Path, tmp_path: Path
) -> None:
    seat = sit()
    target = tmp_path / "i1.md"
    async with opened(seat, (120, 36)) as desk:
        await desk.shows("2 Queue 1")
        await filled_in(desk, "e", "opened from q1")
        await desk.press("3")
        await desk.shows("3 Incidents 1")
        await assess(desk)
        clock.go_on(HOUR)
        await respond(desk)
        clock.go_on(HOUR)
        await finish(desk)
        await review(desk)
        await filled_in(desk, STAGE, "i1: closed")
        await at(desk, ReviewScreen)
        await desk.press("home")
        await desk.shows("Closed 2026-11-22 14:00:00.")
        await save(desk, target)
        await at(desk, ReviewScreen)
        await desk.press("escape")
        await on_board(desk)
        await desk.shows("closed, actions open")
        await tasks_done(desk, "t5")
        await desk.hides("closed, actions open")
    document = target.read_text("utf-8")
    assert [words for words in WRITTEN if words not in document] == []
    verbs = {row.verb for row in seat.reader.journal(None)}
    assert verbs >= {
        "interaction.add", "incident.open", "incident.grade", "incident.move", "incident.note",
        "incident.meet", "statement.draft", "statement.sign", "statement.publish", "task.add",
        "task.done", "lesson.add",
    }  # fmt: skip
    found = seat.reader.review("i1")
    assert found
    assert [stay.stage for stay in found.course.stays] == ["monitor", "assess", "respond", "review", "closed"]
    assert [step.state for step in found.milestones(clock.now()) if step.target_s] == ["met"] * 3
    assert replay(path).sound


async def assess(desk: Desk) -> None:
    """Assess it: another grade, and what was decided."""
    await filled_in(desk, STAGE, "i1: assess")
    await filled_in(desk, "e", "i1 graded anew: larger", grade="->", reason="twelve thousand views")
    await filled_in(desk, "a", "it stands in the timeline", kind="3", text="pin a note")


async def respond(desk: Desk) -> None:
    """Meet the first timer with evidence; the statement in public meets the second."""
    await filled_in(desk, "m", "i1: initial response is met", evidence="pinned under the post")
    await desk.press("s")
    await at(desk, StatementsScreen)
    await desk.press("f6")
    await at(desk, StatementEditor)
    await desk.type(SAID)
    await desk.press("escape")
    await at(desk, StatementsScreen)
    await desk.shows("sign-off missing")
    for expert in ("zhou", "wu"):
        await filled_in(desk, "f5", f"{expert} signed", expert=expert)
    await filled_in(desk, "f8", "stands in public")
    await at(desk, StatementsScreen)
    await desk.press("escape")
    await on_board(desk)


async def finish(desk: Desk) -> None:
    """Meet the last timer, end the tasks that the playbook laid, and go on to the review."""
    await filled_in(desk, "m", "i1: solution is met", evidence="the author took it down")
    await tasks_done(desk, "t1", "t2", "t3", "t4")
    await filled_in(desk, STAGE, "i1: review")


async def review(desk: Desk) -> None:
    """Read the review, and leave a lesson and an action behind."""
    await in_review(desk)
    await desk.shows("Still open, in the stage review")
    await filled_in(desk, "l", "lesson l1 kept", text="answer before the evening")
    await at(desk, ReviewScreen)
    await filled_in(desk, "t", "is laid", text="brief the night shift", owner="Wang", due_at="12:00")
    await at(desk, ReviewScreen)


async def tasks_done(desk: Desk, *tasks: str) -> None:
    """End some tasks in the list of all of them, the one on top each time."""
    await desk.press("T")
    await at(desk, TasksScreen)
    for task in tasks:
        await desk.shows(f">{task} ")
        await desk.press("f8")
        await at(desk, FormScreen)
        await desk.press("f2")
        await at(desk, TasksScreen)
        await desk.hides(f">{task} ")
    await desk.press("escape")
    await on_board(desk)
