"""A cut of the storm of seats, and the bug it is for."""

from __future__ import annotations

import random

import pytest

from storms import seats
from storms.nest import Nest
from storms.tally import Tally

pytestmark = pytest.mark.long


def storm(nest: Nest, plant: str = "") -> Tally:
    tally = Tally("seats", "actions", 1, seats.NEVER)
    seats.run(tally, random.Random(6), nest, rounds=40, plant=plant)
    return tally


def test_four_processes_lose_no_update_and_claim_nothing_twice(nest: Nest) -> None:
    found = storm(nest)
    assert found.held, found.examples
    assert int(found.told["changes answered"]) > 40


def test_it_finds_rows_read_before_the_transaction(nest: Nest) -> None:
    found = storm(nest, "read_before_begin")
    assert found.bad["lost update"] + found.bad["double claim"]
