"""A cut of the storm of power cuts, and the bugs it is for."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from rhythm_tui.domain.commands import parse
from storms import disk, ground, mutants, power
from storms.actions import COMMANDS
from storms.disk import Event
from storms.tally import Tally

CLAIM = {"do": "interaction.claim", "id": "q1"}
ROTATE = {"do": "privacy.rotate", "reason": "r"}
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not disk.can_watch(), reason="the disk cannot be watched on this machine"),
]


def tally() -> Tally:
    return Tally("power", "cuts", 1, power.NEVER)


def test_what_was_answered_survives_a_cut_anywhere() -> None:
    chance, found = random.Random(6), tally()
    power.run(found, chance, 4, [ROTATE, *chance.sample(COMMANDS, 19)])
    assert found.held, found.examples
    assert found.done == 84


def test_it_finds_a_commit_that_is_not_forced_to_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    mutants.synced_later(monkeypatch.setattr)
    found = tally()
    power.cut_during(found, random.Random(6), CLAIM, 40)
    assert found.bad["acknowledged lost"] + found.bad["not opened"]


def test_it_finds_an_anchor_that_moves_before_the_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    mutants.anchored_early(monkeypatch.setattr)
    found = tally()
    power.cut_during(found, random.Random(6), CLAIM, 40)
    assert found.bad["not opened"]


def test_it_finds_a_key_that_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    mutants.key_not_looked_for(monkeypatch.setattr)
    found = tally()
    power.cut_during(found, random.Random(6), CLAIM, 10)
    assert found.bad["retry not once"]


def test_it_finds_a_folder_that_is_not_synced(monkeypatch: pytest.MonkeyPatch) -> None:
    """The new key of authors would be gone, and the old one back."""
    monkeypatch.setattr("rhythm_tui.disk.sync_folder", lambda folder: None)
    found = tally()
    power.cut_during(found, random.Random(6), ROTATE, 40)
    assert found.bad["acknowledged lost"]


def test_the_disk_sees_every_write(path: Path) -> None:
    """What all its events together make is what lies in the folder."""
    seen = power.recorded(ground.lay(path.parent), [parse(CLAIM), parse(ROTATE)])
    real = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    seen.events += [Event("folder"), *(Event("sync", name) for name in real)]
    left, _ = disk.after_cut(seen, len(seen.events), random.Random(6))
    assert left == real
