"""Public statements through the desk: versions, sign-offs, superseding, promises, and what they approve."""

from __future__ import annotations

import tempfile
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from test_verbs import ADD, HOUR, MINUTE, NOON, OPEN, PLAN, do, refusal

from empty import empty_desk
from rhythm_tui.clock import Clock
from rhythm_tui.desk import checks
from rhythm_tui.desk.board import TimerRow
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.playbook import check
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.settings import data_dir, read_toml
from searching import WALK

FIRST, SECOND = "疫苗与该症状无关,详见疾控说明。", "经核查,疫苗与该症状无关,详见市疾控说明。"


def sign(desk: Desk, id: str, *names: str) -> None:
    for role, expert in zip(("clinical", "public_health"), names or ("周医生", "吴主任"), strict=True):
        do(desk, do="statement.sign", id=id, role=role, expert=expert)


def published(desk: Desk, text: str = FIRST, incident: str = "i1", **more: Any) -> str:
    """Draft, sign and publish the next version of an incident."""
    id = do(desk, do="statement.draft", incident=incident, text=text).id
    sign(desk, id)
    do(desk, {"do": "statement.publish", "id": id, "platform": "douyin"}, **more)
    return id


def timer(reader: Reader, name: str) -> TimerRow:
    found = reader.incident("i1")
    assert found
    return next(one for one in found.card.timers if one.name == name)


def test_a_draft_gets_the_next_number_and_stands_alone(desk: Desk, reader: Reader) -> None:
    do(desk, OPEN)
    assert do(desk, do="statement.draft", incident="i1", text=FIRST).id == "d1"
    refused = refusal(desk, do="statement.draft", incident="i1", text=SECOND)
    assert refused.code == "refused"
    assert "d1" in str(refused)
    do(desk, do="undo")
    assert reader.statements("i1") == ()
    assert refusal(desk, do="statement.edit", id="d1", text=SECOND).code == "unknown"
    do(desk, do="statement.draft", incident="i1", text=SECOND)
    assert [(one.id, one.number) for one in reader.statements("i1")] == [("d2", 2)], "no number twice"
    assert refusal(desk, do="undo", seq=3).code == "conflict", "doing it again would make two drafts"


def test_a_draft_that_is_too_long_is_kept_and_goes_nowhere(desk: Desk, reader: Reader) -> None:
    do(desk, OPEN)
    long = "好" * 20_001
    do(desk, do="statement.draft", incident="i1", text=long)
    (kept,) = reader.statements("i1")
    assert kept.text.plain == long
    found = refusal(desk, do="statement.sign", id="d1", role="clinical", expert="周医生")
    assert (found.field, "20000" in str(found)) == ("text", True)
    assert refusal(desk, do="statement.publish", id="d1", platform="douyin").field == "text"
    do(desk, do="statement.edit", id="d1", text=long[1:])
    sign(desk, "d1")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"do": "statement.draft", "incident": "i1", "text": "\u200b"}, "text"),
        ({"do": "statement.draft", "incident": "i9", "text": "t"}, "id"),
        ({"do": "statement.edit", "id": "d1", "text": " \n"}, "text"),
        ({"do": "statement.sign", "id": "d1", "role": "nurse", "expert": "e"}, "role"),
        ({"do": "statement.publish", "id": "d1", "platform": "tv"}, "platform"),
        ({"do": "statement.publish", "id": "d1", "platform": "douyin", "url": "v.example"}, "url"),
        ({"do": "statement.publish", "id": "d1", "platform": "douyin", "meets": "no_timer"}, "meets"),
        ({"do": "statement.publish", "id": "d1", "platform": "douyin", "at": NOON + HOUR}, "at"),
        ({"do": "statement.publish", "id": "d1", "platform": "douyin", "next_update": NOON}, "next_update"),
        ({"do": "statement.publish", "id": "d1", "platform": "douyin", "next_update": "soon"}, "next_update"),
        ({**PLAN, "statement": "d9"}, "statement"),
    ],
)
def test_a_wrong_field_is_named(desk: Desk, fields: dict[str, Any], field: str) -> None:
    do(desk, OPEN)
    do(desk, do="statement.draft", incident="i1", text=FIRST)
    sign(desk, "d1")
    assert refusal(desk, fields).field == field


def test_two_people_sign_and_none_of_them_wrote_on_it(desk: Desk, reader: Reader) -> None:
    do(desk, OPEN)
    do(desk, do="statement.draft", incident="i1", text=FIRST)
    do(desk, do="statement.edit", id="d1", text=SECOND, operator="王芳")
    for author in ("Li", "王 芳"):
        assert refusal(desk, do="statement.sign", id="d1", role="clinical", expert=author).code == "refused"
    do(desk, do="statement.sign", id="d1", role="clinical", expert="周医生")
    assert "周医生" in str(refusal(desk, do="statement.sign", id="d1", role="clinical", expert="吴"))
    twice = refusal(desk, do="statement.sign", id="d1", role="public_health", expert="周 医生")
    assert "a person of its own" in str(twice)
    missing = refusal(desk, do="statement.publish", id="d1", platform="douyin")
    assert missing.values["roles"] == "public_health"
    assert reader.statements("i1")[0].missing == ("public_health",)


def test_a_change_makes_sign_offs_lapse_and_says_so(desk: Desk, reader: Reader) -> None:
    do(desk, OPEN)
    do(desk, do="statement.draft", incident="i1", text=FIRST)
    sign(desk, "d1")
    answer = do(desk, do="statement.edit", id="d1", text=SECOND)
    assert [(one.category, "周医生, 吴主任" in one.why) for one in answer.warnings] == [("lapsed", True)]
    assert refusal(desk, do="statement.publish", id="d1", platform="douyin").code == "refused"
    row = reader.statements("i1")[0]
    assert [one.counts for one in row.signatures] == [False, False]
    do(desk, do="undo")
    assert reader.statements("i1")[0].missing == (), "the words they signed are back"
    assert refusal(desk, do="statement.edit", id="d1", text=FIRST).code == "refused", "it reads so already"


def test_the_guard_reads_a_statement_and_holds_it_to_no_comments_length(desk: Desk) -> None:
    do(desk, OPEN)
    long = "本院说明如下。" * 100
    assert do(desk, do="statement.draft", incident="i1", text=long).warnings == ()
    cure = do(desk, do="statement.edit", id="d1", text=f"{long}保证根治。").warnings
    assert "red" in {one.severity for one in cure}
    sign(desk, "d1")
    out = do(desk, do="statement.publish", id="d1", platform="douyin", key="k")
    assert {one.category for one in out.warnings} == {one.category for one in cure}
    assert do(desk, do="statement.publish", id="d1", platform="douyin", key="k") == out


def test_a_signer_who_then_writes_on_it_counts_no_more(desk: Desk, reader: Reader) -> None:
    do(desk, OPEN)
    do(desk, do="statement.draft", incident="i1", text=FIRST)
    sign(desk, "d1")
    for text in (SECOND, FIRST):
        do(desk, do="statement.edit", id="d1", text=text, operator="周医生")
    assert reader.statements("i1")[0].missing == ("clinical",)
    assert refusal(desk, do="statement.publish", id="d1", platform="douyin").values["roles"] == "clinical"


def test_publishing_supersedes_and_undo_brings_it_back(desk: Desk, reader: Reader) -> None:
    do(desk, OPEN)
    published(desk, next_update=NOON + 2 * HOUR)
    published(desk, SECOND, next_update=NOON + 3 * HOUR)
    one, two = reader.statements("i1")
    assert (one.state, one.superseded_at, two.state, two.published_at) == (
        "superseded",
        NOON,
        "published",
        NOON,
    )
    assert timer(reader, "update1").met_at == NOON
    do(desk, do="undo")
    one, two = reader.statements("i1")
    assert (one.state, one.superseded_at, two.state, two.published_at) == ("published", None, "draft", None)
    assert two.outlets == ()
    assert [t.name for t in reader.incident("i1").card.timers if t.name.startswith("update")] == ["update1"]  # type: ignore[union-attr]
    assert timer(reader, "update1").runs
    do(desk, do="undo", seq=reader.journal(1)[0].seq)
    assert [row.state for row in reader.statements("i1")] == ["superseded", "published"]
    assert timer(reader, "update2").due_at == NOON + 3 * HOUR
    assert checks.replay(desk.store.path).sound


def test_undo_of_a_publication_waits_for_an_open_draft(desk: Desk) -> None:
    do(desk, OPEN)
    published(desk)
    seq = desk.store.connection.execute("SELECT max(seq) FROM journal").fetchone()[0]
    do(desk, do="statement.draft", incident="i1", text=SECOND)
    assert refusal(desk, do="undo", seq=seq).code == "conflict"


def test_another_platform_is_another_outlet(desk: Desk, reader: Reader, clock: Any) -> None:
    do(desk, OPEN)
    published(desk, url="https://v.example/1")
    again = {"do": "statement.publish", "id": "d1", "platform": "douyin"}
    assert refusal(desk, again, url="https://v.example/1").code == "refused"
    clock.go_on(MINUTE)
    do(desk, again, url="https://v.example/2")
    do(desk, again, platform="weibo")
    row = reader.statements("i1")[0]
    assert [(one.platform, one.url.plain) for one in row.outlets] == [
        ("douyin", "https://v.example/1"),
        ("douyin", "https://v.example/2"),
        ("weibo", ""),
    ]
    assert (row.published_at, row.state) == (NOON, "published")
    do(desk, do="undo")
    assert len(reader.statements("i1")[0].outlets) == 2
    published(desk, SECOND)
    assert refusal(desk, again, platform="weibo").code == "refused", "it was superseded"
    assert refusal(desk, do="statement.edit", id="d1", text="x").code == "refused"
    assert refusal(desk, do="statement.sign", id="d1", role="clinical", expert="x").code == "refused"


def test_a_promise_is_met_by_the_next_statement_late_by_how_much(
    desk: Desk, reader: Reader, clock: Any
) -> None:
    do(desk, OPEN)
    published(desk, next_update=NOON + HOUR)
    assert (timer(reader, "update1").start, timer(reader, "update1").due_at) == (NOON, NOON + HOUR)
    twice = {"do": "statement.publish", "id": "d1", "platform": "weibo", "next_update": NOON + 2 * HOUR}
    assert refusal(desk, twice).field == "next_update"
    clock.go_on(HOUR + 5 * MINUTE)
    published(desk, SECOND)
    met = timer(reader, "update1")
    assert (met.met_at, met.missed_s, met.evidence.plain) == (NOON + HOUR + 5 * MINUTE, 300, SECOND)
    assert refusal(desk, do="incident.meet", id="i1", timer="update1", evidence="e").code == "refused"


def test_a_promise_may_be_met_by_hand_and_holds_the_review_up(desk: Desk, reader: Reader) -> None:
    do(desk, OPEN)
    published(desk, next_update=NOON + HOUR, meets="official_statement", url="https://v.example/1")
    official = timer(reader, "official_statement")
    assert (official.met_at, official.evidence.plain, official.url.plain) == (
        NOON,
        FIRST,
        "https://v.example/1",
    )
    again = {"do": "statement.publish", "id": "d1", "platform": "weibo", "meets": "official_statement"}
    assert refusal(desk, again).code == "refused"
    for name in ("initial_response", "solution"):
        do(desk, do="incident.meet", id="i1", timer=name, evidence="e")
    assert "update1" in str(refusal(desk, do="incident.move", id="i1", stage="review"))
    do(desk, do="incident.meet", id="i1", timer="update1", evidence="phone")
    do(desk, do="incident.move", id="i1", stage="review")


def test_a_promise_lies_after_the_statement_that_makes_it(desk: Desk) -> None:
    """A clock may be told minutes ahead of this machine's: a span is never less than none."""
    do(desk, OPEN)
    do(desk, do="statement.draft", incident="i1", text=FIRST)
    sign(desk, "d1")
    early = {"do": "statement.publish", "id": "d1", "platform": "douyin", "at": NOON + 4 * MINUTE}
    assert refusal(desk, early, next_update=NOON + 2 * MINUTE).field == "next_update"
    do(desk, early, next_update=NOON + 5 * MINUTE)


def test_a_withdrawn_promise_holds_nothing_up(desk: Desk) -> None:
    do(desk, OPEN)
    published(desk, next_update=NOON + HOUR)
    do(desk, do="undo")
    for name in ("initial_response", "official_statement", "solution"):
        do(desk, do="incident.meet", id="i1", timer=name, evidence="e")
    do(desk, do="incident.move", id="i1", stage="review")


def test_a_statement_cannot_stand_before_the_one_it_supersedes(desk: Desk, clock: Any) -> None:
    do(desk, OPEN)
    clock.go_on(HOUR)
    published(desk)
    do(desk, do="statement.draft", incident="i1", text=SECOND)
    sign(desk, "d2")
    early = {"do": "statement.publish", "id": "d2", "platform": "douyin", "at": NOON}
    assert refusal(desk, early).field == "at"
    do(desk, {**early, "at": NOON + HOUR})


def test_a_closed_incident_says_nothing_more(desk: Desk) -> None:
    do(desk, OPEN, kind="other")
    do(desk, do="statement.draft", incident="i1", text=FIRST)
    sign(desk, "d1")
    for name in ("initial_response", "official_statement", "solution"):
        do(desk, do="incident.meet", id="i1", timer=name, evidence="e")
    do(desk, do="incident.move", id="i1", stage="closed")
    assert refusal(desk, do="statement.publish", id="d1", platform="douyin").code == "refused"
    assert refusal(desk, do="statement.draft", incident="i1", text="x").code == "refused"


def test_a_statement_in_public_is_approved_wording_for_its_incident_alone(desk: Desk, reader: Reader) -> None:
    for external in range(3):
        do(desk, ADD, external_id=f"v{external}")
    do(desk, OPEN, items=["q1", "q3"])
    do(desk, OPEN, items=["q2"])
    published(desk)
    for item in ("q1", "q2", "q3"):
        do(desk, do="reply.draft", id=item, text=FIRST, template="statement.d1")
    do(desk, do="reply.copy", id="q1")
    assert refusal(desk, do="reply.copy", id="q2").field == "reason", "a statement of another incident"
    do(desk, do="reply.post", id="q1", text=FIRST)
    assert reader.template_usage() == {"statement.d1": 1}
    do(desk, do="reply.draft", id="q3", text=f"{FIRST}而且很安全", template="statement.d1")
    assert refusal(desk, do="reply.copy", id="q3").field == "reason", "not as it stands"
    do(desk, do="reply.draft", id="q3", text=FIRST, template="statement.d1")
    published(desk, SECOND)
    old = refusal(desk, do="reply.copy", id="q3")
    assert (old.field, old.values["id"]) == ("reason", "d1")
    posted = do(desk, do="reply.post", id="q3", text=FIRST)
    assert [one.category for one in posted.warnings] == ["superseded"], "what stands in public is recorded"
    do(desk, do="undo")
    do(desk, do="reply.draft", id="q3", text=f" {SECOND}\u200b", template="statement.d2")
    assert do(desk, do="reply.copy", id="q3").warnings == (), "as it is seen"


def test_after_a_merge_a_statement_speaks_for_the_items_that_moved_until_the_next_one(
    desk: Desk, reader: Reader
) -> None:
    """i2 has published and is merged into i1: what the public reads is what replies may quote."""
    for external in range(3):
        do(desk, ADD, external_id=f"v{external}")
    do(desk, OPEN)
    do(desk, OPEN, items=["q1", "q2", "q3"])
    published(desk, incident="i2")
    do(desk, do="incident.merge", id="i2", into="i1", reason="one rumour")
    assert [one.id for one in reader.quotable("i1")] == ["d1"]
    for item in ("q1", "q2", "q3"):
        do(desk, do="reply.draft", id=item, text=FIRST, template="statement.d1")
    do(desk, do="reply.copy", id="q1")
    do(desk, do="reply.post", id="q1", text=FIRST)
    published(desk, SECOND)
    assert [one.id for one in reader.quotable("i1")] == ["d2"]
    assert [one.state for one in reader.statements("i2")] == ["superseded"]
    assert refusal(desk, do="reply.copy", id="q2").values["id"] == "d1"
    assert [one.id for one in reader.carried("i1")] == ["q1"], "listed where the work goes on"
    assert [one.id for one in reader.carried("i2")] == ["q1"]
    do(desk, do="undo")
    assert [one.id for one in reader.quotable("i1")] == ["d1"], "what was superseded stands again"
    do(desk, do="reply.copy", id="q2")


def test_what_was_merged_speaks_no_more_once_the_merge_is_taken_back(desk: Desk, reader: Reader) -> None:
    do(desk, ADD)
    do(desk, OPEN, items=["q1"])
    do(desk, OPEN)
    published(desk, incident="i2")
    do(desk, do="reply.draft", id="q1", text=FIRST, template="statement.d1")
    do(desk, do="incident.merge", id="i2", into="i1", reason="one rumour")
    do(desk, do="undo")
    assert reader.quotable("i1") == []
    assert refusal(desk, do="reply.copy", id="q1").field == "reason"


def test_replies_that_carry_a_superseded_statement_are_listed_until_corrected(
    desk: Desk, reader: Reader
) -> None:
    do(desk, ADD, external_id="v1")
    do(desk, OPEN, items=["q1"])
    published(desk)
    do(desk, do="reply.post", id="q1", text=FIRST, template="statement.d1", operator="王芳")
    assert reader.carried("i1") == []
    published(desk, SECOND)
    (found,) = reader.carried("i1")
    assert (found.id, found.statement, found.at, found.by.plain, found.text.plain) == (  # type: ignore[union-attr]
        "q1", "d1", NOON, "王芳", FIRST,
    )  # fmt: skip
    assert reader.carried() == [found]
    assert reader.carried("i2") == reader.carried("q1") == []
    do(desk, do="interaction.reopen", id="q1", reason="old wording")
    assert reader.carried("i1") == []
    do(desk, do="reply.post", id="q1", text=SECOND, template="statement.d2")
    assert reader.carried("i1") == []


def test_a_clarification_slot_needs_the_double_review(desk: Desk, reader: Reader) -> None:
    do(desk, OPEN)
    published(desk)
    slot = do(desk, PLAN, statement="d1").id
    detail = reader.slot(slot, NOON)
    assert detail
    assert (detail.row.statement, detail.row.emergency) == ("d1", True)
    assert detail.row.missing == ("clinical", "public_health")
    assert [one.id for one in reader.statements("i1")[0].slots] == [slot]
    published(desk, SECOND)
    assert refusal(desk, PLAN, statement="d1").code == "refused"
    do(desk, do="statement.draft", incident="i1", text="third")
    do(desk, do="undo")
    assert refusal(desk, PLAN, statement="d3").field == "statement"


def test_a_slot_that_brings_a_superseded_statement_says_so_before_and_when_it_goes_out(
    desk: Desk, reader: Reader
) -> None:
    do(desk, OPEN)
    published(desk)
    slot = do(desk, PLAN, statement="d1").id
    for role, expert in (("clinical", "周医生"), ("public_health", "吴主任")):
        do(desk, do="slot.sign_off", id=slot, role=role, expert=expert)
    do(desk, do="statement.draft", incident="i1", text=SECOND)
    sign(desk, "d2")
    told = do(desk, do="statement.publish", id="d2", platform="douyin").warnings
    assert [(one.category, one.severity) for one in told] == [("superseded", "red")] and slot in told[0].why
    out = do(desk, do="slot.publish", id=slot).warnings
    assert ("superseded", "red") in [(one.category, one.severity) for one in out]
    assert do(desk, do="statement.publish", id="d2", platform="weibo").warnings == (), "it is out"


def test_reading_knows_no_other_ids(reader: Reader) -> None:
    assert reader.statements("q1") == ()
    assert reader.statement("i1") is None
    assert reader.statement("d1") is None


class Versions(RuleBasedStateMachine):
    """Any order of drafting, editing, signing, publishing and taking back."""

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        tables = read_toml(data_dir() / "playbook.toml")
        path = empty_desk(self.folder.name)
        self.desk = Desk.open(path, check(tables), Clock(NOON, 0.0), operator="li", seat="s")
        self.reader = Reader.open(path, Vocabulary(tables, "en"))
        do(self.desk, OPEN)

    def teardown(self) -> None:
        assert checks.replay(self.desk.store.path).sound
        self.reader.close()
        self.desk.close()
        self.folder.cleanup()

    def attempt(self, **fields: Any) -> None:
        try:
            self.desk.do(parse(fields))
        except Refusal as refused:
            assert refused.code in ("refused", "conflict", "unknown", "invalid")

    @rule(text=st.sampled_from("abc"), operator=st.sampled_from(["li", "wang"]))
    def write(self, text: str, operator: str) -> None:
        drafts = [row.id for row in self.reader.statements("i1") if row.state == "draft"]
        if drafts:
            self.attempt(do="statement.edit", id=drafts[0], text=text, operator=operator)
        else:
            self.attempt(do="statement.draft", incident="i1", text=text, operator=operator)

    @rule(
        n=st.integers(1, 3),
        role=st.sampled_from(["clinical", "public_health"]),
        expert=st.sampled_from(["zhou", "wu", "wang"]),
    )
    def sign(self, n: int, role: str, expert: str) -> None:
        self.attempt(do="statement.sign", id=f"d{n}", role=role, expert=expert)

    @rule(platform=st.sampled_from(["douyin", "weibo"]), promised=st.booleans())
    def publish_signed(self, platform: str, promised: bool) -> None:
        """Sign what is still owed, so that publications are common, then publish."""
        for row in self.reader.statements("i1"):
            if row.state == "draft":
                for role, expert in zip(("clinical", "public_health"), ("zhou", "wu"), strict=True):
                    self.attempt(do="statement.sign", id=row.id, role=role, expert=expert)
        for row in self.reader.statements("i1"):
            more = {"next_update": NOON + HOUR} if promised else {}
            before = row.state, row.missing
            self.attempt(do="statement.publish", id=row.id, platform=platform, **more)
            after = self.reader.statement(row.id)
            if before == ("draft", ()) or not after or after.state == row.state:
                continue
            assert after.state != "published", "published with a sign-off missing or from another state"

    @rule(seq=st.integers(2, 20))
    def take_back(self, seq: int) -> None:
        self.attempt(do="undo", seq=seq)

    @invariant()
    def one_of_each(self) -> None:
        states = [row.state for row in self.reader.statements("i1")]
        assert states.count("published") <= 1
        assert states.count("draft") <= 1

    @invariant()
    def sign_offs_count_for_these_words_and_for_nobody_who_wrote_them(self) -> None:
        for row in self.reader.statements("i1"):
            experts = [one.expert for one in row.signed]
            assert len(set(experts)) == len(experts)
            assert not {one.plain for one in experts} & {one.plain for one in row.authors}
            if row.state != "draft":
                assert {one.role for one in row.signed} == {"clinical", "public_health"}
                assert row.outlets

    @invariant()
    def one_promise_at_a_time(self) -> None:
        found = self.reader.incident("i1")
        assert found
        promises = [one for one in found.card.timers if one.name.startswith("update")]
        assert sum(one.runs for one in promises) <= 1
        public = [row for row in self.reader.statements("i1") if row.state != "draft"]
        assert not promises or public


TestVersions = Versions.TestCase
TestVersions.settings = WALK
