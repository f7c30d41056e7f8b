"""The gateway, the spans and the times of forms."""

from __future__ import annotations

import itertools
import re
import threading
from typing import Any

import pytest
from fakes import NOW, FakeReader, ManualClock, queue_row, seat, vocabulary

from rhythm_tui import i18n
from rhythm_tui.domain.deadlines import BANDS, HOUR, MINUTE
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.text import width
from rhythm_tui.ui import response_forms, spans, terms, time_fields
from rhythm_tui.ui.fields import Field
from rhythm_tui.ui.gateway import Gateway
from rhythm_tui.ui.queue_rows import columns
from rhythm_tui.ui.widgets.bars import buttons
from rhythm_tui.ui.widgets.header import header
from rhythm_tui.ui.wording import size


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0:00:00"), (59, "0:00:59"), (3600, "1:00:00"), (-41 * 60, "+0:41:00"), (-1, "+0:00:01"),
        (99 * 3600 + 3599, "99:59:59"), (-100 * 3600, "+4d04h"), (10_000 * 3600, "416d16h"),
    ],
)  # fmt: skip
def test_what_remains(seconds: int, shown: str) -> None:
    assert spans.remaining(seconds) == shown
    assert len(shown) <= 9


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (15, "15m"), (90, "90m"), (120, "2h"), (194, "3h14"), (599, "9h59"), (1115, "19h"), (1440, "24h"),
        (4320, "72h"), (7500, "5d"), (14_400, "10d"),
    ],
)  # fmt: skip
def test_the_limit_of_a_timer_stands_in_four_cells(minutes: int, shown: str) -> None:
    assert spans.limit(minutes * 60_000) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"), [(59, "0 min"), (60, "1 min"), (-3599, "59 min"), (7500, "2 h 05")]
)
def test_spans_in_words(seconds: int, shown: str) -> None:
    assert spans.rough(seconds) == shown


def test_a_time_of_another_day_has_its_date() -> None:
    now = ManualClock().now()
    assert spans.clock_time(now, vocabulary(), now) == "14:32"
    assert spans.clock_time(now - 24 * HOUR, vocabulary(), now) == "11-21 14:32"


@pytest.mark.parametrize(
    ("typed", "past", "made"),
    [
        ("14:05", True, "2026-11-22T14:05:00"),
        ("23:59", True, "2026-11-21T23:59:00"),
        ("16:32", True, "2026-11-22T16:32:00"),
        ("16:33", True, "2026-11-21T16:33:00"),
        ("18:00", False, "2026-11-22T18:00:00"),
        ("08:00", False, "2026-11-23T08:00:00"),
        (" 9：30 ", True, "2026-11-22T09:30:00"),
        ("１４：０５", True, "2026-11-22T14:05:00"),
        ("2026-11-23 18:00", False, "2026-11-23 18:00"),
        ("soon", True, "soon"),
        ("25:00", True, "25:00"),
    ],
)
def test_times_as_people_type_them(typed: str, past: bool, made: str) -> None:
    assert time_fields.wall_time(seat(), past=past)(typed) == made


@pytest.mark.parametrize(
    ("typed", "past", "told"),
    [
        ("14:05", True, ""),
        ("", True, ""),
        ("soon", True, ""),
        ("14:40", True, "still to come; for yesterday write 2026-11-21 14:40"),
        ("23:59", True, "yesterday, 11-21 23:59"),
        ("2026-11-21 23:59", True, "yesterday, 11-21 23:59"),
        ("2026-11-02 23:59", True, "2026-11-02 23:59"),
        ("2026-11-23 09:00", True, "tomorrow, 11-23 09:00"),
        ("18:00", False, ""),
        ("08:00", False, "tomorrow, 11-23 08:00"),
        ("2027-01-01 08:00", False, "2027-01-01 08:00"),
        ("2026-11-23T00:30+09:00", False, ""),
        ("99:99", True, ""),
        ("0001-01-01T00:00+14:00", True, ""),
        ("9999-12-31 23:59", False, "9999-12-31 23:59"),
    ],
)
def test_the_day_of_a_time_is_said_where_it_is_not_today(typed: str, past: bool, told: str) -> None:
    field = Field("at", "at")
    made = time_fields.passed(seat(), field) if past else time_fields.coming(seat(), field)
    assert made.describe is not None
    assert made.describe(typed) == told


@pytest.mark.parametrize("typed", ["999999999h", "9" * 300 + "h", "2h", "-1h", "18:00", "soon", "９h"])
def test_a_span_of_any_length_can_be_typed(typed: str) -> None:
    due = response_forms.new_task(seat(), None).fields[-1]
    assert due.describe is not None
    assert isinstance(due.describe(typed), str)
    due.convert(typed)


@pytest.mark.parametrize("cells", range(30, 220))
def test_the_columns_of_a_row_fill_its_line(cells: int) -> None:
    wide = columns(cells)
    shown = [one for one in (wide.clock, wide.platform, wide.author, wide.owner) if one]
    taken = terms.band_cells() + 12 + wide.text + sum(one + wide.between for one in shown)
    assert taken == cells or wide.text == 4


@pytest.mark.parametrize("cells", [60, 80, 100, 120, 140, 160, 200, 300])
@pytest.mark.parametrize("rows", [0, 1, 5000])
def test_the_header_fills_every_width(cells: int, rows: int) -> None:
    clock = ManualClock()
    reader = FakeReader([queue_row(n, n - 200, "x") for n in range(1, rows + 1)])
    line = header(reader.header(clock.now()), seat(), clock.now(), cells)
    assert size(line) <= cells
    assert "14:32:07" in "".join(one.text for one in line)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_blocks_of_the_header_never_touch(lang: str) -> None:
    i18n.use(lang)
    clock = ManualClock()
    reader = FakeReader([queue_row(n, n * 90 - 9000, "x") for n in range(120)])
    status = reader.header(clock.now())._replace(neglected=41, late=63, soon=12, ok=4)
    for cells in range(60, 200):
        line = header(status, seat(lang, clock=clock, reader=reader), clock.now(), cells)
        pairs = itertools.pairwise(one.style.endswith("-block") for one in line)
        assert not any(first and second for first, second in pairs), cells
        parts = [one for one in re.split(r" {2,}", "".join(one.text for one in line)) if one]
        assert cells < 78 or len(parts) >= 6, cells


@pytest.mark.parametrize(("cells", "between"), [(80, "  "), (26, "  "), (25, " "), (120, "  ")])
def test_keys_stand_two_blanks_apart_and_one_where_two_would_cost_a_key(cells: int, between: str) -> None:
    line, targets = buttons([("F2", "open it", "a"), ("Tab", "next field", "b")], cells)
    assert "".join(one.text for one in line).rstrip() == f"F2 open it{between}Tab next field"
    assert [target.action for target in targets] == ["a", "b"]


@pytest.mark.parametrize("band", [*BANDS, None])
def test_a_band_is_a_word_of_its_own_width(band: Any) -> None:
    assert width(terms.band_piece(band).text) == terms.band_cells()
    assert terms.band_piece(band).text.strip()


class Thread:
    """A desk that remembers on which thread it was used."""

    def __init__(self) -> None:
        self.seen = {threading.get_ident()}
        self.closed = False

    def do(self, command: Any) -> Any:
        self.seen.add(threading.get_ident())
        if command == "no":
            raise Refusal("refused", "no")
        return command

    def close(self) -> None:
        self.seen.add(threading.get_ident())
        self.closed = True


async def test_the_gateway_uses_its_desk_on_one_thread_of_its_own() -> None:
    made: list[Thread] = []

    def open_desk() -> Any:
        made.append(Thread())
        return made[-1]

    gateway = Gateway(open_desk)
    assert made == []
    assert await gateway.do("a") == "a"  # type: ignore[arg-type, comparison-overlap]
    with pytest.raises(Refusal):
        await gateway.do("no")  # type: ignore[arg-type]
    await gateway.close()
    (desk,) = made
    assert desk.closed
    assert len(desk.seen) == 1
    assert threading.get_ident() not in desk.seen


async def test_a_gateway_that_was_never_used_closes_quietly() -> None:
    await Gateway(lambda: pytest.fail("never opened")).close()


def test_seconds_are_whole() -> None:
    assert spans.since(0, 1999) == 1
    assert spans.since(999, 1000) == 1


@pytest.mark.parametrize(
    ("queue", "timer", "told"),
    [
        (9, 20, "next due 14:41"),
        (20, 9, "next due 14:41"),
        (None, 9, "next due 14:41"),
        (9, -30, "next due 14:41"),
        (None, -30, "nothing due"),
        (None, None, "nothing due"),
    ],
)
def test_what_is_due_next_is_a_row_or_a_timer_of_an_incident(
    queue: int | None, timer: int | None, told: str
) -> None:
    status = FakeReader().header(NOW)
    status = status._replace(
        next_due=None if queue is None else NOW + queue * MINUTE,
        incidents_next_due=None if timer is None else NOW + timer * MINUTE,
    )
    assert told in "".join(one.text for one in header(status, seat(), NOW, 78))
