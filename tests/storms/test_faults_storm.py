"""A cut of the storm of faults, the bug it is for, and what a fault behind the commit means."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from rhythm_tui.desk.desk import Desk
from rhythm_tui.domain.commands import BY_NAME, parse
from rhythm_tui.store.sqlite import Error
from storms import faults, ground, mutants
from storms.actions import COMMANDS
from storms.tally import Tally

pytestmark = pytest.mark.long


CLAIM = {"do": "interaction.claim", "id": "q1"}


def tally() -> Tally:
    return Tally("faults", "faults", 1, faults.NEVER)


@pytest.fixture
def laid_desk(path: Path) -> Desk:
    return ground.sit(ground.lay(path.parent))


def test_every_command_stands_in_the_table() -> None:
    assert {one["do"] for one in COMMANDS} == set(BY_NAME)


def test_a_fault_at_any_statement_leaves_nothing() -> None:
    found = tally()
    faults.run(found, random.Random(6), most=2)
    assert found.held, found.examples
    assert found.done == found.asked == 2 * len(COMMANDS)


def test_it_finds_a_forgotten_rollback(monkeypatch: pytest.MonkeyPatch) -> None:
    mutants.forgotten_rollback(monkeypatch.setattr)
    found = tally()
    faults.run(found, random.Random(6), 8, [CLAIM])
    assert found.bad["transaction left open"]


def test_an_interrupt_after_the_commit_has_done_it_all_and_a_retry_does_it_once(laid_desk: Desk) -> None:
    real = laid_desk.store.connection
    rows = len(ground.contents_of(real)["journal"])
    command = parse({**CLAIM, "key": "k"})
    laid_desk.store.connection = faults.Faulty(real, 0, KeyboardInterrupt(), after=True)
    with pytest.raises(KeyboardInterrupt):
        laid_desk.do(command)
    laid_desk.store.connection = real
    assert laid_desk.do(command).seq == rows + 1
    assert len(ground.contents_of(real)["journal"]) == rows + 1
    laid_desk.close()


def test_a_reader_that_fails_while_it_is_asked_for_the_head_is_no_failed_command(laid_desk: Desk) -> None:
    """The commit stands: what goes wrong with the anchor afterwards is no answer to the command."""
    real = laid_desk.store.connection
    rows = len(ground.contents_of(real)["journal"])
    counting = faults.Faulty(real, 10**6, KeyboardInterrupt())
    laid_desk.store.connection = counting
    laid_desk.do(parse(CLAIM))
    after_commit = counting.statements.index("COMMIT") + 2
    laid_desk.store.connection = faults.Faulty(real, after_commit, Error("disk I/O error"))
    assert laid_desk.do(parse({"do": "interaction.claim", "id": "q4"})).seq == rows + 2
    laid_desk.store.connection = real
    laid_desk.close()
