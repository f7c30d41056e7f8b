"""A World Heart Day arc by keys alone, from an empty calendar to slots in public, on a real desk file."""

# ruff: noqa: F811 - a fixture comes in by import and goes in by name
from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from harness import Desk, opened
from test_real_desk import sit  # noqa: F401 - a fixture

from clocks import SettableClock
from rhythm_tui.desk.checks import replay, verify
from rhythm_tui.domain.deadlines import MINUTE
from rhythm_tui.ui.screens.campaign import CampaignScreen
from rhythm_tui.ui.screens.checklist import ChecklistScreen
from rhythm_tui.ui.screens.form import FormScreen
from rhythm_tui.ui.screens.plan import PlanScreen
from rhythm_tui.ui.screens.plans import PlansScreen
from rhythm_tui.ui.screens.reading import SlotScreen

FRIDAY = 1_790_298_000_000
"""2026-09-25 09:00 in Shanghai."""
SCRIPT = "Count your pulse for a minute."
MORE = " Write it down."
ARC = [
    "2026-09-27T20:00", "2026-09-29T12:00", "2026-09-29T20:00", "2026-10-06T20:00",
]  # fmt: skip


@pytest.mark.long
async def test_an_arc_from_an_empty_calendar_to_slots_in_public(
    sit: Any, clock: SettableClock, path: Path
) -> None:
    clock.time = FRIDAY
    seat = sit()
    async with opened(seat, (120, 36)) as desk:
        await plan_one(desk)
        await lay(desk, seat)
        await review(desk, seat)
        await go_out(desk, seat, clock)
        await rest_goes_out(desk, seat, clock)
        await compare_later(desk, seat)
    verbs = Counter(row.verb for row in seat.reader.journal(None))
    assert verbs == {
        "slot.plan": 1, "slot.move": 1, "campaign.lay": 1, "slot.edit": 2, "slot.tick": 8,
        "slot.sign_off": 10, "slot.publish": 4, "slot.compare": 1,
    }  # fmt: skip
    assert replay(path).sound
    assert verify(path).sound


async def plan_one(desk: Desk) -> None:
    """Go to the day that waits for a slot, by the cause of a lost rhythm, and plan one there."""
    await desk.press("P")
    await at(desk, PlanScreen)
    while "World Heart Day in 4 days: no topical slot" not in desk.text().splitlines()[-1]:
        await desk.press("f6")
        await desk.rests()
    line = next(line for line in desk.text().splitlines() if "> Tue 09-29" in line)
    assert "World Heart Day" in line and "empty" in line
    await form(desk, "n", at="12:30", title="A runner's heart")
    await desk.shows("s1 is on the desk")
    await desk.shows(">  12:30 planned   Rednote")


async def lay(desk: Desk, seat: Any) -> None:
    """See what stands in the way of the arc before any of it is written, mend that, and lay it."""
    await desk.press("C")
    await at(desk, FormScreen)
    await desk.shows("09-29 Tue 12:00  Rednote  30 min from s1")
    await desk.press("escape")
    await at(desk, PlanScreen)
    assert [row.verb for row in seat.reader.journal(None)] == ["slot.plan"]
    await desk.press(">")
    await desk.shows("s1 stands at 09-29 13:30")
    await desk.press("C")
    await at(desk, FormScreen)
    await desk.shows("10 slots  nothing stands in the way")
    await to(desk, "emergency")
    await desk.press("right")
    await typed(desk, skip="2 3 5 7 8 9")
    await desk.shows("4 slots  nothing stands in the way")
    await desk.press("f2")
    await desk.shows("campaign c1 is laid")
    await desk.shows(">  20:00 planned   Douyin   topical  World Heart Day teaser")
    slots = seat.reader.campaign_slots("c1", FRIDAY)
    assert [one.wall for one in slots] == ARC
    assert {(one.state, one.missing) for one in slots} == {("planned", ("clinical", "public_health"))}


async def review(desk: Desk, seat: Any) -> None:
    """Write its script, tick its checklist, and have it signed by two others; other words cost that."""
    await desk.press("enter")
    await at(desk, SlotScreen)
    await form(desk, "e", script=SCRIPT)
    await desk.shows("s2 is changed")
    await desk.press("c")
    await at(desk, ChecklistScreen)
    for n in range(8):
        await desk.press("space")
        await desk.shows(f"{n + 1} of 8 ticked")
    await desk.press("escape")
    await at(desk, SlotScreen)
    await refused(desk, "f6", "li wrote on this slot: nobody signs their own work", expert="li")
    await form(desk, "f6", expert="Zhao")
    await desk.shows("s2 signed off; still needs public health")
    await refused(desk, "f6", "each role needs a person of its own", expert="zhao")
    await form(desk, "f6", expert="Wu")
    await desk.shows("s2 signed off: it is ready")
    await form(desk, "e", script=MORE)
    await desk.shows("sign-offs have lapsed (Zhao, Wu)")
    await desk.until(lambda: desk.text().count("lapsed: the words were changed") == 2, "both as lapsed")
    found = seat.reader.slot("s2", FRIDAY)
    assert (found.row.state, found.row.missing) == ("planned", ("clinical", "public_health"))
    assert found.script.plain == SCRIPT + MORE


async def go_out(desk: Desk, seat: Any, clock: SettableClock) -> None:
    """Not without the sign-offs; with them, a link, and the words as they were approved."""
    clock.time = seat.reader.slot("s2", FRIDAY).row.at + 2 * MINUTE
    await refused(desk, "f8", "sign-off missing: clinical expert, public-health expert")
    await sign(desk, "s2")
    await desk.press("f8")
    await at(desk, FormScreen)
    await typed(desk, url="https://v.example/1", text=SCRIPT)
    await desk.shows("not as approved")
    await desk.type(MORE)
    await desk.shows("published as approved")
    await desk.press("f2")
    await desk.shows("s2 is out")
    await desk.shows("+2 min")
    found = seat.reader.slot("s2", clock.now())
    assert (found.row.state, found.row.url.plain, found.row.differs) == (
        "published", "https://v.example/1", False,
    )  # fmt: skip
    await desk.press("escape")
    await at(desk, PlanScreen)


async def rest_goes_out(desk: Desk, seat: Any, clock: SettableClock) -> None:
    """From the list of the campaign's slots: each is signed twice and goes out at its hour."""
    await desk.press("R")
    await at(desk, PlansScreen)
    await desk.press("s")
    await at(desk, CampaignScreen)
    for slot in seat.reader.campaign_slots("c1", clock.now())[1:]:
        await desk.shows(f"> {slot.id} ")
        clock.time = slot.at
        await sign(desk, slot.id)
        await form(desk, "f8")
        await desk.shows(f"{slot.id} is out")
        await desk.press("down")
    for phase, count in (("warm-up", "1/1"), ("burst", "2/2"), ("long tail", "1/1")):
        await desk.until(
            lambda told=(phase, count): any(
                all(one in line for one in told) for line in desk.text().splitlines()
            ),
            phase,
        )
    row = seat.reader.campaign("c1", clock.now())
    assert [(one.slots, one.out, one.missed) for one in row.phases] == [(1, 1, 0), (2, 2, 0), (1, 1, 0)]


async def compare_later(desk: Desk, seat: Any) -> None:
    """What stands in public has been changed since: it is compared once more."""
    await desk.press("home")
    await form(desk, "f8", text="Count to ten.")
    await desk.shows("altered")
    assert seat.reader.slot("s2", 0).row.differs


async def at(desk: Desk, screen: type) -> None:
    await desk.until(lambda: isinstance(desk.app.screen, screen), screen.__name__)
    await desk.rests()


async def to(desk: Desk, name: str) -> None:
    """Go to a field of the form by Tab."""
    while getattr(desk.app.focused, "id", None) != f"f-{name}":
        await desk.press("tab")


async def typed(desk: Desk, **fields: str) -> None:
    """Type in fields of the form: in place of what stands on a line, behind what stands in a text."""
    for name, text in fields.items():
        await to(desk, name)
        if name not in ("script", "text"):
            await desk.press("end", "ctrl+u")
        await desk.type(text)
    await desk.rests()


async def form(desk: Desk, key: str, **fields: str) -> None:
    """Open a form by its key, type in its fields, say yes, and see it go."""
    await desk.until(lambda: desk.app.focused is not None, "the focus to be back")
    await desk.press(key)
    await at(desk, FormScreen)
    await typed(desk, **fields)
    await desk.press("f2")
    await desk.until(lambda: not isinstance(desk.app.screen, FormScreen), "the form to go")


async def refused(desk: Desk, key: str, why: str, **fields: str) -> None:
    """Open a form by its key, type in its fields, say yes, and be told why not; go back."""
    await desk.until(lambda: desk.app.focused is not None, "the focus to be back")
    await desk.press(key)
    await at(desk, FormScreen)
    await typed(desk, **fields)
    await desk.press("f2")
    await desk.shows(why)
    await desk.press("escape")
    await desk.until(lambda: not isinstance(desk.app.screen, FormScreen), "the form to go")


async def sign(desk: Desk, id: str) -> None:
    """Have it signed by two, in the order in which the form asks for their roles."""
    await form(desk, "f6", expert="Zhao")
    await desk.shows(f"{id} signed off; still needs public health")
    await form(desk, "f6", expert="Wu")
    await desk.shows(f"{id} signed off: it is ready")
