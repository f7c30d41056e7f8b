"""Rewind: after every row of the journal the desk is seen again exactly as it stood."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from clocks import SettableClock
from rhythm_tui.desk.batches import BatchInfo, take
from rhythm_tui.desk.demo import story, tasks_of
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import Command, parse
from rhythm_tui.domain.facts import Seen
from rhythm_tui.domain.story import lay
from rhythm_tui.store import schema
from rhythm_tui.store.replay import replay
from rhythm_tui.store.sqlite import connect
from rhythm_tui.store.unusable import DeskOutdated

NOON = 1_795_320_000_000
HOUR = 3_600_000
OpenReader = Callable[..., Reader]


def seen(reader: Reader) -> tuple[Any, ...]:
    """Everything a screen would show of the desk at noon."""
    incidents = reader.incidents()
    slots = reader.slots(NOON - 48 * HOUR, NOON + 48 * HOUR, NOON)
    rows = reader.queue(NOON)
    return (
        reader.status(NOON),
        rows,
        [reader.interaction(row.id) for row in rows],
        incidents,
        [reader.incident(card.id) for card in incidents],
        slots,
        [reader.slot(slot.id, NOON) for slot in slots],
        reader.journal(),
    )


class Watched:
    """A desk that is looked at after every command."""

    def __init__(self, desk: Desk, reader: Reader) -> None:
        self.desk = desk
        self.reader = reader
        self.stood: dict[int, tuple[Any, ...]] = {}

    def do(self, command: Command) -> Any:
        receipt = self.desk.do(command)
        self.look()
        return receipt

    def look(self) -> None:
        self.stood[self.reader.status(NOON).seq] = seen(self.reader)


def fact(number: int, text: str) -> Seen:
    return Seen(number, "douyin", "comment", NOON - HOUR, f"u{number}", f"a{number}", text, "v", f"c{number}")


@pytest.mark.long
def test_every_row_of_a_day(
    desk: Desk, reader: Reader, open_reader: OpenReader, clock: SettableClock
) -> None:
    watched = Watched(desk, reader)
    day = story(NOON, "en", reader.vocabulary.hours)[:120]
    lay(watched, partial(setattr, clock, "time"), day, partial(tasks_of, desk.store.connection))
    clock.time = NOON
    first = BatchInfo("f.csv", "0", "x")
    take(desk, [fact(1, "one"), fact(2, "two")], first, print)
    watched.look()
    take(desk, [fact(1, "edited"), fact(3, "three")], BatchInfo("g.csv", "1", "x"), print)
    watched.look()
    watched.do(parse({"do": "undo"}))
    watched.do(parse({"do": "undo", "seq": max(watched.stood)}))
    with_past = open_reader()
    past = with_past.past(0)
    for seq, stood in watched.stood.items():
        past.go(seq)
        assert seen(past) == stood, seq
    past.close()
    assert replay(desk.store.connection).differences == ()


def test_the_past_stays_while_others_write(desk: Desk, reader: Reader) -> None:
    desk.do(parse({"do": "incident.open", "title": "t", "kind": "other", "grade": "general"}))
    past = reader.past(1)
    stood = seen(past)
    past.changed()
    desk.do(parse({"do": "incident.move", "id": "i1", "stage": "assess"}))
    desk.do(parse({"do": "incident.open", "title": "u", "kind": "other", "grade": "major"}))
    assert past.changed()
    assert seen(past) == stood
    assert not past.changed()
    past.close()


def test_reading_the_past_writes_nothing(desk: Desk, reader: Reader, path: Path) -> None:
    desk.do(parse({"do": "incident.open", "title": "t", "kind": "other", "grade": "general"}))
    before = path.read_bytes(), Path(f"{path}-wal").read_bytes()
    past = reader.past(0)
    assert past.status(NOON).incidents_open == 0
    with pytest.raises(Exception, match="readonly"):
        past._connection.execute("DELETE FROM main.incident")
    past.close()
    assert (path.read_bytes(), Path(f"{path}-wal").read_bytes()) == before


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file as an older program has left it."""
    path = tmp_path / "old.db"
    path.touch()
    connection = connect(path)
    schema.migrations().apply(Database(connection), stop_before=f"step_{schema.VERSION}")
    connection.close()
    return path


def test_a_file_of_an_older_program_is_named_and_not_misread(old: Path, open_reader: OpenReader) -> None:
    with pytest.raises(DeskOutdated, match=r"old\.db"):
        open_reader(at=old)


def test_working_on_it_brings_it_up_to_date(
    old: Path, open_desk: Callable[..., Desk], open_reader: OpenReader
) -> None:
    worker = open_desk(at=old)
    worker.do(parse({"do": "incident.open", "title": "t", "kind": "other", "grade": "general"}))
    assert len(open_reader(at=old).incidents()) == 1
