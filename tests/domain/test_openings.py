"""What the desk proposes for one more post: a platform that is short, a free hour somebody watches."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from test_rhythm import MANY, RULES, SUNDAY, post

from rhythm_tui.domain import rhythm
from rhythm_tui.domain.deadlines import HOUR
from rhythm_tui.domain.hours import window
from rhythm_tui.domain.openings import Opening, free_time, wanting
from rhythm_tui.domain.rhythm import Post

WINDOWS = {"seniors": (window("06:00-08:00"), window("18:00-20:00")), "workers": (window("12:00-13:00"),)}


def at(posts: list[Post], platform: str = "douyin", earliest: int = 0, day: date = SUNDAY) -> Opening | None:
    return free_time(posts, platform, day, WINDOWS, apart=HOUR, earliest=earliest)


def test_the_platform_that_lacks_most_is_proposed() -> None:
    monday = date(2026, 11, 23)
    assert wanting(rhythm.gauges([], RULES.frequencies, monday)) == "channels"
    fed = [post(n, monday, platform="channels") for n in range(3)]
    assert wanting(rhythm.gauges(fed, RULES.frequencies, monday)) == "douyin"
    full = [post(n, monday, platform="channels" if n < 4 else "douyin") for n in range(6)]
    assert wanting(rhythm.gauges(full, RULES.frequencies, monday)) is None


def test_a_platform_is_not_proposed_on_a_day_that_is_not_its_own() -> None:
    assert wanting(rhythm.gauges([], RULES.frequencies, SUNDAY)) == "douyin"


def test_hours_that_nothing_reaches_come_first() -> None:
    assert at([]) == Opening("douyin", 6 * 60, "seniors")
    assert at([post(1, clock="07:00")]) == Opening("douyin", 12 * 60, "workers")
    assert at([], earliest=13 * 60) == Opening("douyin", 18 * 60, "seniors")
    assert at([post(1, clock="07:00", state="missed")]) == Opening("douyin", 6 * 60, "seniors")


def test_where_nobody_watches_any_more_a_free_hour_is_enough() -> None:
    assert at([], earliest=21 * 60) == Opening("douyin", 21 * 60, None)
    assert at([], earliest=24 * 60) is None


@given(MANY, st.integers(0, 1439))
def test_what_is_proposed_collides_with_nothing(posts: list[Post], earliest: int) -> None:
    found = at(posts, earliest=earliest)
    if found is not None:
        clock = f"{found.minute // 60:02d}:{found.minute % 60:02d}"
        one_more = [*(one for one in posts if one.day == SUNDAY), post(100, clock=clock)]
        assert found.minute >= earliest
        pairs = [(one.first.id, one.second.id) for one in rhythm.collisions(one_more, HOUR)]
        assert not [pair for pair in pairs if "s100" in pair]
