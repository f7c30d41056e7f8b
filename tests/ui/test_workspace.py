"""The workspace of one incident on a real file: how it looks, and a response worked by keys alone."""

# ruff: noqa: F811 - a fixture comes in by import and goes in by name
from __future__ import annotations

from typing import Any

import pytest
from harness import Desk, opened
from test_real_desk import sit  # noqa: F401 - a fixture

from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.text import clean
from rhythm_tui.ui.screens.escalation import EscalationScreen
from rhythm_tui.ui.screens.form import FormScreen
from rhythm_tui.ui.screens.reading import InteractionScreen
from rhythm_tui.ui.screens.statements import StatementsScreen
from rhythm_tui.ui.screens.tasks import TaskScreen, TasksScreen
from rhythm_tui.ui.screens.workspace import WorkspaceScreen
from rhythm_tui.ui.widgets.cards import CardList

NOON = 1_795_320_000_000
MINUTE = 60_000
HOUR = 60 * MINUTE
SIZES = [(160, 45), (120, 36), (80, 24)]


@pytest.fixture
def story(open_desk: Any, clock: Any) -> RealDesk:
    """A rumour three hours old with q1 and q2, roles, notes and a draft.

    Of the playbook t1 and t2 are done, t3 and t4 to come; t5 is overdue, t6 to come.
    """
    desk = open_desk()

    def at(ago: int, **fields: Any) -> None:
        clock.time = NOON - ago * MINUTE
        desk.do(parse(fields))

    add = {"do": "interaction.add", "platform": "douyin", "kind": "comment"}
    rumour = {"title": "视频称疫苗致病，播放12万", "kind": "misinformation", "grade": "general"}
    wrote, asked = "视频里的化验单是你们医院的抬头", "刷到说这批疫苗会致病，是真的吗"
    at(190, **add, author="较真的阿力", text=wrote, posted_at=NOON - 191 * MINUTE)
    at(188, **add, author="当妈的心", text=asked, posted_at=NOON - 189 * MINUTE)
    at(180, do="incident.open", **rumour, items=["q1", "q2"])
    at(178, do="incident.claim", id="i1")
    at(170, do="incident.duty", id="i1", role="expert", person="赵医师")
    at(165, do="incident.duty", id="i1", role="publicity", person="周宁")
    at(160, do="incident.grade", id="i1", grade="larger", reason="播放已过十万")
    at(151, do="task.done", id="t1", result="检验科未出过此单")
    evidence = {"text": "保全原视频与转发链", "role": "technical", "due_at": NOON - 25 * MINUTE}
    at(150, do="task.add", incident="i1", **evidence)
    at(149, do="task.add", incident="i1", text="统一总机答复口径", owner="王芳", due_at=NOON + HOUR)
    at(140, do="incident.meet", id="i1", timer="initial_response", evidence="评论区已置顶说明")
    at(139, do="reply.post", id="q2", text="您好，化验单不是我院出具，请以置顶说明为准。")
    at(138, do="task.done", id="t2")
    at(120, do="task.assign", id="t3", owner="吴敏")
    at(100, do="incident.note", id="i1", kind="fact", text="化验单无院章", at=NOON - 185 * MINUTE)
    at(90, do="incident.note", id="i1", kind="decision", text="两位专家署名澄清，不点名")
    at(60, do="incident.duty", id="i1", role="publicity", person="吴敏")
    at(50, do="statement.draft", incident="i1", text="网传化验单不是我院出具。")
    clock.time = NOON
    return desk


async def in_workspace(desk: Desk) -> CardList:
    await desk.shows("12")
    await desk.press("3", "enter")
    await desk.until(lambda: isinstance(desk.app.screen, WorkspaceScreen), "the workspace")
    await desk.shows("larger" if "larger" in desk.text() else "较大")
    return desk.app.screen.query_one("#work-list", CardList)


async def form(desk: Desk, *keys: str) -> None:
    await desk.press(*keys)
    await desk.until(lambda: isinstance(desk.app.screen, FormScreen), "a form")


async def back_in(desk: Desk) -> None:
    await desk.until(lambda: isinstance(desk.app.screen, WorkspaceScreen), "the workspace")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_golden_in_english(sit: Any, story: RealDesk, size: tuple[int, int]) -> None:
    async with opened(sit(), size) as desk:
        await in_workspace(desk)
        await desk.golden(f"workspace-en-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_golden_in_chinese(chinese: None, sit: Any, story: RealDesk, size: tuple[int, int]) -> None:
    async with opened(sit(lang="zh"), size) as desk:
        await in_workspace(desk)
        await desk.golden(f"workspace-zh-{size[0]}x{size[1]}")


def owe(desk: RealDesk, clock: Any) -> None:
    """Publish two versions, the first in a reply, and go on until somebody must be told of a timer."""
    clock.time = NOON + 5 * MINUTE
    for number, words in ((1, "网传化验单不是我院出具。"), (2, "网传化验单系伪造，已报警。")):
        if number > 1:
            desk.do(parse({"do": "statement.draft", "incident": "i1", "text": words}))
        for role, expert in (("clinical", "赵医师"), ("public_health", "钱医师")):
            desk.do(parse({"do": "statement.sign", "id": f"d{number}", "role": role, "expert": expert}))
        desk.do(parse({"do": "statement.publish", "id": f"d{number}", "platform": "douyin"}))
        if number == 1:
            desk.do(parse({"do": "reply.post", "id": "q1", "text": words, "template": "statement.d1"}))
    clock.time = NOON + 50 * MINUTE


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", [(160, 45), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_golden_of_what_is_owed(
    sit: Any, story: RealDesk, clock: Any, request: Any, size: tuple[int, int], lang: str
) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    owe(story, clock)
    async with opened(sit(lang=lang), size) as desk:
        await in_workspace(desk)
        await desk.golden(f"workspace-owed-{lang}-{size[0]}x{size[1]}")


async def test_what_is_owed_leads_to_those_to_be_told_and_to_the_replies(
    sit: Any, story: RealDesk, clock: Any
) -> None:
    owe(story, clock)
    async with opened(sit(), (80, 24)) as desk:
        work = await in_workspace(desk)
        assert work.selected == "i1"
        await desk.shows("tell 1  p shows them")
        await desk.shows("replies with old wording: 1  s shows them")
        await desk.press("j", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, EscalationScreen), "who must be told")
        await desk.press("escape")
        await back_in(desk)
        await desk.press("j", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, StatementsScreen), "the statements")


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("new", ["t"]),
        ("note", ["a"]),
        ("roles", ["d"]),
        ("task", ["j"] * 4 + ["enter"]),
        ("menu", ["enter"]),
        ("tasks", ["T"]),
    ],
)
async def test_golden_of_what_opens_over_it(
    chinese: None, sit: Any, story: RealDesk, name: str, keys: list[str]
) -> None:
    async with opened(sit(lang="zh"), (120, 36)) as desk:
        await in_workspace(desk)
        await desk.press(*keys)
        await desk.until(lambda: len(desk.app.screen_stack) == 3, "a dialog")
        await desk.shows("Esc" if name != "menu" else "F5")
        await desk.golden(f"workspace-{name}-zh-120x36")


async def test_at_80x24_the_cursor_walks_over_everything(sit: Any, story: RealDesk) -> None:
    async with opened(sit(), (80, 24)) as desk:
        work = await in_workspace(desk)
        kinds = [id[0] if id[1:].isdigit() else id.split(" ")[0] for id in work.ids]
        assert [kind for place, kind in enumerate(kinds) if kind not in kinds[:place]] == [
            "i", "do", "timer", "t", "q", "d", "line",
        ]  # fmt: skip
        await desk.press("G")
        await desk.shows("statement drafted")
        await desk.press("g")
        await desk.shows("caution")
        await desk.press("escape", "1")
        await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == "timeline", "slots")
        assert desk.app.focused is not None and desk.app.focused.size.height > 0


async def test_a_response_is_worked_by_keys(sit: Any, story: RealDesk) -> None:
    seat = sit()
    async with opened(seat, (160, 45)) as desk:
        work = await in_workspace(desk)
        assert work.selected == "t5"
        await desk.shows("overdue +0:25:00")
        await form(desk, "t")
        await desk.type("call the office")
        await desk.press("tab", "right", "tab", *"Wang", "tab", *"18:00", "f2")
        await desk.shows("task t7 is laid")
        await back_in(desk)
        await desk.shows("call the office")
        await form(desk, "a")
        await desk.press("3", *"we answer tonight", "tab", *"11:30", "f2")
        await desk.shows("it stands in the timeline of i1")
        await desk.shows("entered 12:00")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, TaskScreen), "the task")
        await form(desk, "f5")
        await desk.type("Sun")
        await desk.press("f2")
        await desk.shows("t5 is assigned")
        await form(desk, "f8")
        await desk.type("kept")
        await desk.press("f2")
        await desk.shows("finished")
        await desk.press("escape")
        await back_in(desk)
        assert work.selected == "t5"
        await desk.press("c")
        await desk.shows("you are in charge already")
    found = seat.reader.incident("i1")
    assert found is not None
    assert [task.id for task in found.tasks if task.state == "open"] == ["t3", "t6", "t7", "t4"]
    assert [task.id for task in found.tasks if task.state == "done"] == ["t5", "t2", "t1"]
    laid = found.tasks[2]
    assert (laid.role, laid.owner, laid.due_at) == ("leader", clean("Wang"), NOON + 6 * HOUR)
    note = next(one for one in found.timeline if one.words[0] == "we answer tonight")
    assert (note.facts[0].value, note.told_at) == (clean("decision"), NOON - 30 * MINUTE)


async def test_the_roles_are_given_at_once_and_only_what_was_changed_is_sent(
    sit: Any, story: RealDesk
) -> None:
    seat = sit()
    async with opened(seat, (120, 36)) as desk:
        await in_workspace(desk)
        before = seat.reader.journal(1)[0].seq
        await form(desk, "d")
        await desk.press("f2")
        await desk.shows("nothing was changed")
        await desk.type("Chen")
        story.do(parse({"do": "incident.duty", "id": "i1", "role": "expert", "person": "Wu"}))
        await desk.press("tab", *"Li", "f2")
        await desk.shows("Look again")
        await desk.press("f2")
        await desk.shows("roles of i1 given")
    rows = seat.reader.journal(seat.reader.journal(1)[0].seq - before)
    assert [row.verb for row in rows] == ["incident.duty"] * 3
    found = seat.reader.incident("i1")
    assert found is not None
    held = {one.role: one.person for one in found.duties if one.until_at is None}
    assert {role: person.plain for role, person in held.items()} == {
        "leader": "Chen", "communication": "Li", "expert": "Wu", "publicity": "吴敏",
    }  # fmt: skip


async def test_an_item_opens_and_the_cursor_stays_when_it_is_answered(sit: Any, story: RealDesk) -> None:
    async with opened(sit(), (160, 45)) as desk:
        work = await in_workspace(desk)
        work.go_to("q1")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, InteractionScreen), "the item")
        await form(desk, "f8")
        await desk.type("Please see the pinned note")
        await desk.press("f2")
        await desk.shows("its clock has stopped")
        await desk.press("escape")
        await back_in(desk)
        assert work.selected == "q1"
        await desk.shows("Please see the pinned note")


async def test_a_timer_under_the_cursor_is_met_and_a_met_one_explained(sit: Any, story: RealDesk) -> None:
    async with opened(sit(), (120, 36)) as desk:
        work = await in_workspace(desk)
        work.go_to("timer official_statement")
        await form(desk, "enter")
        await desk.shows("meet a timer of i1")
        await desk.press("escape")
        await back_in(desk)
        work.go_to("timer initial_response")
        await desk.press("enter")
        await desk.shows("why i1 is due")


async def test_an_entry_of_the_timeline_opens_whole(sit: Any, story: RealDesk) -> None:
    long = " ".join(f"word{n}" for n in range(200))
    story.do(parse({"do": "incident.note", "id": "i1", "text": long}))
    async with opened(sit(), (120, 36)) as desk:
        await in_workspace(desk)
        await desk.hides("word199")
        await desk.press("tab", "enter")
        await desk.shows("word199")
        await desk.press("escape")
        await back_in(desk)


async def test_an_entry_about_a_task_opens_with_all_of_the_task(sit: Any, story: RealDesk) -> None:
    long = " ".join(f"word{n}" for n in range(60))
    story.do(parse({"do": "task.add", "incident": "i1", "text": long, "operator": "the night's own desk"}))
    story.do(parse({"do": "task.done", "id": "t7", "operator": "the night's own desk"}))
    async with opened(sit(), (120, 36)) as desk:
        await in_workspace(desk)
        await desk.press("tab", "enter")
        await desk.shows("word59")
        await desk.shows("the night's own desk")


async def test_columns_take_the_focus_in_turn_and_the_zoom(sit: Any, story: RealDesk) -> None:
    async with opened(sit(), (160, 45)) as desk:
        await in_workspace(desk)

        def focused() -> str:
            return str(desk.app.focused.id) if desk.app.focused else ""

        seen = []
        for _ in range(4):
            seen.append(focused())
            await desk.press("tab")
        assert seen == ["work-list", "facts-list", "timeline-list", "work-list"]
        await desk.press("z")
        await desk.hides("linked items")
        await desk.press("escape")
        await desk.shows("linked items")
        await desk.press("escape")
        await desk.until(lambda: len(desk.app.screen_stack) == 1, "the board")


async def test_a_key_of_the_panes_leaves_for_that_pane(sit: Any, story: RealDesk) -> None:
    async with opened(sit(), (160, 45)) as desk:
        await in_workspace(desk)
        await desk.press("2")
        await desk.until(lambda: len(desk.app.screen_stack) == 1, "the duty screen")
        await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == "rows", "the queue")


async def test_what_was_done_meanwhile_stands_on_the_desk_below(sit: Any, story: RealDesk) -> None:
    async with opened(sit(), (160, 45)) as desk:
        await in_workspace(desk)
        story.do(parse({"do": "incident.duty", "id": "i1", "role": "leader", "person": "Chen"}))
        await desk.shows("Chen")
        story.do(parse({"do": "incident.move", "id": "i1", "stage": "monitor"}))
        await desk.press("escape")
        await desk.shows("monitor 1")


async def test_all_open_tasks_of_the_desk_are_listed_and_worked(sit: Any, story: RealDesk) -> None:
    story.do(parse({"do": "task.add", "text": "follow up"}))
    seat = sit()
    async with opened(seat, (120, 36)) as desk:
        await desk.press("3", "T")
        await desk.until(lambda: isinstance(desk.app.screen, TasksScreen), "the tasks")
        await desk.shows("5 open tasks, 1 overdue")

        async def does(key: str, typed: str, told: str) -> None:
            await form(desk, key)
            await desk.type(typed)
            await desk.press("f2")
            await desk.until(lambda: isinstance(desk.app.screen, TasksScreen), "the tasks")
            await desk.shows(told)

        await does("f4", "too late for it", "4 open tasks")
        await does("f8", "", "3 open tasks")
        await does("f5", " Li", "王芳 Li")
        await form(desk, "f5")
        for _ in "王芳 Li":
            await desk.press("backspace")
        await desk.press("f2")
        await desk.hides("王芳 Li")
        for left in ("2 open tasks", "1 open task", "Nothing is to be done."):
            await does("x", "", left)
    verbs = [row.verb for row in seat.reader.journal(7)]
    assert verbs == [*["task.done"] * 3, *["task.assign"] * 2, "task.done", "task.drop"]


async def test_the_card_tells_its_tasks(sit: Any, story: RealDesk) -> None:
    async with opened(sit(), (160, 45)) as desk:
        await desk.shows("4 tasks  1 overdue")


async def test_a_statement_opens_at_its_version(sit: Any, story: RealDesk) -> None:
    async with opened(sit(), (160, 45)) as desk:
        work = await in_workspace(desk)
        work.go_to("d1")
        await desk.press("enter")
        await desk.shows("statements of i1")


async def test_a_due_time_may_be_a_span_from_now(sit: Any, story: RealDesk) -> None:
    seat = sit()
    async with opened(seat, (120, 36)) as desk:
        await in_workspace(desk)
        await form(desk, "t")
        await desk.type("look again")
        await desk.press("tab", "tab", "tab", *"90M", "f2")
        await desk.shows("task t7 is laid")
    found = seat.reader.task("t7")
    assert found is not None
    assert found.row.due_at == NOON + 90 * MINUTE


async def test_the_past_has_its_workspace_too(sit: Any, story: RealDesk) -> None:
    async with opened(sit(), (160, 45)) as desk:
        await desk.press("J")
        await desk.shows("statement drafted")
        await desk.press(*["down"] * 3, "f6")
        await desk.shows("THE PAST, read only")
        await in_workspace(desk)
        await desk.shows("THE PAST, read only")
        await desk.hides("d1")
        await desk.press("a")
        await desk.shows("this is the past: nothing is changed here")


async def test_an_item_of_an_incident_leads_to_that_incident(sit: Any, story: RealDesk) -> None:
    story.do(parse({"do": "interaction.add", "platform": "weibo", "kind": "comment", "posted_at": NOON - HOUR,
                    "author": "Qi", "text": "Something else"}))  # fmt: skip
    sitting = sit()
    async with opened(sitting, (160, 45)) as desk:
        await desk.shows("q1")
        await desk.press("home", "f7")
        await desk.until(lambda: isinstance(desk.app.screen, WorkspaceScreen), "its workspace")
        await desk.press("escape")
        await desk.shows("q1 stands in i1 already")
        await desk.press("ctrl+a", "f7")
        await desk.until(lambda: isinstance(desk.app.screen, FormScreen), "the form")
        await desk.shows("make an incident of q3")
        await desk.press("f2")
        await desk.shows("incident i2 opened from q3")
    assert [row.id for row in sitting.reader.incident("i2").items] == ["q3"]


@pytest.mark.parametrize("keys", ["f6", "f7", "t", "a", "d", "M", "W"])
async def test_the_keys_of_a_form_are_seen_under_the_longest_title(
    sit: Any, open_desk: Any, clock: Any, keys: str
) -> None:
    desk = open_desk()
    told = {"do": "incident.open", "kind": "dispute", "grade": "major"}
    desk.do(parse({**told, "title": "first", "discovered_at": clock.now() - HOUR}))
    desk.do(parse({**told, "title": "长标题" * 160, "discovered_at": clock.now() - HOUR + 1}))
    async with opened(sit(), (80, 24)) as screen:
        await screen.press("3", "end", keys)
        await screen.until(lambda: isinstance(screen.app.screen, FormScreen), "the form")
        await screen.shows("Esc back")
        await screen.press("f2")
        await screen.until(lambda: screen.app.screen.query_one("#error").size.height, "why it is refused")
        await screen.shows("Esc back")


async def test_an_incident_that_is_taken_back_leaves_no_key_to_another(sit: Any, story: RealDesk) -> None:
    story.do(parse({"do": "incident.open", "title": "By mistake", "kind": "other", "grade": "major"}))
    sitting = sit()
    async with opened(sitting, (160, 45)) as desk:
        await desk.shows("By mistake")
        await desk.press("3", "end", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, WorkspaceScreen), "the workspace")
        await desk.shows("By mistake")
        story.do(parse({"do": "undo"}))
        await desk.shows("i2 was taken back; Esc leads to the board")
        await desk.press("]", "c", "f6")
        await desk.rests()
        assert isinstance(desk.app.screen, WorkspaceScreen)
        await desk.press("escape")
        await desk.until(lambda: not isinstance(desk.app.screen, WorkspaceScreen), "the board")
    assert sitting.reader.journal(1)[0].verb == "undo"
