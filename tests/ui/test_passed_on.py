"""Escalation by keys: a timer passes its warning; told, asked again, acknowledged, quiet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from fakes import NOW, FakeReader, ManualClock, incident
from fakes import seat as fake_seat
from harness import Desk, opened

from rhythm_tui.desk.asks import AskRow, NotificationRow
from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain import asks
from rhythm_tui.domain.asks import Telling
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.deadlines import MINUTE
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.domain.text import clean
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.ui.alarms import Alarms
from rhythm_tui.ui.gateway import Gateway
from rhythm_tui.ui.seat import Seat

SIZES = [(120, 36), (80, 24)]


@pytest.fixture
def sitting(
    open_desk: Any, path: Path, playbook: Playbook, clock: Any, vocabulary: Vocabulary
) -> Iterator[Seat]:
    """A seat at a desk with one incident, discovered 89 minutes ago: its first timer is near its warning."""
    discovered = clock.now() - 89 * MINUTE
    fields = {"do": "incident.open", "title": "Rumour", "kind": "misinformation", "grade": "larger"}
    open_desk().do(parse({**fields, "discovered_at": discovered}))
    reader = Reader.open(path, vocabulary, operator="li")
    hand = Gateway(lambda: RealDesk.open(path, playbook, clock, operator="li"))
    yield Seat(reader, hand, clock, vocabulary, clean("li"), lambda: playbook, path.with_name("filters.toml"))
    reader.close()


def copied(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []
    monkeypatch.setattr(desk.app, "copy_to_clipboard", texts.append)
    return texts


@pytest.mark.long
@pytest.mark.usefixtures("quick_notices")
async def test_from_the_warning_to_the_answer(
    sitting: Seat, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "tell communication office: initial response"
    async with opened(sitting, (120, 36)) as desk:
        texts = copied(desk, monkeypatch)
        await desk.hides(told)
        clock.go_on(MINUTE)
        await desk.shows(f"{told} 30 min left i1")
        await desk.shows(" tell 1   larger ")
        await desk.press("3", "p")
        await desk.shows("passed on: i1")
        await desk.shows("since 12:01, asked 1 time")
        await desk.press("enter")
        await desk.shows("pass on: i1")
        await desk.press(*["backspace"] * 30)
        await desk.type("Director Chen")
        await desk.press("ctrl+y")
        await desk.shows("copied, unconfirmed")
        assert texts and texts[0].startswith("[larger] Rumour (i1): initial response due 12:31, 30 min left.")
        await desk.press("f2")
        await desk.shows("not acknowledged; asked again 12:11")
        await desk.hides("to be told now")
        clock.go_on(10 * MINUTE)
        await desk.shows("since 12:01, asked 2 times; told 12:01, not acknowledged")
        await desk.press("home", "y")
        await desk.until(lambda: len(texts) == 2, "the text of the asking")
        assert "20 min left" in texts[1]
        await desk.press("end", "enter")
        await desk.shows("acknowledged: i1")
        await desk.press("f2")
        await desk.shows("acknowledged 12:11, Director Chen  asked 2 times")
        await desk.press("enter")
        await desk.shows("this was acknowledged already")
        await desk.press("escape")
        await desk.hides("passed on: i1")
        clock.go_on(19 * MINUTE)
        await desk.hides(told)
    assert [row.verb for row in sitting.reader.journal(None)] == [
        "notification.answer", "incident.tell", "incident.open",
    ]  # fmt: skip


async def test_what_was_typed_outlives_a_refusal(sitting: Seat, clock: Any) -> None:
    clock.go_on(MINUTE)
    async with opened(sitting, (120, 36)) as desk:
        await desk.press("ctrl+e")
        await desk.shows("passed on: open incidents")
        await desk.press("enter")
        await desk.shows("pass on: i1")
        await desk.press("shift+tab", *"10:00", "f2")
        await desk.shows("told at: nobody can be told of a timer before it began")
        assert "10:00" in desk.text()


@pytest.mark.parametrize("way", ["ctrl+e", "click"])
async def test_the_line_over_the_panes_opens_the_list_of_all(sitting: Seat, clock: Any, way: str) -> None:
    clock.go_on(MINUTE)
    async with opened(sitting, (120, 36)) as desk:
        await desk.shows("^e shows it")
        if way == "click":
            await desk.pilot.click("#asks", offset=(5, 0))
        else:
            await desk.press(way)
        await desk.shows("passed on: open incidents")
        await desk.shows("since 12:01, asked 1 time  Rumour")


async def test_an_incident_of_which_nobody_must_be_told_says_so(sitting: Seat) -> None:
    async with opened(sitting, (120, 36)) as desk:
        await desk.press("3", "p")
        await desk.shows("Nobody needs to be told")
        await desk.press("y", "enter", "escape")
        await desk.hides("Nobody needs to be told")


# The notice

CARDS = {
    4: incident(4, "纠纷", kind="dispute", grade="major", stage="assess", ago_min=125),
    3: incident(3, "谣言", kind="misinformation", grade="larger", stage="assess", ago_min=91),
}


def asking(vocabulary: Vocabulary, told: dict[int, list[Telling]], now: int) -> tuple[AskRow, ...]:
    """What the rule asks of the cards' first timers."""
    return tuple(
        AskRow(card.id, card.title, card.grade, timer.name, timer.due_at, None, one)
        for n, card in CARDS.items()
        for timer in card.timers[:1]
        for one in asks.asks(timer.start, timer.target, 0, vocabulary.chain(), told.get(n, ()), now)
    )


def test_the_notice_names_the_one_who_must_be_told_and_counts_several(vocabulary: Vocabulary) -> None:
    told: dict[int, list[Telling]] = {4: [Telling(one, NOW, NOW) for one in ("communication", "leader")]}
    clock, reader = ManualClock(NOW - 2 * MINUTE), FakeReader([], [], [CARDS[3]])
    reader.asking = partial(asking, vocabulary, told)
    alarms = Alarms(fake_seat(clock=clock, reader=reader))
    assert alarms.look(clock.now()) == ""
    clock.turn(MINUTE)
    assert alarms.look(clock.now()) == "tell communication office: initial response 30 min left i3"
    clock.turn(9 * MINUTE + 59_000)
    assert alarms.look(clock.now()) == ""
    clock.turn(20_000)
    assert alarms.look(clock.now()) == "tell communication office: initial response 19 min left i3"
    del told[4]
    clock.turn(20_000)
    assert alarms.look(clock.now()) == "2 must be told of a timer"


def test_what_was_acknowledged_is_quiet(vocabulary: Vocabulary) -> None:
    answered = [Telling(one, NOW - 3 * MINUTE, NOW - 3 * MINUTE) for one in ("communication", "leader")]
    clock, reader = ManualClock(NOW - 2 * MINUTE), FakeReader([], [], [])
    reader.asking = partial(asking, vocabulary, {3: answered, 4: answered})
    alarms = Alarms(fake_seat(clock=clock, reader=reader))
    for _ in range(20):
        assert alarms.look(clock.now()) == ""
        clock.turn(MINUTE)


# How it looks


def shown(vocabulary: Vocabulary, lang: str) -> Seat:
    reader = FakeReader(incidents=tuple(CARDS.values()))
    told = {4: [Telling("communication", NOW - 20 * MINUTE, NOW - 18 * MINUTE)]}
    reader.asking = partial(asking, vocabulary, told)
    reader.told_all = [
        NotificationRow(
            id="m1", version=2, incident="i4", timer="initial_response", duty="communication",
            person=clean("陈主任"), channel="phone", text=clean("请确认收到"), at=NOW - 20 * MINUTE,
            operator=clean("王芳"), answered_at=NOW - 18 * MINUTE, answered_by=clean("陈主任"),
        )
    ]  # fmt: skip
    return fake_seat(lang, reader=reader)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_golden_in_english(size: tuple[int, int], vocabulary: Vocabulary) -> None:
    await looks("en", size, vocabulary, "passed on: open", "Esc back")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_golden_in_chinese(size: tuple[int, int], vocabulary: Vocabulary, chinese: None) -> None:
    await looks("zh", size, vocabulary, "转告记录", "Esc 返回")


async def looks(lang: str, size: tuple[int, int], vocabulary: Vocabulary, title: str, back: str) -> None:
    name = f"{lang}-{size[0]}x{size[1]}"
    async with opened(shown(vocabulary, lang), size) as desk:
        await desk.shows("^e")
        await desk.press("3")
        await desk.golden(f"asks-{name}")
        await desk.press("ctrl+e")
        await desk.shows(title)
        await desk.shows(back)
        await desk.golden(f"passed-on-{name}")
        await desk.press("enter")
        await desk.shows("F3")
        await desk.golden(f"tell-{name}")
