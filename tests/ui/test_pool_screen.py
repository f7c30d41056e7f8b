"""The topic pool and the plan in files, on the screen: seen, added, counted, planned, taken in, written."""

# ruff: noqa: F811 - a fixture comes in by import and goes in by name
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from harness import Desk, opened
from test_plan_forms import at, do, fill, langs, say_yes, sizes
from test_real_desk import sit  # noqa: F401 - a fixture
from textual.widgets import Input

from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.ui.pool_forms import whole
from rhythm_tui.ui.screens.choosing import ChooseScreen
from rhythm_tui.ui.screens.form import FormScreen
from rhythm_tui.ui.screens.pool import PoolScreen
from rhythm_tui.ui.screens.save import SavePlanScreen
from rhythm_tui.ui.widgets.choice import Choice

NOON = 1_795_320_000_000
EVER = 1 << 50
TABS = ("ideas", "pledges", "stories")


@pytest.fixture
def pooled(open_desk: Any) -> RealDesk:
    """Three ideas, one of them planned; a pledge that is reached and one that is not; two stories."""
    desk = open_desk()
    idea = {"tier": 1, "form": "science", "audience": "seniors", "department": "心内科", "series": "heart"}
    do(desk, "idea.add", **idea, title="高血压三问：能停药吗")
    do(desk, "idea.add", title="宝宝发烧先物理降温吗", tier=2, source="questions")
    do(desk, "idea.add", title="冬至进补别踩坑", tier=3, form="story")
    pledge = {
        "words": "点赞超过1万，下期讲熬夜",
        "platform": "douyin",
        "metric": "likes",
    }
    do(desk, "pledge.add", **pledge, threshold=10_000, promise="熬夜怎么伤心")
    do(desk, "pledge.add", **{**pledge, "metric": "comments"}, threshold=500, promise="院长答疑")
    do(desk, "pledge.count", id="g1", count=12_034)
    do(desk, "pledge.count", id="g2", count=387)
    do(desk, "story.add", text="我爸做完支架三个月，现在每天走五公里。" * 6, author="张小三")
    do(desk, "story.add", text="麻醉医生陪着说话", author="Lucy妈妈")
    do(desk, "story.consent", id="u1", consent="written", file="同意书.pdf", sha256="0" * 64)
    plan = {"platform": "douyin", "at": "2026-11-25T18:00", "tier": 3, "form": "story"}
    do(desk, "slot.plan", **plan, title="冬至进补别踩坑", idea="p3")
    return desk


async def pool(desk: Desk, tab: str = "pledges") -> None:
    await desk.press("1", "o")
    await at(desk, PoolScreen)
    await desk.press(str(TABS.index(tab) + 1))
    await desk.rests()


@sizes
@langs
@pytest.mark.parametrize("tab", TABS)
async def test_golden_of_the_pool(
    sit: Any, pooled: RealDesk, request: pytest.FixtureRequest, size: tuple[int, int], lang: str, tab: str
) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    async with opened(sit(lang=lang), size) as desk:
        await pool(desk, tab)
        await desk.golden(f"pool-{tab}-{lang}-{size[0]}x{size[1]}")


@sizes
async def test_golden_of_an_empty_pool(sit: Any, open_desk: Any, size: tuple[int, int]) -> None:
    open_desk()
    async with opened(sit(), size) as desk:
        await pool(desk, "stories")
        await desk.golden(f"pool-empty-en-{size[0]}x{size[1]}")


async def test_it_opens_where_a_pledge_was_reached_and_tab_goes_on(sit: Any, pooled: RealDesk) -> None:
    async with opened(sit(), (120, 36)) as desk:
        await desk.press("1", "ctrl+w")
        await at(desk, PoolScreen)
        await desk.shows("12,034/10,000")
        await desk.press("tab")
        await desk.shows("not asked yet")
        await desk.press("shift+tab", "shift+tab")
        await desk.shows("高血压三问")
        await desk.press("f7")
        await desk.rests()
        assert isinstance(desk.app.screen, PoolScreen)
        await desk.press("escape")
        await desk.until(lambda: not isinstance(desk.app.screen, PoolScreen), "the pool to go")


async def test_a_reached_pledge_is_planned_into_a_slot_that_keeps_it(sit: Any, pooled: RealDesk) -> None:
    seat = sit()
    async with opened(seat, (120, 36)) as desk:
        await pool(desk)
        await desk.press("f6")
        await at(desk, FormScreen)
        assert desk.app.screen.query_one("#f-title", Input).value == "熬夜怎么伤心"
        assert desk.app.screen.query_one("#f-platform", Choice).value == "douyin"
        await fill(desk, at="2026-11-24 18:00")
        await say_yes(desk, "s2 is planned for g1")
        await at(desk, PoolScreen)
        await desk.shows("s2")
    assert [(row.id, row.state) for row in seat.reader.pledges()] == [("g2", "open"), ("g1", "planned")]


async def test_a_count_that_has_fallen_is_told(sit: Any, pooled: RealDesk) -> None:
    async with opened(sit(), (120, 36)) as desk:
        await pool(desk)
        await desk.press("f7")
        await at(desk, FormScreen)
        await fill(desk, count="1.1万")
        await say_yes(desk, "11,000/10,000")
        await desk.press("escape")
        await desk.shows("the count has fallen: from 12034 to 11000")


async def test_a_story_waits_for_its_consent_in_writing(sit: Any, pooled: RealDesk, tmp_path: Path) -> None:
    seat = sit()
    sheet = tmp_path / "signed.pdf"
    sheet.write_bytes(b"signed")
    async with opened(seat, (120, 36)) as desk:
        await pool(desk, "stories")
        await desk.press("down", "f6")
        await at(desk, FormScreen)
        await fill(desk, at="2026-11-24 18:00", title="Told")
        await desk.press("f2")
        await desk.shows("u2 has no written consent")
        await desk.press("escape")
        await at(desk, PoolScreen)
        await desk.press("f8")
        await at(desk, FormScreen)
        await fill(desk, consent="2", file=str(sheet))
        await say_yes(desk, "signed.pdf")
    assert [row.consent for row in seat.reader.stories()] == ["written", "written"]


async def test_things_are_added_by_tab_and_dropped_with_a_reason(sit: Any, pooled: RealDesk) -> None:
    seat = sit()
    async with opened(seat, (120, 36)) as desk:
        await pool(desk, "ideas")
        await desk.press("f5")
        await at(desk, FormScreen)
        await fill(desk, title="Sleep")
        await say_yes(desk, "Sleep")
        await at(desk, PoolScreen)
        await desk.press("2", "a")
        await at(desk, FormScreen)
        await fill(desk, words="past 1k", promise="Kitchen", threshold="1k")
        await say_yes(desk, "Kitchen")
        await at(desk, PoolScreen)
        await desk.press("3", "a")
        await at(desk, FormScreen)
        await fill(desk, text="thanks", author="Anna")
        await say_yes(desk, "thanks")
        await at(desk, PoolScreen)
        await desk.press("end", "enter")
        await at(desk, ChooseScreen)
        await desk.shows("consent")
        await desk.press("escape")
        await at(desk, PoolScreen)
        await desk.press("x")
        await at(desk, FormScreen)
        await fill(desk, reason="not ours")
        await desk.press("f2")
        await at(desk, PoolScreen)
        await desk.hides("thanks")
    assert [row.threshold for row in seat.reader.pledges()] == [10_000, 500, 1_000]


async def test_a_plan_is_seen_before_it_is_taken_in_and_taken_back_whole(
    sit: Any, pooled: RealDesk, tmp_path: Path
) -> None:
    seat = sit()
    file = tmp_path / "plan.csv"
    rows = "抖音,11月25日,18:20,Knees,1,科普\n抖音,11月21日,18:00,Over,1,科普\n"
    rows += "快手,11月26日,08:00,Sleep,2,故事\n"
    file.write_text(f"平台,日期,时间,标题,层级,形式\n{rows}", "utf-8")
    async with opened(seat, (120, 36)) as desk:
        await desk.press("1", "I")
        await at(desk, FormScreen)
        await fill(desk, file=str(tmp_path / "none.csv"))
        await desk.press("f2")
        await desk.shows("there is no such file")
        await fill(desk, file=str(file))
        await desk.shows("3 rows: 2 new, 0 there already, 1 rejected")
        await desk.shows("line 3: 2026-11-21 18:00 has passed")
        await desk.shows("20 min from s1")
        await say_yes(desk, "the plan is taken in (b1)")
        assert len(seat.reader.slots(0, EVER, NOON)) == 3
        assert (tmp_path / "plan.csv.rejects.csv").exists()
        await desk.press("u")
        await desk.shows("taken back: plan taken in from a file (b1)")
    assert len(seat.reader.slots(0, EVER, NOON)) == 1


async def test_the_plan_is_written_to_a_private_file_and_the_journal_tells(
    sit: Any, pooled: RealDesk, tmp_path: Path, reader: Reader
) -> None:
    target = tmp_path / "plan.ics"
    async with opened(sit(), (120, 36)) as desk:
        await desk.press("1", "X")
        await at(desk, SavePlanScreen)
        desk.app.screen.query_one("#path", Input).value = str(target)
        await desk.press("enter")
        await desk.shows("written to")
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert target.stat().st_mode & 0o777 == 0o600
    assert reader.journal(1)[0].verb == "privacy.export"


@pytest.mark.parametrize(
    ("typed", "made"),
    [("12,034", 12_034), ("1.2万", 12_000), ("10万+", 100_000), ("3w", 30_000), ("1.5k", 1_500), ("７", 7),
     ("1亿", 100_000_000), ("many", "many"), ("1.5", "1.5"), ("", ""), ("-3", "-3"), ("9" * 20, "9" * 20)],
)  # fmt: skip
def test_a_number_as_people_type_it(typed: str, made: object) -> None:
    assert whole(typed) == made
