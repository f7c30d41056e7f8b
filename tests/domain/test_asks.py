"""Who is asked for, from which second on, and when again: every boundary in a table, the rest by property."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain.asks import Ask, Chain, Step, Telling, asks
from rhythm_tui.domain.deadlines import HOUR, MINUTE, SECOND, second
from rhythm_tui.domain.playbook import BadPlaybook, check
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.settings import data_dir, read_toml

START = 1_795_320_000_000
TARGET = 4 * HOUR
WARNING = START + 3 * HOUR
DUE = START + TARGET
AGAIN = (10 * MINUTE, 20 * MINUTE, 40 * MINUTE)
CHAIN = Chain(0.25, (Step("office", "warning"), Step("leader", "due")), AGAIN)


def asked(
    now: int, *told: Telling, chain: Chain = CHAIN, known_at: int = START, start: int = START
) -> dict[str, Ask]:
    return {one.duty: one for one in asks(start, TARGET, known_at, chain, told, now)}


def office(at: int, answered_at: int | None = None) -> Telling:
    return Telling("office", at, answered_at)


@pytest.mark.parametrize(
    ("step", "now", "open_"),
    [
        (Step("office", "warning"), WARNING - SECOND, False),
        (Step("office", "warning"), WARNING - 1, False),
        (Step("office", "warning"), WARNING, True),
        (Step("office", "warning", 5 * MINUTE), WARNING + 5 * MINUTE - SECOND, False),
        (Step("office", "warning", 5 * MINUTE), WARNING + 5 * MINUTE, True),
        (Step("office", "due"), DUE, False),
        (Step("office", "due"), DUE + 999, False),
        (Step("office", "due"), DUE + SECOND, True),
        (Step("office", "due", 30 * MINUTE), DUE + 30 * MINUTE, False),
        (Step("office", "due", 30 * MINUTE), DUE + 30 * MINUTE + SECOND, True),
    ],
)
def test_the_second_in_which_it_is_asked_first(step: Step, now: int, open_: bool) -> None:
    found = asked(now, chain=CHAIN._replace(steps=(step,)))
    assert bool(found) == open_
    assert all(one.open and one.times == 1 for one in found.values())


@pytest.mark.parametrize("start", [START, START + 1, START + 999])
def test_part_of_a_second_changes_no_second(start: int) -> None:
    begins = (start + 3 * HOUR) // SECOND * SECOND
    assert not asked(begins - 1, start=start)
    assert asked(begins, start=start)


@pytest.mark.parametrize(
    ("after", "times", "next_after"),
    [
        (0, 1, 10),
        (10 * MINUTE - SECOND, 1, 10),
        (10 * MINUTE, 2, 30),
        (30 * MINUTE - SECOND, 2, 30),
        (30 * MINUTE, 3, 70),
        (70 * MINUTE - SECOND, 3, 70),
        (70 * MINUTE, 4, 110),
        (110 * MINUTE, 5, 150),
        (70 * MINUTE + 40 * MINUTE * 9_000 - SECOND, 9_003, 70 + 40 * 9_000),
        (70 * MINUTE + 40 * MINUTE * 9_000, 9_004, 70 + 40 * 9_001),
    ],
)
def test_nobody_told_is_asked_again_at_a_growing_interval(after: int, times: int, next_after: int) -> None:
    one = asked(WARNING + after)["office"]
    assert (one.times, one.next_at, one.open) == (times, WARNING + next_after * MINUTE, True)


@pytest.mark.parametrize(
    ("told", "after", "open_", "times"),
    [
        ((4,), 4, False, 1),
        ((4,), 13, False, 1),
        ((4,), 14, True, 2),
        ((4, 15), 15, False, 2),
        ((4, 15), 34, False, 2),
        ((4, 15), 35, True, 3),
        ((4, 15, 36), 75, False, 3),
        ((4, 15, 36), 76, True, 4),
        ((4, 15, 36, 80), 119, False, 4),
        ((4, 15, 36, 80), 120, True, 5),
        ((4, 6, 8), 17, False, 1),
        ((4, 6, 8), 18, True, 2),
        ((12,), 31, False, 2),
        ((12,), 32, True, 3),
        ((0,), 9, False, 1),
        ((-5,), 4, None, 0),
        ((-5,), 5, True, 1),
        ((-90,), 0, True, 1),
    ],
    ids=str,
)
def test_what_was_told_and_not_answered_is_asked_again(
    told: tuple[int, ...], after: int, open_: bool | None, times: int
) -> None:
    """Minutes from the warning: of each telling, and of the look."""
    found = asked(WARNING + after * MINUTE, *(office(WARNING + one * MINUTE) for one in told)).get("office")
    assert (None if found is None else found.open) == open_
    assert (found.times if found else 0) == times


def test_told_in_the_second_of_the_asking_is_told() -> None:
    assert not asked(WARNING + 700, office(WARNING + 300), start=START + 500, known_at=0)["office"].open


def test_an_answer_ends_it_for_good() -> None:
    told = (office(WARNING + 4 * MINUTE, WARNING + 20 * MINUTE), office(WARNING + 15 * MINUTE))
    one = asked(WARNING + 100 * HOUR, *told)["office"]
    assert (one.open, one.next_at, one.answered_at) == (False, None, WARNING + 20 * MINUTE)
    assert one.times == 2


def test_each_duty_is_asked_for_by_itself() -> None:
    told = (office(WARNING + MINUTE, WARNING + 2 * MINUTE),)
    found = asked(DUE + SECOND, *told)
    assert {duty: one.open for duty, one in found.items()} == {"office": False, "leader": True}


def test_nothing_was_asked_before_the_incident_came_on_the_desk() -> None:
    known = DUE + 3 * HOUR
    found = asked(known, known_at=known)
    assert {duty: (one.since, one.times) for duty, one in found.items()} == {
        "office": (known, 1),
        "leader": (known, 1),
    }


def test_a_duty_that_stands_twice_is_asked_for_once() -> None:
    steps = (Step("office", "due"), Step("office", "warning"))
    (one,) = asks(START, TARGET, START, CHAIN._replace(steps=steps), (), DUE + HOUR)
    assert one.since == WARNING


# What holds for every story

minutes = st.integers(-30, 600)
tellings = st.lists(minutes.map(lambda m: office(WARNING + m * MINUTE)), max_size=6)
intervals = st.lists(st.integers(1, 90).map(lambda m: m * MINUTE), min_size=1, max_size=4).map(sorted)


def chain_of(again: Sequence[int]) -> Chain:
    return CHAIN._replace(again=tuple(again))


@given(told=tellings, again=intervals, answered=minutes, now=st.integers(0, 50_000))
def test_an_answered_ask_never_asks_again(
    told: list[Telling], again: list[int], answered: int, now: int
) -> None:
    told = [*told, office(WARNING - HOUR, WARNING + answered * MINUTE)]
    found = asked(WARNING + now * MINUTE, *told, chain=chain_of(again)).get("office")
    assert found is None or (not found.open and found.next_at is None)


@given(told=tellings, again=intervals)
def test_the_asking_intervals_never_shrink(told: list[Telling], again: list[int]) -> None:
    """Looked at minute by minute: the wait for the next asking never gets shorter."""
    chain, waits, seen = chain_of(again), [], 0
    for minute in range(700):
        now = WARNING + minute * MINUTE
        past = [one for one in told if one.at <= now]
        found = asked(now, *past, chain=chain).get("office")
        if found is None:
            continue
        assert found.times >= seen
        assert found.next_at is not None and second(found.next_at) > second(now)
        assert second(found.asked_at) <= second(now)
        if found.times > seen:
            waits.append(found.next_at - max(found.asked_at, *(one.at for one in past), 0))
        seen = found.times
    assert waits == sorted(waits)
    assert not waits or waits[-1] <= again[-1]


@given(told=tellings, again=intervals, now=minutes, later=st.integers(0, 600))
def test_it_is_a_pure_function_of_what_was_told_and_now(
    told: list[Telling], again: list[int], now: int, later: int
) -> None:
    """The same question has the same answer, whatever the order of the rows."""
    at, chain = WARNING + now * MINUTE, chain_of(again)
    first = asked(at, *told, chain=chain)
    then = asked(at + later * MINUTE, *told, chain=chain)
    assert asked(at, *reversed(told), chain=chain) == first
    for duty, one in first.items():
        assert then[duty].since == one.since
        assert then[duty].times >= one.times


# The playbook

TABLES = read_toml(data_dir() / "playbook.toml")


def test_the_light_view_and_the_checked_one_read_the_same_chain() -> None:
    light, rules = Vocabulary(TABLES, "en").chain(), check(TABLES).escalation
    assert light.warning == rules.warning
    assert light.again == rules.again
    assert [(one.duty, one.moment, one.after) for one in light.steps] == [
        (one.duty, one.at, one.after) for one in rules.chain
    ]
    assert light.steps[0] == Step("communication", "warning")


def test_a_step_may_come_some_time_later() -> None:
    tables = {**TABLES, "escalation": {"chain": [{"duty": "leader", "at": "due", "after": "30m"}]}}
    assert Vocabulary(tables, "en").chain() == Chain(0.25, (Step("leader", "due", 30 * MINUTE),), AGAIN)
    assert check(tables).escalation.chain[0].after == 30 * MINUTE


def test_a_playbook_without_a_chain_asks_for_nobody() -> None:
    tables = {name: table for name, table in TABLES.items() if name != "escalation"}
    assert asks(START, TARGET, START, Vocabulary(tables, "en").chain(), (), DUE + HOUR) == ()


@pytest.mark.parametrize(
    ("rules", "why"),
    [
        ({"again": []}, "again"),
        ({"again": ["20m", "10m"]}, "never shrink"),
        ({"warning": 1.5}, "warning"),
        ({"chain": [{"duty": "barber", "at": "due"}]}, "no barber"),
        ({"chain": [{"duty": "leader", "at": "due"}, {"duty": "leader", "at": "warning"}]}, "twice"),
    ],
)
def test_a_chain_that_cannot_be_followed_is_named(rules: dict[str, object], why: str) -> None:
    with pytest.raises(BadPlaybook, match=why) as caught:
        check({**TABLES, "escalation": rules})
    assert "escalation" in str(caught.value)
