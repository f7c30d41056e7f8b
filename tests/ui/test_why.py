"""The explanation of a deadline tells what happened to its clock since."""

from __future__ import annotations

import pytest
from fakes import NOW, seat
from harness import check_golden, opened

from rhythm_tui import i18n
from rhythm_tui.desk.reasons import Limit, Why
from rhythm_tui.desk.views import Event, Fact
from rhythm_tui.domain.deadlines import HOUR, MINUTE
from rhythm_tui.domain.refusal import refused
from rhythm_tui.domain.text import NOTHING, clean, width
from rhythm_tui.ui.screens.why import why_lines

MOVED = (Fact("posted_at", NOW - 3 * HOUR, NOW - 4 * HOUR), Fact("missed_s", 7200))
WHY = Why(
    id="q3",
    kind="comment",
    band="late",
    posted_at=NOW - 3 * HOUR,
    seen_at=NOW - 2 * HOUR,
    burnt_s=3600,
    limits=(
        Limit("2h", NOW - 3 * HOUR, NOW - HOUR, None, 3600),
        Limit("24h", NOW - 3 * HOUR, NOW + 21 * HOUR, None, 0),
    ),
    stopped_at=None,
    stopped_by=None,
    state="open",
    earlier_missed_s=7200,
    posted_first=NOW - 4 * HOUR,
    turns=(
        Event(4, NOW - HOUR, clean("王芳"), "interaction.correct", clean("平台时间看错了"), False, MOVED),
        Event(6, NOW - 50 * MINUTE, clean("李敏"), "interaction.reopen", NOTHING, undone=False),
    ),
    waiting=clean("周医生"),
    waiting_since=NOW - 40 * MINUTE,
    topic=clean("术后护理"),
)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("cells", [96, 60])
def test_an_explanation_with_everything(lang: str, cells: int) -> None:
    i18n.use("zh" if lang == "zh" else "en")
    lines = ["".join(one.text for one in line) for line in why_lines(WHY, seat(lang), NOW, cells)]
    assert max(map(width, lines)) <= 96
    check_golden(f"why-told-{lang}-{cells}", "\n".join(lines))


def test_what_is_left_has_the_colour_it_has_on_the_desk() -> None:
    i18n.use("en")
    soon = Limit("2h", NOW - HOUR, NOW + HOUR, None, 0, soon_at=NOW)
    later = Limit("solution", NOW - HOUR, NOW + HOUR, None, 0, soon_at=NOW + 1)
    never = Limit("24h", NOW - HOUR, NOW + HOUR, None, 0)
    why = WHY._replace(limits=(soon, later, never))
    styles = [one.style for line in why_lines(why, seat("en"), NOW, 96) for one in line if "left" in one.text]
    assert styles == ["soon-bold", "ok-bold", "ok-bold"]


def test_a_promised_update_has_its_name() -> None:
    i18n.use("en")
    promise = Limit("update2", NOW - HOUR, NOW + HOUR, None, 0)
    solution = Limit("solution", NOW - HOUR, NOW + HOUR, None, 0)
    why = WHY._replace(id="i3", kind="incident", limits=(promise, solution))
    text = "\n".join("".join(one.text for one in line) for line in why_lines(why, seat("en"), NOW, 96))
    assert "next update 2" in text and "solution" in text
    assert "update2" not in text


async def test_a_refusal_names_what_the_playbook_calls_by_an_id() -> None:
    sitting = seat()
    sitting.hand.refusal = refused("timers not met yet: {timers}", timers="official_statement, solution")
    sitting.hand.refused_verbs = ("interaction.claim",)
    async with opened(sitting) as desk:
        await desk.press("c")
        await desk.shows("timers not met yet: official statement, solution")
