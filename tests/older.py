"""Programs of before, as far as their schema goes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from rhythm_tui.store import schema, steps


@contextmanager
def older_program(monkeypatch: pytest.MonkeyPatch, version: int) -> Iterator[None]:
    """Know the schema only up to a version while the block runs."""
    with monkeypatch.context() as older:
        older.setattr(steps, "NAMES", steps.NAMES[:version])
        older.setattr(schema, "VERSION", version)
        yield
