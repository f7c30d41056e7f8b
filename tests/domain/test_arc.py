"""The arc of a campaign: its phases, its days, what stands in its way, and where it may be moved."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain import campaigns
from rhythm_tui.domain.campaigns import Campaign, arc, check_wanted
from rhythm_tui.domain.laying import Conflict, Draft, Standing, conflicts, wall_of
from rhythm_tui.domain.playbook import BadPlaybook, Playbook, check
from rhythm_tui.domain.recurrence import local_day
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.slots import Slot

DAY = date(2026, 9, 29)
SHANGHAI = ZoneInfo("Asia/Shanghai")
days = st.dates(date(2016, 2, 1), date(2999, 11, 30))


def test_the_arc_of_world_heart_day(playbook: Playbook) -> None:
    laid = arc(playbook, "世界心脏日", DAY, chinese=True)
    assert [(one.wall, one.key, one.platform) for one in laid] == [
        ("2026-09-27T20:00", "warm_up.1", "douyin"),
        ("2026-09-28T20:00", "warm_up.2", "douyin"),
        ("2026-09-29T08:00", "burst.1", "douyin"),
        ("2026-09-29T12:00", "burst.2", "xiaohongshu"),
        ("2026-09-29T18:30", "burst.3", "channels"),
        ("2026-09-29T20:00", "burst.4", "douyin"),
        ("2026-09-30T20:00", "long_tail.1", "douyin"),
        ("2026-10-02T18:30", "long_tail.2", "channels"),
        ("2026-10-04T20:00", "long_tail.3", "kuaishou"),
        ("2026-10-06T20:00", "long_tail.4", "douyin"),
    ]
    assert laid[2].title == "世界心脏日主视频：专家讲清楚"
    assert arc(playbook, "Heart {x}", DAY, chinese=False)[2].title == "Heart {x}: the expert explains"
    assert {one.tier for one in laid} == {3}


def test_phases_and_single_slots_may_be_left_out(playbook: Playbook) -> None:
    laid = arc(playbook, "n", DAY, phases=("burst",), skip=("burst.2", "warm_up.1"), chinese=True)
    assert [one.key for one in laid] == ["burst.1", "burst.3", "burst.4"]
    for phases, skip, field in (("rest",), (), "phases"), ((), ("burst.5",), "skip"):
        with pytest.raises(Refusal) as caught:
            check_wanted(playbook, phases, skip)
        assert (caught.value.code, caught.value.field) == ("invalid", field)


@st.composite
def phase_tables(draw: st.DrawFn) -> dict[str, Any]:
    """Phases as a hospital may write them: days in a row, some of them left out, any slots within."""
    bounds = sorted(draw(st.sets(st.integers(-14, 30), min_size=2, max_size=8)))
    pairs = list(zip(bounds[::2], bounds[1::2], strict=False))
    slots = [
        [
            {
                "zh": "{name}",
                "en": "{name}",
                "day": draw(st.integers(first, last)),
                "at": draw(st.sampled_from(["00:00", "02:30", "08:00", "23:59"])),
                "platform": draw(st.sampled_from(["douyin", "channels"])),
                "form": "science",
            }
            for _ in range(draw(st.integers(0, 3)))
        ]
        for first, last in pairs
    ]
    return {
        f"p{place}": {"zh": "p", "en": "p", "first": first, "last": last, "slots": tuple(found)}
        for place, ((first, last), found) in enumerate(zip(pairs, slots, strict=True))
    }


@given(phase_tables(), days, st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/St_Johns"]))
def test_an_arc_never_overlaps_itself(
    tables: dict[str, Any], phases: dict[str, Any], day: date, zone: str
) -> None:
    book = check({**tables, "phases": phases, "zone": zone})
    laid = arc(book, "n", day, chinese=True)
    assert [one.at for one in laid] == sorted(one.at for one in laid)
    assert len(laid) == sum(len(one["slots"]) for one in phases.values())
    of_phase: dict[str, set[date]] = {}
    for one in laid:
        here = local_day(one.at, book.tz)
        assert one.day == here.isoformat()
        rule = book.phases[one.phase or ""]
        assert rule.first <= (here - day).days <= rule.last
        of_phase.setdefault(one.phase or "", set()).add(here)
    spans = [(min(found), max(found)) for _phase, found in sorted(of_phase.items())]
    assert all(last < first for (_, last), (first, _) in pairwise(spans))


@pytest.mark.parametrize(
    ("first", "last", "fine"), [(0, 0, False), (-1, 3, False), (1, 7, True), (-2, -1, True)]
)
def test_phases_that_share_a_day_are_no_playbook(
    tables: dict[str, Any], first: int, last: int, fine: bool
) -> None:
    phase = {"zh": "p", "en": "p"}
    both = {"burst": {**phase, "first": 0, "last": 0}, "other": {**phase, "first": first, "last": last}}
    if fine:
        assert set(check({**tables, "phases": both}).phases) == set(both)
    else:
        with pytest.raises(BadPlaybook, match="share a day"):
            check({**tables, "phases": both})


def draft(key: str, platform: str, hour: int, minute: int = 0, **more: Any) -> Draft:
    wall, at = wall_of(DAY, f"{hour:02d}:{minute:02d}", SHANGHAI)
    return Draft(key, platform, wall, at, "t", 3, "science", phase="burst")._replace(**more)


def there(id: str, platform: str, hour: int, minute: int = 0, days: int = 0, **more: Any) -> Standing:
    wall, at = wall_of(DAY + timedelta(days=days), f"{hour:02d}:{minute:02d}", SHANGHAI)
    return Standing(id, platform, wall, at)._replace(**more)


A = draft("a", "douyin", 8)
CONFLICTS: list[tuple[str, Draft, list[Standing], list[Conflict]]] = [
    ("nothing", A, [there("s1", "kuaishou", 8), there("s2", "douyin", 9)], []),
    ("within the hour", A, [there("s1", "douyin", 8, 59)], [Conflict("a", "collision", "s1", 59)]),
    ("before it", A, [there("s1", "douyin", 7, 1)], [Conflict("a", "collision", "s1", 59)]),
    (
        "the nearest",
        A,
        [there("s1", "douyin", 8, 30, days=9), there("s2", "douyin", 7, 30), there("s3", "douyin", 8, 10)],
        [Conflict("a", "collision", "s3", 10), Conflict("a", "cap_day", "", 3, 2)],
    ),
    (
        "over the day",
        A,
        [there("s1", "douyin", 0), there("s2", "douyin", 23, 59), there("s3", "douyin", 12, days=1)],
        [Conflict("a", "cap_day", "", 3, 2)],
    ),
    (
        "over the week",
        draft("a", "channels", 8),
        [there(f"s{n}", "channels", 18, days=day) for n, day in enumerate((-2, -1, 1, 2, 4, 6), start=1)],
        [Conflict("a", "cap_week", "", 5, 4)],
    ),
    ("no cap", draft("a", "weibo", 8), [there(f"s{n}", "weibo", n) for n in (10, 12, 14)], []),
    (
        "held",
        A,
        [there("s1", "douyin", 20, days=2, held_for="i3"), there("s2", "weibo", 8, held_for="i4")],
        [Conflict("a", "held", "i3")],
    ),
    ("held till before", A, [there("s1", "douyin", 20, days=-1, held_for="i3")], []),
    (
        "another campaign",
        A,
        [there("s1", "weibo", 8, days=-2, campaign="c2"), there("s2", "weibo", 8, days=3, campaign="c2")],
        [Conflict("a", "campaign", "c2")],
    ),
    ("a campaign of before", A, [there("s1", "weibo", 8, days=-1, campaign="c2")], []),
    ("in its window", draft("a", "douyin", 6, 30, audience="seniors"), [], []),
    ("off it", draft("a", "douyin", 8, 14, audience="seniors"), [], [Conflict("a", "window", "", 15)]),
    ("no such platform", draft("a", "radio", 8), [], [Conflict("a", "unknown", "radio")]),
]


@pytest.mark.parametrize(
    ("one", "standing", "found"), [c[1:] for c in CONFLICTS], ids=[c[0] for c in CONFLICTS]
)
def test_what_stands_in_the_way(
    playbook: Playbook, one: Draft, standing: list[Standing], found: list[Conflict]
) -> None:
    assert list(conflicts([one], standing, playbook)) == found


def test_drafts_stand_in_each_others_way_and_a_campaign_is_named_once(playbook: Playbook) -> None:
    drafts = [A, draft("b", "douyin", 8, 30), draft("c", "douyin", 20)]
    runs = [there("s1", "weibo", 8, campaign="c2")]
    assert list(conflicts(drafts, runs, playbook)) == [
        Conflict("a", "campaign", "c2"),
        Conflict("b", "collision", "a", 30),
        Conflict("c", "cap_day", "", 3, 2),
    ]


CAMPAIGN = Campaign(n=1, name="n", day="2026-09-29", made_at=0, made_by="li")


def slot(n: int, wall: str, state: str = "planned", zone: str = "Asia/Shanghai") -> Slot:
    day, clock = wall.split("T")
    at = wall_of(date.fromisoformat(day), clock, ZoneInfo(zone))[1]
    return Slot(n=n, platform="douyin", wall=wall, zone=zone, at=at, title="t", tier=3, form="science",
                author="li", state=state, campaign=1)  # fmt: skip


def shifted(slots: list[Slot], day: str, now: str = "2026-09-01T00:00") -> list[tuple[int, str]]:
    at = slot(0, now).at
    moved = campaigns.move(CAMPAIGN, slots, date.fromisoformat(day), at)
    return [(one.n, local_day(at, ZoneInfo(one.zone)).isoformat()) for one, at in moved]


def test_moving_the_burst_moves_the_arc() -> None:
    slots = [
        slot(1, "2026-09-27T20:00"),
        slot(2, "2026-09-29T08:00", "ready"),
        slot(3, "2026-09-29T20:00", "dropped"),
        slot(4, "2026-10-06T20:00", "held"),
    ]
    assert shifted(slots, "2026-10-05") == [(1, "2026-10-03"), (2, "2026-10-05"), (4, "2026-10-12")]
    assert shifted(slots, "2026-09-20") == [(1, "2026-09-18"), (2, "2026-09-20"), (4, "2026-09-27")]


def test_wall_times_stay_when_the_clocks_change() -> None:
    """Berlin puts its clocks back on 2026-10-25: the wall time stays, the instants are 25 h apart."""
    one = slot(1, "2026-10-24T20:00", zone="Europe/Berlin")
    campaign = CAMPAIGN.model_copy(update={"day": "2026-10-24"})
    [(_slot, at)] = campaigns.move(campaign, [one], date(2026, 10, 25), 0)
    assert at - one.at == 25 * 3_600_000


REFUSED: list[tuple[str, list[Slot], str, str]] = [
    ("there already", [slot(1, "2026-09-29T08:00")], "2026-09-29", "on this day already"),
    ("nothing left", [slot(1, "2026-09-29T08:00", "dropped")], "2026-10-05", "nothing of it"),
    (
        "into the past",
        [slot(1, "2026-09-27T20:00"), slot(2, "2026-09-29T08:00")],
        "2026-09-02",
        "past: s1",
    ),
    (
        "the burst is out",
        [slot(1, "2026-09-29T08:00", "published"), slot(2, "2026-09-30T08:00")],
        "2026-10-05",
        "s1 went out",
    ),
    (
        "onto a warm-up that is out",
        [slot(1, "2026-09-27T20:00", "published"), slot(2, "2026-09-29T08:00")],
        "2026-09-27",
        "s2 would change places with what went out: s1",
    ),
    (
        "past a long tail that is out",
        [slot(1, "2026-10-01T20:00", "published"), slot(2, "2026-09-28T08:00")],
        "2026-10-03",
        "s2 would change places",
    ),
]


@pytest.mark.parametrize(("slots", "day", "words"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_a_move_that_breaks_the_arc_is_refused(slots: list[Slot], day: str, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        shifted(slots, day)


@given(
    days,
    days,
    st.lists(st.tuples(st.integers(-3, 7), st.sampled_from(["planned", "held", "published"])), max_size=8),
)
def test_what_moves_keeps_its_order_and_its_wall_time(
    day: date, other: date, found: list[tuple[int, str]]
) -> None:
    campaign = CAMPAIGN.model_copy(update={"day": day.isoformat()})
    slots = [
        slot(n, f"{day + timedelta(days=away)}T20:00", state)
        for n, (away, state) in enumerate(found, start=1)
    ]
    now = wall_of(day - timedelta(days=20), "12:00", SHANGHAI)[1]
    try:
        moved = campaigns.move(campaign, slots, other, now)
    except Refusal:
        return
    assert {one.n for one, _at in moved} == {one.n for one in slots if one.state != "published"}
    new = {one.n: at for one, at in moved}
    for one, at in moved:
        assert at > now
        assert at - one.at == (other - day).days * 86_400_000
    for out in (one for one in slots if one.state == "published"):
        for one, at in moved:
            if one.wall[:10] != out.wall[:10]:
                assert (at < out.at) == (one.at < out.at), new
