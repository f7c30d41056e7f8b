"""The journal: append-only, gapless, and any byte changed in it is found out."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.clock import Clock
from rhythm_tui.desk import checks
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.store import contents, journal
from rhythm_tui.store.sqlite import Connection, Error, connect

COLUMNS = [column for column in journal.COLUMNS if column != "seq"]
NOON = 1_795_320_000_000


def work(desk: Desk) -> None:
    """Five rows, with every column of the journal filled somewhere."""
    now = desk.clock.now()
    add = {
        "do": "interaction.add",
        "platform": "douyin",
        "kind": "comment",
        "posted_at": now,
        "author": "张三",
        "text": "在吗",
    }
    for number in range(2):
        desk.do(parse({**add, "key": f"k{number}"}))
    for one in (
        {"do": "interaction.claim", "id": "q1"},
        {"do": "undo"},
        {"do": "reply.post", "id": "q2", "text": "您好"},
    ):
        desk.do(parse({**one, "key": one["do"]}))


@pytest.fixture
def worked(desk: Desk, path: Path) -> Connection:
    work(desk)
    return desk.store.connection


def without_triggers(path: Path) -> Connection:
    connection = connect(path)
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA foreign_keys=OFF")
    return connection


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET at = at",
        "UPDATE journal SET operator = 'x' WHERE seq = 1",
        "DELETE FROM journal",
        "DELETE FROM journal WHERE seq = 5",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 5",
    ],
)
def test_no_row_is_changed_or_lost(worked: Connection, statement: str) -> None:
    before = worked.execute("SELECT * FROM journal").fetchall()
    with pytest.raises(Error, match=r"append-only|no gaps"):
        worked.execute(statement)
    assert worked.execute("SELECT * FROM journal").fetchall() == before


@pytest.mark.parametrize(("seq", "prev"), [(7, None), (5, None), (0, None), (6, "x"), (6, "")])
def test_no_row_is_put_in_with_a_gap_or_a_false_link(worked: Connection, seq: int, prev: str | None) -> None:
    last = journal.entry(worked, 5)
    assert last is not None
    row = last._replace(seq=seq, prev=last.hash if prev is None else prev, undoes=None, key=None)
    with pytest.raises(Error, match="no gaps"):
        worked.execute(f"INSERT INTO journal VALUES ({', '.join('?' * len(row))})", row)


def test_a_key_and_an_undone_row_are_there_once(worked: Connection) -> None:
    last = journal.entry(worked, 5)
    assert last is not None
    for edit in ({"key": "k1", "undoes": None}, {"key": None, "undoes": 3}, {"key": None, "undoes": 99}):
        with pytest.raises(Error):
            journal.append(worked, last._replace(**edit))


def test_a_chain_that_holds(worked: Connection, path: Path) -> None:
    assert journal.first_break(worked) is None
    assert contents.damaged(worked) is None
    found = checks.verify(path)
    assert found.sound
    assert (found.rows, found.head) == (5, journal.head(worked).hash)
    assert checks.replay(path).sound


values: st.SearchStrategy[Any] = st.one_of(
    st.integers(-(2**63), 2**63 - 1),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8),
    st.none(),
)


@given(st.sampled_from(COLUMNS), st.integers(1, 5), values, st.integers(0, 400), st.integers(1, 127))
def test_any_change_of_any_column_breaks_the_chain(
    tmp_path_factory: pytest.TempPathFactory,
    playbook: Any,
    column: str,
    seq: int,
    value: Any,
    at: int,
    mask: int,
) -> None:
    connection, before = _worked_copy(tmp_path_factory, playbook)
    found = next(row for row in before if row[0] == seq)[journal.COLUMNS.index(column)]
    edits = [value]
    if isinstance(found, str) and found:
        spot = at % len(found)
        edits.append(
            found[:spot] + chr(ord(found[spot]) ^ mask if ord(found[spot]) < 128 else 65) + found[spot + 1 :]
        )
    elif isinstance(found, int):
        edits.append(found ^ (1 << at % 62))
    for edit in edits:
        if edit == found:
            continue
        connection.execute("SAVEPOINT spoil")
        with contextlib.suppress(Error):  # a CHECK or the column's type refuses it already
            connection.execute(f"UPDATE journal SET {column} = ? WHERE seq = ?", (edit, seq))
        same = connection.execute("SELECT * FROM journal").fetchall() == before
        broken = journal.first_break(connection)
        assert same or broken in (seq, seq + 1), (column, seq, found, edit)
        assert not same or broken is None
        connection.execute("ROLLBACK TO spoil")
        connection.execute("RELEASE spoil")


_SPOILT: dict[str, tuple[Connection, list[Any]]] = {}


def _worked_copy(factory: pytest.TempPathFactory, playbook: Any) -> tuple[Connection, list[Any]]:
    """A worked desk without triggers, made once for all examples: each takes its damage back."""
    if "one" not in _SPOILT:
        path = factory.mktemp("spoil") / "desk.db"
        desk = Desk.open(path, playbook, Clock(NOON, 0.0), operator="li", seat="seat")
        work(desk)
        desk.close()
        connection = without_triggers(path)
        _SPOILT["one"] = connection, connection.execute("SELECT * FROM journal").fetchall()
    return _SPOILT["one"]


@pytest.mark.parametrize(
    ("damage", "at"),
    [
        ("DELETE FROM journal WHERE seq = 1", 2),
        ("DELETE FROM journal WHERE seq = 3", 4),
        ("UPDATE journal SET seq = 9 WHERE seq = 5", 9),
        ("UPDATE journal SET seq = CASE seq WHEN 1 THEN -2 WHEN 2 THEN -1 END WHERE seq < 3", -2),
        ("UPDATE journal SET hash = 'x' WHERE seq = 5", 5),
        ("UPDATE journal SET operator = CAST(x'ff' AS TEXT) WHERE seq = 2", 2),
        ("UPDATE journal SET payload = replace(payload, 'q1', 'q2') WHERE seq = 3", 3),
    ],
)
def test_damage_done_behind_the_triggers_is_located(
    worked: Connection, desk: Desk, path: Path, damage: str, at: int
) -> None:
    desk.close()
    connection = without_triggers(path)
    connection.execute(damage)
    connection.close()
    try:
        found = checks.verify(path)
    except DeskUnusable:
        assert "x'ff'" in damage
        return
    assert found.broken_at == at
    assert not found.sound


def test_a_cut_tail_keeps_the_chain_and_is_found_by_the_anchor(
    worked: Connection, desk: Desk, path: Path
) -> None:
    desk.close()
    connection = without_triggers(path)
    connection.execute("DELETE FROM journal WHERE seq = 5")
    connection.close()
    found = checks.verify(path)
    assert (found.broken_at, found.anchor, found.sound) == (None, "lost", False)


@pytest.mark.parametrize(
    "edit", ["body = 'x'", "author = 'x'", "salt = x'00'", "hash = 'x'", "body = body || ' '"]
)
def test_words_that_were_changed_are_found(worked: Connection, desk: Desk, path: Path, edit: str) -> None:
    worked.execute(f"UPDATE content SET {edit} WHERE n = 2")
    found = checks.verify(path)
    assert (found.content_at, found.sound) == (2, False)
    assert checks.replay(path).sound == ("hash" not in edit)


def test_words_that_were_purged_are_no_damage(worked: Connection, path: Path) -> None:
    worked.execute("UPDATE content SET body = NULL, author = NULL, salt = NULL WHERE n = 2")
    assert checks.verify(path).sound
    replayed = checks.replay(path)
    assert (replayed.sound, replayed.purged) == (True, 1)


@pytest.mark.parametrize(
    "edit",
    [
        "state = 'closed', stopped_at = 1",
        "owner = 'wang'",
        "due_at = due_at + 1",
        "posted_at = 1",
        "version = 9",
        "missed_s = 5",
        "reply_state = 'copied'",
        "author_key = '1:x'",
    ],
)
def test_a_row_changed_behind_the_journal_is_found_by_replay(
    worked: Connection, path: Path, edit: str
) -> None:
    worked.execute(f"UPDATE interaction SET {edit} WHERE n = 1")
    assert checks.verify(path).sound
    replayed = checks.replay(path)
    assert not replayed.sound
    assert "interaction 1" in replayed.differences[0]


def test_a_row_the_journal_does_not_know_is_found_by_replay(worked: Connection, path: Path) -> None:
    columns = [name for _, name, *_ in worked.execute("PRAGMA table_info(interaction)") if name != "n"]
    names = ", ".join(columns)
    worked.execute(f"INSERT INTO interaction (n, {names}) SELECT 9, {names} FROM interaction WHERE n = 1")
    assert not checks.replay(path).sound


def test_the_journal_holds_no_word_of_anybody(desk: Desk, path: Path) -> None:
    now = desk.clock.now()
    secret = "秘密"
    add = {
        "do": "interaction.add",
        "platform": "douyin",
        "kind": "comment",
        "posted_at": now,
        "author": secret,
        "text": secret,
    }
    for one in (
        add,
        {"do": "reply.draft", "id": "q1", "text": secret},
        {"do": "incident.open", "title": secret, "kind": "dispute", "grade": "general"},
        {"do": "incident.grade", "id": "i1", "grade": "major", "reason": secret},
        {"do": "incident.meet", "id": "i1", "timer": "solution", "evidence": secret},
        {"do": "reply.post", "id": "q1", "text": secret},
        add,
        {"do": "interaction.close", "id": "q2", "reason": "other", "note": secret},
    ):
        desk.do(parse({**one, "key": f"k-{one['do']}-{desk.clock.now()}"} if one is not add else one))
    run = desk.store.connection.execute
    assert not [row for row in run("SELECT * FROM journal") if secret in repr(row)]
    for table in ("interaction", "incident", "timer"):
        assert not [row for row in run(f"SELECT * FROM {table}") if secret in repr(row)]
    with pytest.raises(Refusal):
        desk.do(parse({"do": "reply.copy", "id": "q1"}))
