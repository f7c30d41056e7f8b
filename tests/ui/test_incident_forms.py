"""What is done to incidents by keys: the forms, what they show, and the commands they build."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from fakes import INCIDENTS, NOW, QUEUE, SLOTS, FakeReader, incident, seat
from harness import Desk, opened

from rhythm_tui.domain.deadlines import HOUR
from rhythm_tui.domain.refusal import refused
from rhythm_tui.domain.text import clean
from rhythm_tui.ui.incident_forms import grade
from rhythm_tui.ui.seat import Seat


def done(sitting: Seat) -> list[dict[str, Any]]:
    """The commands that were sent, without what every command has."""
    return [
        {
            name: value
            for name, value in command.model_dump(exclude_none=True).items()
            if name not in ("key", "expect")
        }
        for command in sitting.hand.done  # type: ignore[attr-defined]
    ]


async def in_dialog(desk: Desk, *keys: str) -> None:
    await desk.press(*keys)
    await desk.until(lambda: len(desk.app.screen_stack) == 2, "the dialog")
    await desk.shows("Esc")


async def over(desk: Desk) -> None:
    await desk.until(lambda: len(desk.app.screen_stack) == 1, "the dialog to close")


def crowd() -> FakeReader:
    """Three more voices under q1's post, one of them in nearly its words; q5 in i12."""
    rows = [row._replace(post=clean("")) for row in QUEUE]
    rows[0] = rows[0]._replace(post=clean("停诊通知"))
    for place, text in ((9, "在吗?我上次留言问的体检报告,一直没人回"), (10, "退费"), (11, "骗人")):
        rows[place] = rows[place]._replace(post=clean("停诊通知"), text=clean(text), platform="channels")
    rows[4] = rows[4]._replace(incident="i12")
    return FakeReader(queue=rows)


async def test_siblings_are_offered_and_taken_along() -> None:
    sitting = seat(reader=crowd())
    async with opened(sitting, (120, 40)) as desk:
        await in_dialog(desk, "f7")
        await desk.shows("with all 3 under the post")
        assert "with 1 in nearly the same words" in desk.text()
        await desk.press("shift+tab", "right")
        await desk.press("f2")
        await over(desk)
    (command,) = done(sitting)
    assert command["items"] == ("q1", "q10")
    assert command["source"] == "own_channel"


async def test_the_caution_of_the_kind_and_the_criteria_of_the_grade_are_shown() -> None:
    async with opened(seat()) as desk:
        await in_dialog(desk, "e")
        await desk.shows("an expert explains; a clarification goes out after double review")
        await desk.press("tab", "right")
        await desk.shows("the communication office negotiates")
        await desk.press("tab", "right", "right")
        await desk.shows("on a trending list or in the press")
        assert "where you are unsure, the higher" in desk.text()


async def test_what_may_be_open_already_is_told_while_one_types_and_linked_by_a_key() -> None:
    sitting = seat()
    async with opened(sitting, (120, 40)) as desk:
        await in_dialog(desk, "e")
        assert "may be open already" not in desk.text()
        await desk.press("home", *["delete"] * 40)
        await desk.type("「疫苗致病」视频 13 万播放")
        await desk.shows("F3 link to i12 instead")
        await desk.press("f3")
        await over(desk)
    assert done(sitting) == [{"do": "incident.link", "id": "i12", "items": ("q1",)}]


async def test_an_incident_by_hand_is_linked_to_nothing() -> None:
    sitting = seat()
    async with opened(sitting, (120, 40)) as desk:
        await in_dialog(desk, "3", "n")
        await desk.type("停车收费说法不一,评论 9 条")
        await desk.shows("This may be open already")
        assert "instead" not in desk.text()
        await desk.press("f3", "f2")
        await over(desk)
    (command,) = done(sitting)
    assert (command["do"], command["items"], "source" in command) == ("incident.open", (), False)


async def test_marked_items_become_one_incident() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await desk.press("space", "space")
        await in_dialog(desk, "f7")
        await desk.shows("make one incident of 2 items")
        await desk.press("f2")
        await over(desk)
        await desk.shows("opened from 2 items")
    (command,) = done(sitting)
    assert len(command["items"]) == 2


async def test_evidence_by_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shot = tmp_path / "置顶 1.png"
    shot.write_bytes(b"png")
    sitting = seat()
    async with opened(sitting) as desk:
        await in_dialog(desk, "3", "m", "tab")
        await desk.type("pinned")
        await desk.press("tab")
        await desk.type("gone.png")
        await desk.press("f2")
        await desk.shows("file that shows it: there is no file gone.png")
        await desk.press("end", "ctrl+u")
        await desk.type(f"'{shot.name}'")
        await desk.press("tab")
        await desk.type("https://v.example/1")
        await desk.press("f2")
        await over(desk)
    (command,) = done(sitting)
    assert (command["file"], command["sha256"]) == (shot.name, hashlib.sha256(b"png").hexdigest())
    assert command["url"] == "https://v.example/1"


async def test_a_timer_is_waived_with_a_reason() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await in_dialog(desk, "3", "W", "tab")
        await desk.type("false alarm")
        await desk.press("enter")
        await over(desk)
    assert done(sitting) == [
        {"do": "incident.waive", "id": "i14", "timer": "initial_response", "reason": "false alarm"}
    ]


async def test_waiving_what_is_late_says_that_the_miss_stays() -> None:
    late = incident(3, "t", kind="other", grade="general", stage="respond", ago_min=150)
    async with opened(seat(reader=FakeReader(incidents=[late]))) as desk:
        await in_dialog(desk, "3", "W")
        await desk.shows("late by 0:30:00: that stays")


async def test_grading_shows_what_comes_and_goes() -> None:
    report = INCIDENTS[0].timers[0]._replace(name="error_report", target=12 * HOUR, due_at=NOW + 10 * HOUR)
    card = INCIDENTS[0]._replace(timers=(*INCIDENTS[0].timers, report))
    sitting = seat(reader=FakeReader(incidents=[card]))
    tables = sitting.playbook()
    on = tables.timers["error_report"].model_copy(update={"on": True})
    lawful = tables.model_copy(update={"timers": {**tables.timers, "error_report": on}})
    object.__setattr__(sitting, "playbook", lambda: lawful)
    async with opened(sitting) as desk:
        await in_dialog(desk, "3", "e", "left")
        await desk.shows("not asked for: waived")
        await desk.press("right")
        await desk.hides("not asked for: waived")


def test_grading_colours_what_is_left_as_the_board_does() -> None:
    card = incident(3, "t", kind="other", grade="general", stage="respond", ago_min=100)
    form = grade(seat(reader=FakeReader(incidents=[card])), card)
    assert form.preview is not None
    lines = [line for line in form.preview({"grade": "general"}) if line]
    assert [line[-1].style for line in lines if "left" in line[-1].text or ":" in line[-1].text] == [
        "soon-bold", "ok-bold", "ok-bold",
    ]  # fmt: skip


async def test_merging_offers_what_was_discovered_no_later() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await in_dialog(desk, "3", "M")
        await desk.shows("moves: 3 items")
        assert "i15" not in desk.text().split("goes on")[1].split("reason")[0]
        await desk.press("right", "right", "tab")
        await desk.type("the same")
        await desk.press("enter")
        await over(desk)
    assert done(sitting) == [{"do": "incident.merge", "id": "i14", "into": "i9", "reason": "the same"}]


async def test_the_first_discovered_is_merged_into_nothing() -> None:
    async with opened(seat()) as desk:
        await desk.press("3", "end", "M")
        await desk.shows("it was discovered first")


async def test_a_closed_incident_is_opened_again() -> None:
    closed = INCIDENTS[3]._replace(id="i4", stage="closed", title=clean("旧事"))
    sitting = seat(reader=FakeReader(incidents=[*INCIDENTS, closed]))
    async with opened(sitting) as desk:
        await in_dialog(desk, "3", "R")
        await desk.shows("旧事")
        await desk.press("tab")
        await desk.type("again")
        await desk.press("enter")
        await over(desk)
    assert done(sitting) == [{"do": "incident.reopen", "id": "i4", "reason": "again"}]


async def test_nothing_closed_is_said() -> None:
    async with opened(seat()) as desk:
        await desk.press("3", "R")
        await desk.shows("no incident was closed")


@pytest.mark.parametrize(("keys", "verb"), [((), "incident.link"), (("right",), "incident.unlink")])
async def test_items_are_linked_and_taken_off(keys: tuple[str, ...], verb: str) -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await in_dialog(desk, "3", "l", *keys, "tab")
        await desk.type("q3, q5")
        await desk.shows("高血压吃什么药")
        await desk.press("enter")
        await over(desk)
    assert done(sitting) == [{"do": verb, "id": "i14", "items": ("q3", "q5")}]


@pytest.mark.parametrize(
    ("keys", "typed", "expected"),
    [
        ((), "", {}),
        (("right",), "", {"platform": "kuaishou"}),
        (("right", "right", "right", "right"), "", {"department": "心内科"}),
        (("right",), "s5 s6", {"slots": ("s5", "s6")}),
    ],
)
async def test_slots_are_held(keys: tuple[str, ...], typed: str, expected: dict[str, Any]) -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await in_dialog(desk, "3", "h")
        await desk.shows("all 4")
        await desk.press(*keys, "tab")
        await desk.type(typed)
        await desk.press("tab")
        await desk.type("quiet")
        await desk.press("enter")
        await over(desk)
    (command,) = done(sitting)
    told = {name: value for name, value in command.items() if value != ()}
    assert told == {"do": "incident.freeze", "id": "i14", "reason": "quiet", **expected}


async def test_held_slots_are_released_by_the_checklist() -> None:
    held = [one._replace(state="held", held_for="i14") if one.id in ("s4", "s5") else one for one in SLOTS]
    sitting = seat(reader=FakeReader(slots=held))
    async with opened(sitting, (120, 40)) as desk:
        await in_dialog(desk, "3", "x")
        await desk.shows("they return to where they stood")
        assert "流感季如何自我防护" in desk.text()
        for _ in range(4):
            await desk.press("right", "tab")
        await desk.press("f2")
        await over(desk)
    (command,) = done(sitting)
    assert (command["id"], command["checked"]) == ("i14", ("facts", "mood", "content", "leader"))


async def test_a_held_slot_names_the_incident_that_holds_it() -> None:
    held = [one._replace(state="held", held_for="i14") if one.id == "s4" else one for one in SLOTS]
    async with opened(seat(reader=FakeReader(slots=held)), (160, 45)) as desk:
        await desk.shows("by i14")
        assert "held" in desk.text()


async def test_a_card_is_moved_at_once_and_a_guard_says_what_is_missing() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await desk.press("3", "]")
        await desk.shows("i14: respond")
        await desk.press("[")
        await desk.shows("i14: monitor")
        sitting.hand.refusal = refused("timers neither met nor waived: {timers}", timers="solution")  # type: ignore[attr-defined]
        sitting.hand.refused_verbs = ("incident.move",)  # type: ignore[attr-defined]
        await desk.press("down", "]")
        await desk.shows("timers neither met nor waived: solution")
    assert [one["stage"] for one in done(sitting)] == ["respond", "monitor"]


async def test_a_card_goes_no_further_back_than_the_first_column() -> None:
    async with opened(seat()) as desk:
        await desk.press("3", "down", "down", "[")
        await desk.shows("i15 goes no further that way")


async def test_golden_of_the_opening_form_in_chinese(chinese: None) -> None:
    async with opened(seat("zh", reader=crowd()), (120, 36)) as desk:
        await in_dialog(desk, "f7")
        await desk.shows("连同该作品下 3 条")
        await desk.golden("opening-zh-120x36")


FORMS = [("hold", ["3", "h"]), ("merge", ["3", "M"]), ("meet", ["3", "m"]), ("open", ["e"])]


@pytest.mark.parametrize(("name", "keys"), FORMS)
async def test_golden_of_the_forms_in_chinese(name: str, keys: list[str], chinese: None) -> None:
    async with opened(seat("zh"), (80, 24)) as desk:
        await in_dialog(desk, *keys)
        await desk.golden(f"incident-{name}-zh-80x24")


@pytest.mark.parametrize(("name", "keys"), [*FORMS, ("grade", ["3", "e"])])
async def test_golden_of_the_forms_in_english(name: str, keys: list[str]) -> None:
    async with opened(seat(), (120, 36)) as desk:
        await in_dialog(desk, *keys)
        await desk.rests()
        await desk.golden(f"incident-{name}-en-120x36")
