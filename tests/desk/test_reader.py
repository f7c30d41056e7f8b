"""Reading: counts equal rows, order is by need, filters narrow, and not one byte is written."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_verbs import ADD, HOUR, MINUTE, NOON, OPEN, PLAN, OpenDesk, do

from rhythm_tui.desk import checks
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.deadlines import DAY
from rhythm_tui.domain.query_text import parse_query
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import journal
from rhythm_tui.store.sqlite import Error

AGES = {
    "q1": 30 * MINUTE,
    "q2": 100 * MINUTE,
    "q3": 3 * HOUR,
    "q4": 30 * HOUR,
    "q5": 26 * HOUR,
    "q6": 20 * MINUTE,
    "q7": 5 * HOUR,
}


def lay(desk: Desk) -> None:
    """q1 ok, q2 soon, q3 late, q4 and q5 neglected, q6 a message, q7 live; q3 is li's."""
    for id_, age in AGES.items():
        kind = {"q6": "message", "q7": "live"}.get(id_, "comment")
        text = {"q3": "宝宝发烧怎么办 100%", "q4": "BLOOD pressure"}.get(id_, "在吗")
        do(
            desk,
            ADD,
            kind=kind,
            posted_at=NOON - age,
            text=text,
            platform="weibo" if id_ == "q2" else "douyin",
            post="v_9",
        )
    do(desk, do="interaction.claim", id="q3")
    do(desk, do="interaction.claim", id="q5", operator="王 芳")


@pytest.fixture
def laid(desk_with: Callable[[Callable[[Desk], None]], Desk]) -> Desk:
    """The desk as ``lay`` leaves it."""
    return desk_with(lay)


def test_what_is_read_at_every_change_reads_no_history(
    laid: Desk, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thing that seats write on all day has thousands of lines: the screen stood still over them."""
    do(laid, do="interaction.correct", id="q1", posted_at=NOON - 40 * MINUTE, reason="r")
    for number in range(30):
        do(laid, do="reply.draft", id="q1", text=f"draft {number}")
    do(laid, do="undo")
    read: list[int] = []
    entries = journal.entries

    def counting(*asked: Any, **named: Any) -> Any:
        for entry in entries(*asked, **named):
            read.append(entry.seq)
            yield entry

    monkeypatch.setattr(journal, "entries", counting)
    whole = reader.interaction("q1")
    assert whole is not None and len(whole.history) == 33 and len(read) > 30
    read.clear()
    item = reader.item("q1")
    assert item == whole._replace(history=()) and read == []
    why = reader.why("q1", NOON)
    assert why is not None and why.turns == tuple(
        one for one in whole.history if one.verb == "interaction.correct"
    )
    assert len(read) == 3, "the correction, the undo and what it took back"
    read.clear()
    for one in whole.history[-5:]:
        assert reader.event("q1", one.seq) == one
    assert len(read) <= 5 * 3


def ids(reader: Reader, typed: str = "", now: int = NOON) -> list[str]:
    return [row.id for row in reader.queue(now, wanted=parse_query(typed))]


def test_the_order_of_need(laid: Desk, reader: Reader) -> None:
    assert ids(reader) == ["q4", "q5", "q3", "q2", "q1", "q6", "q7"]
    assert [row.id for row in reader.queue(NOON, limit=3)] == ["q4", "q5", "q3"]
    assert reader.queue(NOON, limit=0) == []
    assert [row.band(NOON) for row in reader.queue(NOON)] == [
        "neglected",
        "neglected",
        "late",
        "soon",
        "ok",
        "ok",
        None,
    ]
    neglected = reader.queue(NOON)[0]
    assert (neglected.shown_clock(NOON), neglected.shown_due(NOON), neglected.remaining_s(NOON)) == (
        "24h",
        NOON - 6 * HOUR,
        -6 * 3600,
    )
    live = reader.queue(NOON)[-1]
    assert (live.shown_clock(NOON), live.shown_due(NOON), live.remaining_s(NOON)) == (None, None, None)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("band:late", ["q3"]),
        ("band:late,neglected", ["q4", "q5", "q3"]),
        ("band:ok", ["q1", "q6"]),
        ("platform:weibo", ["q2"]),
        ("kind:message,live", ["q6", "q7"]),
        ("owner:me", ["q3"]),
        ("owner:none band:neglected", ["q4"]),
        ("owner:none,me band:late,neglected", ["q4", "q3"]),
        ("发烧", ["q3"]),
        ("blood PRESSURE", ["q4"]),
        ("100%", ["q3"]),
        ("发烧 blood", []),
        ("v_9 发烧", ["q3"]),
        ("张*** kind:live", ["q7"]),
        ("%", ["q3"]),
        ("_", ["q4", "q5", "q3", "q2", "q1", "q6", "q7"]),
        ("'; --", []),
        ("platform:nowhere", []),
    ],
)
def test_filters(laid: Desk, reader: Reader, typed: str, found: list[str]) -> None:
    assert ids(reader, typed) == found
    assert [f"q{n}" for n in reader.queue_ids(NOON, parse_query(typed))] == found


def test_the_header(laid: Desk, reader: Reader) -> None:
    do(laid, OPEN, discovered_at=NOON - 3 * HOUR)
    do(laid, OPEN)
    status = reader.status(NOON)
    assert (status.open, status.ok, status.soon, status.late, status.neglected, status.undated) == (
        7,
        2,
        1,
        1,
        2,
        1,
    )
    assert (status.unowned_late, status.next_due) == (1, NOON + 20 * MINUTE)
    assert (status.incidents_open, status.incidents_late, status.incidents_next_due) == (2, 1, NOON + HOUR)
    assert [(a.code, a.number) for a in status.alarms] == [
        ("incident_late", 1),
        ("not_told", 3),
        ("disordered_interaction", 2),
    ]
    assert (status.seq, len(status.head)) == (11, 64)
    assert [card.id for card in reader.incidents()] == ["i1", "i2"]


def test_slots_of_the_day(desk: Desk, reader: Reader) -> None:
    for at in (
        NOON - 2 * HOUR,
        NOON - 31 * MINUTE,
        NOON - 20 * MINUTE,
        NOON + HOUR,
        NOON + 3 * HOUR,
        NOON + 20 * HOUR,
    ):
        do(desk, PLAN, at=at, audience="workers")
    do(desk, do="slot.sign_off", id="s1", role="clinical", expert="wang")
    do(desk, do="slot.publish", id="s1", at=NOON - 2 * HOUR, url="https://v.example/1")
    do(desk, do="slot.sign_off", id="s5", role="clinical", expert="wang")
    status = reader.status(NOON)
    assert (
        status.slots_today,
        status.slots_published,
        status.slots_missed,
        status.slots_awaiting_review,
    ) == (5, 1, 1, 2)
    assert status.slots_next_at == NOON + HOUR
    assert {a.code: (a.number, a.subject) for a in status.alarms} == {
        "too_fast": (1, "s4"),
        "slot_missed": (1, "s2"),
        "flooded": (1, "s5"),
        "too_slow": (1, "2026-11-22"),
    }
    start, end = reader.vocabulary.day_bounds(NOON)
    assert [slot.state for slot in reader.slots(start, end, NOON)] == [
        "published",
        "missed",
        "planned",
        "planned",
        "ready",
    ]
    assert [slot.off_window_min for slot in reader.slots(start, end, NOON)][3] == 1


def test_a_slot_soon_after_midnight_raises_its_alarm_before(desk: Desk, reader: Reader) -> None:
    midnight = reader.vocabulary.day_bounds(NOON)[1]
    do(desk, PLAN, at=midnight + 30 * MINUTE)
    codes = [a.code for a in reader.status(midnight - HOUR).alarms]
    assert codes == ["too_fast", "too_slow"]


def test_a_slot_missed_over_midnight_is_not_forgotten(desk: Desk, reader: Reader) -> None:
    midnight = reader.vocabulary.day_bounds(NOON)[1]
    do(desk, PLAN, at=midnight - 10 * MINUTE)
    codes = [a.code for a in reader.status(midnight + HOUR).alarms]
    assert codes == ["slot_missed", "too_slow"]


@pytest.mark.parametrize(
    "odd", ["", "q", "q0", "q99", "x1", "q" + "9" * 30, "\ud800", "Q1", "q\u0661", "i1", "s1", "q1 "]
)
def test_what_is_not_there(laid: Desk, reader: Reader, odd: str) -> None:
    assert reader.interaction(odd) is None
    assert reader.incident(odd) is None
    assert reader.slot(odd, NOON) is None
    assert reader.why(odd, NOON) is None


def test_details_and_history(laid: Desk, reader: Reader) -> None:
    do(laid, do="reply.draft", id="q3", text="draft \x1b[31m")
    do(laid, do="undo")
    do(laid, do="reply.post", id="q3", text="您好\n请来院", posted_at=NOON)
    found = reader.interaction("q3")
    assert found is not None
    assert [(e.verb, e.words.plain, e.undone) for e in found.history] == [
        ("interaction.add", "宝宝发烧怎么办 100%", False),
        ("interaction.claim", "", False),
        ("reply.draft", "draft [31m", True),
        ("undo", "", False),
        ("reply.post", "您好\n请来院", False),
    ]
    assert (found.reply.plain, found.missed_s, found.neglected, found.row.state) == (
        "您好\n请来院",
        3600,
        False,
        "answered",
    )
    why = reader.why("q3", NOON + DAY)
    assert why is not None
    assert [(x.name, x.late_s) for x in why.limits] == [("2h", 3600), ("24h", 0)]
    assert (why.burnt_s, why.band, why.state) == (3 * 3600, None, "answered")
    assert [row.seq for row in reader.journal(limit=2)] == [12, 11]
    assert [row.verb for row in reader.journal(subject="q3")][-1] == "interaction.add"


def print_of(folder: Path) -> dict[str, tuple[str, int]]:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found[path.name] = hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns
    return found


def read_all(reader: Reader) -> None:
    reader.changed()
    reader.status(NOON)
    reader.queue(NOON)
    reader.queue(NOON, wanted=parse_query("在 owner:none"))
    reader.queue_rows(reader.queue_ids(NOON))
    reader.incidents()
    reader.digest(NOON - DAY, NOON)
    reader.journal()
    reader.slots(NOON - DAY, NOON + DAY, NOON)
    for id_ in ("q1", "i1", "s1"):
        reader.why(id_, NOON)


def test_reading_changes_no_byte(laid: Desk, path: Path, vocabulary: Vocabulary) -> None:
    laid.close()
    before = print_of(path.parent)
    assert "desk.db-wal" not in before
    for _ in range(2):
        reader = Reader.open(path, vocabulary)
        read_all(reader)
        reader.close()
    assert print_of(path.parent) == before


def test_reading_a_crashed_desk_changes_no_byte_and_misses_nothing(
    laid: Desk, path: Path, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for part in ("", "-wal", ".keys", ".anchor"):
        shutil.copy2(f"{path}{part}", f"{crashed / path.name}{part}")
    before = print_of(crashed)
    for _ in range(2):
        reader = Reader.open(crashed / path.name, vocabulary)
        assert reader.status(NOON).seq == 9
        read_all(reader)
        reader.close()
    after = print_of(crashed)
    after.pop("desk.db-shm", None)
    assert after == before


def test_a_desk_that_is_not_there_is_empty_and_stays_not_there(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    reader = Reader.open(tmp_path / "none" / "desk.db", vocabulary)
    read_all(reader)
    assert (reader.exists, reader.status(NOON).open, reader.status(NOON).seq, reader.status(NOON).head) == (
        False,
        0,
        0,
        "",
    )
    reader.close()
    assert list(tmp_path.iterdir()) == []


def test_a_reader_cannot_write(laid: Desk, reader: Reader) -> None:
    with pytest.raises(Exception, match="readonly"):
        reader._connection.execute("UPDATE interaction SET owner = 'x'")


def test_a_damaged_page_is_never_read_as_something_else(
    laid: Desk, path: Path, vocabulary: Vocabulary
) -> None:
    connection = laid.store.connection
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    roots = connection.execute("SELECT rootpage FROM sqlite_schema WHERE rootpage > 0").fetchall()
    laid.close()
    raw = bytearray(path.read_bytes())
    for (page,) in roots:
        raw[(page - 1) * size : page * size] = b"\xa5" * size
    path.write_bytes(raw)
    reader = Reader.open(path, vocabulary)
    with pytest.raises(Error, match="malformed"):
        reader.status(NOON)
    reader.close()
    with pytest.raises(DeskUnusable, match="damaged"):
        checks.verify(path)


def test_the_change_feed(desk: Desk, open_desk: OpenDesk, reader: Reader) -> None:
    reader.changed()
    assert not reader.changed()
    other = open_desk("wang")
    assert not reader.changed()
    do(other, ADD)
    assert reader.changed()
    assert not reader.changed()
    assert ids(reader) == ["q1"]
    do(desk, do="interaction.claim", id="q1")
    assert reader.changed()
    row: Any = reader.queue(NOON)[0]
    assert row.owner.plain == "li"


def test_an_incident_is_late_after_its_due_second(desk: Desk, reader: Reader) -> None:
    do(desk, OPEN, discovered_at=NOON - 500)
    due = NOON - 500 + 2 * HOUR
    for now, late in ((due, 0), (due // 1000 * 1000 + 999, 0), (due // 1000 * 1000 + 1000, 1)):
        status = reader.status(now)
        assert (status.incidents_late, reader.incidents()[0].timers[0].late(now)) == (late, bool(late))
        assert (status.incidents_next_due == due) == (not late)
