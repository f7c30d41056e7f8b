"""The journal on the screen, and the desk as it stood: on a real file, by keys."""

from __future__ import annotations

import re
from typing import Any

from harness import Desk, check_golden, opened
from test_real_desk import filled, sit, verbs  # noqa: F401 - fixtures

from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.deadlines import MINUTE
from rhythm_tui.ui.screens.past import PastScreen


async def in_the_journal(desk: Desk) -> None:
    await desk.press("J")
    await desk.shows("slot planned")


async def test_it_is_narrowed_by_who_what_and_id(sit: Any, filled: RealDesk) -> None:  # noqa: F811
    filled.do(parse({"do": "interaction.claim", "id": "q2", "operator": "Wang Fang"}))
    async with opened(sit(), (120, 36)) as desk:
        await in_the_journal(desk)
        await desk.shows("5 lines")
        await desk.press("f3")
        await desk.type("WANG q2")
        await desk.shows("1 line ")
        await desk.shows("claimed")
        await desk.press("escape")
        await desk.shows("5 lines")
        await desk.press("slash")
        await desk.type("came in")
        await desk.shows("2 lines")
        await desk.press("enter", "enter")
        await desk.shows("item q2")


async def test_a_line_tells_what_it_did(sit: Any, filled: RealDesk) -> None:  # noqa: F811
    filled.do(parse({"do": "incident.grade", "id": "i1", "grade": "major", "reason": "it is in the news"}))
    async with opened(sit(), (120, 36)) as desk:
        await in_the_journal(desk)
        await desk.shows("graded anew: general to major")
        await desk.shows("it is in the news")


async def test_the_past_is_seen_and_cannot_be_changed(sit: Any, filled: RealDesk) -> None:  # noqa: F811
    seat = sit()
    filled.do(parse({"do": "reply.post", "id": "q1", "text": "See your doctor"}))
    async with opened(seat, (160, 45)) as desk:
        await desk.shows("2 Queue 1")
        await in_the_journal(desk)
        await desk.press("down", "f6")
        await desk.shows("THE PAST, read only")
        await desk.shows("after row 4 of 5")
        await desk.shows("2 Queue 2")
        await desk.press("c")
        await desk.shows("this is the past: nothing is changed here")
        await desk.press("f11")
        await desk.shows("after row 3 of 5")
        await desk.shows("Slots 0")
        await desk.press("full_stop", "full_stop")
        await desk.shows("after row 5 of 5")
        await desk.shows("2 Queue 1")
        await desk.press("comma", "comma", "comma", "comma", "comma", "comma")
        await desk.shows("after row 1 of 5")
        await desk.shows("Incidents 0")
        filled.do(parse({"do": "interaction.claim", "id": "q2", "operator": "wang"}))
        desk.app.beat()
        await desk.shows("2 Queue 1")
        assert isinstance(desk.app.screen, PastScreen)
        await desk.press("enter")
        await desk.shows("item q1")
        await desk.press("escape", "q")
        await desk.shows("6 lines")
        await desk.press("q")
        await desk.until(lambda: not isinstance(desk.app.screen, PastScreen), "the present")
    assert verbs(seat)[:2] == ["interaction.claim", "reply.post"]


async def test_any_moment_of_the_past_is_found_by_its_time(sit: Any, filled: RealDesk, clock: Any) -> None:  # noqa: F811
    began = clock.now()
    clock.time = began + 100 * MINUTE
    filled.do(parse({"do": "interaction.claim", "id": "q2"}))
    async with opened(sit(), (120, 36)) as desk:
        await in_the_journal(desk)
        await desk.shows("5 lines")
        await desk.press("f3")
        await desk.type("13:10")
        await desk.shows("4 lines")
        await desk.press("enter", "f6")
        await desk.shows("after row 4 of 5, 13:10:59")
        await desk.shows("+0:40:59  late")
        await desk.press("f12")
        await desk.shows("after row 5 of 5, 13:40:00")
        await desk.press("escape")
        await desk.shows("5 lines")
        await desk.press("f3")
        await desk.type("q2 11-21")
        await desk.shows("Nothing matches")


async def test_the_past_offers_nothing_that_changes_it(sit: Any, filled: RealDesk) -> None:  # noqa: F811
    seat = sit()
    async with opened(seat, (160, 45)) as desk:
        await in_the_journal(desk)
        await desk.press("f6")
        await desk.shows("THE PAST, read only")
        await desk.hides("F6 reply")
        await desk.shows("w why")
        for pane, key in (("2", "r"), ("3", "t"), ("3", "f6"), ("1", "a"), ("2", "n"), ("2", "u")):
            await desk.press(pane, key)
            await desk.shows("this is the past: nothing is changed here")
            assert isinstance(desk.app.screen, PastScreen)
            await desk.press("1" if pane != "1" else "2")
        await desk.press("3", "enter")
        await desk.shows("timeline")
        await desk.hides("F6 meet timer")
        for key, read, written in (
            ("H", "read on", ("hand over", "who takes it", "give all red rows")),
            ("D", "week", ("edit", "begin", "go off", "copy week")),
        ):
            await desk.press("escape", "2", key)
            await desk.shows(f"{read}  ")
            keys = desk.text().splitlines()
            for words in written:
                assert not [line for line in keys if re.search(rf"F\d+ {words}|Enter {words}", line)], words
            await desk.press("f5")
            await desk.shows("this is the past: nothing is changed here")
        await desk.press("f7")
        await desk.shows("everyone may do everything")
        await desk.hides("take off the list")
        await desk.press("escape", "escape", "2", "ctrl+p")
        await desk.shows("how the deadline came to be")
        await desk.hides("write the reply")
    assert verbs(seat)[0] == "slot.plan"


async def test_golden_journal_and_past(sit: Any, filled: RealDesk) -> None:  # noqa: F811
    async with opened(sit(), (120, 36)) as desk:
        await in_the_journal(desk)
        check_golden("journal-en-120x36", re.sub(r"\b[0-9a-f]{12}\b", "0123456789ab", desk.text()))
        await desk.press("down", "f6")
        await desk.shows("THE PAST")
        await desk.golden("past-en-120x36")
