"""A drill on the screen: the briefing stops the clock, the story comes, the debrief ends it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from harness import Desk, opened

from drill_runs import PLAYBOOK, TABLES, Run
from rhythm_tui import i18n
from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.domain.deadlines import HOUR, MINUTE
from rhythm_tui.domain.text import clean
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.ui.drill import DrillApp
from rhythm_tui.ui.gateway import Gateway
from rhythm_tui.ui.seat import Seat

SIZES = [(120, 36), (80, 24)]
CARELESS = (
    (6, {"do": "incident.open", "title": "Clip", "kind": "dispute", "grade": "general", "as": "incident"}),
    (30, {"do": "incident.claim", "id": "@incident"}),
    (40, {"do": "reply.post", "id": "@family", "text": "Please come to the hospital for details"}),
    (100, {"do": "incident.grade", "id": "@incident", "grade": "major", "reason": "the press"}),
)


@pytest.fixture
def hold(path: Path) -> Iterator[Any]:
    """Make a run of a drill and a seat at it."""
    runs: list[Run] = []

    def held(name: str) -> tuple[Run, Seat]:
        run = Run(name, path, i18n.language())
        runs.append(run)
        hand = Gateway(lambda: RealDesk.open(path, PLAYBOOK, run.clock, operator="li"))
        vocabulary = Vocabulary(TABLES, i18n.language())
        run.reader.vocabulary = vocabulary
        filters = path.with_name("filters.toml")
        return run, Seat(run.reader, hand, run.clock, vocabulary, clean("li"), lambda: PLAYBOOK, filters)

    yield held
    for one in runs:
        one.close()


def app_of(run: Run) -> Any:
    return partial(DrillApp, training=run.training)


async def begun(desk: Desk) -> None:
    await desk.press("enter")
    await desk.until(lambda: len(desk.app.screen_stack) == 1, "the desk")


async def test_a_drill_by_keys_alone(hold: Any) -> None:
    run, seat = hold("vaccine_rumour")
    run.clock.stand(run.training.start)
    async with opened(seat, (120, 36), app_of(run)) as desk:
        await desk.shows("start the drill")
        run.hand.time += HOUR
        await begun(desk)
        await desk.shows("09:00:00")
        await desk.shows("DRILL Vaccine rumour x20")
        run.hand.time += 5 * MINUTE
        await desk.shows("All the groups")
        await desk.press("G", "k")
        await desk.until(lambda: "No. 3 school" in desk.text().split("selected", 1)[-1], "the rumour")
        await desk.press("e")
        await desk.until(lambda: len(desk.app.screen_stack) == 2, "the form")
        await desk.press("f2")
        await desk.shows("3 Incidents 1")
        await desk.press("J")
        await desk.until(lambda: len(desk.app.screen_stack) == 2, "the journal")
        await desk.press("f6")
        await desk.shows("THE PAST, read only")
        assert desk.text().startswith(" DRILL Vaccine rumour x20")
        await desk.press("escape")
        await desk.until(lambda: "THE PAST" not in desk.text(), "the journal again")
        await desk.press("escape")
        await desk.until(lambda: len(desk.app.screen_stack) == 1, "the desk")
        await desk.press("3", "enter")
        await desk.until(lambda: len(desk.app.screen_stack) == 2, "the workspace")
        await desk.shows("DRILL Vaccine rumour x20")
        run.hand.time += 4 * HOUR
        await desk.shows("debrief: Vaccine rumour")
        await desk.shows("over at 13:00")
        assert "DRILL Vaccine rumour x20" in desk.text()
        await desk.press("escape")
        await desk.until(lambda: desk.app._exit, "the end")
    assert run.training.debrief is not None
    assert not run.training.debrief.early


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_leaving_ends_it_with_the_debrief(hold: Any, key: str) -> None:
    run, seat = hold("flu_surge")
    run.clock.stand(run.training.start)
    async with opened(seat, (120, 36), app_of(run)) as desk:
        await desk.shows("start the drill")
        await begun(desk)
        run.hand.time += 7 * MINUTE
        await desk.shows("My baby is two")
        await desk.press(key)
        await desk.shows("ended early, at 17:07")
        run.hand.time += HOUR
        await desk.press(key)
        await desk.until(lambda: desk.app._exit, "the end")
    assert run.training.debrief is not None
    assert run.training.debrief.early


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_leaving_the_briefing_begins_nothing(hold: Any, key: str) -> None:
    run, seat = hold("flu_surge")
    run.clock.stand(run.training.start)
    async with opened(seat, (120, 36), app_of(run)) as desk:
        await desk.shows("start the drill")
        await desk.press(key)
        await desk.until(lambda: desk.app._exit, "the end")
    assert run.training.debrief is None


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_golden_drill(hold: Any, lang: i18n.Lang, size: tuple[int, int], request: Any) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    run, seat = hold("ward_dispute")
    run.clock.stand(run.training.start)
    name = f"{lang}-{size[0]}"
    async with opened(seat, size, app_of(run)) as desk:
        await desk.shows("x15")
        await desk.shows("Enter")
        await desk.golden(f"drill-briefing-{name}")
        await begun(desk)
        await desk.shows("x15")
        await desk.golden(f"drill-desk-{name}")


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_golden_debrief(hold: Any, lang: i18n.Lang, size: tuple[int, int], request: Any) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    run, seat = hold("ward_dispute")
    run.hold(CARELESS)
    async with opened(seat, size, app_of(run)) as desk:
        await desk.shows("Enter")
        await desk.press("enter")
        await desk.shows("debrief:" if lang == "en" else "讲评：")
        await desk.golden(f"drill-debrief-{lang}-{size[0]}")
        await desk.press("G")
        await desk.shows("Please come")
        await desk.golden(f"drill-debrief-end-{lang}-{size[0]}")
