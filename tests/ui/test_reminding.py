"""Reminders fall due once, for whoever wanted them; rows say what they wait for."""

from __future__ import annotations

from fakes import NOW, FakeReader, ManualClock, queue_row, seat
from harness import opened

from rhythm_tui.desk.views import Reminder
from rhythm_tui.domain.deadlines import HOUR, MINUTE
from rhythm_tui.domain.text import clean
from rhythm_tui.ui.reminding import Reminders
from rhythm_tui.ui.wording import Line


def text(line: Line | None) -> str:
    return "".join(one.text for one in line or ())


def reminded(*reminders: tuple[str, int, str]) -> FakeReader:
    reader = FakeReader()
    reader.reminders_all = [Reminder(id, at, clean(by)) for id, at, by in reminders]
    return reader


def test_a_reminder_is_told_once_and_names_its_item() -> None:
    reminders = Reminders(seat(reader=reminded(("q7", NOW + MINUTE, "李敏"))))
    assert reminders.fallen(NOW + MINUTE - 1) is None
    assert text(reminders.fallen(NOW + MINUTE)) == "reminder 14:33: q7  双眼皮术后恢复要多久"
    assert reminders.fallen(NOW + HOUR) is None


def test_somebody_else_is_not_reminded() -> None:
    assert Reminders(seat(reader=reminded(("q7", NOW, "王芳")))).fallen(NOW) is None


def test_many_at_once_are_one_line() -> None:
    reader = reminded(("q7", NOW - 2, "李敏"), ("q8", NOW - 1, "李敏"), ("q9", NOW, "李敏"))
    assert text(Reminders(seat(reader=reader)).fallen(NOW)).endswith("  and 2 more reminders")


def test_one_that_is_set_anew_is_told_anew() -> None:
    reader = reminded(("q7", NOW, "李敏"))
    reminders = Reminders(seat(reader=reader))
    assert reminders.fallen(NOW) is not None
    reader.reminders_all = [Reminder("q7", NOW + MINUTE, clean("李敏"))]
    assert reminders.fallen(NOW) is None
    assert reminders.fallen(NOW + MINUTE) is not None


async def test_the_desk_says_it_in_its_footer() -> None:
    clock = ManualClock()
    reader = reminded(("q7", NOW + 15 * MINUTE, "李敏"))
    async with opened(seat(clock=clock, reader=reader)) as desk:
        await desk.shows("F1 help")
        assert "reminder 14:47" not in desk.text()
        clock.turn(15 * MINUTE)
        await desk.shows("reminder 14:47: q7")


def marked() -> FakeReader:
    long = "术后第三天伤口有点渗液,需要去医院吗?家属很着急"
    return FakeReader(
        queue=[
            queue_row(1, 1_000, long, waiting=clean("周医生")),
            queue_row(2, 2_000, long, remind_at=NOW + HOUR, taken_on="doctor"),
            queue_row(3, 3_000, long, kind="message", referred="doctor"),
            queue_row(
                4,
                4_000,
                long,
                waiting=clean("周医生"),
                remind_at=NOW + HOUR,
                referred="message",
                kind="message",
            ),
            queue_row(5, 5_000, long, taken_on="message"),
        ]
    )


async def test_rows_say_what_they_wait_for() -> None:
    async with opened(seat("en", reader=marked()), (160, 45)) as desk:
        await desk.shows("[remind]")
        await desk.shows("F1 help")
        await desk.shows("neglected from")
        await desk.golden("row-marks-en-160x45")


async def test_rows_say_it_in_chinese_and_keep_room_for_their_text(chinese: None) -> None:
    async with opened(seat("zh", reader=marked()), (80, 24)) as desk:
        await desk.shows("[提醒]")
        await desk.shows("F1 帮助")
        await desk.golden("row-marks-zh-80x24")
