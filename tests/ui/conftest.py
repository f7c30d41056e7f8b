"""What the tests of the screen share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rhythm_tui import i18n


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins in English and leaves the process so."""
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture
def chinese(english: None) -> None:
    """The desk in Chinese, where its catalogue has been built."""
    i18n.use("zh")
    if i18n._("Queue") == "Queue":
        pytest.skip("the Chinese catalogue has not been built")
