"""The rhythm of a plan: gauges, mix, coverage, repetition, collisions, series, health days, four losses."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain import rhythm, topics
from rhythm_tui.domain.day import Day
from rhythm_tui.domain.deadlines import DAY, HOUR, MINUTE
from rhythm_tui.domain.hours import window
from rhythm_tui.domain.losses import KINDS, Loss, Neglect, Rules, losses
from rhythm_tui.domain.publishing_words import Frequency
from rhythm_tui.domain.rhythm import Post

SUNDAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 16)
MIDNIGHT = 1_795_276_800_000
"""2026-11-22 00:00 in Shanghai."""
NOW = MIDNIGHT + 12 * HOUR
DAILY = Frequency(1, 2, "day", ())
WEEKLY = Frequency(3, 4, "week", ("mon", "wed", "fri"))
RULES = Rules({"douyin": DAILY, "channels": WEEKLY, "weibo": None}, HOUR, 3, 7, 2 * HOUR)
TARGETS = {1: 40, 2: 30, 3: 30}


def post(n: int, day: date = SUNDAY, clock: str = "18:00", **other: object) -> Post:
    minute = int(clock[:2]) * 60 + int(clock[3:])
    at = MIDNIGHT + (day - SUNDAY).days * DAY + minute * MINUTE
    values: dict[str, object] = {"platform": "douyin", "tier": 1, "form": "science", "state": "ready"}
    return Post(id=f"s{n}", at=at, day=day, minute=minute, **(values | other))  # type: ignore[arg-type]


def day(id: str, first: date, last: date | None = None) -> Day:
    return Day(id, "health", id, id, first, last or first, slot=True)


POSTS = st.builds(
    post,
    st.integers(1, 99),
    st.integers(-10, 10).map(lambda n: SUNDAY + timedelta(days=n)),
    st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda t: f"{t[0]:02d}:{t[1]:02d}"),
    platform=st.sampled_from(["douyin", "channels", "weibo"]),
    tier=st.integers(1, 3),
    form=st.sampled_from(["science", "story"]),
    department=st.sampled_from([None, "heart", "children"]),
    audience=st.sampled_from([None, "seniors", "workers"]),
    state=st.sampled_from([*rhythm.STANDING, "missed"]),
    missing=st.booleans(),
)
MANY = st.lists(POSTS, max_size=25, unique_by=lambda one: one.id)


# Gauges


def test_a_platform_is_counted_by_day_or_by_week_as_the_playbook_says() -> None:
    posts = [
        post(1, clock="08:00", state="published"),
        post(2, clock="20:00"),
        post(3, clock="21:30", state="missed"),
        post(4, MONDAY, platform="channels", state="published"),
        post(5, MONDAY - timedelta(days=1), platform="channels"),
        post(6, platform="weibo"),
    ]
    douyin, channels, weibo = rhythm.gauges(posts, RULES.frequencies, SUNDAY)
    assert (douyin.own.done, douyin.own.planned, douyin.own.least, douyin.own.most) == (1, 1, 1, 2)
    assert (douyin.week.total, douyin.week.least, douyin.week.most) == (2, 7, 14)
    assert (channels.own.total, channels.own.short, channels.own.over, channels.meant) == (1, 2, 0, False)
    assert (weibo.own.total, weibo.own.least, weibo.own.short, weibo.own.over) == (1, None, 0, 0)


def test_a_platform_without_a_frequency_is_told_only_where_it_has_posts() -> None:
    assert [one.platform for one in rhythm.gauges([], RULES.frequencies, SUNDAY)] == ["douyin", "channels"]


@given(MANY)
def test_gauges_are_never_negative_and_count_each_post_once(posts: list[Post]) -> None:
    found = rhythm.gauges(posts, RULES.frequencies, SUNDAY)
    numbers = [n for one in found for t in (one.day, one.week) for n in (t.done, t.planned, t.short, t.over)]
    assert min(numbers) >= 0
    week = [one for one in posts if one.stands and MONDAY <= one.day <= SUNDAY]
    assert sum(one.week.total for one in found) == len(week)
    assert all(not (one.own.short and one.own.over) for one in found)


# The mix


def test_the_tier_furthest_below_its_share_is_next() -> None:
    mix = rhythm.mix({1: 8, 2: 2, 3: 2}, TARGETS)
    assert [(one.tier, one.percent, one.drift) for one in mix.shares] == [
        (1, 67, 27),
        (2, 17, -13),
        (3, 16, -14),
    ]
    assert mix.next_tier == 2
    assert [one.tier for one in mix.drifted(10)] == [1, 2, 3]
    assert mix.drifted(28) == ()


def test_while_nothing_went_out_the_largest_share_is_next() -> None:
    mix = rhythm.mix({}, TARGETS)
    assert ([one.percent for one in mix.shares], mix.next_tier, mix.drifted(1)) == ([0, 0, 0], 1, ())


def test_a_tier_that_the_playbook_no_longer_has_is_counted_and_never_next() -> None:
    mix = rhythm.mix({9: 5, 1: 1}, {1: 100})
    assert ([(one.tier, one.target) for one in mix.shares], mix.next_tier) == ([(1, 100), (9, 0)], 1)
    assert rhythm.mix({}, {}).next_tier == 0


@given(
    st.dictionaries(st.integers(1, 6), st.integers(0, 500)),
    st.dictionaries(st.integers(1, 4), st.integers(0, 100)),
)
def test_the_mix_always_sums_to_a_hundred(counts: dict[int, int], targets: dict[int, int]) -> None:
    mix = rhythm.mix(counts, targets)
    assert mix.total == sum(counts.values())
    assert sum(one.percent for one in mix.shares) == (100 if mix.total else 0)
    assert all(abs(one.percent * mix.total - one.posts * 100) < mix.total for one in mix.shares if mix.total)


@given(st.integers(0, 60))
def test_whoever_follows_the_proposal_keeps_the_mix(posts: int) -> None:
    counts = dict.fromkeys(TARGETS, 0)
    for _ in range(posts):
        counts[rhythm.mix(counts, TARGETS).next_tier] += 1
    assert all(abs(counts[tier] * 100 - share * posts) <= 100 for tier, share in TARGETS.items())


# Coverage


def test_what_reaches_an_audience_in_its_hours() -> None:
    windows = {"seniors": (window("06:00-08:00"), window("18:00-20:00")), "owls": (window("23:00-01:00"),)}
    posts = [
        post(1, clock="18:30"),
        post(2, clock="07:15", audience="workers"),
        post(3, clock="20:00", audience="seniors"),
        post(4, clock="00:30", audience="owls"),
        post(5, clock="06:30", state="missed"),
    ]
    seniors, owls = rhythm.coverage(posts, windows)
    assert [hour for hour in range(24) if seniors.watched[hour]] == [6, 7, 18, 19]
    assert [hour for hour in range(24) if seniors.posts[hour]] == [18]
    assert seniors.unserved == (window("06:00-08:00"),)
    assert (owls.posts[0], owls.watched[23], owls.watched[0], owls.unserved) == (1, True, True, ())


# Collisions and repetition


def test_an_hour_apart_is_no_collision() -> None:
    posts = [post(1, clock="08:00"), post(2, clock="08:59"), post(3, clock="09:59")]
    assert [(one.first.id, one.second.id, one.minutes) for one in rhythm.collisions(posts, HOUR)] == [
        ("s1", "s2", 59)
    ]
    other = [post(1, clock="08:00"), post(2, clock="08:01", platform="weibo")]
    assert rhythm.collisions(other, HOUR) == ()


@given(MANY, st.randoms())
def test_collisions_are_symmetric(posts: list[Post], order) -> None:  # type: ignore[no-untyped-def]
    pairs = {frozenset((one.first.id, one.second.id)) for one in rhythm.collisions(posts, HOUR)}
    shuffled = order.sample(posts, len(posts))
    assert pairs == {frozenset((one.first.id, one.second.id)) for one in rhythm.collisions(shuffled, HOUR)}
    expected = {
        frozenset((a.id, b.id))
        for a in posts
        for b in posts
        if a.id != b.id and a.stands and b.stands and a.platform == b.platform and abs(a.at - b.at) < HOUR
    }
    assert pairs == expected


def test_one_form_in_a_row() -> None:
    forms = ["science", "science", "science", "story", "science"]
    posts = [post(n, clock=f"{8 + 2 * n:02d}:00", form=form) for n, form in enumerate(forms)]
    assert [[one.id for one in run.posts] for run in rhythm.repetitions(posts, 3, {})] == [["s0", "s1", "s2"]]
    assert rhythm.repetitions(posts, 4, {}) == ()
    assert rhythm.repetitions(posts, 3, {"douyin": "science"}) == ()
    assert rhythm.repetitions(posts, 3, {"douyin": "story", "weibo": "science"}) != ()


def test_neighbours_that_jump() -> None:
    row = [("heart", 1), ("children", 2), ("heart", 3), ("children", 1), ("children", 2), (None, 3)]
    posts = [
        post(n, clock=f"{8 + n:02d}:00", department=department, tier=tier)
        for n, (department, tier) in enumerate(row)
    ]
    assert [[one.id for one in run.posts] for run in rhythm.jumping(posts, 3)] == [["s0", "s1", "s2", "s3"]]
    assert rhythm.jumping(posts, 4) == ()


# Series and health days


def test_a_series_shows_its_gap_and_its_next_episode() -> None:
    posts = [
        post(1, date(2026, 11, 3), series="heart", state="published"),
        post(2, date(2026, 12, 1), series="heart"),
        post(3, date(2026, 11, 30), series="children"),
    ]
    heart, children, knees = topics.series_gaps(posts, {"heart": 2, "children": 1, "knees": 1}, SUNDAY)
    assert (heart.done, heart.planned, heart.short, heart.following) == (1, 0, 1, posts[1])
    assert (children.short, children.following, knees.short, knees.following) == (0, posts[2], 1, None)


def test_a_topical_post_within_it_answers_a_day() -> None:
    week = day("week", SUNDAY - timedelta(days=4), SUNDAY + timedelta(days=2))
    posts = [post(1, SUNDAY - timedelta(days=3), tier=3), post(2, tier=1), post(3, tier=3, state="missed")]
    assert [one.posts for one in topics.answers([week, day("today", SUNDAY)], posts)] == [(posts[0],), ()]


# The four losses


def told(posts: list[Post], days: tuple[Day, ...] = (), neglect: Neglect = Neglect()) -> list[Loss]:  # noqa: B008
    return list(losses(posts, days, neglect, RULES, NOW, SUNDAY))


FED = [
    post(90, clock="10:00", state="published"),
    *(post(91 + n, MONDAY + timedelta(days=n), platform="channels", state="published") for n in (0, 2, 4)),
]
"""What feeds both platforms enough."""


def test_a_rhythm_that_is_kept_has_no_losses() -> None:
    assert told(FED) == []


@pytest.mark.parametrize(
    ("posts", "kind", "code", "subject", "number", "limit", "other"),
    [
        ([post(1, clock="13:30", missing=True)], "too_fast", "unreviewed", "s1", 90, 120, ""),
        ([post(1), post(2, clock="18:40")], "too_fast", "collision", "s2", 40, 60, "s1"),
        ([post(1), post(2, clock="21:00")], "too_fast", "over_cap", "s2", 3, 2, "douyin"),
    ],
    ids=["unreviewed", "collision", "over the cap"],
)
def test_too_fast(
    posts: list[Post], kind: str, code: str, subject: str, number: int, limit: int, other: str
) -> None:
    found = next(one for one in told([*FED, *posts]) if one.code == code)
    assert (found.kind, found.subject, found.number, found.limit, found.other) == (
        kind, subject, number, limit, other,
    )  # fmt: skip


def test_what_went_out_is_not_to_be_moved() -> None:
    out = post(1, clock="18:40", state="published")
    assert [one.subject for one in told([post(2), out]) if one.code == "collision"] == ["s2"]
    assert [one for one in told([post(2, state="published"), out]) if one.code == "collision"] == []


def test_a_held_slot_is_about_to_go_nowhere() -> None:
    held = post(1, clock="13:30", missing=True, state="held")
    assert [one for one in told([held]) if one.code == "unreviewed"] == []


def test_too_slow() -> None:
    wednesday = SUNDAY + timedelta(days=3)
    found = told([post(1, platform="channels")], (day("aids", wednesday),))
    assert [(one.code, one.subject, one.number, one.limit, one.other) for one in found] == [
        ("day_unanswered", "2026-11-25", 3, 0, ""),
        ("under_least", "2026-11-22", 0, 1, "douyin"),
        ("under_least", "2026-11-22", 1, 3, "channels"),
    ]
    assert {one.kind for one in found} == {"too_slow"}
    begun = day("week", MONDAY, wednesday)
    assert [(one.subject, one.number) for one in told(FED, (begun,))] == [("2026-11-22", 0)]


def test_erratic() -> None:
    jumps = [
        post(n, SUNDAY + timedelta(days=n), department="heart" if n % 2 else "children", tier=1 + n % 2)
        for n in range(4)
    ]
    found = [one for one in told(jumps) if one.kind == "erratic"]
    assert [(one.subject, one.number, one.limit, one.other) for one in found] == [("s3", 3, 3, "douyin")]
    assert [
        one for one in told([one._replace(state="published") for one in jumps]) if one.kind == "erratic"
    ] == []


def test_disordered_interaction() -> None:
    found = told(FED, neglect=Neglect(4, ("q7", "q3")))
    assert [(one.code, one.subject, one.number) for one in found] == [
        ("neglected", None, 4),
        ("brush_off", "q7", 2),
    ]


@given(MANY, st.integers(0, 3))
def test_every_loss_explains_itself(posts: list[Post], neglected: int) -> None:
    days = [day("today", SUNDAY), day("week", MONDAY, SUNDAY + timedelta(days=3))]
    found = list(losses(posts, days, Neglect(neglected), RULES, NOW, SUNDAY))
    by_id = {one.id: one for one in posts}
    assert [KINDS.index(one.kind) for one in found] == sorted(KINDS.index(one.kind) for one in found)
    for one in found:
        assert one.number >= 0
        if one.code == "neglected":
            assert one.subject is None
        elif one.subject in by_id:
            assert not by_id[one.subject].out
            assert by_id[one.subject].stands
        else:
            assert date.fromisoformat(one.subject or "") >= SUNDAY
