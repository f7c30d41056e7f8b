"""A moment of the past as people type it."""

from __future__ import annotations

import pytest

from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.ui.moments import sought

NOON = 1_795_320_000_000


@pytest.mark.parametrize(
    ("typed", "words", "until"),
    [
        ("", (), None),
        ("q17 li", ("q17", "li"), None),
        ("11:40", (), "2026-11-22T11:40:59"),
        ("11：40：07", (), "2026-11-22T11:40:07"),
        ("12:00", (), "2026-11-22T12:00:00"),
        ("12:01", (), "2026-11-21T12:01:59"),
        ("23:00", (), "2026-11-21T23:00:59"),
        ("11-21", (), "2026-11-21T23:59:59"),
        ("li 11-21 8:05", ("li",), "2026-11-21T08:05:59"),
        ("2025-01-31 q1", ("q1",), "2025-01-31T23:59:59"),
        ("11-22", (), "2026-11-22T12:00:00"),
        ("2027-01-01", (), "2026-11-22T12:00:00"),
        ("25:00", ("25:00",), None),
        ("2-30", ("2-30",), None),
        ("8:05 9:05", ("9:05",), "2026-11-22T08:05:59"),
    ],
)
def test_words_and_a_moment(
    typed: str, words: tuple[str, ...], until: str | None, vocabulary: Vocabulary
) -> None:
    found = sought(typed.split(), NOON, vocabulary)
    assert found.words == words
    assert (found.until and vocabulary.iso(found.until)[:19]) == until
