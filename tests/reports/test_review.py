"""The review of an incident: its course from the journal, its figures, and the document in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from rhythm_tui import i18n
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.desk.reviews import IncidentReview
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.reports.document import Bullets, Document, Facts, Paragraph, Section, Table
from rhythm_tui.reports.html import html
from rhythm_tui.reports.markdown import markdown
from rhythm_tui.reports.review import review_document

MIN = 60_000
HOUR = 60 * MIN
TITLE = "「疫苗致病」视频"
HOSTILE = "<script>alert(1)</script> | `x` [a](javascript:b)"
MILESTONES = "Milestones against targets"
FIRST, SECOND = "疫苗与该症状无关。", "经核查,疫苗与该症状无关,详见说明。"


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    yield
    i18n.use("en")


def do(desk: Desk, verb: str, **fields: Any) -> str:
    return desk.do(parse({"do": verb, **fields})).id


def published(desk: Desk, text: str, **more: Any) -> None:
    id = do(desk, "statement.draft", incident="i1", text=text)
    for role, expert in (("clinical", "周医生"), ("public_health", "吴主任")):
        do(desk, "statement.sign", id=id, role=role, expert=expert)
    do(desk, "statement.publish", id=id, platform="douyin", **more)


def comment(desk: Desk, ago_min: int, text: str = "真的吗", platform: str = "douyin") -> str:
    now = desk.clock.now()
    return do(
        desk, "interaction.add", platform=platform, kind="comment", posted_at=now - ago_min * MIN,
        author="王小明", text=text,
    )  # fmt: skip


@pytest.fixture
def told(desk: Desk, clock: Any) -> Desk:
    """An incident from a comment to its review, an hour a step."""
    comment(desk, 50)
    comment(desk, 180, platform="kuaishou")
    now = clock.now()
    do(
        desk, "incident.open", title=TITLE, kind="misinformation", grade="general", items=["q1", "q2"],
        occurred_at=now - 4 * HOUR, discovered_at=now - 10 * MIN, source="own_channel",
    )  # fmt: skip
    do(desk, "incident.move", id="i1", stage="assess")
    do(desk, "incident.duty", id="i1", role="leader", person="陈院长")
    do(desk, "incident.note", id="i1", kind="decision", text="置顶说明,不删评", at=now - 5 * MIN)
    clock.go_on(HOUR)
    do(desk, "incident.grade", id="i1", grade="major", reason="上了同城榜")
    do(desk, "incident.duty", id="i1", role="leader", person="李副院长")
    do(desk, "incident.meet", id="i1", timer="initial_response", evidence="置顶 https://v.example/1")
    published(desk, FIRST, meets="official_statement")
    do(desk, "reply.post", id="q1", text=FIRST, template="statement.d1")
    clock.go_on(HOUR)
    published(desk, SECOND)
    do(desk, "incident.waive", id="i1", timer="solution", reason="原作者已删除")
    do(desk, "incident.move", id="i1", stage="review")
    do(desk, "lesson.add", kind="pitfall", text="不与网友争辩", incident="i1")
    do(desk, "lesson.add", kind="sop", text="先核实再回应", incident="i1")
    do(desk, "lesson.drop", id="l2", reason="已在流程中")
    do(desk, "task.add", incident="i1", text="补充值班口径", owner="王芳", due_at=clock.now() + 24 * HOUR)
    return desk


def review(reader: Reader) -> IncidentReview:
    found = reader.review("i1")
    assert found
    return found


def document(reader: Reader, now: int, vocabulary: Vocabulary) -> Document:
    return review_document(review(reader), now, vocabulary)


def section(made: Document, heading: str) -> Section:
    return next(one for one in made.sections if one.heading == heading)


def table(made: Document, heading: str) -> Table:
    return next(one for one in section(made, heading).blocks if isinstance(one, Table))


def lines(made: Document, heading: str) -> tuple[str, ...]:
    return next(one.lines for one in section(made, heading).blocks if isinstance(one, Bullets))


def test_there_is_no_review_of_what_is_not_there(desk: Desk, reader: Reader) -> None:
    assert reader.review("i1") is None
    do(desk, "incident.open", title="t", kind="dispute", grade="general")
    do(desk, "undo")
    assert reader.review("i1") is None
    assert reader.review("q1") is None


def test_the_course_is_what_the_journal_tells(told: Desk, reader: Reader) -> None:
    course = review(reader).course
    start = told.clock.now() - 2 * HOUR
    assert [(one.stage, one.at - start, one.by.plain) for one in course.stays] == [
        ("monitor", 0, "li"),
        ("assess", 0, "li"),
        ("respond", HOUR, "li"),
        ("review", 2 * HOUR, "li"),
    ]
    assert course.stays[1].until == start + HOUR and course.stays[-1].until is None
    (regrade,) = course.regrades
    assert (regrade.before, regrade.after, regrade.reason.plain) == ("general", "major", "上了同城榜")
    assert (course.opened_at, course.closed_at, course.reopenings) == (start, None, ())


def test_what_was_taken_back_is_no_part_of_the_course(told: Desk, reader: Reader) -> None:
    before = review(reader).course
    for id, fields in (
        ("incident.move", {"stage": "respond"}),
        ("incident.grade", {"grade": "general", "reason": "r"}),
    ):
        do(told, id, id="i1", **fields)
        assert review(reader).course != before
        do(told, "undo")
        assert review(reader).course == before


def test_closed_opened_again_and_closed_anew(told: Desk, reader: Reader, clock: Any) -> None:
    for task in ("t1", "t2", "t3", "t4"):
        do(told, "task.done", id=task)
    do(told, "incident.move", id="i1", stage="closed")
    assert review(reader).course.closed_at == clock.now()
    clock.go_on(HOUR)
    do(told, "incident.reopen", id="i1", reason="视频又被转发")
    course = review(reader).course
    assert course.closed_at is None
    assert [(one.at, one.reason.plain) for one in course.reopenings] == [(clock.now(), "视频又被转发")]
    do(told, "incident.move", id="i1", stage="closed")
    assert review(reader).course.closed_at == clock.now()


def test_minutes_to_each_milestone_against_its_target(
    told: Desk, reader: Reader, clock: Any, vocabulary: Vocabulary
) -> None:
    made = document(reader, clock.now(), vocabulary)
    assert [(row[0], *row[3:]) for row in table(made, MILESTONES).rows] == [
        ("happened to discovered", "230", "-", "burnt before we saw it"),
        ("first item posted to discovered", "170", "-", "burnt before we saw it"),
        ("discovered to graded", "10", "-", "-"),
        ("initial response", "70", "120", "met in time"),
        ("official statement", "70", "240", "met in time"),
        ("solution", "-", "1440", "waived: 原作者已删除"),
        ("discovered to closed", "-", "-", "not yet"),
    ]
    (regraded,) = lines(made, MILESTONES)
    assert regraded.endswith("li graded it anew, general to major: 上了同城榜")
    assert lines(made, "In short") == (
        "Burnt before we saw it: 3 h 50.",
        "Of 3 targets 2 met in time, 0 missed, 1 waived, 0 still running.",
        "Items linked: 2; of 2 with a deadline 1 missed it (50 %).",
        "Replies in public that still carry superseded wording: 1.",
        "Actions open: 5, of them overdue: 2.",
    )


def test_a_response_that_missed_its_targets_says_which_by_most(
    desk: Desk, reader: Reader, clock: Any, vocabulary: Vocabulary
) -> None:
    do(desk, "incident.open", title="t", kind="other", grade="general")
    clock.go_on(5 * HOUR)
    made = document(reader, clock.now(), vocabulary)
    assert lines(made, "In short")[:3] == (
        "When it happened is not known.",
        "Of 3 targets 0 met in time, 2 missed, 0 waived, 1 still running.",
        "Missed by most: initial response, by 3 h.",
    )


def test_every_part_of_the_review_is_there(
    told: Desk, reader: Reader, clock: Any, vocabulary: Vocabulary
) -> None:
    made = document(reader, clock.now(), vocabulary)
    assert made.title == f"Review of incident i1: {TITLE}"
    assert made.lead[0] == Paragraph(
        "Still open, in the stage review: this is how it stood 2026-11-22 14:00:00."
    )
    assert isinstance(made.lead[1], Facts)
    assert ("Known from", vocabulary.source("own_channel")) in made.lead[1].pairs
    assert lines(made, "Decisions") == (
        "2026-11-22 11:55:00  li: 置顶说明,不删评 (entered 2026-11-22 12:00:00)",
    )
    assert [row[1:] for row in table(made, "Who held which role").rows] == [
        ("陈院长", "2026-11-22 12:00:00", "2026-11-22 13:00:00"),
        ("李副院长", "2026-11-22 13:00:00", "-"),
    ]
    statements = table(made, "Statements").rows
    assert [(row[0], row[1], row[2]) for row in statements] == [
        ("1 (d1)", "superseded by version 2", FIRST),
        ("2 (d2)", "in public", SECOND),
    ]
    assert table(made, "Replies with superseded wording").rows[0][-1] == FIRST
    assert table(made, "Replies to linked items").rows == (
        ("Kuaishou", "1", "0", "1", "0", "1"),
        ("Douyin", "1", "1", "0", "0", "0"),
        ("All", "2", "1", "1", "0", "1"),
    )
    assert lines(made, "Lessons") == (
        "pitfall: 不与网友争辩",
        "standing procedure: 先核实再回应 (dropped since)",
    )
    assert ("补充值班口径", "王芳", "2026-11-23 14:00:00", "24 h left") in [
        row[1:] for row in table(made, "Open actions").rows
    ]
    timeline = lines(made, "What was done")
    assert timeline[0] == (
        "2026-11-22 11:55:00  li  written down: decision: 置顶说明,不删评 (entered 2026-11-22 12:00:00)"
    )
    assert any("l1 lesson written down: pitfall" in line for line in timeline)


def test_a_decision_taken_back_is_none(
    told: Desk, reader: Reader, clock: Any, vocabulary: Vocabulary
) -> None:
    do(told, "incident.note", id="i1", kind="decision", text="别的决定")
    do(told, "undo")
    do(told, "incident.note", id="i1", kind="fact", text="已核实")
    assert len(lines(document(reader, clock.now(), vocabulary), "Decisions")) == 1


def test_an_incident_nobody_has_worked_on_still_has_a_review(
    desk: Desk, reader: Reader, clock: Any, vocabulary: Vocabulary
) -> None:
    do(desk, "incident.open", title="t", kind="other", grade="general")
    made = document(reader, clock.now(), vocabulary)
    for heading in (
        "Decisions", "Who held which role", "Statements",
        "Replies to linked items", "Lessons", "Open actions",
    ):  # fmt: skip
        assert all(isinstance(block, Paragraph) for block in section(made, heading).blocks), heading
    assert markdown(made).count("\n## ") == len(made.sections)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_words_are_words_in_every_part(
    desk: Desk, reader: Reader, clock: Any, tables: dict[str, Any], lang: str
) -> None:
    i18n.use(lang)
    do(desk, "incident.open", title=HOSTILE, kind="misinformation", grade="general")
    do(desk, "incident.note", id="i1", kind="decision", text=HOSTILE)
    do(desk, "incident.duty", id="i1", role="leader", person=HOSTILE)
    do(desk, "lesson.add", kind="sop", text=HOSTILE, incident="i1")
    do(desk, "task.add", incident="i1", text=HOSTILE, owner=HOSTILE)
    do(desk, "incident.grade", id="i1", grade="major", reason=HOSTILE)
    do(desk, "incident.meet", id="i1", timer="initial_response", evidence=HOSTILE)
    do(desk, "incident.waive", id="i1", timer="solution", reason=HOSTILE)
    published(desk, HOSTILE)
    made = document(reader, clock.now(), Vocabulary(tables, lang))
    page, text = html(made), markdown(made)
    assert "<script" not in page and page.count("&lt;script&gt;") >= 9
    assert "<script" not in text and not re.search(r"(?<!\\)\]\(", text)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_review_is_whole_in_both_languages(
    told: Desk, reader: Reader, clock: Any, tables: dict[str, Any], lang: str
) -> None:
    i18n.use(lang)
    text = markdown(document(reader, clock.now(), Vocabulary(tables, lang)))
    for words in (TITLE, "置顶说明", "陈院长", FIRST, SECOND, "不与网友争辩", "补充值班口径", "原作者已删除"):
        assert words in text
    assert (MILESTONES in text) == (lang == "en")


def test_purged_words_show_as_purged(told: Desk, reader: Reader, clock: Any, vocabulary: Vocabulary) -> None:
    told.store.connection.execute("UPDATE content SET salt = NULL, author = NULL, body = NULL")
    made = document(reader, clock.now(), vocabulary)
    text = markdown(made)
    for words in (
        TITLE,
        "置顶说明",
        "上了同城榜",
        FIRST,
        SECOND,
        "不与网友争辩",
        "补充值班口径",
        "原作者已删除",
    ):
        assert words not in text
    assert made.title == "Review of incident i1: (purged)"
    assert lines(made, "Decisions")[0].endswith("li: (purged) (entered 2026-11-22 12:00:00)")
    assert lines(made, "Lessons")[0] == "pitfall: (purged)"
    assert table(made, MILESTONES).rows[5][-1] == "waived: (purged)"
    assert table(made, "Open actions").rows[0][1] == "(purged)"


def test_a_promised_update_is_a_milestone_too(
    told: Desk, reader: Reader, clock: Any, vocabulary: Vocabulary
) -> None:
    do(told, "incident.move", id="i1", stage="respond")
    published(told, "第三版", next_update=clock.now() + 2 * HOUR)
    clock.go_on(3 * HOUR)
    rows = {row[0]: row[3:] for row in table(document(reader, clock.now(), vocabulary), MILESTONES).rows}
    assert rows["next update 1"] == ("-", "120", "overdue by 1 h")


def test_a_merged_incident_says_where_it_goes_on(
    desk: Desk, reader: Reader, clock: Any, vocabulary: Vocabulary
) -> None:
    for _ in range(2):
        do(desk, "incident.open", title="t", kind="other", grade="general")
    do(desk, "incident.merge", id="i2", into="i1", reason="同一件事")
    found = reader.review("i2")
    assert found
    assert found.course.closed_at == clock.now()
    facts = review_document(found, clock.now(), vocabulary).lead[1]
    assert isinstance(facts, Facts)
    assert ("Goes on in", "i1") in facts.pairs
