"""Publishing slots through the desk: every verb of them, and what it warns of."""

from __future__ import annotations

from typing import Any

import pytest
from test_verbs import CHECKED, HOUR, MINUTE, NOON, OPEN, PLAN, do, refusal

from rhythm_tui.desk import checks
from rhythm_tui.desk.act import Receipt
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.desk.slot_views import SlotDetail
from rhythm_tui.desk.views import SlotRow

SCRIPT = "胸口压着疼，先停下来。\n休息五分钟不缓解，马上就医。"
DAY = 24 * HOUR


def detail(reader: Reader, id: str = "s1", now: int = NOON) -> SlotDetail:
    found = reader.slot(id, now)
    assert found
    return found


def row(reader: Reader, id: str = "s1", now: int = NOON) -> SlotRow:
    return detail(reader, id, now).row


def told(answer: Receipt) -> list[str]:
    return [one.category for one in answer.warnings]


def sign(desk: Desk, id: str = "s1", role: str = "clinical", expert: str = "wang") -> None:
    do(desk, do="slot.sign_off", id=id, role=role, expert=expert)


def test_a_slot_carries_everything_it_was_planned_with(desk: Desk, reader: Reader) -> None:
    do(
        desk,
        PLAN,
        script=SCRIPT,
        sub_form="animation",
        depth="public",
        length_s=55,
        tags=["心脏", "#心脏", "世界 心脏日"],
        series="heart",
        goal="acquire",
        audience="workers",
        department="心内科",
    )
    found = detail(reader)
    one = found.row
    assert (one.sub_form, one.depth, one.length_s, one.series, one.goal) == (
        "animation",
        "public",
        55,
        "heart",
        "acquire",
    )
    assert one.tags.plain == "#心脏 #世界心脏日"
    assert found.script.plain == SCRIPT
    assert (found.owed, found.live, found.breach, found.drop_reason) == (("clinical",), None, None, None)
    assert SCRIPT not in desk.store.connection.execute("SELECT payload FROM journal").fetchone()[0]
    assert found.history[0].words.plain == SCRIPT


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"sub_form": "vlog"}, "sub_form"),
        ({"depth": "abyss"}, "depth"),
        ({"series": "feet"}, "series"),
        ({"goal": "gold"}, "goal"),
        ({"audience": "cats"}, "audience"),
        ({"form": "opera"}, "form"),
        ({"platform": "tv"}, "platform"),
        ({"title": "\u200b"}, "title"),
        ({"script": " \u200b\n"}, "script"),
    ],
)
def test_a_wrong_field_is_named(desk: Desk, fields: dict[str, Any], field: str) -> None:
    do(desk, PLAN)
    for wrong in (refusal(desk, PLAN, **fields), refusal(desk, do="slot.edit", id="s1", **fields)):
        assert (wrong.code, wrong.field) == ("invalid", field)


# --- editing ---


def test_an_edit_says_whose_sign_offs_have_lapsed_until_they_have_signed_again(
    desk: Desk, reader: Reader
) -> None:
    do(desk, PLAN, script=SCRIPT)
    sign(desk)
    assert row(reader).state == "ready"
    answer = do(desk, do="slot.edit", id="s1", script=SCRIPT + "。", operator="zhou")
    assert told(answer) == ["lapsed"]
    assert "wang" in answer.warnings[0].why
    found = detail(reader)
    assert (found.row.state, found.owed, found.row.signed) == ("planned", ("clinical",), ())
    assert [counts for _role, _expert, _at, counts in found.signatures] == [False]
    assert [one.plain for one in found.writers] == ["li", "zhou"]
    assert refusal(desk, do="slot.publish", id="s1").code == "refused"
    assert refusal(desk, do="slot.sign_off", id="s1", role="clinical", expert="zhou").code == "refused"
    assert told(do(desk, do="slot.edit", id="s1", tags=["a"])) == ["lapsed"], "it is still owed"
    sign(desk)
    assert told(do(desk, do="slot.edit", id="s1", tags=[])) == []
    assert row(reader).state == "ready"


def test_an_emergency_needs_two_people_from_the_edit_on(desk: Desk, reader: Reader) -> None:
    do(desk, PLAN)
    sign(desk)
    do(desk, do="slot.edit", id="s1", emergency=True)
    assert row(reader).missing == ("clinical", "public_health")
    sign(desk)
    assert row(reader).state == "review"
    assert refusal(desk, do="slot.sign_off", id="s1", role="public_health", expert="wang").code == "refused"
    sign(desk, role="public_health", expert="zhao")
    assert row(reader).state == "ready"
    do(desk, do="slot.edit", id="s1", emergency=False)
    assert row(reader).state == "ready", "the sign-off of these words still stands"


def test_null_clears_a_field_and_only_what_is_said_is_changed(desk: Desk, reader: Reader) -> None:
    do(desk, PLAN, script=SCRIPT, sub_form="animation", audience="workers", tags=["a"], length_s=30)
    do(desk, do="slot.edit", id="s1", audience=None, tags=None, script=None, length_s=None)
    found = detail(reader)
    assert (found.row.audience, found.row.tags.plain, found.row.script, found.row.length_s) == (
        None,
        "",
        None,
        None,
    )
    assert (found.script.plain, found.row.sub_form, found.row.title.plain) == ("", "animation", "t")
    wrong = refusal(desk, do="slot.edit", id="s1", title=None)
    assert (wrong.code, wrong.field) == ("invalid", "title")
    assert refusal(desk, do="slot.edit", id="s1").field == "do"
    assert refusal(desk, do="slot.edit", id="s1", audience=None).code == "refused"


def test_a_form_of_the_form_goes_with_it(desk: Desk, reader: Reader) -> None:
    do(desk, PLAN, sub_form="animation")
    do(desk, do="slot.edit", id="s1", form="story")
    assert row(reader).sub_form is None
    do(desk, do="slot.edit", id="s1", form="science", sub_form="interview")
    assert (row(reader).form, row(reader).sub_form) == ("science", "interview")
    assert refusal(desk, do="slot.edit", id="s1", form="story", sub_form="interview").field == "sub_form"


def test_the_same_key_with_a_null_and_without_it_are_two_commands(desk: Desk) -> None:
    do(desk, PLAN, audience="workers")
    first = do(desk, do="slot.edit", id="s1", audience=None, goal="acquire", key="k")
    assert do(desk, do="slot.edit", id="s1", audience=None, goal="acquire", key="k").seq == first.seq
    assert refusal(desk, do="slot.edit", id="s1", goal="acquire", key="k").code == "conflict"


def test_what_was_changed_stands_in_the_history(desk: Desk, reader: Reader) -> None:
    do(desk, PLAN, script=SCRIPT)
    do(desk, do="slot.edit", id="s1", title="u", script="anders", tier=2)
    do(desk, do="slot.move", id="s1", at=NOON + 2 * HOUR)
    do(desk, do="slot.tick", id="s1", line="title")
    do(desk, do="slot.tick", id="s1", line="title", off=True)
    facts = [[one.name for one in event.facts] for event in detail(reader).history]
    assert facts == [["at"], ["title", "tier", "digest"], ["at"], ["line"], ["line", "off"]]


# --- moving, copying, dropping ---


def test_a_missed_slot_that_is_moved_keeps_its_miss_and_its_first_time(desk: Desk, reader: Reader) -> None:
    do(desk, PLAN, at=NOON - 2 * HOUR)
    assert row(reader).state == "missed"
    do(desk, do="slot.move", id="s1", at=NOON + HOUR)
    one = row(reader)
    assert (one.state, one.missed_s, one.first_at) == ("planned", 7200, NOON - 2 * HOUR)
    do(desk, do="undo")
    one = row(reader)
    assert (one.state, one.missed_s, one.at) == ("missed", 7200, NOON - 2 * HOUR), "a miss stays"


def test_a_copy_has_the_words_and_nothing_that_was_done(desk: Desk, reader: Reader) -> None:
    do(desk, PLAN, script=SCRIPT, tags=["a"], series="heart")
    do(desk, do="slot.tick", id="s1", line="title")
    sign(desk)
    do(desk, do="slot.publish", id="s1", at=NOON)
    answer = do(desk, do="slot.copy", id="s1", at=NOON + DAY, platform="kuaishou", operator="zhou")
    assert answer.id == "s2"
    found = detail(reader, "s2")
    assert (found.row.state, found.row.platform, found.row.missing) == ("planned", "kuaishou", ("clinical",))
    assert (found.script.plain, found.row.tags.plain, found.row.series) == (SCRIPT, "#a", "heart")
    assert len(found.unticked) == len(found.checklist)
    assert [one.plain for one in found.writers] == ["zhou", "li"]
    assert refusal(desk, do="slot.sign_off", id="s2", role="clinical", expert="li").code == "refused"
    assert [one.facts[0].value.plain for one in found.history] == ["s1"]  # type: ignore[union-attr]


def test_a_slot_is_dropped_with_its_reason_also_while_it_is_held(desk: Desk, reader: Reader) -> None:
    do(desk, PLAN)
    do(desk, OPEN)
    do(desk, do="incident.freeze", id="i1", reason="r")
    assert refusal(desk, do="slot.move", id="s1", at=NOON + 2 * HOUR).code == "refused"
    do(desk, do="slot.drop", id="s1", reason="不合时宜")
    found = detail(reader)
    assert (found.row.state, found.row.held_for, found.owed) == ("dropped", None, ())
    assert found.drop_reason is not None
    assert found.drop_reason.plain == "不合时宜"
    assert refusal(desk, do="incident.release", id="i1", checked=CHECKED).code == "refused"
    do(desk, do="undo")
    assert row(reader).state == "held"


def test_a_slot_that_was_taken_back_is_not_worked_on(desk: Desk) -> None:
    do(desk, PLAN)
    do(desk, do="undo")
    for fields in (
        {"do": "slot.edit", "title": "u"},
        {"do": "slot.move", "at": NOON + 2 * HOUR},
        {"do": "slot.copy", "at": NOON + 2 * HOUR},
        {"do": "slot.tick", "line": "title"},
        {"do": "slot.drop", "reason": "r"},
        {"do": "slot.publish"},
        {"do": "slot.compare", "text": "t"},
    ):
        assert refusal(desk, fields, id="s1").code == "refused"


# --- the checklist ---


def test_the_checklist_has_the_lines_of_the_playbook_and_the_lessons(desk: Desk, reader: Reader) -> None:
    do(desk, do="lesson.add", kind="pitfall", text="避免纯数据罗列")
    do(desk, do="lesson.add", kind="sop", text="前三秒用故事开头")
    do(desk, PLAN, form="interactive", emergency=True)
    lines = [(one.line, one.kind) for one in detail(reader).checklist]
    assert lines[:5] == [(one, "general") for one in ("title", "tags", "cover", "compliance", "closing")]
    assert lines[5:] == [("guests", "general"), ("source", "general"), ("l2", "sop"), ("l1", "pitfall")]
    do(desk, do="slot.tick", id="s1", line="l2", operator="zhou")
    ticked = next(one for one in detail(reader).checklist if one.line == "l2")
    assert (ticked.at, ticked.by and ticked.by.plain) == (NOON, "zhou")
    do(desk, do="undo", operator="zhou")
    assert len(detail(reader).unticked) == 9
    wrong = refusal(desk, do="slot.tick", id="s1", line="l9")
    assert (wrong.code, wrong.field) == ("invalid", "line")


def test_publishing_names_what_was_not_ticked_and_goes_on(desk: Desk, reader: Reader) -> None:
    do(desk, do="lesson.add", kind="sop", text="前三秒用故事开头")
    do(desk, PLAN)
    for line in ("title", "tags", "cover", "compliance"):
        do(desk, do="slot.tick", id="s1", line=line)
    sign(desk)
    answer = do(desk, do="slot.publish", id="s1")
    assert told(answer) == ["unticked"]
    assert "前三秒用故事开头" in answer.warnings[0].why
    assert "closing" in answer.warnings[0].why
    assert row(reader).state == "published"
    desk.clock.time += HOUR  # type: ignore[attr-defined]
    do(desk, do="lesson.add", kind="sop", text="later")
    assert "l2" not in [one.line for one in detail(reader).checklist], "it was learnt after it went out"


# --- publishing ---


@pytest.mark.parametrize(
    ("text", "differs"), [(SCRIPT, False), (SCRIPT.replace("\n", " ") + "\n", False), ("胸口不疼。", True)]
)
def test_what_stands_in_public_is_compared_with_what_was_approved(
    desk: Desk, reader: Reader, text: str, differs: bool
) -> None:
    do(desk, PLAN, script=SCRIPT)
    sign(desk)
    answer = do(desk, do="slot.publish", id="s1", text=text)
    assert ("differs" in told(answer)) is differs
    found = detail(reader)
    assert (found.row.differs, found.live) == (differs, found.live)
    assert found.live is not None
    assert found.live.plain == text.strip()
    assert do(desk, do="undo").undone == "slot.publish"
    assert (row(reader).differs, detail(reader).live) == (False, None)


def test_what_stands_in_public_may_be_compared_later_and_again(desk: Desk, reader: Reader) -> None:
    do(desk, PLAN, script=SCRIPT)
    sign(desk)
    assert refusal(desk, do="slot.compare", id="s1", text=SCRIPT).code == "refused", "it is not out yet"
    do(desk, do="slot.publish", id="s1")
    assert (row(reader).differs, detail(reader).live) == (False, None)
    assert "differs" in told(do(desk, do="slot.compare", id="s1", text="胸口不疼。"))
    assert row(reader).differs is True
    assert told(do(desk, do="slot.compare", id="s1", text=SCRIPT)) == []
    assert row(reader).differs is False
    verdicts = [one.facts[0].value for one in detail(reader).history if one.verb == "slot.compare"]
    assert [one.plain for one in verdicts] == ["altered", "as_approved"]  # type: ignore[union-attr]
    do(desk, do="undo")
    assert row(reader).differs is True
    do(desk, PLAN, at=NOON + DAY)
    do(desk, do="slot.publish", id="s2", break_glass="r")
    assert "no script" in str(refusal(desk, do="slot.compare", id="s2", text="t"))
    replayed = checks.replay(desk.store.path)
    assert replayed.sound, replayed


def test_where_no_script_was_approved_the_live_text_is_kept_and_it_says_so(
    desk: Desk, reader: Reader
) -> None:
    do(desk, PLAN)
    sign(desk)
    answer = do(desk, do="slot.publish", id="s1", text="保证根治")
    assert "differs" in told(answer)
    assert "red" in {one.severity for one in answer.warnings}, "the guard reads it and refuses nothing"
    assert row(reader).differs is False


def test_the_glass_is_broken_with_a_reason_and_a_task_is_left(desk: Desk, reader: Reader) -> None:
    do(desk, PLAN, emergency=True)
    sign(desk)
    do(desk, do="slot.publish", id="s1", break_glass="疫情通报不能等")
    found = detail(reader)
    assert (found.row.state, found.row.breached, found.row.missing) == ("published", True, ())
    assert found.owed == ("public_health",)
    assert found.breach is not None
    assert found.breach.plain == "疫情通报不能等"
    (task,) = found.tasks
    assert (task.source, task.slot, task.due_at, task.state) == ("follow_up", "s1", NOON + DAY, "open")
    assert "s1" in task.text.plain
    assert "public-health expert" in task.text.plain
    assert [one.name for one in found.history[-1].facts] == ["missing"]
    assert "不能等" not in desk.store.connection.execute("SELECT payload FROM journal").fetchall()[-1][0]
    do(desk, do="undo")
    assert (row(reader).breached, detail(reader).tasks, reader.tasks()) == (False, (), [])


def test_no_glass_is_broken_where_nothing_is_missing(desk: Desk) -> None:
    do(desk, PLAN)
    sign(desk)
    wrong = refusal(desk, do="slot.publish", id="s1", break_glass="r")
    assert (wrong.code, wrong.field) == ("refused", "break_glass")
    do(desk, PLAN)
    assert refusal(desk, do="slot.publish", id="s2", break_glass="\u200b").field == "break_glass"


def test_one_that_went_out_too_late_keeps_by_how_much(desk: Desk, reader: Reader) -> None:
    do(desk, PLAN, at=NOON - 2 * HOUR)
    sign(desk)
    do(desk, do="slot.publish", id="s1", at=NOON - HOUR)
    one = row(reader)
    assert (one.missed_s, one.deviation_min) == (3600, 60)
    do(desk, do="undo")
    do(desk, do="slot.publish", id="s1", at=NOON - 2 * HOUR)
    assert row(reader).missed_s == 3600, "a miss that was recorded stays"


# --- warnings ---


def test_two_posts_within_the_hour_collide_on_one_platform(desk: Desk) -> None:
    do(desk, PLAN)
    answer = do(desk, PLAN, at=NOON + HOUR + 59 * MINUTE, form="story")
    assert [(one.category, one.word) for one in answer.warnings] == [("collision", "s2")]
    assert told(do(desk, PLAN, at=NOON + HOUR + 59 * MINUTE, platform="weibo")) == []
    assert told(do(desk, do="slot.move", id="s2", at=NOON + 2 * HOUR)) == []
    assert told(do(desk, do="slot.copy", id="s3", at=NOON + HOUR, platform="douyin"))[:1] == ["collision"]
    do(desk, do="slot.drop", id="s1", reason="r")
    assert "collision" not in told(do(desk, PLAN, at=NOON + 10 * MINUTE, platform="bilibili"))


def test_the_cap_counts_the_day_or_the_week_of_the_platform(desk: Desk) -> None:
    for hours in (1, 3):
        assert told(do(desk, PLAN, at=NOON + hours * HOUR, form="story")) == []
    assert "cap_day" in told(do(desk, PLAN, at=NOON + 5 * HOUR))
    assert "cap_day" not in told(do(desk, PLAN, at=NOON + DAY))
    weekly = {**PLAN, "platform": "xiaohongshu"}
    days = [do(desk, weekly, at=NOON + (1 + n) * DAY, form=("science", "story")[n % 2]) for n in range(4)]
    assert [told(one) for one in days] == [[], [], [], ["cap_week"]]


def test_a_slot_off_its_audience_hours_or_its_depth_says_so(desk: Desk) -> None:
    answer = do(desk, PLAN, at=NOON + HOUR + 5 * MINUTE, audience="workers", depth="public", length_s=90)
    assert told(answer) == ["window", "depth"]
    assert "6 min" in answer.warnings[0].why
    assert "90 s" in answer.warnings[1].why
    assert told(do(desk, do="slot.edit", id="s1", length_s=60)) == []
    assert told(do(desk, do="slot.edit", id="s1", depth="targeted")) == ["depth"]
    assert told(do(desk, do="slot.edit", id="s1", audience="seniors")) == ["window"]
    assert told(do(desk, do="slot.edit", id="s1", audience=None)) == []


def test_a_form_three_times_in_a_row_is_a_repetition(desk: Desk) -> None:
    answers = [do(desk, PLAN, at=NOON + n * DAY) for n in range(3)]
    assert [told(one) for one in answers] == [[], [], ["form_run"]]
    assert "form_run" not in told(do(desk, PLAN, at=NOON + 3 * DAY, form="story"))


def test_a_platform_whose_templates_have_one_form_may_repeat_it_and_no_other(desk: Desk) -> None:
    there = [do(desk, PLAN, platform="channels", at=NOON + n * DAY) for n in range(4)]
    assert "form_run" not in [one for answer in there for one in told(answer)]
    stories = [do(desk, PLAN, platform="channels", form="story", at=NOON + n * DAY) for n in range(4, 7)]
    assert [("form_run" in told(one)) for one in stories] == [False, False, True]


def test_the_guard_reads_title_and_script(desk: Desk) -> None:
    assert "red" in {one.severity for one in do(desk, PLAN, script="保证根治").warnings}
    assert "red" in {one.severity for one in do(desk, do="slot.edit", id="s1", title="神医来了").warnings}


def test_everything_is_told_by_the_journal(desk: Desk) -> None:
    do(desk, PLAN, script=SCRIPT, at=NOON - 2 * HOUR)
    do(desk, do="slot.edit", id="s1", script="anders", operator="zhou")
    do(desk, do="slot.move", id="s1", at=NOON + HOUR)
    do(desk, do="slot.tick", id="s1", line="title")
    do(desk, do="slot.tick", id="s1", line="title", off=True)
    do(desk, do="slot.copy", id="s1", at=NOON + DAY)
    do(desk, do="slot.publish", id="s1", text="u", break_glass="r")
    do(desk, do="slot.drop", id="s2", reason="r")
    for _ in range(4):
        do(desk, do="undo")
    replayed = checks.replay(desk.store.path)
    assert replayed.sound, replayed
