"""Between two limits a desk stands still: what is kept until the next one is what would be read anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from test_verbs import ADD, HOUR, MINUTE, NOON, OPEN, PLAN, do

from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.query import Choice, Query
from rhythm_tui.store import interactions

FREE = Choice("owner", ("none",))
BANDS = ("neglected", "late", "soon")


@pytest.fixture
def laid(desk: Desk) -> Desk:
    """Rows of every band, a timer, a slot, somebody to be told."""
    for n, age in enumerate((29, 89, 91, 119, 121, 24 * 60 - 1, 24 * 60 + 1)):
        do(desk, ADD, posted_at=NOON - age * MINUTE - n * 377, text=f"第 {n} 条")
    for n, age in enumerate((10, 140, 200)):  # due soon before comments that are due earlier
        do(desk, ADD, kind="message", posted_at=NOON - age * MINUTE - n * 377, text=f"私信 {n}")
    do(desk, ADD, kind="live", posted_at=NOON - HOUR, text="直播提问")
    do(desk, do="interaction.claim", id="q2")
    do(desk, OPEN)
    do(desk, PLAN)
    return desk


def instants() -> Iterator[int]:
    """Yield seconds around every limit, and some between them, then an earlier one: clocks are put back."""
    for minute in range(0, 300):
        yield from (NOON + minute * MINUTE + ms for ms in (0, 999, 1000, 1001, 30_000))
    yield NOON + HOUR


def test_what_is_kept_is_what_would_be_read(laid: Desk, reader: Reader) -> None:
    read = 0
    for now in instants():
        turn = reader.turn(now)
        assert reader.header(now) == reader._status(now, alarmed=False), now
        assert reader.asks(now) == super(Reader, reader).asks(now), now
        read += turn.since == now
    assert 10 < read < 200


def test_the_order_that_is_carried_on_is_the_one_that_would_be_read(laid: Desk, reader: Reader) -> None:
    def anew(now: int) -> list[int]:
        return interactions.open_numbers(reader._connection, now)

    orders = set()
    for now in instants():
        assert reader.queue_ids(now).tolist() == anew(now), now
        orders.add(tuple(anew(now)))
    assert len(orders) > 2
    do(laid, do="interaction.close", id="q2", reason="spam")
    assert reader.queue_ids(now).tolist() == anew(now)


def test_an_order_is_carried_on_over_hours_at_once(laid: Desk, reader: Reader) -> None:
    for now in (NOON, NOON + 3 * HOUR, NOON + 27 * HOUR, NOON + HOUR):
        assert reader.queue_ids(now).tolist() == interactions.open_numbers(reader._connection, now)


def test_who_writes_ends_a_turn_and_so_does_another_moment_of_the_past(laid: Desk, reader: Reader) -> None:
    before = reader.turn(NOON)
    assert reader.turn(NOON + 1) == before
    do(laid, ADD, posted_at=NOON - HOUR, text="新的一条")
    after = reader.turn(NOON + 1)
    assert after.version != before.version
    reader.forget()
    assert reader.turn(NOON + 1).version != after.version


def test_what_crosses_a_limit_is_what_was_in_no_such_band_before(laid: Desk, reader: Reader) -> None:
    def standing(now: int) -> set[tuple[str, int]]:
        wanted = ((band, Query((Choice("band", (band,)), FREE))) for band in BANDS)
        return {(band, n) for band, query in wanted for n in reader.queue_ids(now, query)}

    since, crossed = NOON, set()
    for now in range(NOON, NOON + 3 * HOUR, 97_001):
        fresh = set(reader.crossed(since, now))
        assert fresh == standing(now) - standing(since), now
        since, crossed = now, crossed | fresh
    assert {band for band, _n in crossed} == set(BANDS)


def test_the_due_instants_are_read_once_for_every_change(laid: Desk, reader: Reader) -> None:
    asked: list[str] = []

    reader._connection.set_trace_callback(asked.append)
    first, _pace = reader.forecast(NOON)
    assert reader.forecast(NOON)[0] == first
    assert sum("ORDER BY due_at" in sql for sql in asked) == 1
    do(laid, ADD, posted_at=NOON - HOUR, text="又一条")
    assert reader.forecast(NOON)[0].open == first.open + 1
