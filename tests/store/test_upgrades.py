"""A desk outlives its programs: files of every earlier schema open, newer ones are left as they are."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comment import ADD
from older import older_program
from rhythm_tui.desk import checks
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import file, journal, schema, snapshots, steps
from rhythm_tui.store.sqlite import connect
from rhythm_tui.store.transaction import Store
from rhythm_tui.store.unusable import DeskUnusable

SCHEMAS = Path(__file__).parent / "schemas"
OpenDesk = Callable[..., Desk]


def unpacked(version: int, folder: Path) -> Path:
    """Lay out the desk that a program of a schema has left."""
    folder.mkdir()
    path = folder / "desk.db"
    path.write_bytes(gzip.decompress((SCHEMAS / f"version-{version}.db.gz").read_bytes()))
    return path


def version_of(path: Path) -> int:
    connection = connect(path)
    try:
        return schema.version_of(connection)
    finally:
        connection.close()


@pytest.mark.parametrize("version", range(1, schema.VERSION))
def test_a_file_of_every_earlier_schema_is_brought_up_to_date(
    version: int, tmp_path: Path, open_desk: OpenDesk, vocabulary: Vocabulary
) -> None:
    path = unpacked(version, tmp_path / "old")
    desk = open_desk(at=path)
    assert version_of(path) == schema.VERSION
    verified, replayed = checks.verify(path), checks.replay(path)
    assert (verified.broken_at, verified.content_at, replayed.differences) == (None, None, ())
    assert verified.rows == replayed.rows >= 16 and replayed.compared >= 8
    reader = Reader.open(path, vocabulary)
    assert [row.text.plain for row in reader.search("孩子发烧")] == ["孩子发烧 38.5"]
    assert {row.id for row in reader.queue(desk.clock.now())} >= {"q2", "q3"}
    assert [card.id for card in reader.incidents()] == ["i1"]
    reader.close()
    assert desk.do(parse(ADD)).seq == verified.rows + 1
    assert desk.do(parse({"do": "undo"})).undone == "interaction.add"
    assert checks.replay(path).sound
    assert version_of(snapshots.before_upgrade(path, version)) == version


def test_an_upgrade_that_fails_leaves_the_old_file_and_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = unpacked(2, tmp_path / "old")
    with monkeypatch.context() as broken:
        every = (*steps.statements()[:-1], ("CREATE TABLE half (n)", "no statement"))
        broken.setattr(steps, "statements", lambda: every)
        with pytest.raises(DeskUnusable):
            file.open_for_work(path)
    assert version_of(path) == 2
    file.open_for_work(path).close()
    assert version_of(path) == schema.VERSION


@pytest.mark.parametrize("crashed", [False, True])
def test_a_program_of_any_earlier_schema_leaves_a_newer_file_as_it_is(
    desk: Desk, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crashed: bool
) -> None:
    """Of a seat that crashed a log is left behind: not even that is folded into the file."""
    desk.do(parse(ADD))
    if not crashed:
        desk.close()
    newer = tmp_path / "newer"
    newer.mkdir()
    for left in path.parent.glob("desk.db*"):
        if left.suffix != ".lock":
            shutil.copy(left, newer / left.name)
    before = {one.name: one.read_bytes() for one in newer.iterdir()}
    assert ("desk.db-wal" in before) == crashed
    for version in range(1, schema.VERSION):
        for opener in (file.open_for_work, file.open_to_read, Store):
            with (
                older_program(monkeypatch, version),
                pytest.raises(DeskUnusable, match="newer rhythm-tui"),
            ):
                opener(newer / "desk.db")
            left = {one.name: one.read_bytes() for one in newer.iterdir() if one.suffix != ".lock"}
            left.pop("desk.db-shm", None)
            assert left == {name: raw for name, raw in before.items() if name != "desk.db-shm"}


TYPED = ("发热", "儿科", "控压饮食", "医生故事", "冬季健康周", "周三问答", "院庆日", "点赞过千", "膝关节")
"""What the commands of ``schemas/make.py`` call things; a file of an early schema has some of it."""
_APART = steps.NAMES.index("typed") + 1
"""The first schema that keeps what people type apart from the journal."""
ENDED = (
    {"do": "interaction.close", "id": "q2", "reason": "other"},
    *({"do": "slot.drop", "id": f"s{n}", "reason": "cancelled"} for n in range(1, 20)),
    {"do": "campaign.drop", "id": "c1", "reason": "r"},
    {"do": "repeat.drop", "id": "e1", "reason": "r"},
    {"do": "day.drop", "id": "y1", "reason": "r"},
    {"do": "pledge.drop", "id": "g1", "reason": "r"},
)


@pytest.mark.parametrize("version", range(1, _APART))
def test_a_purge_reaches_what_an_older_program_wrote_into_the_journal(
    version: int, tmp_path: Path, open_desk: OpenDesk
) -> None:
    path = unpacked(version, tmp_path / "old")
    known = {words for words in TYPED if words in journal_of(path)}
    assert "控压饮食" in known and (version < 4 or known == set(TYPED))
    desk = open_desk(at=path)
    ended = [str(fields["id"]) for fields in ENDED if done(desk, fields)]
    slots = desk.store.connection.execute("SELECT n FROM slot WHERE state = 'published'")
    old = journal.head(desk.store.connection)
    first, *rest = [*ended, *(f"s{n}" for (n,) in slots)]
    for items in ([first], rest):
        assert done(desk, {"do": "privacy.purge", "items": items, "reason": "r"})
        assert checks.verify(path).sound and checks.replay(path).sound
    raw = b"".join(one.read_bytes() for one in path.parent.rglob("*") if one.is_file())
    assert [words for words in TYPED if words.encode() in raw] == []
    assert '"waiting":"' not in journal_of(path)
    kept = journal.entry(desk.store.connection, old.seq)
    assert kept is not None and kept.hash == old.hash, "the chain goes on from where it was"
    connection = desk.store.connection
    connection.execute("DROP TRIGGER journal_keeps_rows")
    connection.execute(
        "UPDATE journal SET payload = replace(payload, '\"was_typed\":true', '\"was_typed\":null')"
    )
    assert checks.verify(path).broken_at is not None, "a row may be written anew by a purge alone"


def done(desk: Desk, fields: dict[str, Any]) -> bool:
    try:
        desk.do(parse(fields))
    except Refusal as refusal:
        assert refusal.code == "unknown" or fields["do"] == "slot.drop", refusal
        return False
    return True


def journal_of(path: Path) -> str:
    connection = connect(path)
    try:
        return "".join(payload for (payload,) in connection.execute("SELECT payload FROM journal"))
    finally:
        connection.close()
