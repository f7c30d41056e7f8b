"""A whole shift by keys alone, on a real file with 300 open items: what the keys did stands in it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from harness import Desk, opened
from test_dialogs import over
from test_real_desk import in_dialog, sit, verbs  # noqa: F401 - a fixture
from textual.widgets import TextArea

from rhythm_tui.desk import checks, guard
from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.domain.commands import parse

MINUTE = 60_000
HOUR = 60 * MINUTE
OPEN = 300
CURE = "保证根治"
"""What the guard stops."""


@pytest.fixture(autouse=True)
def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft is kept when a key says so, not when the machine is slow; the guard is loaded."""
    guard.word_list()
    guard.replies()
    monkeypatch.setattr("rhythm_tui.ui.screens.writing.PAUSE", 3600)
    monkeypatch.setattr("rhythm_tui.ui.screens.writing.LATEST", 3600)
    monkeypatch.setattr("rhythm_tui.ui.screens.writing.GLANCE", 0.01)


@pytest.fixture
def busy(open_desk: Callable[..., RealDesk], clock: Any) -> RealDesk:
    """The second seat, with three hundred open items: some that a shift is about, the rest its noise."""
    desk = open_desk("Wang Fang", seat="b")
    told = [
        ("comment", 26 * HOUR, "Which pills for the heart"),
        ("comment", 3 * HOUR, "Is the rumour about the vaccine true"),
        ("message", 5 * HOUR, "May I take aspirin with my pills"),
        *(("comment", 30 * MINUTE, f"Buy followers cheap {n}") for n in range(5)),
        ("message", 100 * MINUTE, "When may I visit my mother"),
    ]
    told += [
        ("comment", (1 + n % 170) * MINUTE, f"Where do I park, number {n}") for n in range(OPEN - len(told))
    ]
    for kind, ago, text in told:
        about = {"platform": "douyin", "kind": kind, "author": "Lin", "text": text}
        desk.do(parse({"do": "interaction.add", "posted_at": clock.now() - ago, **about}))
    return desk


def states(path: Path) -> Counter[str]:
    """How many items there are in each state, as a stranger to the desk would count them."""
    with closing(sqlite3.connect(path)) as connection:
        return Counter(state for (state,) in connection.execute("SELECT state FROM interaction"))


async def back(desk: Desk) -> None:
    await desk.press("escape")
    await over(desk)


async def only(desk: Desk, wanted: str, shown: str) -> None:
    """Narrow the queue by the filter."""
    await desk.press("slash")
    await desk.type(wanted)
    await desk.shows(shown)
    await desk.press("enter")


async def fill(desk: Desk, opening: str, typed: str, said: str) -> None:
    """Open a form by a key, fill it in, send it off and read what the desk says; ``|`` is Tab."""
    await in_dialog(desk, opening)
    for place, part in enumerate(typed.split("|")):
        await desk.press(*(["tab"] if place else []), *part)
    await desk.press("f2")
    await over(desk)
    await desk.shows(said)


def editor(desk: Desk) -> str:
    return desk.app.screen.query_one("#reply", TextArea).text


async def answer_the_most_urgent(desk: Desk) -> None:
    """Approved wording, spoilt, stopped by the guard, mended, copied, confirmed with the platform's time."""
    await desk.shows("2 Queue 300")
    await desk.press("c")
    await desk.shows("q1 is yours")
    await in_dialog(desk, "r")
    await desk.press("f4")
    await desk.until(lambda: len(desk.app.screen_stack) == 3, "the approved wording")
    await desk.type("thanks")
    await desk.shows("F2 use it")
    await desk.press("down", "up", "enter")
    await desk.until(lambda: len(desk.app.screen_stack) == 2)
    approved = editor(desk)
    assert approved
    await desk.type(CURE)
    await desk.shows("1 red")
    await desk.press("f3")
    await desk.shows("the reason to copy it all the same")
    await desk.press("escape", *["backspace"] * len(CURE))
    assert editor(desk) == approved
    await desk.press("f3")
    await desk.shows("copied, unconfirmed")
    assert desk.app.clipboard == approved
    await desk.press("f8")
    await desk.shows("confirm the reply to q1")
    await desk.press("tab", *"11:58", "f2")
    await desk.shows("q1 is answered: its clock has stopped")
    await desk.shows("2 Queue 299")


async def clear_the_spam(desk: Desk) -> None:
    """Five at once, seen before they go."""
    await only(desk, "followers", "2 Queue 5/299")
    await desk.press("ctrl+a")
    await desk.shows("5 marked")
    await in_dialog(desk, "x")
    await desk.shows("close: 5 marked items")
    await desk.shows("Buy followers cheap 4")
    await desk.press("right", "f2")
    await desk.shows("close: 5 done")
    await desk.press("escape")
    await desk.shows("2 Queue 294")


async def save_first(desk: Desk) -> None:
    """What can still be met stands first, and the desk's own order again."""
    for name in ("save first", "newest first", "by post", "by topic", "most urgent first"):
        await desk.press("o")
        await desk.until(lambda wanted=name: wanted.split(maxsplit=1)[0] in desk.text(), name)


async def hand_on(desk: Desk, clock: Any) -> None:
    """A professional question goes to the doctors; the item waits, is sorted and comes back to mind."""
    await only(desk, "aspirin", "2 Queue 1/294")
    await fill(desk, "m", "", "q301 was made of q3, with a clock of its own")
    await fill(desk, "W", "Dr Zhou", "q3: waiting noted; its clock goes on")
    await fill(desk, "t", "heart|aspirin old", "q3: topic and tags kept")
    await desk.press("u")
    await desk.shows("taken back:")
    await desk.press("U")
    await desk.shows("done again: topic and tags set (q3)")
    await fill(desk, "s", "", "q3: reminder kept")
    clock.go_on(15 * MINUTE)
    await desk.shows("reminder 12:15: q3  May I take aspirin")
    await desk.press("escape")
    await desk.shows("2 Queue 295")


async def take_in(desk: Desk) -> None:
    """Three new ones in one go, one of them found again, one older one made an incident."""
    await in_dialog(desk, "M")
    for line in (
        "dy 11:50 Lena: is the pharmacy open",
        "dy 11:51 Max: which bus",
        "dy 11:52 Ida: thank you all",
    ):
        await desk.press(*line, "enter")
    await desk.shows("understood: 3; not yet: 0")
    await desk.press("f2")
    await desk.shows("3 new items on the queue")
    await desk.shows("2 Queue 298")
    await only(desk, "rumour", "2 Queue 1/298")
    await fill(desk, "e", "", "incident i1 opened from q2")
    await in_dialog(desk, "S")
    await desk.type("pharmacy")
    await desk.shows("1 item")
    await desk.press("enter")
    await desk.shows("item q302")
    await desk.press("escape")
    await desk.until(lambda: len(desk.app.screen_stack) == 2)
    await back(desk)


async def look_into(desk: Desk) -> None:
    """Why it is due when it is, and a time that was misread."""
    await in_dialog(desk, "w")
    await desk.shows("why q2 is due when it is due")
    await back(desk)
    await fill(desk, "T", "10:00|misread", "q2: time corrected")
    await desk.press("escape")
    await desk.shows("2 Queue 298")


async def collide(desk: Desk, colleague: RealDesk) -> None:
    """A colleague takes what is being answered, then answers it: both are told, and no word is lost."""
    typed = "Please come at nine"
    await only(desk, "mother", "2 Queue 1/298")
    await in_dialog(desk, "r")
    await desk.type(typed)
    colleague.do(parse({"do": "interaction.claim", "id": "q9"}))
    await desk.shows("Wang Fang holds this")
    await desk.press("f3")
    await desk.shows("somebody else has changed this since you saw it")
    await desk.press("f3")
    await desk.shows("copied, unconfirmed")
    assert desk.app.clipboard == typed
    colleague.do(parse({"do": "reply.post", "id": "q9", "text": "At nine"}))
    await desk.shows("this is answered already, by Wang Fang")
    await desk.shows("owner  Wang Fang   reply  posted")
    await desk.type(" sharp")
    await desk.press("f3")
    await desk.shows("somebody else has changed this since you saw it")
    await desk.press("f3")
    await desk.until(lambda: desk.text().count("this is answered already, by Wang Fang") == 2, "the refusal")
    assert editor(desk) == f"{typed} sharp"
    assert desk.app.clipboard == typed
    await desk.press("escape")
    await back(desk)
    await desk.shows("q9 has ended: your words are kept as a note on it")
    await desk.press("escape")
    await desk.shows("2 Queue 297")


@pytest.mark.long
async def test_a_whole_shift_by_keys_alone(sit: Any, busy: RealDesk, clock: Any, path: Path) -> None:  # noqa: F811
    seat = sit()
    before = len(verbs(seat))
    async with opened(seat, (160, 45)) as desk:
        await answer_the_most_urgent(desk)
        await clear_the_spam(desk)
        await save_first(desk)
        await hand_on(desk, clock)
        await take_in(desk)
        await look_into(desk)
        await collide(desk, busy)
    assert verbs(seat)[: -before][::-1] == [
        "interaction.claim", "reply.draft", "reply.draft", "reply.copy", "reply.post",
        *["interaction.close"] * 5,
        "interaction.refer", "interaction.wait", "interaction.sort", "undo", "redo", "interaction.remind",
        *["interaction.add"] * 3, "incident.open", "interaction.correct",
        "interaction.claim", "reply.draft", "reply.copy", "reply.post", "interaction.note",
    ]  # fmt: skip
    assert states(path) == {"open": 297, "answered": 2, "closed": 5}
    status = seat.reader.header(clock.now())
    assert (status.open, status.incidents_open) == (297, 1)
    first, corrected, asked = (seat.reader.interaction(id) for id in ("q1", "q2", "q3"))
    assert first.stopped_at == clock.now() - 17 * MINUTE
    assert (first.missed_s, first.neglected) == ((24 * 60 - 2) * 60, True)
    assert (corrected.row.incident, corrected.row.posted_at) == ("i1", clock.now() - 135 * MINUTE)
    assert (asked.row.topic.plain, asked.row.waiting.plain, asked.children) == ("heart", "Dr Zhou", ("q301",))
    assert checks.verify(path).sound
    assert checks.replay(path).sound


async def from_the_menu(desk: Desk, id: str, action: str) -> None:
    """Open the row, then its menu, and go to an action with the arrow keys: no letter is typed."""
    await in_dialog(desk, "enter")
    await desk.shows(f"item {id}")
    await desk.press("enter")
    await desk.shows(f"what to do with {id}")
    choices = desk.app.screen.query_one("#choices")
    for _step in range(20):
        if choices.selected == action:
            break
        await desk.press("down")
    await desk.press("enter")


async def test_the_main_path_with_an_input_method_on(
    sit: Any,  # noqa: F811
    busy: RealDesk,
    path: Path,
) -> None:
    seat = sit()
    before = len(verbs(seat))
    async with opened(seat, (160, 45)) as desk:
        await desk.shows("2 Queue 300")
        await desk.press("f5")
        await desk.shows("q1 is yours")
        await in_dialog(desk, "f6")
        await desk.type("请遵医嘱")
        await desk.press("f3")
        await desk.shows("copied, unconfirmed")
        await desk.press("f8")
        await desk.shows("confirm the reply to q1")
        await desk.press("f2")
        await desk.shows("q1 is answered: its clock has stopped")
        await desk.press("f9")
        await desk.shows("taken back:")
        await desk.press("ctrl+y")
        await desk.shows("done again: reply posted (q1)")
        await desk.press("f3", *"aspirin")
        await desk.shows("2 Queue 1/299")
        await desk.press("enter")
        await from_the_menu(desk, "q3", "wait")
        await desk.shows("waits for somebody")
        await desk.press(*"周医生", "f2")
        await desk.shows("waiting noted")
    assert verbs(seat)[: -before][::-1] == [
        "interaction.claim", "reply.draft", "reply.copy", "reply.post", "undo", "redo", "interaction.wait",
    ]  # fmt: skip
    assert states(path) == {"open": 299, "answered": 1}
    assert checks.verify(path).sound
    assert checks.replay(path).sound
