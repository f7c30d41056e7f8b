"""A cut of the storm of keys, and the bug it is for; here nothing waits for the disk."""

from __future__ import annotations

import random

import pytest
from test_at_once import PAINTS
from textual._compositor import Compositor

from storms import keys, mutants
from storms.tally import Tally

pytestmark = pytest.mark.long


@pytest.fixture(autouse=True)
def painted(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is painted reaches the terminal: that is what is looked at."""
    monkeypatch.setattr(Compositor, "render_update", PAINTS)


def stormed(number: int, seed: int = 6) -> Tally:
    tally = Tally("keys", "keys", number, keys.NEVER)
    keys.run(tally, random.Random(seed))
    return tally


def test_no_order_of_keys_breaks_the_desk_or_its_picture() -> None:
    found = stormed(100)
    assert found.held, found.examples
    assert found.done >= 100


def test_it_finds_a_part_of_a_picture_that_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    mutants.one_part_unwritten(monkeypatch.setattr)
    assert stormed(60).bad["wrong picture"]
