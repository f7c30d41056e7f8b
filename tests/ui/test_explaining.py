"""Help with the thing under the cursor: in words, and with the numbers of the playbook in force."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fakes import NOW, FakeReader, playbook, seat
from harness import opened

from own_playbook import own_tables
from rhythm_tui.desk.remark import Remark
from rhythm_tui.domain.deadlines import HOUR
from rhythm_tui.domain.text import clean
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.ui import forms, keys, opening_forms, slot_forms
from rhythm_tui.ui.explaining import Part, explained, fields, part_lines, replies
from rhythm_tui.ui.keys import Place
from rhythm_tui.ui.screens.form import FormScreen
from rhythm_tui.ui.screens.reading import ReadScreen
from rhythm_tui.ui.seat import Seat


def told(place: Place, subject: str | None, at: Seat | None = None) -> dict[str, str]:
    parts = explained(at or seat(), place, subject, NOW)
    return {str(getattr(one.term, "plain", one.term)): str(one.told) for one in parts}


def test_every_row_of_the_queue_is_explained_by_its_band_its_clock_and_its_owner() -> None:
    for row in FakeReader().queue_all:
        found = told("queue", row.id)
        if row.due_at is None:
            assert "no deadline" in found["live"]
            continue
        assert {"ok", "soon", "late", "24h+"} & set(found), row
        window = f"{(row.due_at - row.posted_at) // HOUR} h from"
        assert window in found[str(row.clock)]
        assert (row.owner.plain if row.owner else "nobody") in found
    late = told("queue", "q3")
    assert late["late"].startswith("Its limit passed at 13:50.")
    [copied] = [row.id for row in FakeReader().queue_all if row.reply_state == "copied"]
    assert "nobody has confirmed" in told("queue", copied)["[copied]"]


def test_what_is_said_of_incidents_slots_and_the_plan_is_what_their_playbook_says() -> None:
    words = seat().vocabulary
    incident = told("incidents", "i12")
    assert incident[words.grade("larger")] == words.criteria("larger")
    assert any("evidence" in one for one in incident.values())
    for row in FakeReader().slots_all:
        found = told("slots", row.id)
        assert f"{words.share(row.tier)}% of what goes out" in found[words.tier(row.tier)]
        assert words.role("clinical") in found["sign-offs"]
    plan = told("plan", None)
    assert "within 1 h" in plan["too fast"]
    assert plan["Douyin"] == "1 to 2 a day."
    assert "06:00-08:00  18:00-20:00" in plan["seniors"]


def test_another_playbook_is_told_of_as_it_is() -> None:
    tables: dict[str, Any] = own_tables()
    here = replace(seat(), vocabulary=Vocabulary(tables, "en"))
    plan = told("plan", None, here)
    for platform in here.vocabulary.ids("platforms"):
        if often := here.vocabulary.frequency(platform):
            assert f"{often.least} to {often.most}" in plan[here.vocabulary.platform(platform)]


def test_every_place_says_something_where_there_is_nothing_under_the_cursor() -> None:
    empty = seat(reader=FakeReader([], [], []))
    for place in keys.action.Place.__args__:  # type: ignore[attr-defined]
        assert place == "desk" or told(place, None, empty), place


def test_every_field_of_the_forms_is_explained() -> None:
    here = seat()
    for form in (forms.new_interaction(here), opening_forms.new_incident(here), slot_forms.new_slot(here)):
        for one in form.fields:
            found = fields.parts(one, here, form.done)
            assert found[0].told, one.name
            assert "F2" in [part.term for part in found]
    [grade] = [one for one in opening_forms.new_incident(here).fields if one.name == "grade"]
    assert here.vocabulary.criteria("major") in [part.told for part in fields.parts(grade, here, "")]
    assert playbook().grades["major"].criteria_en == here.vocabulary.criteria("major")


def test_no_line_is_wider_than_the_window() -> None:
    parts = explained(seat(), "plan", "s3", NOW)
    for cells in (56, 76, 96):
        assert max(sum(len(one.text) for one in line) for line in part_lines(parts, cells)) <= cells


async def test_f1_explains_a_row_a_detail_a_list_and_a_field() -> None:
    async with opened(seat(), (120, 36)) as desk:

        async def help_closes() -> None:
            assert isinstance(desk.app.screen, ReadScreen)
            await desk.press("f1")
            await desk.until(lambda: type(desk.app.screen) is not ReadScreen, "help to go")

        await desk.press("f1")
        await desk.shows("It has been silent for")
        await desk.golden("explained-item-en-120x36")
        await help_closes()
        await desk.press("enter")
        await desk.shows("item q1")
        await desk.type("?")
        await desk.shows("It has been silent for")
        await help_closes()
        await desk.press("escape", "K")
        await desk.shows("No lesson")
        await desk.press("f1")
        await desk.shows("both are lines of the checklist")
        await help_closes()
        await desk.press("escape", "3", "n")
        await desk.until(lambda: isinstance(desk.app.screen, FormScreen), "the form")
        await desk.press("f1")
        await desk.shows("What it is called on the desk.")
        await desk.press("escape")
        await desk.until(lambda: isinstance(desk.app.screen, FormScreen), "the form again")


async def test_f1_explains_a_line_of_the_journal_a_red_row_to_hand_over_a_shift_and_a_reply() -> None:
    at = seat()
    async with opened(at, (120, 36)) as desk:

        async def explained_there(opens: str, *words: str) -> None:
            await desk.press(opens)
            await desk.until(lambda: type(desk.app.screen).__name__ != "DutyScreen", "the dialog")
            here = desk.app.screen
            await desk.press("f1")
            for one in words:
                await desk.shows(one)
            assert isinstance(desk.app.screen, ReadScreen)
            await desk.press("f1")
            await desk.until(lambda: desk.app.screen is here, "help to go")
            await desk.press("escape")
            await desk.until(lambda: type(desk.app.screen).__name__ == "DutyScreen", "the desk")

        await explained_there(
            "J", "Done by", "changed or taken out later is found", "the desk as it stood then"
        )
        await explained_there("H", "nobody is in charge", "No clock stops", "give all red rows")
        await explained_there("D", "On duty is who has begun a shift", "copy week")
        await desk.press("2")
        await explained_there(
            "r", "kept while you type", "pasted on the platform by", "It has been silent for"
        )


def test_a_finding_of_the_guard_is_explained_with_its_law_and_what_may_be_done() -> None:
    red = Remark("red", "best", "advertising", "no superlatives", "a law", 8, 12)
    found = {str(one.term): str(one.told) for one in replies.parts("we are best", red, "i12")}
    assert "no superlatives (a law) Change it" in found[next(iter(found))]
    assert "only approved wording" in found["incident i12"]
    assert "copied as it is" in str(
        next(replies.parts("we are best", red._replace(severity="amber"), None)).told
    )


def test_a_name_that_somebody_gave_is_a_term_like_ours() -> None:
    (_head, line, *_rest) = part_lines([Part(clean("王芳"), "Has claimed it.")], 60)
    assert line[0].text.strip() == "王芳"
