"""Histories say which and whom, by the names people use, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from clocks import SettableClock
from rhythm_tui import i18n
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.events import history
from rhythm_tui.desk.reader import Reader
from rhythm_tui.desk.views import Event, Fact
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.refusal import refused
from rhythm_tui.domain.text import NOTHING, SafeText, clean
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.reports.phrases import besides, event_phrase, refusal_names

NOON = 1_795_320_000_000
MINUTE = 60_000
HOUR = 60 * MINUTE

MESSAGE = {"do": "interaction.add", "platform": "douyin", "kind": "message", "author": "张小三", "text": "疼"}
INCIDENT = {"do": "incident.open", "title": "t", "kind": "dispute", "grade": "general"}
SLOT = {
    "do": "slot.plan",
    "platform": "douyin",
    "title": "t",
    "tier": 1,
    "form": "science",
    "at": NOON + HOUR,
}

STORY: tuple[dict[str, Any], ...] = (
    {**MESSAGE, "posted_at": NOON - 5 * HOUR, "topic": "疼痛"},
    {"do": "interaction.wait", "id": "q1", "on": "周医生"},
    {"do": "interaction.wait", "id": "q1"},
    {"do": "interaction.sort", "id": "q1", "topic": "用药", "tags": ["复查", "家属"]},
    {"do": "interaction.sort", "id": "q1"},
    {"do": "interaction.remind", "id": "q1", "at": NOON + HOUR},
    {"do": "interaction.remind", "id": "q1"},
    {"do": "interaction.note", "id": "q1", "text": "n"},
    {"do": "interaction.correct", "id": "q1", "reason": "r", "posted_at": NOON - 4 * HOUR},
    {"do": "reply.draft", "id": "q1", "text": "d", "template": "fever_watch"},
    {"do": "reply.post", "id": "q1", "text": "t", "posted_at": NOON - 6 * MINUTE, "outcome": "online"},
    {"do": "interaction.correct", "id": "q1", "reason": "r", "answered_at": NOON - 5 * MINUTE},
    {"do": "undo"},
    {"do": "undo", "seq": 13},
    {"do": "interaction.reopen", "id": "q1", "reason": "r"},
    {"do": "interaction.refer", "id": "q1", "to": "doctor"},
    {"do": "interaction.close", "id": "q1", "reason": "spam"},
    {**INCIDENT, "discovered_at": NOON - HOUR, "items": ["q1", "q2"]},
    {"do": "incident.grade", "id": "i1", "grade": "major", "reason": "r"},
    {
        "do": "incident.meet",
        "id": "i1",
        "timer": "official_statement",
        "evidence": "e",
        "at": NOON - 9 * MINUTE,
    },
    {"do": "incident.move", "id": "i1", "stage": "assess"},
    {
        "do": "incident.tell",
        "id": "i1",
        "timer": "solution",
        "duty": "communication",
        "person": "周主任",
        "channel": "phone",
        "at": NOON - 5 * MINUTE,
    },
    {"do": "notification.answer", "id": "m1", "at": NOON - 3 * MINUTE},
    {**INCIDENT, "discovered_at": NOON},
    {"do": "incident.claim", "id": "i2", "to": "周宁"},
    SLOT,
    {"do": "slot.sign_off", "id": "s1", "role": "clinical", "expert": "周医生"},
    {"do": "interaction.link", "id": "q2", "slot": "s1", "post": "v1"},
    {"do": "incident.duty", "id": "i2", "role": "expert", "person": "周医生"},
    {"do": "incident.duty", "id": "i2", "role": "expert", "person": "王芳"},
    {"do": "incident.note", "id": "i2", "text": "n", "kind": "decision", "at": NOON - HOUR},
    {"do": "undo"},
    {"do": "task.add", "incident": "i2", "text": "t", "role": "leader", "due_at": NOON + HOUR},
    {"do": "task.assign", "id": "t9", "owner": "王芳", "due_at": NOON + 2 * HOUR},
    {"do": "task.assign", "id": "t9", "owner": "周宁", "role": "technical"},
    {"do": "task.assign", "id": "t9", "owner": ""},
    {"do": "task.done", "id": "t9", "result": "r"},
    {"do": "undo"},
    {"do": "task.drop", "id": "t9", "reason": "r"},
)

ENGLISH = {
    "q1": [
        "came in: topic 疼痛",
        "waiting noted: 周医生",
        "waiting noted: no longer 周医生",
        "topic and tags set: topic 疼痛 to 用药, tags 复查, 家属",
        "topic and tags set: topic no longer 用药, tags no longer 复查, 家属",
        "reminder set: 13:00",
        "reminder set: no longer 13:00",
        "note",
        "time corrected: posted 07:00 to 08:00, late by 1 h",
        "reply drafted: approved wording fever_watch",
        "reply posted: to the online clinic, answered 11:54",
        "time corrected: answered 11:54 to 11:55",
        "taken back: time corrected: answered 11:54 to 11:55",
        "done again: time corrected: answered 11:54 to 11:55",
        "opened again",
        "closed without a reply: spam",
    ],
    "q2": ["taken on from another item: q1, to the doctor team", "linked: v1, s1"],
    "i1": [
        "incident opened: medical dispute, general, discovered 11:00, with q1, q2",
        "graded anew: general to major",
        "timer met: official statement, at 11:51, monitor to respond",
        "moved to another stage: respond to assess",
    ],
    "m1": [
        "passed on: solution, communication office, 周主任, phone, at 11:55",
        "acknowledged: by 周主任, at 11:57",
    ],
    "i2": [
        "incident opened: medical dispute, general",
        "taken charge of: given to 周宁",
        "role given: experts, 周医生",
        "role given: experts, 王芳, from 周医生",
        "written down: decision",
        "taken back: written down: decision",
    ],
    "t9": [
        "task laid: head of the response, due 13:00",
        "task assigned: 王芳, due 13:00 to 14:00",
        "task assigned: head of the response to technical team, 王芳 to 周宁",
        "task assigned: no longer 周宁",
        "task done",
        "taken back: task done",
        "task dropped",
    ],
    "s1": ["slot planned: at 13:00", "signed off: clinical expert, 周医生"],
}
CHINESE = {
    "q1": {
        1: "记下等待：周医生",
        8: "更正时间：发布时间 07:00 改为 08:00，晚 1 小时",
        15: "不回复而关闭：广告骚扰",
    },
    "i1": {1: "重新定级：一般 改为 重大"},
    "i2": {3: "确定角色：专家团队，王芳，接 周医生", 4: "记录：决定"},
    "t9": {0: "布置任务：领导小组组长，期限 13:00"},
}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture
def told(desk: Desk) -> Callable[[str, Vocabulary], list[str]]:
    for fields in STORY:
        desk.do(parse(fields))

    def phrases(subject: str, vocabulary: Vocabulary) -> list[str]:
        return [event_phrase(one, vocabulary) for one in history(desk.store.connection, subject)]

    return phrases


Told = Callable[[str, Vocabulary], list[str]]


@pytest.mark.parametrize("subject", list(ENGLISH))
def test_a_history_says_which_and_whom(told: Told, vocabulary: Vocabulary, subject: str) -> None:
    assert told(subject, vocabulary) == ENGLISH[subject]


@pytest.mark.parametrize("subject", list(CHINESE))
def test_a_history_in_chinese(told: Told, tables: dict[str, Any], subject: str) -> None:
    i18n.use("zh")
    phrases = told(subject, Vocabulary(tables, "zh"))
    assert {place: phrases[place] for place in CHINESE[subject]} == CHINESE[subject]


def test_what_was_done_again_is_not_taken_back(told: Told, desk: Desk) -> None:
    gone = {one.seq: one.undone for one in history(desk.store.connection, "q1")}
    assert (gone[12], gone[13], gone[14]) == (False, True, False)


@pytest.mark.parametrize(
    ("value", "said"),
    [(NOON - HOUR, "reply copied: at 11:00"), (NOON - 24 * HOUR, "reply copied: at 11-21 12:00")],
)
def test_a_time_has_its_date_where_it_is_another_day(vocabulary: Vocabulary, value: int, said: str) -> None:
    event = Event(1, NOON, clean("li"), "reply.copy", NOTHING, undone=False, facts=(Fact("at", value),))
    assert event_phrase(event, vocabulary) == said


def test_a_correction_by_seconds_shows_the_seconds(vocabulary: Vocabulary) -> None:
    fact = Fact("posted_at", NOON + 2_000, NOON)
    event = Event(1, NOON, clean("li"), "interaction.correct", NOTHING, undone=False, facts=(fact,))
    said = "time corrected: posted 2026-11-22 12:00:00 to 2026-11-22 12:00:02"
    assert event_phrase(event, vocabulary) == said


def test_typed_names_come_cleaned(desk: Desk) -> None:
    desk.do(parse({**MESSAGE, "posted_at": NOON - HOUR, "topic": "a\x1b[31mb"}))
    assert history(desk.store.connection, "q1")[0].facts == (Fact("topic", SafeText("a[31mb")),)


def test_a_miss_that_grew_is_told_once(desk: Desk, clock: SettableClock, vocabulary: Vocabulary) -> None:
    desk.do(parse({**MESSAGE, "posted_at": NOON - 5 * HOUR}))
    for _again in range(2):
        desk.do(parse({"do": "reply.post", "id": "q1", "text": "t"}))
        desk.do(parse({"do": "interaction.reopen", "id": "q1", "reason": "r"}))
        clock.go_on(HOUR)
    phrases = [event_phrase(one, vocabulary) for one in history(desk.store.connection, "q1")]
    assert phrases[1::2] == ["reply posted: late by 1 h", "reply posted: late by 2 h"]


def test_an_explanation_tells_what_happened_to_the_clock(
    desk: Desk, reader: Reader, vocabulary: Vocabulary
) -> None:
    for fields in STORY[:9]:
        desk.do(parse(fields))
    desk.do(parse({"do": "interaction.wait", "id": "q1", "on": "周医生"}))
    why = reader.why("q1", NOON + 30 * MINUTE)
    assert why is not None
    assert besides(why, vocabulary, NOON + 30 * MINUTE) == [
        "first taken down as posted at 07:00",
        "12:00 li, time corrected: posted 07:00 to 08:00, late by 1 h (r)",
        "late by 1 h before this: a miss stays",
        "waiting for 周医生 since 12:00, 30 min: no clock stops for it",
    ]
    for fields in STORY[10:11]:
        desk.do(parse(fields))
    desk.do(parse({"do": "interaction.reopen", "id": "q1", "reason": "wrong person"}))
    desk.do(parse({"do": "reply.post", "id": "q1", "text": "t", "outcome": "visit"}))
    why = reader.why("q1", NOON)
    assert why is not None
    assert besides(why, vocabulary, NOON)[2:] == [
        "12:00 li, opened again (wrong person)",
        "late by 1 h before this: a miss stays",
        "outcome: to a visit here",
    ]


def test_a_correction_that_was_taken_back_explains_nothing(desk: Desk, reader: Reader) -> None:
    for fields in (STORY[0], STORY[8], {"do": "undo"}):
        desk.do(parse(fields))
    why = reader.why("q1", NOON)
    assert why is not None
    assert (why.turns, why.posted_first, why.earlier_missed_s) == ((), None, 3600)


@pytest.mark.parametrize(
    ("values", "ids", "names"),
    [
        (
            {"timers": "official_statement, solution"},
            "official_statement, solution",
            "official statement, solution",
        ),
        ({"roles": "clinical"}, "clinical", "clinical expert"),
        ({"timers": "of_another_house"}, "of_another_house", "of_another_house"),
    ],
)
def test_a_refusal_has_names_on_the_screen_and_ids_in_scripts(
    vocabulary: Vocabulary, values: dict[str, str], ids: str, names: str
) -> None:
    (key,) = values
    refusal = refused(f"missing: {{{key}}}", **values)
    assert i18n.words_of(refusal) == f"missing: {ids}"
    assert i18n.words_of(refusal, refusal_names(vocabulary)) == f"missing: {names}"
