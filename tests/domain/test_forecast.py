"""The forecast against a shift that is really played through, one answer after the other."""

from __future__ import annotations

import heapq

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain.deadlines import HOUR, MINUTE, SECOND, is_past
from rhythm_tui.domain.forecast import FEW, USUAL, Forecast, Order, Pace, Remedy, forecast, measure

NOW = 1_795_320_000_000
TEN_MINUTES = Pace(6.0, 1, True)


def play(due: list[int], now: int, pace: Pace, order: Order, helpers: int = 0, until: int = 0) -> set[int]:
    """Play the shift through and return the rows that were in time and are answered late or never.

    Helpers begin nothing at or after ``until``.
    """
    waiting = list(range(len(due)))
    at_work = [(now, False)] * pace.responders + [(now, True)] * helpers
    heapq.heapify(at_work)
    missed = {place for place in waiting if not is_past(due[place], now)}
    while waiting and at_work:
        free_at, helper = heapq.heappop(at_work)
        if helper and free_at >= until:
            continue
        done_at = free_at + pace.service
        place = waiting[0]
        if order == "save_first":
            place = next((row for row in waiting if not is_past(due[row], done_at)), place)
        waiting.remove(place)
        if not is_past(due[place], done_at):
            missed.discard(place)
        heapq.heappush(at_work, (done_at, helper))
    return missed


def at(*minutes: float) -> list[int]:
    return [NOW + round(one * MINUTE) for one in minutes]


queues = st.lists(st.integers(-90 * MINUTE, 300 * MINUTE), max_size=30).map(
    lambda spans: sorted(NOW + span for span in spans)
)
paces = st.builds(Pace, st.floats(0.7, 90.0), st.integers(0, 5), st.just(True))
orders = st.sampled_from(["desk", "save_first"])
moments = st.integers(NOW, NOW + 2 * SECOND)


@given(queues, moments, paces, orders)
def test_the_forecast_comes_true(due: list[int], now: int, pace: Pace, order: Order) -> None:
    told = forecast(due, now, pace, order)
    really = play(due, now, pace, order)
    assert set(told.missed_indices) == really
    assert list(told.missed_indices) == sorted(really)
    assert told.missed == len(really)
    assert told.first_miss_at == (due[min(really)] if really else None)
    assert told.overdue == sum(is_past(one, now) for one in due)
    assert told.lost == sum(not is_past(one, now) and is_past(one, now + pace.service) for one in due)


@given(queues, moments, paces, orders)
def test_the_remedy_saves_all_that_can_be_saved_and_less_does_not(
    due: list[int], now: int, pace: Pace, order: Order
) -> None:
    told = forecast(due, now, pace, order)
    if told.remedy is None:
        assert told.missed == told.lost
        return
    extra, until = told.remedy
    assert len(play(due, now, pace, order, extra, until)) == told.lost < told.missed
    assert len(play(due, now, pace, order, extra, until - pace.service)) > told.lost
    assert len(play(due, now, pace, order, extra - 1, until + 1000 * HOUR)) > told.lost


@given(queues, paces)
def test_saving_first_never_misses_more(due: list[int], pace: Pace) -> None:
    assert forecast(due, NOW, pace, "save_first").missed <= forecast(due, NOW, pace, "desk").missed


@given(queues, paces, st.data())
def test_no_choice_of_rows_saves_more_than_saving_first(
    due: list[int], pace: Pace, data: st.DataObject
) -> None:
    due = due[:8]
    order = data.draw(st.permutations(range(len(due))))
    finished = (
        {row: NOW + (turn // pace.responders + 1) * pace.service for turn, row in enumerate(order)}
        if (pace.responders)
        else {}
    )
    met = sum(not is_past(due[row], when) for row, when in finished.items())
    told = forecast(due, NOW, pace, "save_first")
    assert met <= told.open - told.overdue - told.missed


@pytest.mark.parametrize(
    ("minutes", "order", "missed", "remedy"),
    [
        ([], "desk", [], None),
        ([10, 20, 30], "desk", [], None),
        ([10, 10], "desk", [1], Remedy(1, NOW + 10 * MINUTE)),
        ([10, 20, 20, 30], "desk", [2, 3], Remedy(1, NOW + 10 * MINUTE)),
        ([10, 20, 20, 30], "save_first", [2], Remedy(1, NOW + 10 * MINUTE)),
        ([30, 30, 30, 30, 30], "desk", [3, 4], Remedy(1, NOW + 20 * MINUTE)),
        ([5], "desk", [0], None),
        ([5, 10], "desk", [0, 1], Remedy(1, NOW + 10 * MINUTE)),
        ([5, 10], "save_first", [0], None),
        ([-60, -50, 10], "desk", [2], Remedy(2, NOW + 10 * MINUTE)),
        ([-60, -50, 10], "save_first", [], None),
        ([-60, -50, 30], "desk", [], None),
        ([60] * 9, "save_first", [6, 7, 8], Remedy(1, NOW + 30 * MINUTE)),
    ],
)
def test_by_hand(minutes: list[float], order: Order, missed: list[int], remedy: Remedy | None) -> None:
    told = forecast(at(*minutes), NOW, TEN_MINUTES, order)
    assert (list(told.missed_indices), told.remedy) == (missed, remedy)


def test_nobody_on_shift_misses_everything_until_somebody_comes() -> None:
    told = forecast(at(-5, 10, 20), NOW, Pace(6.0, 0, False), "save_first")
    assert told == Forecast(
        order="save_first", open=3, overdue=1, missed=2, missed_indices=(1, 2), first_miss_at=at(10)[0],
        lost=0, clear_at=None, remedy=Remedy(1, NOW + 20 * MINUTE),
    )  # fmt: skip


@pytest.mark.parametrize(("rows", "responders", "minutes"), [(0, 2, 0), (1, 2, 10), (4, 2, 20), (5, 2, 30)])
def test_when_the_last_row_is_answered(rows: int, responders: int, minutes: int) -> None:
    told = forecast(at(*[500] * rows), NOW, Pace(6.0, responders, True))
    assert told.clear_at == NOW + minutes * MINUTE


def test_the_due_second_itself_is_in_time() -> None:
    due = [NOW + 10 * MINUTE]
    assert forecast(due, NOW + 999, TEN_MINUTES).missed == 0
    assert forecast(due, NOW + 1000, TEN_MINUTES).missed == 1


@pytest.mark.parametrize(
    ("ago", "responders", "pace"),
    [
        ([], 2, Pace(USUAL, 2, False)),
        ([1] * (FEW - 1), 2, Pace(USUAL, 2, False)),
        ([1] * FEW, 2, Pace(FEW / 2, 2, True)),
        ([1] * FEW, 0, Pace(USUAL, 0, False)),
        ([1] * FEW, -1, Pace(USUAL, 0, False)),
        ([0, 59, 59.99, 60, 61, -1, 30, 30, 30, 30], 1, Pace(7, 1, True)),
    ],
)
def test_the_pace_of_the_last_hour(ago: list[float], responders: int, pace: Pace) -> None:
    assert measure(at(*[-one for one in ago]), responders, NOW) == pace


def test_a_house_may_have_its_own_usual_pace() -> None:
    assert measure([], 3, NOW, usual=20.0) == Pace(20.0, 3, False)


@pytest.mark.parametrize(("per_hour", "service"), [(12.0, 5 * MINUTE), (7.0, 514_286), (1e9, 1)])
def test_what_an_answer_takes(per_hour: float, service: int) -> None:
    assert Pace(per_hour, 1, True).service == service


@pytest.mark.parametrize("order", ["desk", "save_first"])
def test_ten_thousand_rows(order: Order) -> None:
    due = at(*(place * 0.3 - 400 for place in range(10_000)))
    seen = forecast(due, NOW, Pace(9.0, 4, True), order)
    assert (seen.open, seen.overdue) == (10_000, sum(one < NOW for one in due))
    assert 0 < seen.missed < 10_000
