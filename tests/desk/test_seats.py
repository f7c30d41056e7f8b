"""Several seats on one file at once: no lost update, no double claim, one gapless journal."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

from test_verbs import ADD, NOON, OpenDesk, do

from rhythm_tui.clock import Clock
from rhythm_tui.desk import checks
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.domain.refusal import Refusal

SEATS, EACH = 4, 25


def test_four_seats_at_once(desk: Desk, path: Path, playbook: Playbook) -> None:
    for _ in range(EACH):
        do(desk, ADD)
    outcomes: list[tuple[str, str, str]] = []
    broken: list[BaseException] = []
    together = threading.Barrier(SEATS)

    def seat(name: str) -> None:
        try:
            mine = Desk.open(path, playbook, Clock(NOON, 0.0), operator=name)
            together.wait()
            for number in range(1, EACH + 1):
                try:
                    mine.do(parse({"do": "interaction.claim", "id": f"q{number}"}))
                    outcomes.append((name, f"q{number}", "claimed"))
                except Refusal as refusal:
                    outcomes.append((name, f"q{number}", refusal.code))
            mine.close()
        except BaseException as error:
            broken.append(error)

    threads = [threading.Thread(target=seat, args=(f"seat{n}",)) for n in range(SEATS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert broken == []
    claimed = {item: name for name, item, what in outcomes if what == "claimed"}
    assert Counter(what for _, _, what in outcomes) == {"claimed": EACH, "refused": EACH * (SEATS - 1)}
    run = desk.store.connection.execute
    assert {f"q{n}": owner for n, owner in run("SELECT n, owner FROM interaction")} == claimed
    assert run("SELECT count(*), max(seq) FROM journal").fetchone() == (2 * EACH, 2 * EACH)
    assert checks.verify(path).sound
    assert checks.replay(path).sound


def test_the_same_key_from_many_seats_is_done_once(desk: Desk, path: Path, playbook: Playbook) -> None:
    receipts = []
    together = threading.Barrier(SEATS)

    def seat() -> None:
        mine = Desk.open(path, playbook, Clock(NOON, 0.0), operator="li")
        together.wait()
        receipts.extend(mine.do(parse({**ADD, "key": f"k{number}"})) for number in range(10))
        mine.close()

    threads = [threading.Thread(target=seat) for _ in range(SEATS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(receipts) == 10 * SEATS
    assert len(set(receipts)) == 10
    assert desk.store.connection.execute("SELECT count(*) FROM interaction").fetchone() == (10,)


WORKS = """
import sys
from pathlib import Path
from rhythm_tui.clock import Clock
from rhythm_tui.desk.desk import Desk
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.playbook import check
from rhythm_tui.settings import data_dir, read_toml
book = check(read_toml(data_dir() / "playbook.toml"))
desk = Desk.open(Path(sys.argv[1]), book, Clock(int(sys.argv[2]), 0.0), operator=sys.argv[3])
for number in range(20):
    receipt = desk.do(parse({"do": "reply.draft", "id": "q1", "text": f"{sys.argv[3]} {number}"}))
    print(receipt.version)
desk.close()
"""


def test_processes_that_write_the_same_row(desk: Desk, path: Path, reader: Reader) -> None:
    do(desk, ADD)
    reader.changed()
    command = [sys.executable, "-W", "error", "-c", WORKS, str(path), str(NOON)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    seats = [
        subprocess.Popen(
            [*command, name], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        )
        for name in ("wang", "zhao")
    ]
    answers = [seat.communicate(timeout=60) for seat in seats]
    assert [seat.returncode for seat in seats] == [0, 0], answers
    versions = [int(line) for out, _ in answers for line in out.split()]
    assert sorted(versions) == list(range(2, 42))
    assert reader.changed()
    found = reader.interaction("q1")
    assert found is not None
    assert found.row.version == 41
    assert len(found.history) == 41
    assert checks.verify(path).sound


def test_an_update_seen_by_nobody_else_yet_is_a_conflict(desk: Desk, open_desk: OpenDesk) -> None:
    """Two seats saw version 1; the second to write is told so instead of writing over the first."""
    do(desk, ADD)
    do(open_desk("wang"), do="reply.draft", id="q1", text="w", expect=1)
    try:
        do(desk, do="reply.draft", id="q1", text="l", expect=1)
    except Refusal as refusal:
        assert (refusal.code, refusal.field) == ("conflict", "expect")
    else:
        raise AssertionError("the first draft was written over")
