"""The rules of interactions, incidents and slots, one table each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from rhythm_tui.domain import incidents, interactions, slots
from rhythm_tui.domain.deadlines import DAY, HOUR, MINUTE, Rule
from rhythm_tui.domain.incidents import Incident, Left
from rhythm_tui.domain.interactions import Interaction
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.slots import Slot

if TYPE_CHECKING:
    from rhythm_tui.domain.refusal import Code


NOW = 1_795_320_000_000
LEASE = HOUR
COMMENT = Rule(2 * HOUR)


def item(rule: Rule | None = COMMENT, posted_at: int = NOW - HOUR, **given_: Any) -> Interaction:
    clock = interactions.timed(rule, posted_at)
    return Interaction(
        platform="douyin",
        kind="comment",
        posted_at=posted_at,
        seen_at=NOW,
        author_key="1:a",
        content=1,
        **{**clock, **given_},
    )


def incident(**given_: Any) -> Incident:
    stood = {
        "title": 1,
        "kind": "dispute",
        "grade": "general",
        "opened_by": "li",
        "opened_at": NOW,
        "discovered_at": NOW,
    }
    return Incident.model_validate({**stood, "graded_at": NOW, "graded_by": "li", "stage_at": NOW, **given_})


def slot(**given_: Any) -> Slot:
    stood = {
        "n": 1,
        "platform": "douyin",
        "wall": "2026-11-22T18:00",
        "zone": "Asia/Shanghai",
        "at": NOW + HOUR,
        "title": "t",
    }
    return Slot.model_validate({**stood, "tier": 1, "form": "science", "author": "li", **given_})


def refused(action: Callable[[], object]) -> tuple[Code, str | None]:
    with pytest.raises(Refusal) as caught:
        action()
    return caught.value.code, caught.value.field


# --- interactions ---


def test_a_clock_is_written_down_with_the_item() -> None:
    made = item()
    assert (made.due_at, made.soon_at, made.neglect_at) == (NOW + HOUR, NOW + 30 * MINUTE, NOW + 23 * HOUR)
    assert (made.clock, made.neglect_clock) == ("2h", "24h")
    assert item(None).limits is None


@pytest.mark.parametrize(
    ("owner", "until", "who", "allowed"),
    [
        (None, None, "wang", True),
        ("li", NOW + 1, "wang", False),
        ("li", NOW + 1, "li", False),
        ("li", NOW, "wang", False),
        ("li", NOW - 1000, "wang", True),
        ("li", NOW - 1000, "li", True),
        ("li", None, "wang", False),
    ],
)
def test_who_may_claim(owner: str | None, until: int | None, who: str, allowed: bool) -> None:
    held = item(owner=owner, claim_until=until)
    if allowed:
        taken = interactions.claim(held, who, NOW, LEASE)
        assert (taken.owner, taken.claim_until) == (who, NOW + LEASE)
    else:
        assert refused(lambda: interactions.claim(held, who, NOW, LEASE)) == ("refused", None)


def test_who_may_release() -> None:
    assert interactions.release(item(owner="li", claim_until=NOW), "li").owner is None
    assert refused(lambda: interactions.release(item(), "li")) == ("refused", None)
    assert refused(lambda: interactions.release(item(owner="wang"), "li")) == ("refused", None)


ENDED = [
    lambda done: interactions.claim(done, "li", NOW, LEASE),
    lambda done: interactions.release(done, "li"),
    lambda done: interactions.draft(done, 2),
    interactions.copied,
    lambda done: interactions.answer(done, "li", 2, NOW, NOW),
    lambda done: interactions.close(done, "li", "thanks", None, NOW),
]


@pytest.mark.parametrize("state", ["answered", "closed", "withdrawn"])
@pytest.mark.parametrize("action", ENDED)
def test_what_is_over_is_over(state: str, action: Callable[[Interaction], object]) -> None:
    over = item(state=state, owner="li", reply=2, stopped_at=NOW, stopped_by="li")
    assert refused(lambda: action(over)) == ("refused", None)


def test_the_three_states_of_a_reply() -> None:
    fresh = item()
    assert refused(lambda: interactions.copied(fresh)) == ("refused", None)
    drafted = interactions.draft(fresh, 7)
    copied = interactions.copied(drafted)
    posted = interactions.answer(copied, "li", 8, NOW, NOW)
    assert [i.reply_state for i in (fresh, drafted, copied, posted)] == [
        "none",
        "drafted",
        "copied",
        "posted",
    ]
    assert [i.stopped_at for i in (fresh, drafted, copied, posted)] == [None, None, None, NOW]
    assert interactions.draft(drafted, None).reply_state == "none"


@pytest.mark.parametrize(
    ("at", "missed", "neglected"),
    [
        (NOW - HOUR, 0, False),
        (NOW + HOUR, 0, False),
        (NOW + HOUR + 999, 0, False),
        (NOW + HOUR + 1000, 1, False),
        (NOW + 23 * HOUR, 22 * 3600, False),
        (NOW + 23 * HOUR + 1000, 22 * 3600 + 1, True),
    ],
)
def test_a_reply_stops_the_clock_and_fixes_the_miss(at: int, missed: int, neglected: bool) -> None:
    done = interactions.answer(item(), "li", 2, at, at + DAY)
    assert (done.state, done.stopped_at, done.missed_s, done.neglected) == ("answered", at, missed, neglected)
    closed = interactions.close(item(), "li", "spam", None, at)
    assert (closed.state, closed.missed_s, closed.neglected) == ("closed", missed, neglected)


def test_a_miss_once_recorded_stays_and_only_grows() -> None:
    missed = item(missed_s=600, neglected=True)
    early = interactions.answer(missed, "li", 2, NOW, NOW)
    assert (early.missed_s, early.neglected) == (600, True)
    assert interactions.answer(missed, "li", 2, NOW + 3 * HOUR, NOW + DAY).missed_s == 7200


def test_a_live_question_has_nothing_to_miss() -> None:
    done = interactions.answer(item(None), "li", 2, NOW + 50 * DAY, NOW + 60 * DAY)
    assert (done.missed_s, done.neglected) == (None, None)


@pytest.mark.parametrize(
    ("at", "field"),
    [(NOW + 5 * MINUTE + 1, "posted_at"), (NOW - HOUR - 1000, "posted_at"), (1_451_606_399_999, "posted_at")],
)
def test_a_reply_at_an_impossible_time(at: int, field: str) -> None:
    assert refused(lambda: interactions.answer(item(), "li", 2, at, NOW)) == ("invalid", field)


def test_a_reply_in_the_second_of_posting_whatever_the_fraction() -> None:
    """A platform may give the comment's time in milliseconds and the reply's in seconds."""
    posted = item(posted_at=NOW + 750)
    assert interactions.answer(posted, "li", 2, NOW, NOW + HOUR).state == "answered"


@pytest.mark.parametrize(
    ("at", "fine"),
    [
        (NOW + 5 * MINUTE, True),
        (NOW + 5 * MINUTE + 1, False),
        (1_451_606_400_000, True),
        (1_451_606_399_999, False),
        (0, False),
    ],
)
def test_times_that_can_have_been(at: int, fine: bool) -> None:
    if fine:
        assert interactions.check_time("at", at, NOW) == at
    else:
        assert refused(lambda: interactions.check_time("at", at, NOW)) == ("invalid", "at")


# --- incidents ---


NOTHING_LEFT = Left((), (), ())


@pytest.mark.parametrize(
    ("was", "to", "left", "allowed"),
    [
        ("monitor", "assess", Left(("solution",), ("t1 call",), ("s1",)), True),
        ("monitor", "respond", NOTHING_LEFT, False),
        ("assess", "respond", Left(("solution",), (), ()), True),
        ("review", "respond", NOTHING_LEFT, True),
        ("respond", "monitor", Left(("solution",), (), ()), True),
        ("monitor", "monitor", NOTHING_LEFT, False),
        ("respond", "review", Left(("solution",), (), ()), False),
        ("respond", "review", Left((), ("t1 call",), ("s1",)), True),
        ("monitor", "review", NOTHING_LEFT, True),
        ("respond", "closed", Left(("solution",), (), ()), False),
        ("review", "closed", Left((), ("t1 call",), ()), False),
        ("review", "closed", Left((), (), ("s1",)), False),
        ("review", "closed", NOTHING_LEFT, True),
        ("monitor", "closed", NOTHING_LEFT, True),
        ("closed", "respond", NOTHING_LEFT, False),
        ("withdrawn", "monitor", NOTHING_LEFT, False),
    ],
)
def test_moving_on_the_board(was: str, to: Any, left: Left, allowed: bool) -> None:
    if allowed:
        moved = incidents.move(incident(stage=was), to, left, NOW + 1)
        assert (moved.stage, moved.stage_at) == (to, NOW + 1)
    else:
        assert refused(lambda: incidents.move(incident(stage=was), to, left, NOW)) == ("refused", None)


def test_what_is_missing_is_named() -> None:
    for left, named in (
        (Left(("solution", "update2"), (), ()), "solution, update2"),
        (Left((), ("t4 call them", "t5 write it"), ()), "t4 call them; t5 write it"),
        (Left((), (), ("s7", "s9")), "s7, s9"),
    ):
        with pytest.raises(Refusal, match=named):
            incidents.move(incident(stage="respond"), "closed", left, NOW)


@pytest.mark.parametrize(
    ("stage", "merged_into", "allowed"),
    [
        ("closed", None, True),
        ("closed", 2, False),
        ("respond", None, False),
        ("review", None, False),
        ("withdrawn", None, False),
    ],
)
def test_opening_again(stage: str, merged_into: int | None, allowed: bool) -> None:
    one = incident(stage=stage, merged_into=merged_into)
    if allowed:
        again = incidents.reopen(one, NOW + 1)
        assert (again.stage, again.stage_at) == ("respond", NOW + 1)
    else:
        assert refused(lambda: incidents.reopen(one, NOW)) == ("refused", None)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({}, {}, None),
        ({"discovered_at": NOW + 1}, {}, None),
        ({"discovered_at": NOW - 1}, {}, ("refused", None)),
        ({"n": 2}, {}, ("invalid", "into")),
        ({"stage": "closed"}, {}, ("refused", None)),
        ({}, {"stage": "closed"}, ("refused", None)),
        ({}, {"stage": "withdrawn"}, ("refused", None)),
    ],
)
def test_merging(one: dict[str, Any], other: dict[str, Any], expected: tuple[str, str | None] | None) -> None:
    old, into = incident(n=1, **one) if "n" not in one else incident(**one), incident(n=2, **other)
    if expected is None:
        merged = incidents.merge(old, into, NOW)
        assert (merged.stage, merged.merged_into, merged.stage_at) == ("closed", 2, NOW)
    else:
        assert refused(lambda: incidents.merge(old, into, NOW)) == expected


@pytest.mark.parametrize(
    ("occurred", "discovered", "expected"),
    [
        (None, NOW, None),
        (NOW, NOW, None),
        (NOW - DAY, NOW - HOUR, None),
        (NOW, NOW - 1, ("invalid", "occurred_at")),
        (NOW + HOUR, NOW, ("invalid", "occurred_at")),
        (None, NOW + HOUR, ("invalid", "discovered_at")),
    ],
)
def test_when_it_happened(
    occurred: int | None, discovered: int, expected: tuple[str, str | None] | None
) -> None:
    if expected is None:
        incidents.check_times(occurred, discovered, NOW)
    else:
        assert refused(lambda: incidents.check_times(occurred, discovered, NOW)) == expected


@pytest.mark.parametrize("state", ["planned", "review", "ready"])
def test_a_held_slot_goes_back_to_where_it_was(state: str) -> None:
    one = slot(state=state)
    held = slots.hold(one, 7)
    assert (held.state, held.held_for, held.held_from) == ("held", 7, state)
    assert slots.release(held) == one


@pytest.mark.parametrize("state", ["held", "published", "dropped", "withdrawn"])
def test_what_cannot_be_held(state: str) -> None:
    assert refused(lambda: slots.hold(slot(state=state), 7)) == ("refused", None)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("monitor", "respond"), ("assess", "respond"), ("respond", "respond"), ("review", "review")],
)
def test_a_met_timer_is_a_response(was: str, becomes: str) -> None:
    assert incidents.responding(incident(stage=was), NOW).stage == becomes


def test_taking_charge() -> None:
    assert incidents.take_charge(incident(owner="wang"), "li").owner == "li"
    assert refused(lambda: incidents.take_charge(incident(owner="li"), "li")) == ("refused", None)
    assert refused(lambda: incidents.take_charge(incident(stage="closed"), "li")) == ("refused", None)
