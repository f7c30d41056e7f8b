"""The first day: the guided start from its first step to its last, the tour, a file brought in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from fakes import FakeReader, ManualClock
from fakes import seat as a_seat
from harness import Desk, opened

from rhythm_tui.desk.batches import Counts
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.domain.progress import Progress
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.intake.inbox import Arrival
from rhythm_tui.intake.source import Defaults
from rhythm_tui.intake.taking import Show, Taken
from rhythm_tui.playbook_file import Choices
from rhythm_tui.ui import welcome_team
from rhythm_tui.ui.beats import BEAT
from rhythm_tui.ui.beginning import BeginningApp
from rhythm_tui.ui.doors import Doors, Wish
from rhythm_tui.ui.screens.importing import ImportScreen
from rhythm_tui.ui.screens.welcome import WelcomeScreen
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.welcome_team import Member
from rhythm_tui.ui.widgets.bars import Bars

FROM = frozenset({"douyin", "kuaishou", "channels", "xiaohongshu", "bilibili", "weibo", "other"})


class Setup:
    """A playbook in memory."""

    path = Path("/config/playbook.toml")

    def __init__(self) -> None:
        self.kept: list[Choices] = []

    def standing(self) -> Choices:
        return Choices("", "Asia/Shanghai", FROM)

    def guessed_zone(self) -> str:
        return "Asia/Urumqi"

    def keep(self, wanted: Choices) -> bool:
        self.kept.append(wanted)
        return True


class Seen:
    """What was seen, in memory."""

    def __init__(self) -> None:
        self.times = 0

    def tour(self) -> bool:
        return bool(self.times)

    def tour_seen(self) -> None:
        self.times += 1


class Files:
    """A file that is read chunk by chunk, as the test lets it."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, Defaults]] = []
        self.go_on = Event()

    def take(self, file: Path, defaults: Defaults, show: Show) -> Taken:
        self.taken.append((file.name, defaults))
        show(Progress(12_500, 0.25, 8_100, 5))
        self.go_on.wait(10)
        show(Progress(50_000, 1.0, 8_100, 0))
        return Taken(Counts(316, 312, 0, 0, 4, 0, 7, "b1"), Path("/in/张三.csv.rejects.csv"), "douyin")


def begun(lang: str = "en", **other: Any) -> tuple[Seat, Setup, Seen, Files]:
    setup, seen, files = Setup(), Seen(), Files()
    made = a_seat(lang, ManualClock(), FakeReader([], [], []), **other)
    return replace(made, doors=Doors(files, setup, seen)), setup, seen, files


async def step(desk: Desk, n: int) -> WelcomeScreen:
    screen = desk.app.screen
    assert isinstance(screen, WelcomeScreen)
    await desk.until(lambda: screen._answers.step == n, f"step {n}")
    await desk.rests()
    return screen


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_the_first_run_from_end_to_end(lang: str, request: pytest.FixtureRequest) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    seat, setup, seen, _files = begun(lang)
    async with opened(seat, (80, 24), BeginningApp, first="setup") as desk:
        await desk.until(lambda: isinstance(desk.app.screen, WelcomeScreen), "the guided start")
        await step(desk, 0)
        await desk.type("市第一医院")
        await desk.golden(f"welcome-1-{lang}-80x24")
        await desk.press("f2")
        await step(desk, 1)
        await desk.press("6", "7")
        await desk.golden(f"welcome-2-{lang}-80x24")
        await desk.press("f3")
        await step(desk, 0)
        await desk.shows("市第一医院")
        await desk.press("f2", "f2")
        await step(desk, 2)
        await desk.type("李敏")
        await desk.press("tab", "left", "tab")
        await desk.type("1234")
        await desk.press("enter")
        await desk.shows("李敏  ")
        await desk.type("李敏")
        await desk.press("f5")
        await desk.type("2")
        await desk.press("f5")
        await desk.type("王芳")
        await desk.golden(f"welcome-3-{lang}-80x24")
        await desk.press("escape")
        await desk.until(lambda: not isinstance(desk.app.screen, WelcomeScreen), "the desk")
        assert not setup.kept
        assert not seat.hand.done  # type: ignore[attr-defined]
        await desk.press("E")
        await desk.until(lambda: isinstance(desk.app.screen, WelcomeScreen), "what was typed")
        await step(desk, 2)
        await desk.shows("李敏  ")
        await desk.press("f2")
        await step(desk, 3)
        await desk.golden(f"welcome-4-{lang}-80x24")
        await desk.press("right", "right", "f2")
        await desk.until(lambda: desk.app.return_value is not None, "the end")
    assert desk.app.return_value == Wish("desk", "李敏")
    assert setup.kept == [Choices("市第一医院", "Asia/Shanghai", FROM - {"weibo", "other"})]
    assert not seen.times


async def test_the_tour_is_offered_once_and_points_at_the_panes() -> None:
    seat, _setup, seen, _files = begun()
    async with opened(seat, (120, 36), BeginningApp) as desk:
        await desk.shows("New here?")
        await desk.press("N")
        await desk.shows("1/6")
        await desk.hides("New here?")
        assert seen.times == 1
        for pane in ("#queue", "#slots", "#incidents"):
            await desk.press("enter")
            one = desk.app.screen_stack[0].query_one(pane)
            await desk.until(lambda one=one: one.has_class("-here"), pane)
        await desk.golden("tour-en-120x36")
        await desk.press("left", "enter", "enter", "enter")
        await desk.shows("6/6")
        await desk.press("enter")
        await desk.until(lambda: len(desk.app.screen_stack) == 1, "the end of the tour")
    async with opened(seat, (80, 24), BeginningApp) as desk:
        assert "New here?" not in desk.text()


async def test_the_desk_has_one_clock_and_lets_go_of_its_file_once(monkeypatch: pytest.MonkeyPatch) -> None:
    clocks: list[float] = []
    timer = BeginningApp.set_interval

    def counted(self: BeginningApp, seconds: float, *rest: Any, **other: Any) -> Any:
        clocks.append(seconds)
        return timer(self, seconds, *rest, **other)

    monkeypatch.setattr(BeginningApp, "set_interval", counted)
    seat, *_rest = begun()
    closed: list[object] = []
    monkeypatch.setattr(type(seat.hand), "close", lambda self: _noted(closed, self))
    async with opened(seat, (80, 24), BeginningApp):
        assert clocks.count(BEAT) == 1
    assert closed == [seat.hand]


async def _noted(closed: list[object], hand: object) -> None:
    closed.append(hand)


async def test_a_tour_that_is_declined_is_not_offered_again() -> None:
    seat, _setup, seen, _files = begun()
    async with opened(seat, (80, 24), BeginningApp) as desk:
        await desk.shows("New here?")
        await desk.press("escape")
        await desk.hides("New here?")
        assert seen.times == 1
        await desk.press("escape")
        await desk.rests()
        assert seen.times == 1


async def test_a_file_is_brought_in_with_its_progress() -> None:
    seat, _setup, _seen, files = begun()
    async with opened(seat, (80, 24)) as desk:
        await desk.press("i")
        await desk.until(lambda: isinstance(desk.app.screen, ImportScreen), "the dialog")
        await desk.press("f2")
        await desk.shows("name a file")
        await desk.type("'/in/张三.csv'")
        await desk.press("tab", "right", "f2")
        await desk.shows("12,500 rows, 25 %, 8,100 rows a second, 0:05 left")
        await desk.golden("import-en-80x24")
        await desk.press("f2")  # a second time is none
        files.go_on.set()
        await desk.shows("张三.csv: 312 new, 4 rejected")
        assert files.taken == [("张三.csv", Defaults("douyin", None))]
        files.go_on.clear()
        await desk.press("i")
        await desk.type("b.csv")
        await desk.press("f2")
        await desk.shows("12,500 rows")
        await desk.press("escape")
        files.go_on.set()
        await desk.shows("stopped: nothing of it is on the desk")
        assert desk.app.screen.query_one("#dialog-keys", Bars)
        await desk.press("escape")
        await desk.until(lambda: len(desk.app.screen_stack) == 1, "the desk")


async def test_a_desk_without_doors_says_so() -> None:
    async with opened(a_seat(), (80, 24)) as desk:
        for key, told in (("i", "no file is taken in here"), ("E", "this desk is not set up")):
            await desk.press(key)
            await desk.shows(told)


def test_the_team_is_added_by_whoever_may(playbook: Playbook) -> None:
    managers = welcome_team.managers(playbook.access)
    assert managers == {"lead"}
    team = [
        Member("A", "lead", ""),
        Member("B", "", "1234"),
        Member("C", "lead", ""),
        Member("D", "reviewer", ""),
    ]
    told = [fields for _one, fields in welcome_team.commands(team, managers)]
    assert [(one["name"], one.get("operator")) for one in told] == [
        ("B", None), ("D", None), ("A", None), ("C", "A"),
    ]  # fmt: skip
    assert told[0]["pin"] == "1234"
    assert told[1]["roles"] == ["reviewer"]
    rest = [fields for _one, fields in welcome_team.commands(team[1:2], managers, team[:1])]
    assert rest[0]["operator"] == "A"
    for name, pin, field in (("", "", "name"), ("a", "", "name"), ("E", "1", "pin")):
        with pytest.raises(Refusal) as refusal:
            welcome_team.member(name, "", pin, team)
        assert refusal.value.field == field


class Mail:
    """An inbox folder in memory."""

    def __init__(self) -> None:
        self.waiting: list[Arrival] = []
        self.looks = 0

    def look(self, show: Show) -> list[Arrival]:
        self.looks += 1
        if self.looks == 1:
            raise PermissionError(13, "Permission denied")
        found, self.waiting = self.waiting, []
        return found


async def test_what_comes_into_the_inbox_is_told_with_the_way_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rhythm_tui.ui.beginning.LOOK_S", 0.01)
    seat, _setup, seen, files = begun()
    mail = Mail()
    taken = Taken(Counts(316, 312, 0, 0, 4, 0, 7, "b1"), None, "douyin")
    doors = Doors(files, None, seen, mail)
    async with opened(replace(seat, doors=doors), (80, 24), BeginningApp) as desk:
        await desk.shows("inbox: you have no permission for it")
        mail.waiting = [Arrival("张三.csv", "taken", "张三.csv: 312 new, 4 rejected", taken)]
        await desk.shows("inbox: 张三.csv: 312 new, 4 rejected - u takes it back")
        await desk.press("/")
        mail.waiting = [Arrival("李四.csv", "taken", "李四.csv: 5 new", taken)]
        await desk.shows("inbox: 李四.csv: 5 new - Z takes it back")
        await desk.press("escape")
        with monkeypatch.context() as late:
            late.setattr("rhythm_tui.ui.alarms.Alarms.look", lambda *_asked: "3 are late now")
            desk.app._notices.look(seat.now())
        await desk.shows("3 are late now  inbox: 李四.csv: 5 new")
        with monkeypatch.context() as late:
            late.setattr("rhythm_tui.ui.alarms.Alarms.look", lambda *_asked: "4 are late now")
            desk.app._notices.look(seat.now())
        await desk.hides("李四.csv")
        mail.waiting = [Arrival("b.csv", "rejected", "b.csv: no profile knows this header")]
        await desk.shows("inbox: b.csv: no profile knows this header")
        known, wrong = Arrival("c.csv", "known", "known"), Arrival("d.json", "rejected", "is no valid JSON")
        mail.waiting = [Arrival("a.csv", "taken", "a.csv: 312 new", taken), known, wrong]
        await desk.shows("inbox: 3 files: 312 new, 4 rejected, not taken in: 1, known already: 1")
        mail.waiting = [known, known]
        await desk.shows("inbox: 2 files: known already: 2")
