"""What the cuts of the storms share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from storms.nest import Nest


@pytest.fixture(autouse=True)
def no_power_cut() -> None:
    """Here it is cut: what a desk flushes to the disk reaches it."""


@pytest.fixture(scope="session")
def nest() -> Iterator[Nest]:
    """Seats that are processes of their own."""
    if not hasattr(os, "fork"):
        pytest.skip("seats are forked, which this system cannot do")
    with Nest() as found:
        yield found
