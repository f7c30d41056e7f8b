"""The topic pool, pledges and users' stories through the desk: written down, counted, planned, dropped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_verbs import ADD, HOUR, MINUTE, NOON, PLAN, do, refusal

from rhythm_tui.desk.checks import replay
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.events import history
from rhythm_tui.desk.reader import Reader

IDEA = {"do": "idea.add", "title": "高血压三问", "tier": 2}
PLEDGE = {
    "do": "pledge.add",
    "words": "点赞超过1万，下期讲解熬夜伤心",
    "promise": "熬夜怎么伤心",
    "platform": "douyin",
    "metric": "likes",
    "threshold": 10_000,
}
COUNT = {"do": "pledge.count", "id": "g1", "count": 1}
STORY = {"do": "story.add", "text": "术后我又能跑步了", "author": "张小三"}
CONSENT = {"do": "story.consent", "id": "u1", "consent": "written", "file": "同意书.pdf", "sha256": "A" * 64}

REFUSED: list[tuple[str, dict[str, Any], tuple[str, str | None]]] = [
    ("idea tier", {**IDEA, "tier": 4}, ("invalid", "tier")),
    ("idea form", {**IDEA, "form": "opera"}, ("invalid", "form")),
    ("idea audience", {**IDEA, "audience": "martians"}, ("invalid", "audience")),
    ("idea series", {**IDEA, "series": "opera"}, ("invalid", "series")),
    ("idea unreadable", {**IDEA, "title": "\u200b"}, ("invalid", "title")),
    ("no such idea", {"do": "idea.drop", "id": "p9", "reason": "r"}, ("unknown", "id")),
    ("dropped idea", {"do": "idea.drop", "id": "p2", "reason": "r"}, ("refused", None)),
    ("pledge platform", {**PLEDGE, "platform": "tv"}, ("invalid", "platform")),
    ("pledge metric", {**PLEDGE, "metric": "smiles"}, ("invalid", "metric")),
    ("pledge slot", {**PLEDGE, "slot": "s9"}, ("unknown", "slot")),
    ("pledge words", {**PLEDGE, "words": "\u200b"}, ("invalid", "words")),
    ("pledge promise", {**PLEDGE, "promise": "\u200b"}, ("invalid", "promise")),
    ("pledge of nothing", {**PLEDGE, "threshold": 0}, ("invalid", "threshold")),
    (
        "count to come",
        {"do": "pledge.count", "id": "g1", "count": 1, "at": NOON + 6 * MINUTE},
        ("invalid", "at"),
    ),
    ("count below nothing", {"do": "pledge.count", "id": "g1", "count": -1}, ("invalid", "count")),
    ("dropped pledge", {"do": "pledge.count", "id": "g2", "count": 1}, ("refused", None)),
    ("dropped twice", {"do": "pledge.drop", "id": "g2", "reason": "r"}, ("refused", None)),
    ("story of nobody's item", {**STORY, "interaction": "q9"}, ("unknown", "interaction")),
    ("story unreadable", {**STORY, "text": "\u200b"}, ("invalid", "text")),
    ("consent unsaid", {**CONSENT, "consent": "none"}, ("invalid", "consent")),
    ("consent without hash", {**CONSENT, "sha256": None}, ("invalid", "sha256")),
    ("consent without file", {**CONSENT, "file": None}, ("invalid", "file")),
    ("file of a question", {**CONSENT, "consent": "asked"}, ("invalid", "file")),
    ("dropped story", {**CONSENT, "id": "u2"}, ("refused", None)),
]


def lay(desk: Desk) -> None:
    """p1, g1 and u1 stand; p2, g2 and u2 are dropped."""
    for one in (IDEA, PLEDGE, STORY):
        do(desk, one)
        dropped = do(desk, one)
        do(desk, do=f"{one['do'].split('.')[0]}.drop", id=dropped.id, reason="r")


@pytest.mark.parametrize(("fields", "told"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_what_is_refused(
    desk_with: Callable[[Callable[[Desk], None]], Desk], fields: dict[str, Any], told: tuple[str, str | None]
) -> None:
    desk = desk_with(lay)
    caught = refusal(desk, fields)
    assert (caught.code, caught.field) == told


def test_the_pool_shows_what_is_open_tier_by_tier(desk: Desk, reader: Reader) -> None:
    do(desk, IDEA, title="third", tier=3, source="questions")
    do(desk, IDEA, title="first", tier=1, form="story", department="心内科", series="heart")
    do(desk, IDEA, title="gone")
    do(desk, do="idea.drop", id="p3", reason="r")
    first, third = reader.ideas()
    assert (first.id, first.title.plain, first.form, first.series) == ("p2", "first", "story", "heart")
    assert (third.source, third.state, third.slot) == ("questions", "open", None)
    assert reader.idea("p3") is not None
    assert reader.idea("p3").state == "dropped"  # type: ignore[union-attr]
    assert reader.idea("p9") is None
    assert reader.idea("q1") is None


def test_a_twin_is_taken_and_named(desk: Desk) -> None:
    assert do(desk, IDEA).warnings == ()
    (warning,) = do(desk, IDEA).warnings
    assert (warning.category, warning.word) == ("twin", "p1")


def test_a_count_that_falls_is_never_silent_and_a_threshold_proposes_a_slot(
    desk: Desk, reader: Reader
) -> None:
    do(desk, PLEDGE)
    assert do(desk, do="pledge.count", id="g1", count=9_800).warnings == ()
    (fallen,) = do(desk, do="pledge.count", id="g1", count=9_000).warnings
    assert fallen.category == "fallen"
    assert "9800" in fallen.why
    assert "9000" in fallen.why
    (reached,) = do(desk, do="pledge.count", id="g1", count=10_000).warnings
    assert reached.category == "reached"
    assert "熬夜怎么伤心" in reached.why
    (row,) = reader.pledges()
    assert (row.state, row.counted, row.percent, row.reached_at) == ("reached", 10_000, 100, desk.clock.now())
    both = do(desk, do="pledge.count", id="g1", count=9_999).warnings
    assert [one.category for one in both] == ["fallen", "reached"]
    (row,) = reader.pledges()
    assert (row.state, row.counted) == ("reached", 9_999)
    assert reader.slots(0, NOON * 2, NOON) == []


def test_a_repeated_count_warns_as_the_first_did(desk: Desk) -> None:
    do(desk, PLEDGE)
    do(desk, do="pledge.count", id="g1", count=5)
    first = do(desk, do="pledge.count", id="g1", count=4, key="k")
    again = do(desk, do="pledge.count", id="g1", count=4, key="k")
    assert again == first
    assert [one.category for one in again.warnings] == ["fallen"]


def test_pledges_stand_by_what_was_reached_then_by_how_near_they_are(desk: Desk, reader: Reader) -> None:
    for count, threshold in ((1, 10), (5, 10), (12, 10)):
        made = do(desk, PLEDGE, threshold=threshold)
        do(desk, do="pledge.count", id=made.id, count=count)
    assert [row.id for row in reader.pledges()] == ["g3", "g2", "g1"]


def test_a_pledge_with_a_word_the_law_forbids_is_taken_and_warned_of(desk: Desk) -> None:
    warnings = do(desk, PLEDGE, words="点赞过万，下期讲包治百病的神药").warnings
    assert {one.severity for one in warnings} >= {"red"}


def test_a_story_is_kept_apart_from_the_journal_with_its_author_masked(desk: Desk, reader: Reader) -> None:
    do(desk, ADD)
    do(desk, STORY, interaction="q1")
    (row,) = reader.stories()
    assert (row.text.plain, row.author.plain, row.interaction) == ("术后我又能跑步了", "张***三", "q1")
    assert (row.consent, row.consent_at) == ("none", None)
    told = desk.store.connection.execute("SELECT payload FROM journal WHERE verb = 'story.add'").fetchone()[0]
    assert "跑步" not in told
    assert "张" not in told


def test_a_written_consent_names_its_file_and_one_without_is_warned_of(desk: Desk, reader: Reader) -> None:
    do(desk, STORY)
    assert do(desk, do="story.consent", id="u1", consent="asked").warnings == ()
    assert refusal(desk, do="story.consent", id="u1", consent="asked").code == "refused"
    (warning,) = do(desk, do="story.consent", id="u1", consent="written").warnings
    assert warning.category == "proof"
    assert do(desk, CONSENT).warnings == ()
    (row,) = reader.stories()
    assert (row.consent, row.sha256, row.consent_by) == ("written", "a" * 64, row.by)
    assert row.proof is not None
    assert row.proof.plain == "同意书.pdf"


def test_everything_can_be_taken_back_and_done_again_and_replay_agrees(
    desk: Desk, reader: Reader, path: Path
) -> None:
    lay(desk)
    do(desk, do="pledge.count", id="g1", count=20_000)
    do(desk, CONSENT)
    before = (reader.ideas(), reader.pledges(), reader.stories())
    undone = [do(desk, do="undo").seq for _ in range(2)]
    (pledge,), (story,) = reader.pledges(), reader.stories()
    assert (pledge.state, pledge.counted, pledge.reached_at) == ("open", 0, None)
    assert (story.consent, story.proof, story.sha256) == ("none", None, None)
    for seq in reversed(undone):
        do(desk, do="undo", seq=seq)
    after = (reader.ideas(), reader.pledges(), reader.stories())

    def bare(rows: Any) -> list[Any]:
        return [one._replace(version=0) for noun in rows for one in noun]

    assert bare(after) == bare(before)
    for one in (IDEA, PLEDGE, STORY):
        made = do(desk, one)
        do(desk, do="undo")
        noun = {"p": reader.idea, "g": reader.pledge, "u": reader.story}[made.id[0]]
        assert noun(made.id) is None
    assert replay(path).sound


def test_a_history_tells_what_was_said_and_counted(desk: Desk) -> None:
    lay(desk)
    do(desk, do="pledge.count", id="g1", count=7)
    do(desk, CONSENT)
    verbs = {
        subject: [event.verb for event in history(desk.store.connection, subject)]
        for subject in ("p2", "g1", "u1")
    }
    assert verbs == {
        "p2": ["idea.add", "idea.drop"],
        "g1": ["pledge.add", "pledge.count"],
        "u1": ["story.add", "story.consent"],
    }
    (made, counted) = history(desk.store.connection, "g1")
    assert {fact.name for fact in made.facts} == {"words", "promise", "threshold"}
    assert [(fact.name, fact.value, fact.before) for fact in counted.facts] == [("count", 7, 0)]


LINKS = (("idea", "p1"), ("pledge", "g1"), ("story", "u1"))


def prepare(desk: Desk) -> None:
    """p1, g1 and u1 stand; the story may be told."""
    for one in (IDEA, PLEDGE, STORY, CONSENT):
        do(desk, one)


def states(reader: Reader) -> list[tuple[str, str | None]]:
    rows = (*reader.ideas(), *reader.pledges(), *reader.stories())
    return [(row.state, row.slot.id if row.slot else None) for row in rows]


def test_one_slot_may_be_planned_for_all_three_and_its_undo_gives_them_back(
    desk: Desk, reader: Reader, path: Path
) -> None:
    prepare(desk)
    do(desk, PLAN, **dict(LINKS))
    assert states(reader) == [("planned", "s1"), ("planned", "s1"), ("planned", "s1")]
    undone = do(desk, do="undo")
    assert states(reader) == [("open", None), ("open", None), ("open", None)]
    do(desk, do="undo", seq=undone.seq)
    assert states(reader) == [("planned", "s1"), ("planned", "s1"), ("planned", "s1")]
    do(desk, do="slot.sign_off", id="s1", role="clinical", expert="wang")
    do(desk, do="slot.publish", id="s1")
    assert states(reader) == [("published", "s1"), ("kept", "s1"), ("published", "s1")]
    assert replay(path).sound


@pytest.mark.parametrize(("field", "id"), LINKS)
def test_what_has_a_slot_is_planned_no_second_time_until_that_slot_is_dropped(
    desk: Desk, reader: Reader, field: str, id: str
) -> None:
    prepare(desk)
    do(desk, PLAN, **{field: id})
    for fields in ({**PLAN, field: id}, {"do": f"{field}.drop", "id": id, "reason": "r"}):
        caught = refusal(desk, fields)
        assert caught.code == "refused"
        assert "s1" in str(caught)
    do(desk, do="slot.drop", id="s1", reason="r")
    assert ("planned", "s1") not in states(reader)
    do(desk, PLAN, **{field: id})
    assert ("planned", "s2") in states(reader)


@pytest.mark.parametrize(("field", "id"), LINKS)
def test_what_was_dropped_or_never_was_is_not_planned(desk: Desk, field: str, id: str) -> None:
    prepare(desk)
    do(desk, do=f"{field}.drop", id=id, reason="r")
    assert refusal(desk, PLAN, **{field: id}).code == "refused"
    unknown = refusal(desk, PLAN, **{field: f"{id[0]}9"})
    assert (unknown.code, unknown.field) == ("unknown", field)


@pytest.mark.parametrize("said", [None, "asked", "refused"])
def test_a_story_without_written_consent_is_never_planned(
    desk: Desk, reader: Reader, said: str | None
) -> None:
    do(desk, STORY)
    if said is not None:
        do(desk, do="story.consent", id="u1", consent=said)
    caught = refusal(desk, PLAN, story="u1")
    assert caught.code == "refused"
    assert "written consent" in str(caught)
    assert reader.slots(0, NOON * 2, NOON) == []


def test_consent_may_be_withdrawn_and_the_desk_says_where_the_story_is_told(desk: Desk) -> None:
    prepare(desk)
    do(desk, PLAN, story="u1")
    (warning,) = do(desk, do="story.consent", id="u1", consent="refused").warnings
    assert (warning.severity, warning.category, warning.word) == ("red", "consent", "s1")
    do(desk, do="slot.sign_off", id="s1", role="clinical", expert="wang")
    warnings = do(desk, do="slot.publish", id="s1").warnings
    assert ("red", "consent", "u1") in [(one.severity, one.category, one.word) for one in warnings]


def test_a_copy_of_a_storys_slot_stays_bound_to_its_consent(desk: Desk, reader: Reader, path: Path) -> None:
    prepare(desk)
    do(desk, PLAN, story="u1")
    do(desk, do="slot.copy", id="s1", at=NOON + 5 * HOUR)
    found = reader.slot("s2", NOON)
    assert found is not None
    assert found.story == ("u1", "written")
    warnings = do(desk, do="story.consent", id="u1", consent="refused").warnings
    assert [one.word for one in warnings] == ["s1", "s2"]
    for id in ("s1", "s2"):
        assert "written consent" in str(refusal(desk, do="slot.copy", id=id, at=NOON + 7 * HOUR))
    do(desk, do="slot.sign_off", id="s2", role="clinical", expert="wang")
    warnings = do(desk, do="slot.publish", id="s2").warnings
    assert ("red", "consent", "u1") in [(one.severity, one.category, one.word) for one in warnings]
    assert replay(path).sound


def test_a_slot_tells_what_it_was_planned_for(desk: Desk) -> None:
    prepare(desk)
    do(desk, PLAN, **dict(LINKS))
    (event,) = history(desk.store.connection, "s1")
    told = {fact.name: str(fact.value.plain) for fact in event.facts if fact.name != "at"}  # type: ignore[union-attr]
    assert told == dict(LINKS)
