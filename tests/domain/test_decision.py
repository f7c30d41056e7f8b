"""What may become of a missed slot, and what follows from each choice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain.deadlines import HOUR
from rhythm_tui.domain.decision import Choice, Plan, choices, next_window
from rhythm_tui.domain.hours import Window
from rhythm_tui.domain.publishing_words import Frequency
from rhythm_tui.domain.rhythm import Post

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
AT = round(NOON.timestamp() * 1000)
EVENING = (Window(18 * 60, 20 * 60),)
TARGETS = {1: 40, 2: 30, 3: 30}
DAILY = Frequency(1, 2, "day", ())


def post(id: str, when: datetime, *, platform: str = "douyin", tier: int = 1, state: str = "planned") -> Post:
    at = round(when.timestamp() * 1000)
    return Post(id, at, when.date(), when.hour * 60 + when.minute, platform, tier, "science", state=state)


MISSED = post("s1", NOON - timedelta(hours=4), state="missed")


def plan(*others: Post, **changed: object) -> Plan:
    values = {
        "posts": (MISSED, *others),
        "often": DAILY,
        "published": {1: 2, 2: 1, 3: 1},
        "targets": TARGETS,
        "windows": EVENING,
        "span": HOUR,
    }
    return Plan(**(values | changed))  # type: ignore[arg-type]


def offered(found: Plan) -> dict[str, Choice]:
    return {one.kind: one for one in choices(MISSED, NOON, AT, found)}


def test_there_are_three_choices_and_none_is_made() -> None:
    found = offered(plan())
    assert list(found) == ["late", "window", "drop"]
    assert found["late"].wall == "2026-11-22T12:00" and found["window"].wall == "2026-11-22T18:00"
    assert found["drop"].wall is None


def test_frequency_counts_the_slot_only_where_it_goes_out() -> None:
    found = offered(plan())
    assert (found["late"].tally.total, found["late"].tally.short) == (1, 0)
    assert (found["drop"].tally.total, found["drop"].tally.short) == (0, 1)
    full = offered(plan(post("s2", NOON + timedelta(hours=8)), post("s3", NOON - timedelta(hours=2))))
    assert full["late"].tally.over == 1 and full["drop"].tally.over == 0


def test_the_mix_is_that_of_what_would_have_gone_out() -> None:
    found = offered(plan())
    assert [one.percent for one in found["drop"].mix.shares] == [50, 25, 25]
    assert [one.percent for one in found["late"].mix.shares] == [60, 20, 20]


def test_what_it_would_stand_too_close_to_is_named() -> None:
    near, other = post("s2", NOON + timedelta(minutes=30)), post("s3", NOON, platform="weibo")
    found = offered(plan(near, other))
    assert [one.id for one in found["late"].collides] == ["s2"]
    assert found["window"].collides == () and found["drop"].collides == ()


@pytest.mark.parametrize(
    ("burst", "phase", "inside"), [(-1, (1, 7), True), (1, (-3, -1), True), (0, (-3, -1), False)]
)
def test_the_arc_says_whether_it_stays_in_its_phase(burst: int, phase: tuple[int, int], inside: bool) -> None:
    day = NOON.replace(tzinfo=None) + timedelta(days=burst)
    found = offered(plan(burst=day, phase=phase))
    assert found["late"].arc is not None and found["late"].arc.inside is inside
    assert found["drop"].arc is None


def test_a_dropped_slot_leaves_its_phase_the_others() -> None:
    assert [one.left for one in choices(MISSED, NOON, AT, plan(others=2))] == [None, None, 2]
    assert offered(plan())["drop"].left is None


def test_the_hours_of_the_audience_are_kept_by_the_next_window() -> None:
    found = offered(plan())
    assert found["late"].off_window_min == -360 and found["window"].off_window_min == 0
    assert offered(plan(windows=()))["late"].off_window_min is None


def test_the_next_window_is_so_far_ahead_as_people_wait_when_the_clock_is_changed() -> None:
    """New York puts its clock back that night: eight in the morning is twelve hours after nine at night."""
    zone = ZoneInfo("America/New_York")
    now = datetime(2026, 10, 31, 21, tzinfo=zone)
    slot = post("s1", now - timedelta(hours=1), state="missed")
    near = post("s2", datetime(2026, 11, 1, 8, 30, tzinfo=zone))
    found = choices(slot, now, round(now.timestamp() * 1000), plan(near, windows=(Window(480, 540),)))[1]
    assert found.wall == "2026-11-01T08:00" and [one.id for one in found.collides] == ["s2"]


def test_for_everybody_it_is_the_same_time_tomorrow() -> None:
    assert next_window(NOON, (), 8 * 60) == datetime(2026, 11, 23, 8, tzinfo=UTC)


@given(
    st.integers(0, 24 * 60 - 1),
    st.lists(
        st.builds(
            lambda start, length: Window(start, start + length), st.integers(0, 1380), st.integers(10, 240)
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_the_next_window_lies_ahead_and_within_a_day(minute: int, windows: list[Window]) -> None:
    now = datetime.combine(date(2026, 11, 22), datetime.min.time(), UTC) + timedelta(minutes=minute)
    found = next_window(now, windows, 0)
    assert now < found <= now + timedelta(days=1)
    assert any(one.holds(found.hour * 60 + found.minute) for one in windows)
