"""One engine for every deadline: to the second, in order, and never moved by the time of asking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain.deadlines import (
    BANDS,
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    Band,
    Deadline,
    Rule,
    band,
    clock_name,
    deadline,
    is_past,
    named_deadline,
    overrun_s,
    remaining_s,
    span,
)

START = 1_795_320_000_000
COMMENT = deadline(START, Rule(2 * HOUR))
MESSAGE = deadline(START, Rule(4 * HOUR))


@pytest.mark.parametrize(
    ("limits", "after", "expected"),
    [
        (COMMENT, 0, Band.OK),
        (COMMENT, 90 * MINUTE - 1, Band.OK),
        (COMMENT, 90 * MINUTE, Band.SOON),
        (COMMENT, 2 * HOUR, Band.SOON),
        (COMMENT, 2 * HOUR + 999, Band.SOON),
        (COMMENT, 2 * HOUR + 1000, Band.LATE),
        (COMMENT, DAY, Band.LATE),
        (COMMENT, DAY + 999, Band.LATE),
        (COMMENT, DAY + 1000, Band.NEGLECTED),
        (COMMENT, -DAY, Band.OK),
        (MESSAGE, 3 * HOUR - 1, Band.OK),
        (MESSAGE, 3 * HOUR, Band.SOON),
        (MESSAGE, 4 * HOUR + 999, Band.SOON),
        (MESSAGE, 4 * HOUR + 1000, Band.LATE),
        (MESSAGE, DAY + 1000, Band.NEGLECTED),
    ],
)
def test_band_to_the_second(limits: Deadline, after: int, expected: Band) -> None:
    assert band(limits, START + after) is expected


def test_the_due_second_counts_whole_whatever_its_fraction() -> None:
    """An item posted at .750 is due at .750; an answer anywhere in that second is in time, none later."""
    limits = deadline(START + 750, Rule(2 * HOUR))
    due_second = START + 2 * HOUR
    assert [is_past(limits.due_at, due_second + ms) for ms in (0, 749, 751, 999, 1000)] == [False] * 4 + [
        True
    ]
    assert [overrun_s(limits.due_at, due_second + ms) for ms in (-5000, 0, 999, 1000, 1999, 2000)] == [
        0,
        0,
        0,
        1,
        1,
        2,
    ]


starts = st.integers(1_451_606_400_000, 32_503_680_000_000)
rules = st.builds(
    Rule,
    st.integers(1, 600).map(lambda m: m * MINUTE),
    st.integers(600, 6000).map(lambda m: m * MINUTE),
    st.floats(0.01, 0.99),
)


@given(starts, rules, st.integers(-10 * DAY, 100 * DAY), st.integers(0, 10 * DAY))
def test_a_band_only_ever_worsens(start: int, rule: Rule, after: int, later: int) -> None:
    limits = deadline(start, rule)
    first, second = band(limits, start + after), band(limits, start + after + later)
    assert BANDS.index(second) <= BANDS.index(first)
    assert limits.soon_at <= limits.due_at <= limits.neglect_at


@given(starts, rules, st.integers(-10 * DAY, 100 * DAY))
def test_the_sign_of_remaining_time_says_late(start: int, rule: Rule, after: int) -> None:
    limits, now = deadline(start, rule), start + after
    found = band(limits, now)
    assert (
        (remaining_s(limits.due_at, now) < 0)
        == is_past(limits.due_at, now)
        == (overrun_s(limits.due_at, now) > 0)
    )
    assert (found in (Band.LATE, Band.NEGLECTED)) == (remaining_s(limits.due_at, now) < 0)
    shown = named_deadline(limits, now)
    assert shown == (limits.neglect_at if found is Band.NEGLECTED else limits.due_at)
    assert (remaining_s(shown, now) < 0) == (found in (Band.LATE, Band.NEGLECTED))


@given(starts, rules, st.integers(-DAY, 10 * DAY), st.integers(0, 999))
def test_the_fraction_of_the_second_never_matters(start: int, rule: Rule, after: int, ms: int) -> None:
    limits = deadline(start, rule)
    whole = (start + after) // SECOND * SECOND
    assert band(limits, whole) is band(limits, whole + ms)


@pytest.mark.parametrize(
    ("written", "ms", "face"),
    [
        ("45m", 45 * MINUTE, "45m"),
        ("90m", 90 * MINUTE, "90m"),
        ("2h", 2 * HOUR, "2h"),
        ("1d", DAY, "24h"),
        ("60m", HOUR, "1h"),
    ],
)
def test_spans_read_and_named(written: str, ms: int, face: str) -> None:
    assert span(written) == ms
    assert clock_name(ms) == face


def test_a_clock_face_of_odd_seconds() -> None:
    assert clock_name(45 * SECOND) == "45s"
    assert clock_name(90 * SECOND) == "90s"


@pytest.mark.parametrize(
    "written", ["", "0m", "2", "h", "-2h", "2.5h", "2h ", "2w", "1h30m", "２h30", " 2h", "2H"]
)
def test_no_span(written: str) -> None:
    with pytest.raises(ValueError, match="30m, 2h or 1d"):
        span(written)
