"""The incident board through the desk: open, timers, merge, open again, hold and release."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from test_verbs import ADD, CHECKED, HOUR, MINUTE, NOON, OPEN, PLAN, do, refusal

from clocks import SettableClock
from rhythm_tui import i18n
from rhythm_tui.desk import checks
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.desk.views import IncidentDetail
from rhythm_tui.domain.playbook import Playbook, check
from rhythm_tui.domain.text import SafeText

BASIC = ("initial_response", "official_statement", "solution")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture
def lawful(tables: dict[str, Any]) -> Playbook:
    """The playbook with the report of a serious error switched on."""
    timers = {**tables["timers"], "error_report": {**tables["timers"]["error_report"], "on": True}}
    return check({**tables, "timers": timers})


def rows(desk: Desk, sql: str) -> list[tuple[Any, ...]]:
    return list(desk.store.connection.execute(sql))


def detail(reader: Reader, id: str) -> IncidentDetail:
    found = reader.incident(id)
    assert found is not None
    return found


def waive_all(desk: Desk, id: str) -> None:
    for timer in BASIC:
        do(desk, do="incident.waive", id=id, timer=timer, reason="false alarm")


# --- opening ---


def test_opening_keeps_how_and_when_it_came_to_be_known(desk: Desk, reader: Reader) -> None:
    do(desk, OPEN, source="media", occurred_at=NOON - 2 * HOUR)
    card = detail(reader, "i1").card
    assert (card.source, card.occurred_at, card.discovered_at) == ("media", NOON - 2 * HOUR, NOON - HOUR)
    assert {timer.start for timer in card.timers} == {NOON - HOUR}, "timers run from discovery"


TASKS = "SELECT t.role, t.due_at, t.source, t.state, c.body FROM task t JOIN content c ON c.n = t.words"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_playbook_of_its_kind_lays_tasks(
    desk: Desk, reader: Reader, playbook: Playbook, lang: i18n.Lang
) -> None:
    i18n.use(lang)
    do(desk, OPEN)
    rules = playbook.kinds["dispute"].tasks
    assert rows(desk, TASKS) == [
        (rule.duty, NOON - HOUR + rule.within, "playbook", "open", getattr(rule, lang)) for rule in rules
    ]
    assert detail(reader, "i1").card.tasks == len(rules)
    do(desk, do="undo")
    assert {state for _, _, _, state, _ in rows(desk, TASKS)} == {"withdrawn"}


def test_a_kind_without_a_playbook_lays_none(desk: Desk) -> None:
    do(desk, OPEN, kind="other")
    assert rows(desk, TASKS) == []


@pytest.mark.parametrize(
    ("title", "post", "found"),
    [
        ("疫苗致病的视频又在传", "v9", ["i1"]),
        ("食堂饭菜涨价", "v1", ["i1"]),
        ("食堂饭菜涨价", "v9", []),
        ("食堂饭菜涨价", "", []),
        ("医院停车收费", "v1", ["i1", "i2"]),
    ],
)
def test_what_is_alike_is_told_and_never_refused(
    desk: Desk, reader: Reader, title: str, post: str, found: list[str]
) -> None:
    do(desk, ADD, post="v1", external_id="1")
    do(desk, ADD, external_id="2")
    do(desk, OPEN, title="疫苗致病的视频在传", items=["q1", "q2"])
    do(desk, OPEN, title="医院停车收费")
    do(desk, OPEN, title="疫苗致病的视频在传", kind="other")
    waive_all(desk, "i3")
    do(desk, do="incident.move", id="i3", stage="closed")
    new = do(desk, ADD, external_id="3", **({"post": post} if post else {})).id
    assert [one.id for one in reader.alike(title, [new])] == found
    receipt = do(desk, OPEN, title=title, items=[new], key="k")
    assert receipt.id == "i4"
    assert [one.word for one in receipt.warnings] == found
    assert {one.category for one in receipt.warnings} <= {"alike"}
    assert do(desk, OPEN, title=title, items=[new], key="k") == receipt, "the same again, not itself"


def test_the_same_post_id_on_another_platform_is_another_post(desk: Desk, reader: Reader) -> None:
    do(desk, ADD, post="v1")
    do(desk, OPEN, title="a", items=["q1"])
    do(desk, ADD, post="v1", platform="weibo")
    assert reader.alike("b", ["q2"]) == []


def test_siblings_wait_or_are_recent_and_belong_to_no_incident(
    desk: Desk, reader: Reader, clock: SettableClock
) -> None:
    do(desk, ADD, post="v1", posted_at=NOON - 26 * HOUR, author="甲", external_id="1")
    do(desk, ADD, post="v1", posted_at=NOON - 25 * HOUR, author="乙", external_id="2")
    do(desk, do="interaction.close", id="q2", reason="spam")
    for number in (3, 4, 5):
        do(desk, ADD, post="v1", author="丙", external_id=str(number))
    do(desk, do="interaction.close", id="q3", reason="spam")
    do(desk, OPEN, items=["q4"])
    do(desk, ADD, post="v2", author="丙", external_id="6")
    do(desk, ADD, post="v3", author="丁", external_id="7")
    found = {row.id for row in reader.siblings("q5", clock.now())}
    assert found == {"q1", "q3", "q6"}, "not the long closed q2, the linked q4, itself, or the unrelated q7"
    assert reader.siblings("q99", clock.now()) == []


# --- items ---


def test_linking_and_taking_off(desk: Desk, reader: Reader) -> None:
    for external in ("1", "2", "3"):
        do(desk, ADD, external_id=external)
    do(desk, OPEN)
    do(desk, OPEN)
    assert do(desk, do="incident.link", id="i1", items=["q1", "q2", "q1"]).version == 2
    assert {row.id for row in detail(reader, "i1").items} == {"q1", "q2"}
    found = refusal(desk, do="incident.link", id="i2", items=["q3", "q1"])
    assert (found.code, "i1" in str(found)) == ("refused", True)
    assert detail(reader, "i2").items == ()
    do(desk, do="incident.unlink", id="i1", items=["q1"])
    do(desk, do="incident.link", id="i2", items=["q1"])
    assert refusal(desk, do="incident.unlink", id="i1", items=["q1"]).code == "refused"
    do(desk, do="undo")
    do(desk, do="undo")
    assert {row.id for row in detail(reader, "i1").items} == {"q1", "q2"}


# --- timers ---


def test_evidence_may_be_a_file_and_a_link(desk: Desk, reader: Reader) -> None:
    do(desk, OPEN)
    told = {"evidence": "pinned", "file": "置顶.png", "sha256": "AB" * 32, "url": "https://v.example/1"}
    do(desk, do="incident.meet", id="i1", timer="initial_response", **told)
    timer = next(one for one in detail(reader, "i1").card.timers if one.met_at is not None)
    assert (timer.file.plain, timer.sha256, timer.url.plain) == ("置顶.png", "ab" * 32, "https://v.example/1")
    (journal,) = rows(desk, "SELECT payload FROM journal WHERE verb = 'incident.meet'")
    assert "置顶" not in str(journal), "a file's name may name a person"


def test_a_waived_timer_counts_no_more_but_its_miss_stays(
    desk: Desk, reader: Reader, clock: SettableClock
) -> None:
    do(desk, OPEN)
    clock.go_on(90 * MINUTE)
    assert reader.status(clock.now()).incidents_late == 1
    do(desk, do="incident.waive", id="i1", timer="initial_response", reason="said on the phone")
    card = detail(reader, "i1").card
    waived = next(one for one in card.timers if one.waived_at is not None)
    assert (waived.waiver.plain, waived.missed_s, waived.runs) == ("said on the phone", 30 * 60, False)
    assert card.stage == "monitor", "waiving is no response"
    assert reader.status(clock.now()).incidents_late == 0
    why = reader.why("i1", clock.now())
    assert why is not None
    assert [(limit.waived, limit.late_s) for limit in why.limits] == [(True, 1800), (False, 0), (False, 0)]
    do(desk, do="undo")
    clock.go_on(-60 * MINUTE)
    do(desk, do="incident.meet", id="i1", timer="initial_response", evidence="e")
    assert rows(desk, "SELECT max(missed_s) FROM timer") == [(1800,)], "taken back, and still missed"


def test_grading_adds_and_drops_timers_of_the_law(
    open_desk: Any, reader: Reader, lawful: Playbook, path: Any
) -> None:
    desk = open_desk(book=lawful)
    do(desk, OPEN)
    grade = {"do": "incident.grade", "id": "i1", "reason": "r"}
    do(desk, grade, grade="major")

    def report() -> Any:
        return {timer.name: timer for timer in detail(reader, "i1").card.timers}.get("error_report")

    assert (report().start, report().due_at, report().runs) == (NOON - HOUR, NOON + 11 * HOUR, True)
    do(desk, grade, grade="larger")
    assert (report().runs, report().waived_by_grade) == (False, True)
    do(desk, grade, grade="major")
    assert (report().runs, report().start) == (True, NOON - HOUR)
    for _ in range(3):
        do(desk, do="undo")
    assert report() is None
    do(desk, grade, grade="major")
    assert report().runs, "the row of the timer that was taken back is used again"
    assert checks.replay(path).differences == ()


# --- moving ---


def test_closing_names_what_is_missing(desk: Desk, reader: Reader) -> None:
    do(desk, OPEN)
    found = refusal(desk, do="incident.move", id="i1", stage="closed")
    assert found.values == {"timers": ", ".join(BASIC)}
    waive_all(desk, "i1")
    found = refusal(desk, do="incident.move", id="i1", stage="closed")
    assert "t1 contact the person and arrange to talk; t2 " in str(found)
    do(desk, do="incident.move", id="i1", stage="review")
    do(desk, do="task.add", incident="i1", text="train the front desk")
    for task in ("t1", "t2", "t3"):
        do(desk, do="task.done", id=task)
    assert "first: t4 secure" in str(refusal(desk, do="incident.move", id="i1", stage="closed"))
    do(desk, do="task.drop", id="t4", reason="r")
    do(desk, do="incident.move", id="i1", stage="closed")
    assert detail(reader, "i1").card.tasks == 1, "what its review leaves open stays open"


def test_no_incident_closes_while_it_holds_slots(desk: Desk) -> None:
    do(desk, OPEN, kind="other")
    waive_all(desk, "i1")
    do(desk, PLAN)
    do(desk, do="incident.freeze", id="i1", reason="r")
    assert "s1" in str(refusal(desk, do="incident.move", id="i1", stage="closed"))
    do(desk, do="incident.release", id="i1", checked=CHECKED)
    do(desk, do="incident.move", id="i1", stage="closed")


def test_opened_again_it_responds_and_old_misses_stay(
    desk: Desk, reader: Reader, clock: SettableClock
) -> None:
    do(desk, OPEN, kind="other")
    clock.go_on(2 * HOUR)
    for timer in BASIC:
        do(desk, do="incident.meet", id="i1", timer=timer, evidence="e")
    do(desk, do="incident.move", id="i1", stage="closed")
    assert reader.incidents() == []
    do(desk, do="incident.reopen", id="i1", reason="they wrote again")
    card = detail(reader, "i1").card
    assert card.stage == "respond"
    assert [timer.missed_s for timer in card.timers] == [HOUR // 1000, 0, 0]
    assert [card.id for card in reader.incidents()] == ["i1"]


# --- merging ---


def signed(desk: Desk, id: str) -> None:
    for role, expert in (("clinical", "周医生"), ("public_health", "吴主任")):
        do(desk, do="statement.sign", id=id, role=role, expert=expert)


def test_merging_moves_what_is_to_be_done_and_leaves_what_was(
    desk: Desk, reader: Reader, clock: SettableClock, path: Any
) -> None:
    for external in ("1", "2"):
        do(desk, ADD, external_id=external)
    do(desk, OPEN, kind="complaint", items=["q1"])
    clock.go_on(MINUTE)
    do(desk, OPEN, discovered_at=NOON - HOUR, kind="complaint", items=["q2"])
    do(desk, PLAN)
    do(desk, do="incident.freeze", id="i2", reason="r")
    do(desk, do="incident.meet", id="i2", timer="initial_response", evidence="e")
    clock.go_on(4 * HOUR)
    do(desk, do="incident.merge", id="i2", into="i1", reason="the same queue at the gate")
    old, into = detail(reader, "i2"), detail(reader, "i1")
    assert (old.card.stage, old.card.merged_into, old.items) == ("closed", "i1", ())
    assert {row.id for row in into.items} == {"q1", "q2"}
    assert (into.card.tasks, old.card.tasks, into.card.held, old.card.held) == (4, 0, 1, 0)
    assert [slot.held_for for slot in reader.held("i1", clock.now())] == ["i1"]
    stood = {timer.name: (timer.met_at is not None, timer.runs, timer.missed_s) for timer in old.card.timers}
    assert stood["initial_response"] == (True, False, 0)
    assert stood["official_statement"][:2] == (False, False)
    assert (stood["official_statement"][2] or 0) > HOUR // 1000, "what was late stays late"
    told = [(event.verb, event.subject) for one in (old, into) for event in one.timeline[-1:]]
    assert told == [("incident.merge", "i2")] * 2, "both timelines tell it"
    assert refusal(desk, do="incident.reopen", id="i2", reason="r").code == "refused"
    do(desk, do="undo")
    assert {row.id for row in detail(reader, "i2").items} == {"q2"}
    assert (detail(reader, "i2").card.stage, detail(reader, "i2").card.held) == ("respond", 1)
    assert [event.verb for event in detail(reader, "i1").timeline] == ["incident.open"]
    assert checks.replay(path).differences == ()


def test_what_was_promised_and_drafted_goes_on_with_the_other_incident(desk: Desk, reader: Reader) -> None:
    """i1 has promised an update of its own; i2 brings a signed draft and two hours that were promised."""
    do(desk, OPEN)
    do(desk, OPEN)
    for incident, statement, ahead in (("i1", "d1", HOUR), ("i2", "d2", 2 * HOUR)):
        do(desk, do="statement.draft", incident=incident, text=f"事实{incident}")
        signed(desk, statement)
        do(desk, do="statement.publish", id=statement, platform="douyin", next_update=NOON + ahead)
    do(desk, do="statement.draft", incident="i2", text="更新")
    signed(desk, "d3")
    do(desk, do="incident.merge", id="i2", into="i1", reason="one rumour")
    owed = {one.name: one.due_at for one in detail(reader, "i1").card.timers if one.runs}
    assert (owed["update1"], owed["update2"]) == (NOON + HOUR, NOON + 2 * HOUR)
    assert not [one for one in detail(reader, "i2").card.timers if one.runs]
    assert [(one.id, one.number) for one in reader.statements("i1")] == [("d1", 1), ("d3", 2)]
    merged = desk.store.connection.execute("SELECT max(seq) FROM journal").fetchone()[0]
    out = do(desk, do="statement.publish", id="d3", platform="douyin")
    assert not [one for one in detail(reader, "i1").card.timers if one.runs and "update" in one.name]
    assert refusal(desk, do="undo", seq=merged).code == "conflict", "it went out for i1"
    do(desk, do="undo", seq=out.seq)
    do(desk, do="undo", seq=merged)
    assert [one.id for one in reader.statements("i2")] == ["d2", "d3"]
    assert [one.due_at for one in detail(reader, "i2").card.timers if one.name == "update1"] == [
        NOON + 2 * HOUR
    ]


def test_two_drafts_are_not_made_one(desk: Desk) -> None:
    for incident in ("i1", "i2"):
        do(desk, OPEN)
        do(desk, do="statement.draft", incident=incident, text="事实")
    told = refusal(desk, do="incident.merge", id="i2", into="i1", reason="r")
    assert told.values == {"id": "d2", "other": "d1"}


def test_a_timer_the_other_incident_has_not_goes_on_there_and_no_grading_there_takes_it_away(
    open_desk: Any, open_reader: Any, lawful: Playbook
) -> None:
    desk = open_desk(book=lawful)
    do(desk, OPEN, kind="complaint")
    do(desk, OPEN, kind="dispute", grade="major")
    reader = open_reader()
    do(desk, do="incident.merge", id="i2", into="i1", reason="r")
    for grade in ("larger", "general"):
        do(desk, do="incident.grade", id="i1", grade=grade, reason="r")
        assert "error_report" in {one.name for one in detail(reader, "i1").card.timers if one.runs}


def test_the_first_discovered_goes_on(desk: Desk) -> None:
    do(desk, OPEN)
    do(desk, OPEN, discovered_at=NOON)
    assert refusal(desk, do="incident.merge", id="i1", into="i2", reason="r").code == "refused"
    do(desk, do="incident.merge", id="i2", into="i1", reason="r")


# --- holding and releasing ---


def plan_some(desk: Desk) -> None:
    """s1 yesterday, s2 and s3 to come on two platforms, s4 signed, s5 out, s6 early today."""
    do(desk, PLAN, at=NOON - 24 * HOUR)
    do(desk, PLAN, department="心内科")
    do(desk, PLAN, platform="weibo", at=NOON + 30 * 24 * HOUR)
    for _ in range(2):
        do(desk, PLAN, department="心内科")
    do(desk, PLAN, at=NOON - 6 * HOUR)
    for slot in ("s4", "s5"):
        do(desk, do="slot.sign_off", id=slot, role="clinical", expert="wang")
    do(desk, do="slot.publish", id="s5")


@pytest.mark.parametrize(
    ("which", "held"),
    [
        ({}, ["s6", "s2", "s4", "s3"]),
        ({"platform": "weibo"}, ["s3"]),
        ({"department": "心内科"}, ["s2", "s4"]),
        ({"slots": ["s1", "s4", "s4"]}, ["s1", "s4"]),
    ],
)
def test_what_is_held(desk: Desk, reader: Reader, which: dict[str, Any], held: list[str]) -> None:
    plan_some(desk)
    do(desk, OPEN)
    do(desk, do="incident.freeze", id="i1", reason="quiet", **which)
    assert [slot.id for slot in reader.held("i1", NOON)] == held
    told = detail(reader, "i1").timeline[-1].facts[0].value
    assert isinstance(told, SafeText)
    assert sorted(told.plain.split(", ")) == sorted(held)
    for id in held:
        assert refusal(desk, do="slot.publish", id=id).code == "refused"
        assert refusal(desk, do="slot.sign_off", id=id, role="clinical", expert="zhao").code == "refused"


def test_released_they_stand_where_they_stood(desk: Desk, reader: Reader, clock: SettableClock) -> None:
    plan_some(desk)
    do(desk, OPEN)
    do(desk, OPEN)
    do(desk, do="incident.freeze", id="i1", reason="quiet")
    assert refusal(desk, do="incident.freeze", id="i2", reason="too").code == "refused", "nothing is left"
    assert "s2" in str(refusal(desk, do="incident.freeze", id="i2", reason="too", slots=["s2"]))
    found = refusal(desk, do="incident.release", id="i1", checked=CHECKED[:2])
    assert found.values == {"lines": "content, leader"}
    clock.go_on(2 * HOUR)
    other = {"do": "incident.release", "id": "i2", "checked": CHECKED, "slots": ["s2"]}
    assert refusal(desk, other).code == "refused"
    do(desk, other, id="i1")
    do(desk, do="incident.release", id="i1", checked=CHECKED)
    states = {row.id: row.state for row in reader.slots(NOON - 48 * HOUR, NOON + 60 * 24 * HOUR, clock.now())}
    assert states == {
        "s1": "missed",
        "s2": "missed",
        "s3": "planned",
        "s4": "missed",
        "s5": "published",
        "s6": "missed",
    }
    assert rows(desk, "SELECT state FROM slot WHERE n = 4") == [("ready",)]
    assert reader.held("i1", clock.now()) == []


def test_the_slot_of_a_public_statement_is_held_only_by_name(desk: Desk, reader: Reader) -> None:
    do(desk, PLAN)
    do(desk, PLAN)
    do(desk, OPEN)
    run = desk.store.connection.execute
    content = run("SELECT min(n) FROM content").fetchone()[0]
    run(
        "INSERT INTO statement"
        " (n, version, incident, number, words, digest, author, state, made_at, simulated)"
        f" VALUES (1, 1, 1, 1, {content}, 'd', 'li', 'draft', 0, 0)"
    )
    run("UPDATE slot SET statement = 1 WHERE n = 1")
    do(desk, do="incident.freeze", id="i1", reason="r")
    assert [slot.id for slot in reader.held("i1", NOON)] == ["s2"]
    do(desk, do="incident.freeze", id="i1", reason="r", slots=["s1"])
    assert [slot.id for slot in reader.held("i1", NOON)] == ["s1", "s2"]
