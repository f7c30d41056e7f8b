"""The rules of interactions, incidents and slots, one table each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain import incidents, interactions, slots
from rhythm_tui.domain.approval import approved_words
from rhythm_tui.domain.deadlines import DAY, HOUR, MINUTE, Rule
from rhythm_tui.domain.incidents import Incident, Timer
from rhythm_tui.domain.interactions import Interaction
from rhythm_tui.domain.playbook import Playbook, check
from rhythm_tui.domain.refusal import Code, Refusal
from rhythm_tui.domain.slots import SignOff, Slot

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


def timer(**given_: Any) -> Timer:
    return Timer.model_validate(
        {"incident": 1, "name": "initial_response", "start": NOW, "target": 2 * HOUR, **given_}
    )


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


@pytest.fixture(scope="module")
def graded(tables: dict[str, Any]) -> Playbook:
    timers = {
        **tables["timers"],
        "initial_response": {**tables["timers"]["initial_response"], "by_grade": {"major": "1h"}},
    }
    return check({**tables, "timers": timers})


def test_the_timers_of_an_incident(graded: Playbook) -> None:
    def targets(grade: str) -> list[int]:
        return [t.target // HOUR for t in incidents.timers_for(1, "dispute", grade, NOW, graded)]

    assert (targets("general"), targets("larger"), targets("major")) == ([2, 4, 24], [2, 4, 24], [1, 4, 24])
    assert all(
        t.start == NOW and t.due_at == NOW + t.target
        for t in incidents.timers_for(1, "dispute", "major", NOW, graded)
    )


@pytest.mark.parametrize(
    ("was", "now", "met", "target_h"),
    [
        ("general", "major", None, 1),
        ("major", "general", None, 2),
        ("general", "larger", None, 2),
        ("general", "major", NOW + MINUTE, 2),
    ],
)
def test_grading_anew_moves_targets_never_starts(
    graded: Playbook, was: str, now: str, met: int | None, target_h: int
) -> None:
    before = incidents.timers_for(1, "dispute", was, NOW, graded)
    before = tuple(t.model_copy(update={"met_at": met}) for t in before)
    after, timers = incidents.regrade(incident(grade=was), before, now, "wang", NOW + HOUR, graded)
    assert (after.grade, after.graded_by, after.graded_at, after.discovered_at) == (
        now,
        "wang",
        NOW + HOUR,
        NOW,
    )
    assert [t.start for t in timers] == [NOW] * 3
    assert timers[0].target == target_h * HOUR
    assert [t.target for t in timers[1:]] == [4 * HOUR, 24 * HOUR]


def test_grading_anew_to_the_same_is_refused(graded: Playbook) -> None:
    assert refused(lambda: incidents.regrade(incident(), (), "general", "li", NOW, graded)) == (
        "refused",
        None,
    )


def test_a_timer_the_playbook_no_longer_knows_keeps_its_target(graded: Playbook) -> None:
    old = (timer(name="report_to_bureau", target=12 * HOUR),)
    _, timers = incidents.regrade(incident(), old, "major", "li", NOW, graded)
    assert timers == old


def test_grading_anew_does_not_undo_a_miss(graded: Playbook) -> None:
    """Under ``major`` the first response was due in an hour; half an hour later nobody grades that away."""
    before = incidents.timers_for(1, "dispute", "major", NOW, graded)
    _, timers = incidents.regrade(incident(grade="major"), before, "general", "li", NOW + 90 * MINUTE, graded)
    met = incidents.meet(incident(), timers[0], "li", 5, NOW + 95 * MINUTE, NOW + 2 * HOUR)
    assert met.missed_s == 30 * 60


@pytest.mark.parametrize(
    ("at", "missed"),
    [
        (NOW, 0),
        (NOW + 2 * HOUR, 0),
        (NOW + 2 * HOUR + 999, 0),
        (NOW + 2 * HOUR + 1000, 1),
        (NOW + 3 * HOUR, 3600),
    ],
)
def test_meeting_a_timer(at: int, missed: int) -> None:
    met = incidents.meet(incident(), timer(), "wang", 9, at, at)
    assert (met.met_at, met.met_by, met.evidence, met.missed_s) == (at, "wang", 9, missed)
    assert incidents.meet(incident(), timer(missed_s=7), "wang", 9, NOW, NOW).missed_s == 7


def test_meeting_what_cannot_be_met() -> None:
    assert refused(lambda: incidents.meet(incident(), timer(met_at=NOW, met_by="li"), "li", 1, NOW, NOW)) == (
        "refused",
        None,
    )
    assert refused(lambda: incidents.meet(incident(), timer(), "li", 1, NOW - 1000, NOW)) == ("invalid", "at")
    assert refused(lambda: incidents.meet(incident(), timer(), "li", 1, NOW + HOUR, NOW)) == ("invalid", "at")
    assert refused(lambda: incidents.meet(incident(stage="closed"), timer(), "li", 1, NOW, NOW)) == (
        "refused",
        None,
    )


@pytest.mark.parametrize(
    ("was", "to", "met", "allowed"),
    [
        ("monitor", "assess", False, True),
        ("monitor", "respond", False, True),
        ("respond", "monitor", False, True),
        ("monitor", "monitor", False, False),
        ("respond", "review", False, False),
        ("respond", "closed", False, False),
        ("respond", "review", True, True),
        ("review", "closed", True, True),
        ("closed", "respond", True, True),
        ("withdrawn", "monitor", True, False),
    ],
)
def test_moving_on_the_board(was: str, to: Any, met: bool, allowed: bool) -> None:
    timers = (timer(met_at=NOW if met else None),)
    if allowed:
        moved = incidents.move(incident(stage=was), timers, to, NOW + 1)
        assert (moved.stage, moved.stage_at) == (to, NOW + 1)
    else:
        assert refused(lambda: incidents.move(incident(stage=was), timers, to, NOW)) == ("refused", None)


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


# --- slots ---

BOTH = ("clinical", "public_health")


def signed(one: Slot, *given_: tuple[str, str]) -> tuple[SignOff, ...]:
    return tuple(
        SignOff(slot=1, role=role, expert=expert, words=slots.words_hash(one), at=NOW)
        for role, expert in given_
    )


@pytest.mark.parametrize(
    ("given_", "role", "expert", "required", "state"),
    [
        ((), "clinical", "wang", ("clinical",), "ready"),
        ((), "public_health", "wang", ("clinical",), "review"),
        ((), "clinical", "wang", BOTH, "review"),
        ((("clinical", "wang"),), "public_health", "zhao", BOTH, "ready"),
        ((("public_health", "zhao"),), "clinical", "wang", BOTH, "ready"),
        ((("clinical", "wang"),), "public_health", "wang", BOTH, None),
        ((("clinical", "wang"),), "clinical", "zhao", BOTH, None),
        ((), "clinical", "li", ("clinical",), None),
    ],
)
def test_signing_off(
    given_: tuple[tuple[str, str], ...], role: str, expert: str, required: tuple[str, ...], state: str | None
) -> None:
    one = slot()
    if state is None:
        assert refused(lambda: slots.sign_off(one, signed(one, *given_), role, expert, NOW, required)) == (
            "refused",
            None,
        )
    else:
        after, mark = slots.sign_off(one, signed(one, *given_), role, expert, NOW, required)
        assert (after.state, mark.role, mark.expert, mark.words) == (
            state,
            role,
            expert,
            slots.words_hash(one),
        )


@pytest.mark.parametrize("state", ["held", "published", "dropped", "withdrawn"])
def test_what_takes_no_sign_off(state: str) -> None:
    assert refused(lambda: slots.sign_off(slot(state=state), (), "clinical", "wang", NOW, BOTH)) == (
        "refused",
        None,
    )


@pytest.mark.parametrize(
    "edit", [{"title": "u"}, {"platform": "weibo"}, {"tier": 2}, {"form": "story"}, {"emergency": True}]
)
def test_a_sign_off_lapses_when_the_words_change(edit: dict[str, Any]) -> None:
    one = slot()
    marks = signed(one, ("clinical", "wang"))
    assert slots.valid_roles(one, marks) == {"clinical": "wang"}
    assert slots.valid_roles(one.model_copy(update=edit), marks) == {}
    assert slots.valid_roles(one, tuple(m.model_copy(update={"withdrawn": True}) for m in marks)) == {}


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8), st.text(max_size=8), st.booleans())
def test_no_two_slots_share_their_approved_words(
    platform: str, title: str, other: str, form: str, emergency: bool
) -> None:
    words = approved_words(platform, title, 1, form, emergency=emergency)
    assert (words == approved_words(platform, other, 1, form, emergency=emergency)) == (title == other)
    assert words != approved_words(platform, title, 2, form, emergency=emergency)
    assert words != approved_words(platform, title, 1, form, emergency=not emergency)


@pytest.mark.parametrize(
    ("state", "missing", "at", "expected"),
    [
        ("ready", (), NOW, None),
        ("planned", (), NOW, None),
        ("ready", ("clinical",), NOW, ("refused", None)),
        ("published", (), NOW, ("refused", None)),
        ("held", (), NOW, ("refused", None)),
        ("dropped", (), NOW, ("refused", None)),
        ("ready", (), NOW + HOUR, ("invalid", "at")),
        ("ready", (), 0, ("invalid", "at")),
    ],
)
def test_publishing(
    state: str, missing: tuple[str, ...], at: int, expected: tuple[str, str | None] | None
) -> None:
    if expected is None:
        out = slots.publish(slot(state=state), "wang", at, NOW, "https://v.example/1", missing)
        assert (out.state, out.published_at, out.published_by, out.url) == (
            "published",
            at,
            "wang",
            "https://v.example/1",
        )
    else:
        assert refused(lambda: slots.publish(slot(state=state), "wang", at, NOW, None, missing)) == expected
